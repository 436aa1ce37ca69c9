/// BMP without compression: palettes of 1, 4 and 8 bits, and colours of 16, 24 and 32.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>

#include "io/picture_decoders.hpp"
#include "io/pictures/byte_reader.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".bmp"};

bool begins(Bytes bytes) {
    return as_text(bytes).starts_with("BM") && bytes.size() >= 18;
}

/// A channel within a pixel of 16 or 32 bits, and its values as 0 .. 255.
class Field {
public:
    /// Nothing where the bits do not stand together.
    static std::optional<Field> of(std::uint32_t mask) {
        Field field;
        if (mask == 0) return field;
        const int low = std::countr_zero(mask);
        const int bits = std::popcount(mask);
        if ((mask >> low) != (std::uint64_t{1} << bits) - 1) return std::nullopt;
        field.mask_ = mask;
        field.shift_ = low + std::max(bits - 8, 0);
        const int kept = std::min(bits, 8);
        for (unsigned value = 0; value < 1U << kept; ++value) {
            unsigned level = value << (8 - kept);
            for (int have = kept; have < 8; have *= 2) level |= level >> have;
            field.levels_[value] = static_cast<std::uint8_t>(level);
        }
        return field;
    }
    [[nodiscard]] bool exists() const { return mask_ != 0; }
    [[nodiscard]] std::uint8_t level(std::uint32_t pixel) const {
        return levels_[(pixel & mask_) >> shift_];
    }

private:
    std::uint32_t mask_ = 0;
    int shift_ = 0;
    std::array<std::uint8_t, 256> levels_{};
};

struct Header {
    PixelExtent size;
    bool from_top = false;
    unsigned bits = 0;            ///< a pixel
    std::array<Field, 4> fields;  ///< red, green, blue, alpha; of 16 and 32 bits
    bool alpha_may_be_unused = false;
    std::size_t palette_at = 0;
    std::size_t palette_entry = 4;  ///< bytes of a colour
    std::size_t pixels_at = 0;
};

constexpr unsigned plain = 0;
constexpr unsigned with_masks = 3;

/// The masks behind the header of 40 bytes, or at the same place within a longer one.
bool read_fields(ByteReader& reader, unsigned header_size, unsigned compression, Header& header) {
    std::array<std::uint32_t, 4> masks{};
    if (compression == with_masks) {
        for (std::size_t c = 0; c < (header_size >= 56 ? 4U : 3U); ++c) masks[c] = reader.u32();
        if (header_size == 40) header.palette_at += 12;
    } else if (header.bits == 16) {
        masks = {31U << 10U, 31U << 5U, 31U, 0};
    } else {
        masks = {0xFFU << 16U, 0xFFU << 8U, 0xFFU, 0xFFU << 24U};
        header.alpha_may_be_unused = true;
    }
    for (std::size_t c = 0; c < 4; ++c) {
        const auto field = Field::of(masks[c]);
        if (!field || (c < 3 && !field->exists())) return false;
        header.fields[c] = *field;
    }
    return true;
}

/// A negative height says that the rows stand from the top.
void set_height(Header& header, std::int64_t height) {
    header.from_top = height < 0;
    header.size.height = static_cast<int>(std::min<std::int64_t>(header.from_top ? -height : height,
                                                                 std::numeric_limits<int>::max()));
}

/// Everything but the size is checked.
Result<Header> read_header(Bytes bytes) {
    ByteReader reader(bytes);
    Header header;
    reader.skip(10);
    header.pixels_at = reader.u32();
    const auto header_size = reader.u32();
    constexpr std::array known{12U, 40U, 52U, 56U, 108U, 124U};
    if (std::ranges::find(known, header_size) == known.end()) return damaged_picture();
    header.palette_at = 14 + header_size;
    const bool old = header_size == 12;
    if (old) header.palette_entry = 3;
    header.size.width = old ? reader.u16() : static_cast<int>(reader.u32());
    set_height(header, old ? std::int64_t{reader.u16()}
                           : std::int64_t{static_cast<std::int32_t>(reader.u32())});
    const bool one_plane = reader.u16() == 1;
    header.bits = reader.u16();
    const auto compression = old ? plain : reader.u32();
    if (!old) reader.skip(20);
    constexpr std::array depths{1U, 4U, 8U, 16U, 24U, 32U};
    const bool has_masks = header.bits == 16 || header.bits == 32;
    if (reader.ran_out()) return picture_cut_short();
    if (!one_plane || std::ranges::find(depths, header.bits) == depths.end() ||
        (compression != plain && (compression != with_masks || !has_masks)) ||
        (has_masks && !read_fields(reader, header_size, compression, header)) ||
        header.pixels_at <
            header.palette_at + (header.bits <= 8 ? header.palette_entry : std::size_t{0}))
        return damaged_picture();
    return header;
}

