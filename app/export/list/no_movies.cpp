/// A build without moving pictures: it has no animations, and reads back only PNG.
#include <algorithm>

#include "export/movies.hpp"
#include "io/files.hpp"
#include "paint/file/png.hpp"

namespace poolscope::exporting {

namespace {

constexpr std::size_t largest_file = std::size_t{256} << 20;  ///< in bytes

/// The means of squares of pixels, where the picture is larger than `max_side`.
paint::Pixels fitted(const paint::Pixels& pixels, int max_side) {
    const int side = std::max(pixels.width, pixels.height);
    const int square = (side + max_side - 1) / max_side;
    if (square <= 1) return pixels;
    paint::Pixels small(std::max(pixels.width / square, 1), std::max(pixels.height / square, 1));
    for (std::size_t i = 0; i < small.rgba.size(); ++i) {
        const int x = static_cast<int>(i / 4) % small.width * square;
        const int y = static_cast<int>(i / 4) / small.width * square;
        unsigned sum = 0, count = 0;
        for (int row = y; row < std::min(y + square, pixels.height); ++row)
            for (int col = x; col < std::min(x + square, pixels.width); ++col, ++count)
                sum += pixels.rgba[pixels.offset(col, row) + i % 4];
        small.rgba[i] = static_cast<std::uint8_t>((sum + count / 2) / std::max(count, 1U));
    }
    return small;
}

}  // namespace

std::span<const Exporter* const> animations() {
    return {};
}

Result<void> decode_frames(const std::filesystem::path& file, int max_side,
                           const std::function<bool(Decoded frame)>& take) {
    return io::read_file(file, largest_file)
        .and_then([](const std::vector<std::byte>& bytes) { return paint::decode_png(bytes); })
        .map([&](const paint::Pixels& pixels) { take({.pixels = fitted(pixels, max_side)}); });
}

}  // namespace poolscope::exporting
