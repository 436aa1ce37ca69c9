/// Means over areas, first along the rows and then along the columns.
#include "model/fit_input.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace poolscope::model {

namespace {

/// A stretch of an axis, in cells.
struct Stretch {
    double begin = 0;
    double length = 1;
};

/// The cells that one cell of the result covers, and what share of each.
struct Cover {
    int first = 0;
    std::vector<double> shares{};  ///< they sum to 1
};

/// What each of `count` cells covers that lie side by side over `stretch` of `cells` cells.
std::vector<Cover> covers_of(const Stretch& stretch, int cells, int count) {
    std::vector<Cover> covers(static_cast<std::size_t>(count));
    const double step = stretch.length / count;
    for (int i = 0; i < count; ++i) {
        const double begin = stretch.begin + i * step, end = begin + step;
        Cover& cover = covers[static_cast<std::size_t>(i)];
        cover.first = std::clamp(static_cast<int>(begin), 0, cells - 1);
        for (int at = cover.first; at < cells && (at < end || at == cover.first); ++at)
            cover.shares.push_back(
                std::max(std::min(end, at + 1.0) - std::max(begin, double(at)), 0.0));
        double sum = 0;
        for (const double share : cover.shares) sum += share;
        for (double& share : cover.shares) share /= sum;
    }
    return covers;
}

/// The stretches of rows and columns that are read.
struct Part {
    Stretch rows;
    Stretch cols;
};

Part part_of_input(const Shape& from, const Shape& to, Fitting how) {
    Part part{{0, double(from.h)}, {0, double(from.w)}};
    if (how == Fitting::squeezed) return part;
    const double scale = std::min(double(from.h) / to.h, double(from.w) / to.w);
    part.rows.length = scale * to.h;
    part.cols.length = scale * to.w;
    part.rows.begin = (from.h - part.rows.length) / 2;
    part.cols.begin = (from.w - part.cols.length) / 2;
    return part;
}

/// A plane of `h` x `w` cells, row by row.
struct Plane {
    std::vector<double> cells;
    int h = 0;
    int w = 0;
};

/// Channel `c` as the result has it, before it is brought to its size.
Plane plane_of(const Values& from, int n, int c, int channels) {
    const Shape& shape = from.shape();
    Plane plane{std::vector<double>(shape.plane_count()), shape.h, shape.w};
    const bool mean = channels == 1 && shape.c > 1;
    const int first = mean || shape.c == 1 ? 0 : c;
    const int count = mean ? shape.c : 1;
    for (int one = first; one < first + count; ++one) {
        const auto cells = from.plane(n, one);
        for (std::size_t i = 0; i < cells.size(); ++i)
            plane.cells[i] += static_cast<double>(cells[i]) / count;
    }
    return plane;
}

void fit_plane(const Plane& from, const std::vector<Cover>& rows, const std::vector<Cover>& cols,
               std::span<float> to) {
    std::vector<double> narrow(cols.size() * static_cast<std::size_t>(from.h));
    for (std::size_t row = 0; row < static_cast<std::size_t>(from.h); ++row)
        for (std::size_t j = 0; j < cols.size(); ++j) {
            const double* cell = from.cells.data() + row * static_cast<std::size_t>(from.w) +
                                 static_cast<std::size_t>(cols[j].first);
            double& sum = narrow[row * cols.size() + j];
            for (const double share : cols[j].shares) sum += share * *cell++;
        }
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < cols.size(); ++j) {
            double sum = 0;
            std::size_t row = static_cast<std::size_t>(rows[i].first);
            for (const double share : rows[i].shares)
                sum += share * narrow[row++ * cols.size() + j];
            to[i * cols.size() + j] = static_cast<float>(sum);
        }
}

}  // namespace

bool channels_fit(int from, int to) {
    return from == to || from == 1 || to == 1;
}

Values fitted(const Values& from, const Shape& to, Fitting how) {
    const Shape& shape = from.shape();
    const Part part = part_of_input(shape, to, how);
    const auto rows = covers_of(part.rows, shape.h, to.h);
    const auto cols = covers_of(part.cols, shape.w, to.w);
    Values result({shape.n, to.c, to.h, to.w});
    for (int n = 0; n < shape.n; ++n)
        for (int c = 0; c < to.c; ++c)
            fit_plane(plane_of(from, n, c, to.c), rows, cols, result.plane(n, c));
    return result;
}

}  // namespace poolscope::model
