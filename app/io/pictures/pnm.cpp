/// Binary PGM and PPM: a header in plain text, then bytes.
#include <algorithm>
#include <limits>
#include <string>

#include "io/picture_decoders.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".ppm", ".pgm", ".pnm"};
constexpr std::string_view blanks = " \t\r\n\v\f";

bool begins(Bytes bytes) {
    const auto text = as_text(bytes);
    return text.size() > 2 && text[0] == 'P' && text[1] >= '1' && text[1] <= '7' &&
           std::string_view(" \t\r\n#").find(text[2]) != std::string_view::npos;
}

struct Header {
    PixelExtent size;
    int channels = 1;
    int most = 255;       ///< the value of white
    std::size_t end = 0;  ///< of the header: there the pixels begin
};

/// Takes blanks, comments and a number off the front; -1 where there is none. A number beyond
/// `int` becomes the largest.
int take_number(std::string_view& text) {
    while (!text.empty() && (text[0] == '#' || blanks.find(text[0]) != std::string_view::npos)) {
        const auto comment_end = text[0] == '#' ? text.find_first_of("\r\n") : 1;
        text.remove_prefix(std::min(comment_end, text.size()));
    }
    if (text.empty() || text[0] < '0' || text[0] > '9') return -1;
    std::int64_t value = 0;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        value =
            std::min<std::int64_t>(value * 10 + (text[0] - '0'), std::numeric_limits<int>::max());
        text.remove_prefix(1);
    }
    return static_cast<int>(value);
}

/// PBM and PAM have no values 0 .. 255; the others of the family that end in a digit are plain
/// text.
Result<Header> read_header(Bytes bytes) {
    auto text = as_text(bytes);
    if (text[1] != '5' && text[1] != '6')
        return fail(
            ErrorCode::unsupported,
            say("the picture is of the kind P{0}, which is not read", std::string(1, text[1])),
            say("save it as binary PGM or PPM, or as PNG"));
    Header header;
    header.channels = text[1] == '6' ? 3 : 1;
    text.remove_prefix(2);
    header.size = {take_number(text), take_number(text), header.channels};
    header.most = take_number(text);
    if (text.empty()) return picture_cut_short();
    if (header.size.width < 0 || header.size.height < 0 || header.most < 1 || header.most > 65535 ||
        blanks.find(text[0]) == std::string_view::npos)
        return damaged_picture();
    header.end = bytes.size() - text.size() + 1;
    return header;
}

Result<PixelExtent> extent(Bytes bytes) {
    return read_header(bytes).map([](const Header& header) { return header.size; });
}

/// A value as 0 .. 255, where `most` is white. Of 16 bits the upper 8 stay, as in other formats.
std::uint8_t level_of(unsigned value, unsigned most) {
    if (most == 65535) return static_cast<std::uint8_t>(value >> 8U);
    return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
}

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& /*stop*/) {
    const auto header = read_header(bytes);
    if (!header) return error_of(header);
    const std::size_t width = header->most > 255 ? 2 : 1;  // of a value, the high byte first
    const auto count = static_cast<std::size_t>(header->size.width) *
                       static_cast<std::size_t>(header->size.height) *
                       static_cast<std::size_t>(header->channels);
    const auto stored = bytes.subspan(header->end);
    if (stored.size() < count * width) return picture_cut_short();
    DecodedPixels pixels{header->size.width, header->size.height, header->channels, {}};
    pixels.values.resize(count);
    const auto most = static_cast<unsigned>(header->most);
    for (std::size_t i = 0; i < count; ++i) {
        auto value = std::to_integer<unsigned>(stored[i * width]);
        if (width == 2) value = value << 8U | std::to_integer<unsigned>(stored[i * width + 1]);
        if (value > most) return damaged_picture();
        pixels.values[i] = level_of(value, most);
    }
    return pixels;
}

}  // namespace

const PictureDecoder pnm_decoder{"PPM", endings, begins, extent, decode};

}  // namespace poolscope::io
