/// Fractional max pooling: max's rule, bound to its placement.
#include "operators/fractional.hpp"

#include "operators/extremes.hpp"

namespace poolscope {

const Operator& fractional_operator() {
    static constexpr Operator row{
        .id = "fractional",
        .name = word("Fractional max"),
        .note = word("The largest cell wins, in windows that lie at pseudo-random strides"),
        .selects = true,
        .seeded = true,
        .padding_value = MaxRule::padding_value,
        .placement = Placement::fractional,
        .formula = max_formula,
        .reduce = reduce_functions<MaxRule, AnyScalar>(),
        .plane = plane_functions<MaxRule, AnyScalar>(),
        .gradient = gradient_functions<MaxRule>()};
    return row;
}

}  // namespace poolscope
