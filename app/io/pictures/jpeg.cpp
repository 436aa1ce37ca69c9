/// JPEG by libjpeg-turbo.
#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>

// Each of libjpeg's headers needs those above; the numbers of its errors depend on jpeglib.h.
#include <jpeglib.h>

#include <jerror.h>

#include "io/picture_decoders.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".jpg", ".jpeg"};

/// Progressive encoders write about ten; each scan passes over the whole picture again.
constexpr int most_scans = 100;

/// The coefficients of a progressive picture of 100 megapixels take 300 to 600 MiB.
constexpr long most_memory = 768L << 20;

enum class Fault { none, damaged, cut_short, too_many_scans, no_memory, stopped };

bool begins(Bytes bytes) {
    return as_text(bytes).starts_with("\xFF\xD8\xFF");
}

/// One decoding. libjpeg is left by longjmp where something is wrong: the functions here that call
/// it hold nothing that would have to be destroyed.
class Decoding {
public:
    Decoding(Bytes bytes, const StopQuery& stop) : stop_(stop) {
        info_.err = jpeg_std_error(&errors_);
        info_.client_data = this;
        errors_.error_exit = [](j_common_ptr info) {
            const int code = of(info).errors_.msg_code;
            const bool memory = code == JERR_NO_BACKING_STORE || code == JERR_OUT_OF_MEMORY;
            of(info).leave(memory ? Fault::no_memory : Fault::damaged);
        };
        errors_.emit_message = [](j_common_ptr info, int level) { of(info).heed_warning(level); };
        errors_.output_message = [](j_common_ptr) {};
        source_.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
        source_.bytes_in_buffer = bytes.size();
        source_.init_source = [](j_decompress_ptr) {};
        source_.fill_input_buffer = [](j_decompress_ptr info) -> boolean {
            of(info).leave(Fault::cut_short);
        };
        source_.skip_input_data = skip;
        source_.resync_to_restart = jpeg_resync_to_restart;
        source_.term_source = [](j_decompress_ptr) {};
        progress_.progress_monitor = [](j_common_ptr info) { of(info).advance(); };
    }
    Decoding(const Decoding&) = delete;
    Decoding& operator=(const Decoding&) = delete;
    ~Decoding() { jpeg_destroy_decompress(&info_); }

    /// Reads up to the first scan. The size is known also where libjpeg finds it too large.
    [[nodiscard]] bool read_header() {
        if (setjmp(escape_) != 0) return false;
        jpeg_create_decompress(&info_);
        info_.mem->max_memory_to_use = most_memory;
        info_.src = &source_;
        info_.progress = &progress_;
        jpeg_read_header(&info_, TRUE);
        return true;
    }
    [[nodiscard]] bool too_large() const { return errors_.msg_code == JERR_IMAGE_TOO_BIG; }
    [[nodiscard]] PixelExtent extent() const {
        return {static_cast<int>(info_.image_width), static_cast<int>(info_.image_height),
                info_.num_components == 1 ? 1 : 3};
    }
    /// After read_header(): of the picture at 1 / `divisor` of its size.
    [[nodiscard]] PixelExtent extent_over(int divisor) {
        info_.scale_num = 1;
        info_.scale_denom = static_cast<unsigned>(divisor);
        if (setjmp(escape_) != 0) return {};
        jpeg_calc_output_dimensions(&info_);
        return {static_cast<int>(info_.output_width), static_cast<int>(info_.output_height)};
    }
    /// Grey, RGB, or CMYK; 0 for what is none of these.
    [[nodiscard]] int channels() const {
        const int count = info_.num_components;
        return count == 1 || count == 3 || count == 4 ? count : 0;
    }
    /// Photoshop, and all who follow it, store ink where other programs store its lack.
    [[nodiscard]] bool inverted() const { return info_.saw_Adobe_marker == TRUE; }

    /// Fills `rows` with channels() bytes a pixel, and reads on to the end of the picture.
    [[nodiscard]] bool read_rows(std::uint8_t* rows) {
        if (setjmp(escape_) != 0) return false;
        const auto channel_count = static_cast<std::size_t>(channels());
        info_.out_color_space = channel_count == 1   ? JCS_GRAYSCALE
                                : channel_count == 3 ? JCS_RGB
                                                     : JCS_CMYK;
        info_.do_block_smoothing = FALSE;  // what the file says, no more
        jpeg_start_decompress(&info_);
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = rows + info_.output_scanline * (info_.output_width * channel_count);
            jpeg_read_scanlines(&info_, &row, 1);
        }
        jpeg_finish_decompress(&info_);
        return true;
    }
    [[nodiscard]] bool saw_every_channel() const {
        return seen_ == (1U << info_.num_components) - 1;
    }
    [[nodiscard]] tl::unexpected<Error> fault() const {
        switch (fault_) {
            case Fault::stopped:
                return reading_cancelled();
            case Fault::cut_short:
                return picture_cut_short();
            case Fault::too_many_scans:
                return fail(ErrorCode::too_large,
                            say("the picture has more than {0} scans", most_scans),
                            say("save it again, as PNG"));
            case Fault::no_memory:
                return fail(ErrorCode::too_large,
                            say("the picture is progressive, and too large to be read so"),
                            say("save it as a JPEG that is not progressive, or smaller"));
            default:
                return damaged_picture();
        }
    }

