/// Convolutions: the cells under each window become a column, and one product of matrices does
/// them all; a depthwise one walks its taps.
#include <algorithm>
#include <atomic>

#include "kernels/product.hpp"
#include "layers/conv_taps.hpp"
#include "layers/layers.hpp"
#include "layers/rows.hpp"
#include "support/planes.hpp"

namespace poolscope::layers {

namespace {

/// Cells of the columns that are laid out at a time: they stay in a core's cache.
constexpr std::size_t column_cells = std::size_t{1} << 17;
/// Larger kernels are multiplied by one column at a time.
constexpr std::size_t most_taps_in_tiles = std::size_t{1} << 20;

Extent kernel_of(const Conv2d& layer) {
    return {layer.weight->shape().h, layer.weight->shape().w};
}

PoolParams placing(const Conv2d& layer) {
    PoolParams params;
    params.kernel_size = kernel_of(layer);
    params.stride = layer.stride;
    params.padding = layer.padding;
    params.padding_mode = layer.padding_mode;
    params.dilation = layer.dilation;
    return params;
}

Result<Geometry> geometry_of(const Conv2d& layer, const Shape& input) {
    return make_geometry(input, placing(layer));
}

/// Outputs first, first + 1, ... (count of them) of one sample and group, row by row.
struct Tile {
    int n = 0;
    int group = 0;
    std::size_t first = 0;
    std::size_t count = 0;
};

class Convolution {
public:
    Convolution(const Conv2d& layer, const Geometry& geometry, const Task& task)
        : layer_(layer), geometry_(geometry), task_(task) {}

    bool run() {
        const Shape& out = task_.output.shape();
        const std::size_t outputs = out.plane_count();
        const std::size_t least = taps() > most_taps_in_tiles ? 1 : 64;
        const std::size_t tile =
            direct() ? outputs : std::min(outputs, std::max(column_cells / taps(), least));
        const std::size_t tiles = (outputs + tile - 1) / tile;
        const auto groups = static_cast<std::size_t>(layer_.groups);
        const std::size_t pieces = static_cast<std::size_t>(out.n) * groups * tiles;
        const double work = static_cast<double>(out.count()) * static_cast<double>(taps());
        return for_each_piece(pieces, thread_count(task_.threads, work), [&](std::size_t piece) {
            if (is_stopped(task_.stop)) return false;
            const std::size_t first = piece % tiles * tile;
            const std::size_t rest = piece / tiles;
            convolve({.n = static_cast<int>(rest / groups),
                      .group = static_cast<int>(rest % groups),
                      .first = first,
                      .count = std::min(tile, outputs - first)});
            return true;
        });
    }

private:
    [[nodiscard]] const Shape& weights() const { return layer_.weight->shape(); }
    /// Cells that one output sums.
    [[nodiscard]] std::size_t taps() const {
        return static_cast<std::size_t>(weights().c) * weights().plane_count();
    }
    [[nodiscard]] int out_channels() const { return weights().n / layer_.groups; }
    /// Whether an output reads one cell of each channel, the one at its own place.
    [[nodiscard]] bool is_pointwise() const {
        return weights().plane_count() == 1 && layer_.stride == Extent{1, 1} &&
               geometry_.output.h == geometry_.input.h && geometry_.output.w == geometry_.input.w;
    }
    [[nodiscard]] bool is_depthwise() const { return out_channels() == 1 && weights().c == 1; }
    [[nodiscard]] bool direct() const { return is_pointwise() || is_depthwise(); }

    [[nodiscard]] const float* input_plane(const Tile& tile, int channel) const {
        return task_.inputs[0].plane(tile.n, tile.group * weights().c + channel).data();
    }
    [[nodiscard]] float* output_plane(const Tile& tile, int channel) const {
        return task_.output.plane(tile.n, tile.group * out_channels() + channel).data();
    }

    void convolve(const Tile& tile) const {
        for (int o = 0; o < out_channels(); ++o) {
            const int channel = tile.group * out_channels() + o;
            const float bias =
                layer_.bias ? layer_.bias->cells()[static_cast<std::size_t>(channel)] : 0.0F;
            std::fill_n(output_plane(tile, o) + tile.first, tile.count, bias);
        }
        if (is_pointwise())
            multiply(tile, input_plane(tile, 0), geometry_.input.plane_count());
        else if (is_depthwise())
            walk_taps(tile);
        else {
            const std::vector<float> columns = columns_of(tile);
            multiply(tile, columns.data(), tile.count);
        }
    }

    /// Adds the weights' rows times columns, of which one begins `stride` cells after the other.
    void multiply(const Tile& tile, const float* columns, std::size_t stride) const {
        const auto size = [](std::size_t count) { return static_cast<std::ptrdiff_t>(count); };
        const float* const rows = layer_.weight->plane(tile.group * out_channels(), 0).data();
        kernels::add_product({output_plane(tile, 0) + tile.first, out_channels(), size(tile.count),
                              size(geometry_.output.plane_count())},
                             {rows, out_channels(), size(taps()), size(taps())},
                             {columns, size(taps()), size(tile.count), size(stride)});
    }

