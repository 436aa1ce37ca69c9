/// Area-averages planes to pixels, one axis after the other, so that the work is one pass over the
/// cells.
#include "paint/heatmap_pixels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "theme/colormap.hpp"

namespace poolscope::paint {

namespace {

/// The cells that a pixel covers along one axis; the two at the ends perhaps in part.
struct Cover {
    int first = 0;
    int last = -1;  ///< none where last < first
    float first_weight = 1;
    float last_weight = 1;

    [[nodiscard]] bool empty() const { return last < first; }
    [[nodiscard]] float weight(int cell) const {
        return cell == first ? first_weight : cell == last ? last_weight : 1.0F;
    }
    [[nodiscard]] float total() const {
        return first == last ? first_weight
                             : first_weight + last_weight + static_cast<float>(last - first - 1);
    }
};

Cover cover_of(int pixel, int pixels, float start, float extent, int cells) {
    const double step = static_cast<double>(extent) / pixels;
    const double low = start + pixel * step, high = low + step;
    Cover cover;
    if (step <= 1.0) {
        const auto cell = static_cast<int>(std::floor((low + high) / 2));
        if (cell >= 0 && cell < cells) cover.first = cover.last = cell;
        return cover;
    }
    const double from = std::max(low, 0.0), to = std::min(high, static_cast<double>(cells));
    if (to <= from) return cover;
    cover.first = static_cast<int>(std::floor(from));
    cover.last = std::max(cover.first, static_cast<int>(std::ceil(to)) - 1);
    if (cover.first == cover.last) {
        cover.first_weight = cover.last_weight = static_cast<float>(to - from);
    } else {
        cover.first_weight = static_cast<float>(cover.first + 1 - from);
        cover.last_weight = static_cast<float>(to - cover.last);
    }
    return cover;
}

std::vector<Cover> covers_of(int pixels, float start, float extent, int cells) {
    std::vector<Cover> covers;
    covers.reserve(static_cast<std::size_t>(pixels));
    for (int i = 0; i < pixels; ++i) covers.push_back(cover_of(i, pixels, start, extent, cells));
    return covers;
}

/// The means of one plane (counted over all samples' channels) over each pixel of one row of
/// pixels.
class RowOfMeans {
public:
    RowOfMeans(const Tensor<float>& values, const std::vector<Cover>& columns)
        : values_(values), columns_(columns), sums_(static_cast<std::size_t>(values.shape().w)) {}

    void operator()(int plane, const Cover& rows, std::vector<float>& means) {
        const int width = values_.shape().w;
        std::fill(sums_.begin(), sums_.end(), 0.0F);
        for (int row = rows.first; row <= rows.last; ++row) {
            const float weight = rows.weight(row);
            const auto cells = values_.cells().subspan(
                (static_cast<std::size_t>(plane) * static_cast<std::size_t>(values_.shape().h) +
                 static_cast<std::size_t>(row)) *
                    static_cast<std::size_t>(width),
                static_cast<std::size_t>(width));
            for (std::size_t col = 0; col < cells.size(); ++col) sums_[col] += weight * cells[col];
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Cover& cols = columns_[i];
            if (cols.empty()) continue;
            double sum = 0;
            for (int col = cols.first; col <= cols.last; ++col) {
                sum += static_cast<double>(cols.weight(col)) *
                       static_cast<double>(sums_[static_cast<std::size_t>(col)]);
            }
            means[i] = static_cast<float>(
                sum / (static_cast<double>(cols.total()) * static_cast<double>(rows.total())));
        }
    }

private:
    const Tensor<float>& values_;
    const std::vector<Cover>& columns_;
    std::vector<float> sums_;
};

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

Pixels heatmap_pixels(const scene::Heatmap& heatmap, int width, int height) {
    Pixels pixels(width, height);
    const Tensor<float>& values = *heatmap.values;
    const Shape& shape = values.shape();
    const theme::Colormap& map = theme::colormap_or_default(heatmap.colormap);
    const bool colour = map.as_color && shape.c >= 3;
    if (!colour && (heatmap.channel < 0 || heatmap.channel >= shape.c)) return pixels;
    if (heatmap.sample < 0 || heatmap.sample >= shape.n) return pixels;
    const int first = heatmap.sample * shape.c;

    const auto columns = covers_of(width, heatmap.region.x, heatmap.region.w, shape.w);
    const auto rows = covers_of(height, heatmap.region.y, heatmap.region.h, shape.h);
    const std::size_t planes = colour ? 3 : 1;
    std::array<std::vector<float>, 3> means;
    for (auto& row : means) row.resize(static_cast<std::size_t>(width));
    RowOfMeans row_of_means(values, columns);
    for (int y = 0; y < height; ++y) {
        const Cover& cover = rows[static_cast<std::size_t>(y)];
        if (cover.empty()) continue;
        for (std::size_t k = 0; k < planes; ++k) {
            row_of_means(first + (colour ? static_cast<int>(k) : heatmap.channel), cover, means[k]);
        }
        for (int x = 0; x < width; ++x) {
            const auto i = static_cast<std::size_t>(x);
            if (columns[i].empty()) continue;
            const theme::Color color =
                colour ? as_colour(map, {means[0][i], means[1][i], means[2][i]}, heatmap.low,
                                   heatmap.high)
                       : theme::color_of(map, means[0][i], heatmap.low, heatmap.high);
            pixels.set(x, y, theme::with_alpha(color, heatmap.opacity));
        }
    }
    return pixels;
}

}  // namespace poolscope::paint
