/// The fonts for ImGui from 1.92 on, which draws each glyph when it is first needed.
#include "paint/screen/font_cache.hpp"

#if IMGUI_VERSION_NUM >= 19200

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "paint/screen/font_measures.hpp"

namespace poolscope::paint {

namespace {

using theme::Font;

const ImFontLoader& stb_loader() {
    return *ImFontAtlasGetFontLoaderForStbTruetype();
}

/// A font file as ImGui's own loader knows it.
class Face {
public:
    explicit Face(Font font) {
        const auto bytes = theme::font_bytes(font);
        // ImGui only reads the data, though its signature does not say so.
        config_.FontData = const_cast<std::byte*>(bytes.data());
        config_.FontDataSize = static_cast<int>(bytes.size());
        config_.FontDataOwnedByAtlas = false;
        config_.FontNo = static_cast<ImU32>(theme::font_index(font));
        config_.SizePixels = -1;  // sizes are the em's
        config_.OversampleV = 1;
        ImFont asked_for_its_size;
        asked_for_its_size.Sources.push_back(&config_);
        config_.DstFont = &asked_for_its_size;
        stb_loader().FontSrcInit(nullptr, &config_);
        config_.DstFont = nullptr;
    }
    ~Face() {
        stb_loader().FontSrcDestroy(nullptr, &config_);
        config_.FontData = nullptr;
    }
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    bool load(ImFontAtlas* atlas, ImFontBaked* baked, ImWchar character, ImFontGlyph* glyph,
              float* advance) {
        config_.OversampleH = baked->Size > plain_above ? 1 : 3;
        return stb_loader().FontBakedLoadGlyph(atlas, &config_, baked, nullptr, character, glyph,
                                               advance);
    }

private:
    ImFontConfig config_;
};

Face& face_of(Font font) {
    static std::map<Font, std::unique_ptr<Face>> faces;
    std::unique_ptr<Face>& face = faces[font];
    if (!face) face = std::make_unique<Face>(font);
    return *face;
}

Font font_of(const ImFontConfig& source) {
    return static_cast<Font>(source.FontLoaderFlags);
}

/// Centres digits in the line.
bool init_size(ImFontAtlas* /*atlas*/, ImFontConfig* source, ImFontBaked* baked, void* /*data*/) {
    baked->Ascent = line_ascent(font_of(*source), baked->Size);
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

/// ImGui asks either for a glyph or, where it would be too large for the texture, for its advance.
bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* /*data*/,
                ImWchar character, ImFontGlyph* glyph, float* advance) {
    const Font font = font_of(*source);
    Face& face = face_of(theme::font_for(character, font));
    if (!face.load(atlas, baked, character, glyph, advance)) return false;
    (glyph != nullptr ? glyph->AdvanceX : *advance) = theme::advance(character, font) * baked->Size;
    return true;
}

const ImFontLoader& loader() {
    static const ImFontLoader ours = [] {
        ImFontLoader made;
        made.Name = "Poolscope";
        made.FontBakedInit = init_size;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return ours;
}

ImFont* add_font(Font font) {
    ImFontConfig config;
    config.FontLoader = &loader();
    config.FontLoaderFlags = static_cast<unsigned>(font);
    config.SizePixels = default_font_size;
    config.EllipsisChar = ellipsis_character;
    ImFont* made = ImGui::GetIO().Fonts->AddFont(&config);
    made->FallbackChar = missing_character;
    return made;
}

}  // namespace

const ImFontGlyph* SizedFont::glyph(ImWchar character) const {
    return font->GetFontBaked(pixels)->FindGlyph(character);
}

bool SizedFont::has(ImWchar character) const {
    return font->GetFontBaked(pixels)->FindGlyphNoFallback(character) != nullptr;
}

float SizedFont::ascent() const {
    return font->GetFontBaked(pixels)->Ascent;
}

void SizedFont::push() const {
    ImGui::PushFont(font, pixels);
}

FontCache::FontCache() {
    ImGui::GetIO().FontDefault = font(Font::regular, default_font_size).font;
}

SizedFont FontCache::font(Font font, float pixels) {
    ImFont*& made = fonts_[font];
    if (made == nullptr) made = add_font(font);
    // ImGui draws glyphs at whole sizes.
    return {made, std::clamp(std::round(pixels), least_font_size, largest_font_size)};
}

void FontCache::note(const ImFont* /*font*/, std::string_view /*text*/) {}

bool FontCache::rebuild_if_needed() {
    return false;
}

bool FontCache::pending() const {
    return false;
}

bool FontCache::lacks_glyphs() const {
    return false;
}

}  // namespace poolscope::paint

#endif
