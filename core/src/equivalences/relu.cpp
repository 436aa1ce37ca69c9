/// The maximum as two layers that rectify differences.
#include "equivalences/relu.hpp"

#include "equivalences/inner_operators.hpp"
#include "equivalences/split.hpp"

namespace poolscope {

namespace {

Result<std::vector<Layer>> stages(const Layer& layer, const Shape& input) {
    if (layer.op->id != "max") {
        return fail(
            ErrorCode::unsupported,
            say("{0} pooling is not the larger of two cells at a time", named(layer.op->name)),
            say("choose max"));
    }
    const auto placed = place(layer, input);
    if (!placed) return error_of(placed);
    const SplitLayer split = split_layer(placed->layer.params, input);
    return std::vector<Layer>{
        {.op = &relu_operator(), .params = split.rows, .name = say("rows")},
        {.op = &relu_operator(), .params = split.columns, .name = say("columns")}};
}

}  // namespace

const Equivalence& relu_equivalence() {
    static constexpr Equivalence row{
        .id = "relu",
        .name = word("Maximum from ReLU"),
        .note =
            word("The larger of two cells is a + ReLU(b − a), along the rows and then the columns"),
        .tolerance = 1e-6,
        .layers = stages};
    return row;
}

}  // namespace poolscope
