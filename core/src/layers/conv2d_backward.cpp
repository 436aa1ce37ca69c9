/// The way back through a convolution: the transposed kernel times the gradients of a tile of
/// outputs gives, for every tap, a row of shares, which are added where the taps were read.
#include <algorithm>

#include "kernels/product.hpp"
#include "layers/conv_taps.hpp"
#include "layers/layers.hpp"
#include "support/planes.hpp"

namespace poolscope::layers {

namespace {

/// Cells of the rows of shares that are made at a time: they stay in a core's cache.
constexpr std::size_t share_cells = std::size_t{1} << 17;
/// Rows of shares that are wanted at a time, where there are as many.
constexpr std::size_t share_rows = 256;
/// Outputs in a tile, where there are as many and the kernel is not huge.
constexpr std::size_t least_tile = 64;

/// Some input channels of one sample and group: first, first + 1, ... (count of them).
struct Run {
    int n = 0;
    int group = 0;
    int first = 0;
    int count = 0;
};

class ConvolutionBack {
public:
    ConvolutionBack(const Conv2d& layer, const Geometry& geometry, const BackTask& task)
        : layer_(layer), geometry_(geometry), task_(task) {}

    bool run() {
        transpose();
        const auto wanted = static_cast<int>(std::max<std::size_t>(share_rows / kernel_taps(), 1));
        const int channels = std::min(weights().c, wanted);
        const auto runs = static_cast<std::size_t>((weights().c + channels - 1) / channels);
        const auto groups = static_cast<std::size_t>(layer_.groups);
        const std::size_t pieces = static_cast<std::size_t>(geometry_.output.n) * groups * runs;
        const double work = static_cast<double>(geometry_.output.count()) *
                            static_cast<double>(kernel_taps()) * weights().c;
        return for_each_piece(pieces, thread_count(task_.threads, work), [&](std::size_t piece) {
            const std::size_t rest = piece / runs;
            const int first = static_cast<int>(piece % runs) * channels;
            return send_back({.n = static_cast<int>(rest / groups),
                              .group = static_cast<int>(rest % groups),
                              .first = first,
                              .count = std::min(channels, weights().c - first)});
        });
    }

private:
    [[nodiscard]] const Shape& weights() const { return layer_.weight->shape(); }
    [[nodiscard]] std::size_t kernel_taps() const { return weights().plane_count(); }
    [[nodiscard]] std::size_t filters() const {
        return static_cast<std::size_t>(weights().n / layer_.groups);
    }
    /// One filter that reads one channel: its weights times the gradient are the shares.
    [[nodiscard]] bool is_depthwise() const { return filters() == 1 && weights().c == 1; }
    /// Whether a row of shares lies as the plane that it is added to.
    [[nodiscard]] bool is_direct() const {
        return kernel_taps() == 1 && layer_.stride == Extent{1, 1} &&
               geometry_.output.h == geometry_.input.h && geometry_.output.w == geometry_.input.w;
    }

    /// For each group a row for each of its taps, with a number for each of its filters.
    void transpose() {
        if (is_depthwise()) return;
        const std::size_t taps = static_cast<std::size_t>(weights().c) * kernel_taps();
        const auto from = layer_.weight->cells();
        transposed_.resize(from.size());
        for (std::size_t group = 0; group < static_cast<std::size_t>(layer_.groups); ++group) {
            const std::size_t start = group * taps * filters();
            for (std::size_t filter = 0; filter < filters(); ++filter)
                for (std::size_t tap = 0; tap < taps; ++tap)
                    transposed_[start + tap * filters() + filter] =
                        from[start + filter * taps + tap];
        }
    }

    [[nodiscard]] float* to_plane(const Run& run, int channel) const {
        return task_.grad_inputs[0]
            ->plane(run.n, run.group * weights().c + run.first + channel)
            .data();
    }
    [[nodiscard]] const float* gradients(const Run& run) const {
        return task_.grad_output.plane(run.n, run.group * static_cast<int>(filters())).data();
    }

