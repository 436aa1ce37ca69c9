/// The minimum as three layers around max.
#include "poolscope/equivalences/negation.hpp"

#include "poolscope/equivalences/stage_operators.hpp"
#include "poolscope/operators/max.hpp"

namespace poolscope {

namespace {

Result<std::vector<Stage>> stages(const Operator& op, const PoolParams& params,
                                  const Shape& input) {
    if (op.id != "min") {
        return fail(ErrorCode::unsupported,
                    say("{0} pooling is no maximum of the negated cells", named(op.name)),
                    say("choose min"));
    }
    const auto geometry = make_geometry(op, input, params);
    if (!geometry) return tl::unexpected(geometry.error());
    const PoolParams each{.kernel_size = {1, 1}, .stride = {1, 1}};
    return std::vector<Stage>{
        {.name = say("negate"), .op = &negate_operator(), .params = each},
        {.name = say("max"), .op = &max_operator(), .params = params_for(op, params)},
        {.name = say("negate back"), .op = &negate_operator(), .params = each}};
}

}  // namespace

const Equivalence& negation_equivalence() {
    static constexpr Equivalence row{
        .id = "negation",
        .name = word("Minimum by negation"),
        .note = word("The minimum is the maximum of the negated cells, negated"),
        .tolerance = 0.0,
        .stages = stages};
    return row;
}

}  // namespace poolscope
