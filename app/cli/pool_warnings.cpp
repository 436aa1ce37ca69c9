/// Counts windows without data, and knows which integers PyTorch pools.
#include "cli/pool_warnings.hpp"

namespace poolscope::cli {
namespace {

/// Windows along one axis that read at least one real cell.
std::int64_t windows_with_data(const Axis& axis) {
    std::int64_t count = 0;
    for (int i = 0; i < axis.output; ++i) count += axis.taps_of(axis.span_at(i)).real > 0 ? 1 : 0;
    return count;
}

/// Outputs, over all planes, whose window reads no real cell.
std::int64_t outputs_without_data(const PlacedLayer& placed) {
    const auto& [layer, geometry] = placed;
    // Adaptive and fractional windows lie inside the input.
    if (layer.params.placement != Placement::sliding) return 0;
    const Shape& output = geometry.output;
    const std::int64_t all = std::int64_t{output.h} * output.w;
    const std::int64_t filled = windows_with_data(geometry.rows) * windows_with_data(geometry.cols);
    return (all - filled) * output.n * output.c;
}

/// The type of integers that PyTorch does not pool in this layer as they are pooled here; empty
/// where there is none.
std::string foreign_integers(const Layer& layer, const AnyTensor& input) {
    if (layer.op->id == "max" && layer.params.placement == Placement::sliding) return {};
    return std::visit(
        []<class Scalar>(const Tensor<Scalar>&) {
            return std::is_integral_v<Scalar> ? scalar_name<Scalar>() : std::string();
        },
        input);
}

}  // namespace

std::vector<Message> pool_warnings(const PlacedLayer& placed, const Dialect& dialect,
                                   const AnyTensor& input, bool truncates) {
    std::vector<Message> warnings;
    const Layer& layer = placed.layer;
    const bool padding_is_zero =
        layer.op->averages() && (layer.params.count_include_pad || layer.params.divisor_override);
    const std::int64_t empty = padding_is_zero ? 0 : outputs_without_data(placed);
    if (empty > 0) {
        warnings.push_back(
            empty == 1
                ? say("1 window holds no data, so its output comes from no cell")
                : say("{0} windows hold no data, so their outputs come from no cell", empty));
    }
    const std::string integers = truncates ? "" : foreign_integers(layer, input);
    if (dialect.id == "pytorch" && !integers.empty()) {
        warnings.push_back(
            say("PyTorch refuses {0} in this layer or cuts its result off, which is not done here",
                integers));
    }
    return warnings;
}

}  // namespace poolscope::cli
