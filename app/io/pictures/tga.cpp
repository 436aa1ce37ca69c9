/// TGA: grey, colours and palettes, plain or in runs.
#include <algorithm>
#include <array>

#include "io/picture_decoders.hpp"
#include "io/pictures/byte_reader.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".tga"};

struct Header {
    PixelExtent size;
    bool in_runs = false;
    bool from_top = false;
    bool indexed = false;
    bool grey = false;
    unsigned bits = 0;        ///< of a stored pixel
    unsigned color_bits = 0;  ///< of a colour, in the palette where there is one
    unsigned first_index = 0;
    unsigned palette_size = 0;
    std::size_t pixels_after = 0;  ///< bytes of a remark behind the header
};

/// How many channels colours of that many bits have; 0 where there is no such kind.
int channels_of(const Header& header) {
    switch (header.color_bits) {
        case 8:
            return 1;
        case 16:
            return header.grey ? 2 : 3;
        case 15:
        case 24:
            return 3;
        case 32:
            return 4;
        default:
            return 0;
    }
}

Result<Header> read_header(ByteReader& reader) {
    Header header;
    header.pixels_after = reader.u8();
    const unsigned map = reader.u8();
    const unsigned kind = reader.u8();
    header.first_index = reader.u16();
    header.palette_size = reader.u16();
    const unsigned palette_bits = reader.u8();
    reader.skip(4);
    header.size.width = reader.u16();
    header.size.height = reader.u16();
    header.bits = reader.u8();
    header.from_top = (reader.u8() & 0x20U) != 0;
    header.indexed = map == 1;
    header.in_runs = kind >= 8;
    header.grey = kind == 3 || kind == 11;
    header.color_bits = header.indexed ? palette_bits : header.bits;
    const bool kind_fits =
        header.indexed ? kind == 1 || kind == 9 : kind == 2 || kind == 10 || header.grey;
    const bool bits_fit = !header.indexed || header.bits == 8 || header.bits == 16;
    if (map > 1 || (!kind_fits && !reader.ran_out())) return damaged_picture();
    if (reader.ran_out()) return picture_cut_short();
    if (!bits_fit || channels_of(header) == 0) return damaged_picture();
    return header;
}

Result<PixelExtent> extent(Bytes bytes) {
    ByteReader reader(bytes);
    return read_header(reader).map([](const Header& header) { return header.size; });
}

/// A pixel's channels, of which the first few count.
using Color = std::array<std::uint8_t, 4>;

Color read_color(ByteReader& reader, const Header& header) {
    if (header.color_bits == 15 || (header.color_bits == 16 && !header.grey)) {
        // The last bit is no transparency, whatever some programs say: most leave it zero.
        const unsigned value = reader.u16();
        const auto level = [value](unsigned shift) {
            return static_cast<std::uint8_t>((value >> shift & 31U) * 255 / 31);
        };
        return {level(10), level(5), level(0), 255};
    }
    Color color{};
    for (std::size_t c = 0; c < header.color_bits / 8; ++c) color[c] = reader.u8();
    if (header.color_bits >= 24) std::swap(color[0], color[2]);
    return color;
}

/// Pixels one after another, whether they stand in runs or not.
class PixelReader {
public:
    /// Reads the palette.
    PixelReader(ByteReader& reader, const Header& header) : reader_(reader), header_(header) {
        reader_.skip(header_.pixels_after);
        if (!header_.indexed) return;
        for (unsigned i = 0; i < header_.palette_size && !reader_.ran_out(); ++i)
            palette_.push_back(read_color(reader_, header_));
    }
    [[nodiscard]] bool lacks_palette() const { return header_.indexed && palette_.empty(); }

    Color next() {
        if (!header_.in_runs) return read_pixel();
        if (left_ == 0) {
            const unsigned command = reader_.u8();
            left_ = 1 + (command & 127U);
            repeats_ = command >= 128;
            color_ = read_pixel();
        } else if (!repeats_) {
            color_ = read_pixel();
        }
        --left_;
        return color_;
    }

private:
    /// An index that the palette lacks stands for its first colour.
    Color read_pixel() {
        if (!header_.indexed) return read_color(reader_, header_);
        const unsigned index = header_.bits == 8 ? reader_.u8() : reader_.u16();
        const auto at = std::size_t{index} - header_.first_index;
        return palette_[at < palette_.size() ? at : 0];
    }

    ByteReader& reader_;
    const Header& header_;
    std::vector<Color> palette_;
    Color color_{};
    unsigned left_ = 0;  ///< of the run
    bool repeats_ = false;
};

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    ByteReader reader(bytes);
    const auto header = read_header(reader);
    if (!header) return error_of(header);
    PixelReader stored(reader, *header);
    if (reader.ran_out()) return picture_cut_short();
    if (stored.lacks_palette()) return damaged_picture();
    DecodedPixels pixels{header->size.width, header->size.height, channels_of(*header), {}};
    const auto height = static_cast<std::size_t>(pixels.height);
    const auto channels = static_cast<std::size_t>(pixels.channels);
    const auto row_size = static_cast<std::size_t>(pixels.width) * channels;
    pixels.values.resize(row_size * height);
    for (std::size_t i = 0; i < height; ++i) {
        if (is_stopped(stop)) return reading_cancelled();
        const auto row = std::span(pixels.values)
                             .subspan((header->from_top ? i : height - 1 - i) * row_size, row_size);
        for (std::size_t at = 0; at < row_size; at += channels) {
            const auto color = stored.next();
            std::copy_n(color.begin(), channels, row.begin() + static_cast<std::ptrdiff_t>(at));
        }
        if (reader.ran_out()) return picture_cut_short();
    }
    return pixels;
}

}  // namespace

const PictureDecoder tga_decoder{"TGA", endings, nullptr, extent, decode};

}  // namespace poolscope::io
