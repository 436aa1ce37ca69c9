/// Maximum pooling as a rule over real cells.
#include "poolscope/operator.hpp"

#include "operators/extremes.hpp"

namespace poolscope {

const Operator& max_operator() {
    static constexpr Operator row{.id = "max",
                                  .name = word("Max"),
                                  .note = word("The largest cell of the window wins"),
                                  .selects = true,
                                  .padding_value = MaxRule::padding_value,
                                  .formula = max_formula,
                                  .reduce = reduce_functions<MaxRule, AnyScalar>(),
                                  .plane = plane_functions<MaxRule, AnyScalar>(),
                                  .gradient = gradient_functions<MaxRule>(),
                                  .kernel = Kernel::max};
    return row;
}

}  // namespace poolscope
