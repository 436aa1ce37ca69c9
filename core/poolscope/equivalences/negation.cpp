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
                    std::string(op.name) + " pooling is no maximum of the negated cells",
                    "choose min");
    }
    const auto geometry = make_geometry(op, input, params);
    if (!geometry) return tl::unexpected(geometry.error());
    const PoolParams each{.kernel_size = {1, 1}, .stride = {1, 1}};
    return std::vector<Stage>{
        {.name = "negate", .op = &negate_operator(), .params = each},
        {.name = "max", .op = &max_operator(), .params = params_for(op, params)},
        {.name = "negate back", .op = &negate_operator(), .params = each}};
}

}  // namespace

const Equivalence& negation_equivalence() {
    static constexpr Equivalence row{
        .id = "negation",
        .name = "Minimum by negation",
        .note = "The minimum is the maximum of the negated cells, negated",
        .tolerance = 0.0,
        .stages = stages};
    return row;
}

}  // namespace poolscope
