/// The minimum as three layers around max.
#include "equivalences/negation.hpp"

#include "equivalences/inner_operators.hpp"

namespace poolscope {

namespace {

Result<std::vector<Layer>> stages(const Layer& layer, const Shape& input) {
    if (layer.op->id != "min") {
        return fail(ErrorCode::unsupported,
                    say("{0} pooling is no maximum of the negated cells", named(layer.op->name)),
                    say("choose min"));
    }
    const auto placed = place(layer, input);
    if (!placed) return error_of(placed);
    const PoolParams each{.kernel_size = {1, 1}, .stride = {1, 1}};
    return std::vector<Layer>{
        {.op = &negate_operator(), .params = each, .name = say("negate")},
        {.op = &max_operator(), .params = placed->layer.params, .name = say("max")},
        {.op = &negate_operator(), .params = each, .name = say("negate back")}};
}

}  // namespace

const Equivalence& negation_equivalence() {
    static constexpr Equivalence row{
        .id = "negation",
        .name = word("Minimum by negation"),
        .note = word("The minimum is the maximum of the negated cells, negated"),
        .tolerance = 0.0,
        .layers = stages};
    return row;
}

}  // namespace poolscope
