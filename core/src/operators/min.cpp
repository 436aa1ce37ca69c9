/// Minimum pooling as a rule over real cells.
#include "operators/min.hpp"

#include "operators/extremes.hpp"

namespace poolscope {

const Operator& min_operator() {
    static constexpr Operator row{
        .id = "min",
        .name = word("Min"),
        .note = word("The smallest cell of the window wins"),
        .selects = true,
        .padding_value = MinRule::padding_value,
        .formula = {.noun = word("minimum"), .running = word("minimum so far ")},
        .reduce = reduce_functions<MinRule, AnyScalar>(),
        .plane = plane_functions<MinRule, AnyScalar>(),
        .gradient = gradient_functions<MinRule>(),
        .kernel = Kernel::min};
    return row;
}

}  // namespace poolscope
