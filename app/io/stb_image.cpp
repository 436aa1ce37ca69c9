/// The one file that compiles stb_image: 8-bit formats, no files of its own, bounded memory.
#include "io/stb_image.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <unordered_map>

#include "io/jpeg_check.hpp"

namespace {

/// What stb_image takes to be impossible came true.
struct BrokenPicture {};

/// The memory of one decoding: bounded, and freed as a whole however the decoding ends.
class Arena {
public:
    Arena() { current_ = this; }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena() {
        for (const auto& piece : pieces_) std::free(piece.first);
        current_ = nullptr;
    }
    static Arena& current() { return *current_; }

    void* allocate(std::size_t size) { return reallocate(nullptr, size); }
    void* reallocate(void* memory, std::size_t size) {
        const auto old = pieces_.find(memory);
        const auto old_size = old == pieces_.end() ? 0 : old->second;
        if (size > most_ - (used_ - old_size)) return nullptr;
        void* piece = std::realloc(memory, size);
        if (piece == nullptr) return nullptr;
        if (old != pieces_.end()) pieces_.erase(old);
        pieces_.emplace(piece, size);
        used_ += size - old_size;
        return piece;
    }
    void free(void* memory) {
        const auto piece = pieces_.find(memory);
        if (piece == pieces_.end()) return;
        used_ -= piece->second;
        std::free(memory);
        pieces_.erase(piece);
    }

private:
    /// Enough for any 4096 x 4096 picture; a small file that unpacks without end runs into it.
    static constexpr std::size_t most_ = std::size_t{512} << 20;
    static thread_local Arena* current_;
    std::unordered_map<void*, std::size_t> pieces_;
    std::size_t used_ = 0;
};

thread_local Arena* Arena::current_ = nullptr;

}  // namespace

#define STBI_MALLOC(size) Arena::current().allocate(size)
#define STBI_REALLOC(memory, size) Arena::current().reallocate(memory, size)
#define STBI_FREE(memory) Arena::current().free(memory)
#define STBI_ASSERT(condition) ((condition) ? static_cast<void>(0) : throw BrokenPicture{})
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PSD
#define STBI_NO_PIC
// Debian's libstb.a, which Dear ImGui pulls in, has these functions too.
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

namespace poolscope::io {

namespace {

/// Feeds bytes to stb_image and notices where it asks for more than there are: it would read zeros,
/// or nothing at all, and go on.
class Source {
public:
    explicit Source(Bytes bytes) : rest_(bytes) {}

    [[nodiscard]] bool ran_out() const { return ran_out_; }

    static constexpr stbi_io_callbacks callbacks() {
        return {[](void* source, char* out, int size) {
                    return static_cast<Source*>(source)->read(out, size);
                },
                [](void* source, int size) { static_cast<Source*>(source)->skip(size); },
                [](void* source) { return static_cast<Source*>(source)->rest_.empty() ? 1 : 0; }};
    }

private:
    int read(char* out, int size) {
        // Its own buffer is filled as far as bytes are left; any other place must be filled whole.
        if (buffer_ == nullptr) buffer_ = out;
        const auto wanted = static_cast<std::size_t>(std::max(size, 0));
        const auto count = std::min(wanted, rest_.size());
        if (count < wanted && (count == 0 || out != buffer_)) ran_out_ = true;
        std::memcpy(out, rest_.data(), count);
        rest_ = rest_.subspan(count);
        // What stb_image does not check must not stay unset.
        if (out != buffer_) std::memset(out + count, 0, wanted - count);
        return static_cast<int>(count);
    }
    void skip(int size) {
        const auto wanted = static_cast<std::size_t>(std::max(size, 0));
        if (wanted > rest_.size()) ran_out_ = true;
        rest_ = rest_.subspan(std::min(wanted, rest_.size()));
    }

    Bytes rest_;
    const char* buffer_ = nullptr;
    bool ran_out_ = false;
};

/// The size in a PNG's header, the first of its chunks.
std::optional<PixelExtent> png_extent(Bytes bytes) {
    constexpr std::size_t header_end = 24;
    const auto text = as_text(bytes);
    if (text.size() < header_end || !text.starts_with("\x89PNG") || text.substr(12, 4) != "IHDR")
        return std::nullopt;
    const auto extent_at = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (const auto byte : bytes.subspan(at, 4))
            value = value << 8U | std::to_integer<std::uint32_t>(byte);
        return static_cast<int>(std::min<std::uint32_t>(value, std::numeric_limits<int>::max()));
    };
    return PixelExtent{extent_at(16), extent_at(20)};
}

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::bad_format, "the picture is damaged", "save it again, as PNG");
}

/// Decodes within the arena; the pixels are copied out of it.
Result<DecodedPixels> decode(Source& source) {
    const auto callbacks = Source::callbacks();
    DecodedPixels decoded;
    const auto* pixels = stbi_load_from_callbacks(&callbacks, &source, &decoded.width,
                                                  &decoded.height, &decoded.channels, 0);
    if (source.ran_out())
        return fail(ErrorCode::bad_format, "the picture is cut short",
                    "copy or download the file again");
    if (pixels == nullptr) return damaged();
    const auto count = static_cast<std::size_t>(decoded.width) *
                       static_cast<std::size_t>(decoded.height) *
                       static_cast<std::size_t>(decoded.channels);
    decoded.values.assign(pixels, pixels + count);
    return decoded;
}

}  // namespace

Result<PixelExtent> picture_extent(Bytes bytes) {
    // stb_image says of a PNG that is too large only that it knows no such picture.
    if (const auto extent = png_extent(bytes)) return *extent;
    if (auto checked = check_jpeg(bytes); !checked) return tl::unexpected(checked.error());
    const Arena arena;
    Source source(bytes);
    const auto callbacks = Source::callbacks();
    PixelExtent extent;
    int channels = 0;
    try {
        if (stbi_info_from_callbacks(&callbacks, &source, &extent.width, &extent.height,
                                     &channels) != 0)
            return extent;
    } catch (const BrokenPicture&) {
        return damaged();
    }
    return damaged();
}

Result<DecodedPixels> decode_picture(Bytes bytes) {
    if (auto checked = check_jpeg(bytes); !checked) return tl::unexpected(checked.error());
    const Arena arena;
    Source source(bytes);
    try {
        return decode(source);
    } catch (const BrokenPicture&) {
        return damaged();
    }
}

}  // namespace poolscope::io
