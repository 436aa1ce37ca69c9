/// Layers as they stand: anything that can be placed.
#include "poolscope/dialects/explicit.hpp"

#include "poolscope/dialects/layer_rules.hpp"

namespace poolscope {

namespace {

Result<void> check(const Operator&, const PoolParams&, const Shape&) {
    return {};
}

Result<Adapted> adapt(const Operator& op, const PoolParams& params, const Shape&) {
    Adapted adapted{.layer = {.op = &op, .params = params}};
    if (is_lp(op) && params.signed_powers) {
        adapted.layer.params.signed_powers = false;
        adapted.changes.push_back(say("Lp is over |x|, so the signs of odd powers are not kept"));
    }
    return adapted;
}

}  // namespace

const Dialect& explicit_dialect() {
    static constexpr Dialect row{.id = "explicit",
                                 .name = word("Explicit"),
                                 .note = word("Anything goes: any padding, for every operator"),
                                 .check = check,
                                 .adapt = adapt};
    return row;
}

}  // namespace poolscope