    /// Adds the shares of a run of channels; false when stopped.
    bool send_back(const Run& run) const {
        const std::size_t outputs = geometry_.output.plane_count();
        const std::size_t rows = static_cast<std::size_t>(run.count) * kernel_taps();
        if (is_depthwise()) {
            if (is_stopped(task_.stop)) return false;
            const float* const kernel = layer_.weight->plane(run.group, 0).data();
            scatter_taps(run, 0, {0, outputs}, gradients(run), 0, kernel);
            return true;
        }
        const std::size_t least = share_cells / rows == 0 ? 1 : least_tile;
        const std::size_t tile = std::min(outputs, std::max(share_cells / rows, least));
        std::vector<float> shares;
        for (std::size_t first = 0; first < outputs; first += tile) {
            if (is_stopped(task_.stop)) return false;
            const Tile part{first, std::min(tile, outputs - first)};
            if (is_direct()) {
                multiply(run, part, to_plane(run, 0) + first, outputs);
                continue;
            }
            shares.assign(rows * part.count, 0.0F);
            multiply(run, part, shares.data(), part.count);
            for (int channel = 0; channel < run.count; ++channel)
                scatter_taps(
                    run, channel, part,
                    shares.data() + static_cast<std::size_t>(channel) * kernel_taps() * part.count,
                    part.count, nullptr);
        }
        return true;
    }

    /// Outputs first, first + 1, ... (count of them) of a plane, row by row.
    struct Tile {
        std::size_t first = 0;
        std::size_t count = 0;
    };

    /// Adds the shares of a tile, a row for each tap of the run, one `stride` after the other.
    void multiply(const Run& run, const Tile& tile, float* shares, std::size_t stride) const {
        const auto size = [](std::size_t count) { return static_cast<std::ptrdiff_t>(count); };
        const std::size_t rows = static_cast<std::size_t>(run.count) * kernel_taps();
        const std::size_t row =
            (static_cast<std::size_t>(run.group) * static_cast<std::size_t>(weights().c) +
             static_cast<std::size_t>(run.first)) *
            kernel_taps();
        kernels::add_product(
            {shares, size(rows), size(tile.count), size(stride)},
            {transposed_.data() + row * filters(), size(rows), size(filters()), size(filters())},
            {gradients(run) + tile.first, size(filters()), size(tile.count),
             size(geometry_.output.plane_count())});
    }

    /// Adds a channel's shares where its taps were read: those of the next tap lie `stride` after a
    /// tap's, or are the same ones times another weight of the kernel.
    void scatter_taps(const Run& run, int channel, const Tile& tile, const float* shares,
                      std::size_t stride, const float* kernel) const {
        float* const plane = to_plane(run, channel);
        for (int u = 0; u < weights().h; ++u)
            for (int v = 0; v < weights().w; ++v, shares += stride)
                scatter(tile, shares, u, v, plane, kernel == nullptr ? 1.0F : *kernel++);
    }

    void scatter(const Tile& tile, const float* shares, int u, int v, float* plane,
                 float weight) const {
        const Axis& rows = geometry_.rows;
        const Axis& cols = geometry_.cols;
        const auto [real, past] = real_outputs(cols, v);
        const auto width = static_cast<std::size_t>(cols.output);
        for (std::size_t at = tile.first; at < tile.first + tile.count;) {
            const int out_row = static_cast<int>(at / width);
            const int out_col = static_cast<int>(at % width);
            const int end = static_cast<int>(
                std::min(width, tile.first + tile.count - at + static_cast<std::size_t>(out_col)));
            const int row = out_row * rows.stride - rows.pad_begin + u * rows.dilation;
            const int first = std::max(real, out_col);
            const int last = std::min(past, end);
            if (row >= 0 && row < rows.input && first < last) {
                const float* from = shares + (at - tile.first) + (first - out_col);
                float* to = plane + std::ptrdiff_t{row} * cols.input - cols.pad_begin +
                            v * cols.dilation + std::ptrdiff_t{first} * cols.stride;
                if (cols.stride == 1)
                    for (int col = first; col < last; ++col) *to++ += weight * *from++;
                else
                    for (int col = first; col < last; ++col, to += cols.stride)
                        *to += weight * *from++;
            }
            at += static_cast<std::size_t>(end - out_col);
        }
    }

    const Conv2d& layer_;
    const Geometry& geometry_;
    const BackTask& task_;
    std::vector<float> transposed_;
};

}  // namespace

Result<void> send_back(const Conv2d& layer, const BackTask& task) {
    const Shape input = task.inputs[0].shape();
    const auto placed = windows_of(layer, {&input, 1});
    if (!placed) return error_of(placed);
    if (!ConvolutionBack(layer, placed->geometry, task).run()) return stopped();
    return {};
}

}  // namespace poolscope::layers
