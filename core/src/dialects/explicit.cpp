/// Layers as they stand: anything that can be placed.
#include "poolscope/layer.hpp"

#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

Result<void> check(const Layer&, const Shape&) {
    return {};
}

Result<Adapted> adapt(const Layer& layer, const Shape&) {
    Adapted adapted{.layer = layer};
    adapted.layer.dialect = &explicit_dialect();
    if (is_lp(layer) && layer.params.signed_powers) {
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
