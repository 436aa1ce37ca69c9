/// Finds the largest magnitude along one axis after the other (see cell_marks.hpp).
#include "paint/cell_marks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "support/planes.hpp"

namespace poolscope::paint {

namespace {

/// The cells whose marks a pixel lies in, along one axis.
struct Run {
    int first = 0;
    int last = 0;
};

/// The runs of the pixels along one axis that lie over cells.
struct Runs {
    int begin = 0;  ///< the first such pixel
    std::vector<Run> runs;

    Runs(int pixels, float start, float extent, int cells, float mark) {
        const double step = static_cast<double>(extent) / pixels;
        const double half = std::max({1.0, static_cast<double>(mark), step}) / 2;
        for (int i = 0; i < pixels; ++i) {
            const double middle = start + (i + 0.5) * step;
            if (middle < 0 || middle >= cells) continue;
            if (runs.empty()) begin = i;
            const auto last = static_cast<int>(std::floor(middle + half - 0.5));
            const auto first = static_cast<int>(std::floor(middle - half - 0.5)) + 1;
            runs.push_back({std::max(first, 0), std::min(last, cells - 1)});
        }
    }
    [[nodiscard]] int size() const { return static_cast<int>(runs.size()); }
};

/// Whichever of two values is seen where their marks overlap.
float upper(float a, float b) {
    if (std::isnan(a)) return a;
    const float of_a = std::abs(a), of_b = std::abs(b);
    return std::isnan(b) || of_b > of_a || (of_b == of_a && b > a) ? b : a;
}

/// Those of the rows under one row of pixels, over the columns that are looked at.
void merge_rows(const PlaneCells& plane, const Run& rows, std::size_t begin,
                std::span<float> merged) {
    for (int row = rows.first; row <= rows.last; ++row) {
        const float* from = plane.cells.data() +
                            static_cast<std::size_t>(row) * static_cast<std::size_t>(plane.width) +
                            begin;
        for (std::size_t col = 0; col < merged.size(); ++col)
            merged[col] = row == rows.first ? from[col] : upper(merged[col], from[col]);
    }
}

}  // namespace

PixelValues cell_marks(const PlaneCells& plane, const drawing::Rect& region, int width, int height,
                       float mark) {
    const Runs columns(width, region.x, region.w, plane.width, mark);
    const Runs rows(height, region.y, region.h, plane.height, mark);
    PixelValues marks{columns.begin, rows.begin, columns.size(), rows.size(), {}};
    if (marks.width == 0 || marks.height == 0) return {};
    const auto row_size = static_cast<std::size_t>(marks.width);
    marks.values.resize(row_size * static_cast<std::size_t>(marks.height));
    const int begin = columns.runs.front().first;
    const auto columns_read = static_cast<std::size_t>(columns.runs.back().last + 1 - begin);
    constexpr std::size_t rows_a_piece = 16;
    const std::size_t pieces = (rows.runs.size() + rows_a_piece - 1) / rows_a_piece;
    const auto fill = [&](std::size_t piece) {
        std::vector<float> merged(columns_read);
        const std::size_t end = std::min((piece + 1) * rows_a_piece, rows.runs.size());
        for (std::size_t y = piece * rows_a_piece; y < end; ++y) {
            merge_rows(plane, rows.runs[y], static_cast<std::size_t>(begin), merged);
            for (std::size_t x = 0; x < row_size; ++x) {
                const Run& run = columns.runs[x];
                const float* from = merged.data() + (run.first - begin);
                float seen = *from;
                for (int i = 1; i <= run.last - run.first; ++i) seen = upper(seen, from[i]);
                marks.values[y * row_size + x] = seen;
            }
        }
        return true;
    };
    const auto rows_read = static_cast<double>(rows.runs.back().last + 1 - rows.runs[0].first);
    for_each_piece(pieces, thread_count(0, static_cast<double>(columns_read) * rows_read), fill);
    return marks;
}

PixelValues pixel_values(const PlaneCells& plane, const drawing::Rect& region, int width,
                         int height, float mark) {
    return mark > 0 ? cell_marks(plane, region, width, height, mark)
                    : area_means(plane, region, width, height);
}

}  // namespace poolscope::paint
