/// PNG by libpng.
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <limits>

#include "io/picture_decoders.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".png"};

bool begins(Bytes bytes) {
    return as_text(bytes).starts_with("\x89PNG\r\n\x1A\n");
}

/// The size in the header, the first of the chunks.
Result<PixelExtent> extent(Bytes bytes) {
    constexpr std::size_t header_end = 26;
    if (bytes.size() < header_end) return picture_cut_short();
    if (as_text(bytes).substr(12, 4) != "IHDR") return damaged_picture();
    const auto extent_at = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (const auto byte : bytes.subspan(at, 4))
            value = value << 8U | std::to_integer<std::uint32_t>(byte);
        return static_cast<int>(std::min<std::uint32_t>(value, std::numeric_limits<int>::max()));
    };
    const auto color = std::to_integer<unsigned>(bytes[25]);
    const int planes = (color & 2U) != 0 ? 3 : 1;
    return PixelExtent{extent_at(16), extent_at(20), planes};
}

/// One decoding. libpng leaves its functions by longjmp where something is wrong: the functions
/// here that call it hold nothing that would have to be destroyed.
class Decoding {
public:
    Decoding(Bytes bytes, const StopQuery& stop)
        : rest_(bytes),
          stop_(stop),
          png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail_for_good, ignore)) {
        if (png_ != nullptr) info_ = png_create_info_struct(png_);
    }
    Decoding(const Decoding&) = delete;
    Decoding& operator=(const Decoding&) = delete;
    ~Decoding() { png_destroy_read_struct(&png_, &info_, nullptr); }

    /// Reads all before the pixels, and has every kind of them become 8 bits a channel.
    [[nodiscard]] bool read_header() {
        if (info_ == nullptr) return false;
        if (setjmp(png_jmpbuf(png_)) != 0) return false;
        png_set_read_fn(png_, this, read);
        png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // they were checked
        png_set_chunk_malloc_max(png_, most_chunk_bytes);
        // Texts, profiles and the like are passed over: a few bytes of them unpack to very many.
        png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
        png_read_info(png_, info_);
        png_set_expand(png_);
        png_set_strip_16(png_);
        passes_ = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        return true;
    }
    /// After read_header(): a picture without pixels in it yet.
    [[nodiscard]] DecodedPixels blank() const {
        DecodedPixels pixels{static_cast<int>(png_get_image_width(png_, info_)),
                             static_cast<int>(png_get_image_height(png_, info_)),
                             png_get_channels(png_, info_),
                             {}};
        pixels.values.resize(png_get_rowbytes(png_, info_) *
                             static_cast<std::size_t>(pixels.height));
        return pixels;
    }
    /// Fills `rows`, and reads on to the end of the file.
    [[nodiscard]] bool read_rows(std::uint8_t* rows) {
        if (setjmp(png_jmpbuf(png_)) != 0) return false;
        const auto stride = png_get_rowbytes(png_, info_);
        const auto height = png_get_image_height(png_, info_);
        for (int pass = 0; pass < passes_; ++pass)
            for (png_uint_32 row = 0; row < height; ++row) {
                stopped_ = is_stopped(stop_);
                if (stopped_) return false;
                png_read_row(png_, rows + stride * row, nullptr);
            }
        png_read_end(png_, nullptr);
        return true;
    }
    [[nodiscard]] tl::unexpected<Error> fault() const {
        if (stopped_) return reading_cancelled();
        return ran_out_ ? picture_cut_short() : damaged_picture();
    }

private:
    /// A palette has at most 768 bytes.
    static constexpr png_alloc_size_t most_chunk_bytes = 1 << 16;

    [[noreturn]] static void fail_for_good(png_structp png, png_const_charp /*why*/) {
        png_longjmp(png, 1);
    }
    static void ignore(png_structp /*png*/, png_const_charp /*warning*/) {}
    static void read(png_structp png, png_bytep out, std::size_t count) {
        auto& self = *static_cast<Decoding*>(png_get_io_ptr(png));
        if (count > self.rest_.size()) {
            self.ran_out_ = true;
            png_error(png, "");
        }
        std::memcpy(out, self.rest_.data(), count);
        self.rest_ = self.rest_.subspan(count);
    }

    Bytes rest_;
    const StopQuery& stop_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    int passes_ = 1;
    bool stopped_ = false;
    bool ran_out_ = false;
};

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    Decoding decoding(bytes, stop);
    if (!decoding.read_header()) return decoding.fault();
    auto pixels = decoding.blank();
    if (!decoding.read_rows(pixels.values.data())) return decoding.fault();
    return pixels;
}

/// The data of the chunk eXIf, which libpng is told to pass over with all of its kind.
Bytes exif(Bytes bytes) {
    constexpr std::size_t chunk_head = 8;
    constexpr std::size_t chunk_sum = 4;
    auto rest = bytes.subspan(std::min<std::size_t>(bytes.size(), 8));
    while (rest.size() >= chunk_head) {
        std::size_t length = 0;
        for (const auto byte : rest.first(4))
            length = length << 8U | std::to_integer<std::size_t>(byte);
        const auto name = as_text(rest.subspan(4, 4));
        rest = rest.subspan(chunk_head);
        if (length > rest.size() || name == "IEND") break;
        if (name == "eXIf") return rest.first(length);
        rest = rest.subspan(std::min(rest.size(), length + chunk_sum));
    }
    return {};
}

}  // namespace

const PictureDecoder png_decoder{"PNG", endings, begins, extent, decode, nullptr, exif};

}  // namespace poolscope::io