private:
    template <class Info>
    static Decoding& of(Info info) {
        return *static_cast<Decoding*>(info->client_data);
    }
    [[noreturn]] void leave(Fault fault) {
        fault_ = fault;
        std::longjmp(escape_, 1);
    }
    /// libjpeg goes on after these, with grey in place of what is missing.
    void heed_warning(int level) {
        constexpr std::array fatal{JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_ARITH_BAD_CODE,
                                   JWRN_MUST_RESYNC, JWRN_JPEG_EOF};
        if (level < 0 && std::ranges::find(fatal, errors_.msg_code) != fatal.end())
            leave(Fault::damaged);
    }
    /// Called for each row of blocks in each scan, and for each row of pixels.
    void advance() {
        if (info_.input_scan_number > most_scans) leave(Fault::too_many_scans);
        for (int i = 0; i < info_.comps_in_scan; ++i)
            seen_ |= 1U << info_.cur_comp_info[i]->component_index;
        if (is_stopped(stop_)) leave(Fault::stopped);
    }
    static void skip(j_decompress_ptr info, long count) {
        auto& source = of(info).source_;
        if (count <= 0) return;
        if (static_cast<std::size_t>(count) > source.bytes_in_buffer)
            of(info).leave(Fault::cut_short);
        source.next_input_byte += count;
        source.bytes_in_buffer -= static_cast<std::size_t>(count);
    }

    const StopQuery& stop_;
    jpeg_decompress_struct info_{};
    jpeg_error_mgr errors_{};
    jpeg_source_mgr source_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf escape_{};
    unsigned seen_ = 0;  ///< the channels that scans were about, a bit each
    Fault fault_ = Fault::none;
};

/// A product of two channels, each 0 .. 255 for 0 .. 1, rounded.
std::uint8_t product(unsigned a, unsigned b) {
    const unsigned sum = a * b + 128;
    return static_cast<std::uint8_t>((sum + (sum >> 8U)) >> 8U);
}

/// The light that ink leaves.
void cmyk_to_rgb(DecodedPixels& pixels, bool inverted) {
    const auto ink = [inverted](std::uint8_t value) { return inverted ? value : 255U - value; };
    const auto count = pixels.values.size() / 4;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            pixels.values[i * 3 + c] =
                product(ink(pixels.values[i * 4 + c]), ink(pixels.values[i * 4 + 3]));
    pixels.values.resize(count * 3);
    pixels.channels = 3;
}

Result<PixelExtent> extent(Bytes bytes) {
    const StopQuery never;
    Decoding decoding(bytes, never);
    if (!decoding.read_header() && !decoding.too_large()) return decoding.fault();
    return decoding.extent();
}

Result<DecodedPixels> decode_smaller(Bytes bytes, int divisor, const StopQuery& stop) {
    Decoding decoding(bytes, stop);
    if (!decoding.read_header()) return decoding.fault();
    const auto size = decoding.extent_over(divisor);
    DecodedPixels pixels{size.width, size.height, decoding.channels(), {}};
    if (pixels.channels == 0) return damaged_picture();
    pixels.values.resize(static_cast<std::size_t>(size.width) *
                         static_cast<std::size_t>(size.height) *
                         static_cast<std::size_t>(pixels.channels));
    if (!decoding.read_rows(pixels.values.data())) return decoding.fault();
    if (!decoding.saw_every_channel()) return damaged_picture();
    if (pixels.channels == 4) cmyk_to_rgb(pixels, decoding.inverted());
    return pixels;
}

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    return decode_smaller(bytes, 1, stop);
}

/// The segment APP1 that begins so; none stands behind the first scan.
Bytes exif(Bytes bytes) {
    constexpr std::string_view mark{"Exif\0\0", 6};
    constexpr unsigned app1 = 0xE1;
    constexpr unsigned first_scan = 0xDA;
    auto rest = bytes.subspan(std::min<std::size_t>(bytes.size(), 2));
    while (rest.size() >= 4 && rest[0] == std::byte{0xFF}) {
        const auto kind = std::to_integer<unsigned>(rest[1]);
        if (kind == 0xFF) {  // filling
            rest = rest.subspan(1);
            continue;
        }
        const auto length =
            std::to_integer<std::size_t>(rest[2]) << 8U | std::to_integer<std::size_t>(rest[3]);
        if (kind == first_scan || length < 2 || length > rest.size() - 2) break;
        const auto data = rest.subspan(4, length - 2);
        if (kind == app1 && as_text(data).starts_with(mark)) return data.subspan(mark.size());
        rest = rest.subspan(2 + length);
    }
    return {};
}

}  // namespace

const PictureDecoder jpeg_decoder{"JPEG", endings, begins, extent, decode, decode_smaller, exif};

}  // namespace poolscope::io
