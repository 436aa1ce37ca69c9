/// Averages one axis after the other, so that the work is one pass over the cells.
#include "paint/area_means.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "support/planes.hpp"

namespace poolscope::paint {

namespace {

/// The cells that a pixel covers along one axis; the two at the ends perhaps in part.
struct Cover {
    int first = 0;
    int last = -1;  ///< none where last < first
    float first_weight = 1;
    float last_weight = 1;

    [[nodiscard]] float weight(int cell) const {
        return cell == first ? first_weight : cell == last ? last_weight : 1.0F;
    }
    [[nodiscard]] double total() const {
        const double ends = first == last ? first_weight : first_weight + last_weight;
        return ends + std::max(last - first - 1, 0);
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

/// The run of pixels along one axis that lie over cells.
struct Covers {
    int begin = 0;  ///< the first such pixel
    std::vector<Cover> covers;

    Covers(int pixels, float start, float extent, int cells) {
        for (int i = 0; i < pixels; ++i) {
            const Cover cover = cover_of(i, pixels, start, extent, cells);
            if (cover.last < cover.first) continue;
            if (covers.empty()) begin = i;
            covers.push_back(cover);
        }
    }
    [[nodiscard]] int size() const { return static_cast<int>(covers.size()); }
};

/// The weighed sums of the rows under one row of pixels, over the columns that are looked at.
void sum_rows(const PlaneCells& plane, const Cover& rows, std::size_t begin,
              std::span<float> sums) {
    for (int row = rows.first; row <= rows.last; ++row) {
        const float weight = rows.weight(row);
        const float* from = plane.cells.data() +
                            static_cast<std::size_t>(row) * static_cast<std::size_t>(plane.width) +
                            begin;
        if (row == rows.first)
            for (std::size_t col = 0; col < sums.size(); ++col) sums[col] = weight * from[col];
        else
            for (std::size_t col = 0; col < sums.size(); ++col) sums[col] += weight * from[col];
    }
}

/// The mean of a row's sums under one pixel; `sums` begins with the plane's column `begin`.
float mean_of(const Cover& columns, const float* sums, int begin, double rows) {
    const float* from = sums + (columns.first - begin);
    const int count = columns.last - columns.first + 1;
    double sum = static_cast<double>(columns.first_weight) * from[0];
    for (int i = 1; i + 1 < count; ++i) sum += from[i];
    if (count > 1) sum += static_cast<double>(columns.last_weight) * from[count - 1];
    return static_cast<float>(sum / (columns.total() * rows));
}

}  // namespace

PixelValues area_means(const PlaneCells& plane, const drawing::Rect& region, int width,
                       int height) {
    const Covers columns(width, region.x, region.w, plane.width);
    const Covers rows(height, region.y, region.h, plane.height);
    PixelValues means{columns.begin, rows.begin, columns.size(), rows.size(), {}};
    if (means.width == 0 || means.height == 0) return {};
    const auto row_size = static_cast<std::size_t>(means.width);
    means.values.resize(row_size * static_cast<std::size_t>(means.height));
    const int begin = columns.covers.front().first;
    const auto columns_read = static_cast<std::size_t>(columns.covers.back().last + 1 - begin);
    const auto rows_read = static_cast<double>(rows.covers.back().last + 1 - rows.covers[0].first);
    constexpr std::size_t rows_a_piece = 16;
    const std::size_t pieces = (rows.covers.size() + rows_a_piece - 1) / rows_a_piece;
    const auto fill = [&](std::size_t piece) {
        std::vector<float> sums(columns_read);
        const std::size_t end = std::min((piece + 1) * rows_a_piece, rows.covers.size());
        for (std::size_t y = piece * rows_a_piece; y < end; ++y) {
            const Cover& cover = rows.covers[y];
            sum_rows(plane, cover, static_cast<std::size_t>(begin), sums);
            float* to = means.values.data() + y * row_size;
            for (std::size_t x = 0; x < row_size; ++x)
                to[x] = mean_of(columns.covers[x], sums.data(), begin, cover.total());
        }
        return true;
    };
    const double work = static_cast<double>(columns_read) * rows_read;
    for_each_piece(pieces, thread_count(0, work), fill);
    return means;
}

}  // namespace poolscope::paint
