/// Asks fontconfig for a font by one character.
#include "paint/file/system_fonts.hpp"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <memory>

#include "theme/fonts.hpp"

namespace poolscope::paint {

namespace {

constexpr off_t largest_file = off_t{256} << 20;

struct PatternDelete {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDelete>;

/// The file's bytes, for as long as the program runs; none where it cannot be read.
std::span<const std::byte> mapped(const std::string& path) {
    static std::map<std::string, std::span<const std::byte>> files;
    if (const auto it = files.find(path); it != files.end()) return it->second;
    std::span<const std::byte>& bytes = files[path];
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return bytes;
    struct stat state {};
    if (fstat(file, &state) == 0 && state.st_size > 0 && state.st_size <= largest_file) {
        const auto size = static_cast<std::size_t>(state.st_size);
        void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (data != MAP_FAILED) bytes = {static_cast<const std::byte*>(data), size};
    }
    close(file);
    return bytes;
}

FcConfig* configuration() {
    static FcConfig* const config = FcInitLoadConfigAndFonts();
    return config;
}

/// The font that fontconfig likes best among those that have `character`. theme's lock holds
/// whoever else asks.
std::optional<theme::SystemFont> find_font(char32_t character) {
    FcConfig* config = configuration();
    if (config == nullptr) return std::nullopt;
    const Pattern wanted(FcPatternCreate());
    FcCharSet* characters = FcCharSetCreate();
    FcCharSetAddChar(characters, static_cast<FcChar32>(character));
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters);
    FcCharSetDestroy(characters);
    FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(wanted.get(), FC_COLOR, FcFalse);
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
    FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(config, wanted.get(), &result));
    if (!found) return std::nullopt;
    FcChar8* path = nullptr;
    FcCharSet* has = nullptr;
    int index = 0;
    if (FcPatternGetString(found.get(), FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) != FcResultMatch ||
        FcCharSetHasChar(has, static_cast<FcChar32>(character)) != FcTrue)
        return std::nullopt;
    FcPatternGetInteger(found.get(), FC_INDEX, 0, &index);
    const auto bytes = mapped(reinterpret_cast<const char*>(path));
    if (bytes.empty()) return std::nullopt;
    return theme::SystemFont{bytes, index & 0xFFFF};  // above are a variable font's instances
}

}  // namespace

void use_system_fonts() {
    theme::set_font_finder(find_font);
}

}  // namespace poolscope::paint
