/// Computes any step of a layer from its index alone.
#include "poolscope/stepping.hpp"

namespace poolscope {

namespace {

/// The taps of `window` on plane (n, c), row by row.
template <class Scalar>
std::vector<Tap<Scalar>> read_taps(const Tensor<Scalar>& input, const Geometry& geometry, int n,
                                   int c, const Window& window, Scalar padding) {
    std::vector<Tap<Scalar>> taps;
    taps.reserve(static_cast<std::size_t>(window.count()));
    for (int i = 0; i < window.rows.count; ++i) {
        const int row = window.rows.at(i);
        for (int j = 0; j < window.cols.count; ++j) {
            const int col = window.cols.at(j);
            const TapKind kind = kind_at(geometry, row, col);
            const Scalar value = kind == TapKind::real ? input.at(n, c, row, col) : padding;
            taps.push_back({.row = row, .col = col, .value = value, .kind = kind});
        }
    }
    return taps;
}

}  // namespace

template <class Scalar>
std::size_t StepRange<Scalar>::plane_size() const {
    const auto taps = grain_ == Grain::cell ? std::size_t(geometry_.rows.kernel_size) *
                                                  std::size_t(geometry_.cols.kernel_size)
                                            : std::size_t{1};
    return geometry_.output.plane_count() * taps;
}

template <class Scalar>
std::size_t StepRange<Scalar>::size() const {
    return std::size_t(geometry_.output.n) * std::size_t(geometry_.output.c) * plane_size();
}

template <class Scalar>
Step<Scalar> StepRange<Scalar>::operator[](std::size_t index) const {
    const auto outputs = geometry_.output.plane_count();
    const auto taps = plane_size() / outputs;
    const auto channels = std::size_t(geometry_.output.c);
    const auto cols = std::size_t(geometry_.output.w);
    const auto output = index / taps % outputs;
    const auto plane = index / taps / outputs;
    Step<Scalar> step{.index = index,
                      .n = static_cast<int>(plane / channels),
                      .c = static_cast<int>(plane % channels),
                      .out_row = static_cast<int>(output / cols),
                      .out_col = static_cast<int>(output % cols)};
    step.window = window_at(geometry_, step.out_row, step.out_col);
    step.counts = count_taps(geometry_, step.window);
    step.taps = read_taps(*input_, geometry_, step.n, step.c, step.window,
                          padding_cell<Scalar>(op_->padding_value));
    step.folded = grain_ == Grain::cell ? index % taps + 1 : step.taps.size();
    const std::span<const Tap<Scalar>> folded = std::span(step.taps).first(step.folded);
    step.reduction = op_->reduce.get<Scalar>()(folded, step.counts, params_);
    return step;
}

template <class Scalar>
Result<StepRange<Scalar>> make_steps(const Tensor<Scalar>& input, const Operator& op,
                                     const PoolParams& params, Grain grain) {
    if (auto supported = check_supports<Scalar>(op); !supported) {
        return tl::unexpected(supported.error());
    }
    return make_geometry(input.shape(), params).map([&](const Geometry& geometry) {
        return StepRange<Scalar>(input, op, params, geometry, grain);
    });
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none.
#define POOLSCOPE_INSTANTIATE(Scalar)                                                     \
    template class StepRange<Scalar>;                                                     \
    template Result<StepRange<Scalar>> make_steps(const Tensor<Scalar>&, const Operator&, \
                                                  const PoolParams&, Grain);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace poolscope
