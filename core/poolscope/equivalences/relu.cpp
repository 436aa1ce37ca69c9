/// The maximum as two layers that rectify differences.
#include "poolscope/equivalences/relu.hpp"

#include "poolscope/equivalences/split.hpp"
#include "poolscope/equivalences/stage_operators.hpp"

namespace poolscope {

namespace {

Result<std::vector<Stage>> stages(const Operator& op, const PoolParams& params,
                                  const Shape& input) {
    if (op.id != "max") {
        return fail(ErrorCode::unsupported,
                    say("{0} pooling is not the larger of two cells at a time", named(op.name)),
                    say("choose max"));
    }
    const auto geometry = make_geometry(op, input, params);
    if (!geometry) return tl::unexpected(geometry.error());
    const SplitLayer split = split_layer(params_for(op, params), input);
    return std::vector<Stage>{
        {.name = say("rows"), .op = &relu_operator(), .params = split.rows},
        {.name = say("columns"), .op = &relu_operator(), .params = split.columns}};
}

}  // namespace

const Equivalence& relu_equivalence() {
    static constexpr Equivalence row{
        .id = "relu",
        .name = word("Maximum from ReLU"),
        .note =
            word("The larger of two cells is a + ReLU(b − a), along the rows and then the columns"),
        .tolerance = 1e-6,
        .stages = stages};
    return row;
}

}  // namespace poolscope