    /// A row for each tap of the kernel: what each output of the tile reads there.
    [[nodiscard]] std::vector<float> columns_of(const Tile& tile) const {
        std::vector<float> columns(taps() * tile.count);
        float* row = columns.data();
        for (int c = 0; c < weights().c; ++c) {
            const float* const plane = input_plane(tile, c);
            for (int u = 0; u < weights().h; ++u)
                for (int v = 0; v < weights().w; ++v, row += tile.count)
                    read_tap(tile, plane, u, v, row);
        }
        return columns;
    }

    void read_tap(const Tile& tile, const float* plane, int u, int v, float* to) const {
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
            const bool padding = row < 0 || row >= rows.input;
            const int first = padding ? end : std::clamp(real, out_col, end);
            const int last = padding ? end : std::clamp(past, first, end);
            to = std::fill_n(to, first - out_col, 0.0F);
            const float* from = plane + std::ptrdiff_t{row} * cols.input - cols.pad_begin +
                                v * cols.dilation + std::ptrdiff_t{first} * cols.stride;
            if (cols.stride == 1)
                to = std::copy_n(from, last - first, to);
            else
                for (int col = first; col < last; ++col, from += cols.stride) *to++ = *from;
            to = std::fill_n(to, end - last, 0.0F);
            at += static_cast<std::size_t>(end - out_col);
        }
    }

    void walk_taps(const Tile& tile) const {
        const Axis& rows = geometry_.rows;
        const Axis& cols = geometry_.cols;
        const float* const plane = input_plane(tile, 0);
        float* const output = output_plane(tile, 0);
        const float* weight = layer_.weight->plane(tile.group, 0).data();
        for (int u = 0; u < weights().h; ++u)
            for (int v = 0; v < weights().w; ++v, ++weight) {
                const auto [first, end] = real_outputs(cols, v);
                for (int out_row = 0; out_row < rows.output; ++out_row) {
                    const int row = out_row * rows.stride - rows.pad_begin + u * rows.dilation;
                    if (row < 0 || row >= rows.input || first == end) continue;
                    const float* from = plane + std::ptrdiff_t{row} * cols.input - cols.pad_begin +
                                        v * cols.dilation + std::ptrdiff_t{first} * cols.stride;
                    float* const to = output + std::ptrdiff_t{out_row} * cols.output;
                    if (cols.stride == 1)
                        for (int col = first; col < end; ++col) to[col] += *weight * *from++;
                    else
                        for (int col = first; col < end; ++col, from += cols.stride)
                            to[col] += *weight * *from;
                }
            }
    }

    const Conv2d& layer_;
    const Geometry& geometry_;
    const Task& task_;
};

}  // namespace

Result<Shape> shape_of(const Conv2d& layer, Shapes inputs) {
    const Shape& input = inputs[0];
    if (!layer.weight)
        return fail(ErrorCode::bad_shape, say("the convolution has no weights"),
                    say("give it a kernel"));
    const Shape& weight = layer.weight->shape();
    if (layer.groups < 1 || weight.n < 1 || weight.n % layer.groups != 0)
        return fail(ErrorCode::bad_channel_group,
                    say("{0} output channels do not split into {1} groups", weight.n, layer.groups),
                    say("make groups a divisor of the channels"));
    if (std::int64_t{weight.c} * layer.groups != input.c)
        return fail(
            ErrorCode::bad_shape,
            say("the kernel reads {0} channels in each of {1} groups, and the input has {2}",
                weight.c, layer.groups, input.c),
            say("use a kernel of {0} channels, or another number of groups",
                input.c / layer.groups));
    if (layer.bias)
        if (const auto fits = check_weights("bias", layer.bias, {1, weight.n, 1, 1}); !fits)
            return error_of(fits);
    return geometry_of(layer, input).map([&](const Geometry& geometry) {
        return Shape{input.n, weight.n, geometry.output.h, geometry.output.w};
    });
}

Result<void> compute(const Conv2d& layer, const Task& task) {
    auto geometry = geometry_of(layer, task.inputs[0].shape());
    if (!geometry) return error_of(geometry);
    if (!Convolution(layer, *geometry, task).run()) return stopped();
    return {};
}

Result<PlacedLayer> windows_of(const Conv2d& layer, Shapes inputs) {
    const Shape& weight = layer.weight->shape();
    const WindowWeights weights{.channel_group = weight.c,
                                .group_outputs = weight.n / layer.groups,
                                .weight = layer.weight,
                                .bias = layer.bias};
    return place({.op = &conv_row(), .params = placing(layer), .weights = Shared(weights)},
                 inputs[0]);
}

Costs costs_of(const Conv2d& layer, Shapes /*inputs*/, const Shape& output) {
    const Shape& weight = layer.weight->shape();
    const auto per_output = static_cast<std::int64_t>(weight.count()) / weight.n;
    return {.parameters = count_of(layer.weight) + count_of(layer.bias),
            .macs = static_cast<std::int64_t>(output.count()) * per_output};
}

Reach reach_of(const Conv2d& layer, const Shape& input, AxisId axis) {
    const auto geometry = geometry_of(layer, input);
    if (!geometry) return {};
    return {.windows = axis == AxisId::rows ? geometry->rows : geometry->cols};
}

}  // namespace poolscope::layers