Result<PixelExtent> extent(Bytes bytes) {
    return read_header(bytes).map([](const Header& header) { return header.size; });
}

using Rgb = std::array<std::uint8_t, 3>;

/// The colours between the header and the pixels; black where there are fewer.
std::array<Rgb, 256> read_palette(Bytes bytes, const Header& header) {
    std::array<Rgb, 256> palette{};
    const auto room = header.pixels_at - header.palette_at;
    ByteReader reader(bytes.subspan(header.palette_at, room));
    for (std::size_t i = 0; i < std::min(room / header.palette_entry, palette.size()); ++i) {
        const auto color = reader.take(header.palette_entry);
        for (std::size_t c = 0; c < 3; ++c)
            palette[i][c] = std::to_integer<std::uint8_t>(color[2 - c]);
    }
    return palette;
}

void read_indices(Bytes stored, unsigned bits, const std::array<Rgb, 256>& palette,
                  std::span<std::uint8_t> row) {
    const unsigned mask = (1U << bits) - 1;
    for (std::size_t col = 0; col < row.size() / 3; ++col) {
        const auto at = col * bits;
        const auto index = std::to_integer<unsigned>(stored[at / 8]) >> (8 - bits - at % 8) & mask;
        std::ranges::copy(palette[index], row.begin() + static_cast<std::ptrdiff_t>(col * 3));
    }
}

void read_colors(Bytes stored, const Header& header, std::span<std::uint8_t> row) {
    ByteReader reader(stored);
    const std::size_t channels = header.fields[3].exists() ? 4 : 3;
    for (std::size_t at = 0; at < row.size(); at += channels) {
        if (header.bits == 24) {
            for (std::size_t c = 0; c < 3; ++c) row[at + 2 - c] = reader.u8();
            continue;
        }
        const auto pixel = header.bits == 16 ? reader.u16() : reader.u32();
        for (std::size_t c = 0; c < channels; ++c) row[at + c] = header.fields[c].level(pixel);
    }
}

/// Many programs leave the fourth byte zero: then it is no transparency.
void fill_unused_alpha(DecodedPixels& pixels) {
    auto& values = pixels.values;
    for (std::size_t i = 3; i < values.size(); i += 4)
        if (values[i] != 0) return;
    for (std::size_t i = 3; i < values.size(); i += 4) values[i] = 255;
}

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    const auto header = read_header(bytes);
    if (!header) return error_of(header);
    const auto width = static_cast<std::size_t>(header->size.width);
    const auto height = static_cast<std::size_t>(header->size.height);
    const auto stored_row = (width * header->bits + 31) / 32 * 4;
    if (bytes.size() < header->pixels_at || bytes.size() - header->pixels_at < stored_row * height)
        return picture_cut_short();
    DecodedPixels pixels{
        header->size.width, header->size.height, header->fields[3].exists() ? 4 : 3, {}};
    const auto row_size = width * static_cast<std::size_t>(pixels.channels);
    pixels.values.resize(row_size * height);
    const auto palette = read_palette(bytes, *header);
    for (std::size_t i = 0; i < height; ++i) {
        if (is_stopped(stop)) return reading_cancelled();
        const auto stored = bytes.subspan(header->pixels_at + i * stored_row, stored_row);
        const auto row = std::span(pixels.values)
                             .subspan((header->from_top ? i : height - 1 - i) * row_size, row_size);
        if (header->bits <= 8)
            read_indices(stored, header->bits, palette, row);
        else
            read_colors(stored, *header, row);
    }
    if (header->alpha_may_be_unused) fill_unused_alpha(pixels);
    return pixels;
}

}  // namespace

const PictureDecoder bmp_decoder{"BMP", endings, begins, extent, decode};

}  // namespace poolscope::io
