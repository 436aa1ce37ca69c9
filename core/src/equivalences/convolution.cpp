/// The mean as two layers: the kernel's weight, and the sum.
#include "equivalences/convolution.hpp"

#include <set>

#include "equivalences/inner_operators.hpp"

namespace poolscope {

namespace {

/// The numbers of taps that windows along `axis` have.
std::set<std::pair<int, int>> tap_kinds(const Axis& axis) {
    std::set<std::pair<int, int>> kinds;
    for (int i = 0; i < axis.output; ++i) {
        const AxisTaps taps = axis.taps_of(axis.span_at(i));
        kinds.emplace(taps.inside, taps.real);
    }
    return kinds;
}

/// The divisors that the windows of a layer have.
std::set<int> divisors_of(const PlacedLayer& placed) {
    const auto& [layer, geometry] = placed;
    std::set<int> divisors;
    for (const auto& [row_inside, row_real] : tap_kinds(geometry.rows)) {
        for (const auto& [col_inside, col_real] : tap_kinds(geometry.cols)) {
            const int real = row_real * col_real;
            divisors.insert(layer.op->divisor(
                {.real = real, .padding = row_inside * col_inside - real, .overhang = 0},
                layer.params));
        }
    }
    return divisors;
}

Result<std::vector<Layer>> stages(const Layer& layer, const Shape& input) {
    if (layer.op->id != "avg") {
        return fail(
            ErrorCode::unsupported,
            say("{0} pooling is no sum of the cells in fixed shares", named(layer.op->name)),
            say("choose mean"));
    }
    const auto placed = place(layer, input);
    if (!placed) return error_of(placed);
    const std::set<int> divisors = divisors_of(*placed);
    if (divisors.size() > 1) {
        return fail(ErrorCode::unsupported,
                    say("the windows have different divisors, from {0} to {1}, so no one kernel "
                        "gives all their means",
                        *divisors.begin(), *divisors.rbegin()),
                    say("set divisor_override, or choose windows that lie inside the input"));
    }
    if (divisors.contains(0)) {
        return fail(ErrorCode::unsupported,
                    say("no window has a real cell, so there is no divisor"),
                    say("make padding smaller"));
    }
    PoolParams sum = placed->layer.params;
    sum.divisor_override.reset();
    const double weight = 1.0 / *divisors.begin();
    return std::vector<Layer>{
        {.op = &scale_operator(),
         .params = {.kernel_size = {1, 1}, .stride = {1, 1}, .scale = weight},
         .name = say("weights")},
        {.op = &sum_operator(), .params = std::move(sum), .name = say("sum")}};
}

}  // namespace

const Equivalence& convolution_equivalence() {
    static constexpr Equivalence row{.id = "convolution",
                                     .name = word("Mean as a convolution"),
                                     .note = word("The mean is a depthwise convolution with a "
                                                  "constant kernel: every cell in equal shares"),
                                     .tolerance = 1e-5,
                                     .layers = stages};
    return row;
}

}  // namespace poolscope
