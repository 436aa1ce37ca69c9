/// Lays whole cells out as an image (see heatmap_image.hpp).
#include "paint/heatmap_image.hpp"

#include <algorithm>
#include <cmath>

#include "paint/heatmap_pixels.hpp"

namespace poolscope::paint {

namespace {

constexpr float density = 2;      ///< pixels a logical pixel, along each axis
constexpr int most_along = 8192;  ///< pixels of an image's side

int clamped(float pixels) {
    return static_cast<int>(std::clamp(std::round(pixels), 1.0F, static_cast<float>(most_along)));
}

}  // namespace

HeatmapImage heatmap_image(const drawing::Heatmap& heatmap) {
    const drawing::Rect& region = heatmap.region;
    if (heatmap.values == nullptr || !(region.w > 0) || !(region.h > 0) || !(heatmap.rect.w > 0) ||
        !(heatmap.rect.h > 0))
        return {};
    const float w = heatmap.rect.w / region.w, h = heatmap.rect.h / region.h;
    if (w <= 1 || h <= 1) {
        return {heatmap_pixels(heatmap, clamped(heatmap.rect.w * density),
                               clamped(heatmap.rect.h * density)),
                heatmap.rect};
    }
    const float left = std::floor(region.x), top = std::floor(region.y);
    const float cols = std::ceil(region.right()) - left, rows = std::ceil(region.bottom()) - top;
    const auto each = [](float length, float cells) {
        return std::min(std::ceil(length * density),
                        std::max(std::floor(static_cast<float>(most_along) / cells), 1.0F));
    };
    drawing::Heatmap whole = heatmap;
    whole.region = {left, top, cols, rows};
    return {heatmap_pixels(whole, clamped(cols * each(w, cols)), clamped(rows * each(h, rows))),
            {heatmap.rect.x + (left - region.x) * w, heatmap.rect.y + (top - region.y) * h,
             cols * w, rows * h}};
}

}  // namespace poolscope::paint
