/// Colours the values of a heatmap's planes, pixel by pixel.
#include "paint/heatmap_pixels.hpp"

#include <array>
#include <cmath>

#include "paint/cell_marks.hpp"
#include "theme/colormap.hpp"

namespace poolscope::paint {

namespace {

theme::Color as_colour(const theme::Colormap& grey, const std::array<float, 3>& value, float low,
                       float high) {
    theme::Color color;
    std::array<std::uint8_t*, 3> parts{&color.r, &color.g, &color.b};
    for (std::size_t k = 0; k < 3; ++k) {
        if (std::isnan(value[k])) return theme::not_a_number_color;
        *parts[k] = theme::color_of(grey, value[k], low, high).r;
    }
    return color;
}

}  // namespace

Pixels heatmap_pixels(const drawing::Heatmap& heatmap, int width, int height) {
    Pixels pixels(width, height);
    const Shape& shape = heatmap.values->shape();
    const theme::Colormap& map = theme::colormap_or_default(heatmap.colormap);
    const bool colour = map.as_color && shape.c >= 3;
    if (!colour && (heatmap.channel < 0 || heatmap.channel >= shape.c)) return pixels;
    if (heatmap.sample < 0 || heatmap.sample >= shape.n) return pixels;
    const int first = heatmap.sample * shape.c;

    const auto values = heatmap.values->whole();
    const std::size_t planes = colour ? 3 : 1;
    std::array<PixelValues, 3> seen;
    for (std::size_t k = 0; k < planes; ++k) {
        const int plane = first + (colour ? static_cast<int>(k) : heatmap.channel);
        seen[k] =
            pixel_values(plane_cells(*values, plane), heatmap.region, width, height, heatmap.mark);
    }
    for (int y = 0; y < seen[0].height; ++y) {
        for (int x = 0; x < seen[0].width; ++x) {
            const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(seen[0].width) +
                           static_cast<std::size_t>(x);
            if (heatmap.sparse && !colour && seen[0].values[i] == 0) continue;
            const theme::Color color =
                colour ? as_colour(map, {seen[0].values[i], seen[1].values[i], seen[2].values[i]},
                                   heatmap.low, heatmap.high)
                       : theme::color_of(map, seen[0].values[i], heatmap.low, heatmap.high);
            pixels.set(seen[0].x + x, seen[0].y + y, theme::with_alpha(color, heatmap.opacity));
        }
    }
    return pixels;
}

}  // namespace poolscope::paint
