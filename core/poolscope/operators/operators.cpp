/// The explicit list of operators, in menu order.
#include <array>
#include <string>

#include "poolscope/digits.hpp"
#include "poolscope/operators/attention.hpp"
#include "poolscope/operators/fractional.hpp"
#include "poolscope/operators/lp.hpp"
#include "poolscope/operators/lse.hpp"
#include "poolscope/operators/max.hpp"
#include "poolscope/operators/maxout.hpp"
#include "poolscope/operators/mean.hpp"
#include "poolscope/operators/median.hpp"
#include "poolscope/operators/min.hpp"
#include "poolscope/operators/mixed.hpp"
#include "poolscope/operators/softpool.hpp"
#include "poolscope/operators/stochastic.hpp"

namespace poolscope {

namespace {

/// "0.5", "inf".
std::string short_number(double value) {
    std::array<char, 32> text{};
    const auto end = to_digits(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// "make norm 1 or more", "make mix 0 to 1".
Message range_remedy(const NumberParameter& number) {
    const std::string low = short_number(number.low);
    if (number.unbounded) return say("make {0} {1} or more", number.id, low);
    return say("make {0} {1} to {2}", number.id, low, short_number(number.high));
}

}  // namespace

std::span<const Operator* const> operators() {
    // One row a line.
    // clang-format off
    static const std::array list{
        &max_operator(),
        &mean_operator(),
        &min_operator(),
        &lp_operator(),
        &softpool_operator(),
        &lse_operator(),
        &mixed_operator(),
        &median_operator(),
        &stochastic_operator(),
        &attention_operator(),
        &fractional_operator(),
        &maxout_operator(),
    };
    // clang-format on
    return list;
}

Result<const Operator*> find_operator(std::string_view id) {
    std::string ids;
    for (const Operator* op : operators()) {
        if (op->id == id) return op;
        if (!ids.empty()) ids += ", ";
        ids += op->id;
    }
    return fail(ErrorCode::unknown_operator, say("there is no operator '{0}'", id),
                say("use one of {0}", ids));
}

PoolParams params_for(const Operator& op, PoolParams params) {
    const bool bound =
        params.placement == Placement::fractional || params.placement == Placement::channels;
    if (op.placement) {
        params.placement = *op.placement;
    } else if (bound) {
        params.placement = Placement::sliding;
    }
    // What the layer does not use need not fit it.
    if (!op.scored) params.scores = {};
    if (params.placement != Placement::fractional) params.samples = {};
    return params;
}

Result<void> check_parameters(const Operator& op, const PoolParams& params) {
    for (const NumberParameter& number : op.parameters) {
        const double value = params.*number.field;
        if (value >= number.low && (number.unbounded || value <= number.high)) continue;
        return fail(
            ErrorCode::bad_parameter,
            say("{0} is {1}, and {2}", number.id, short_number(value), named(number.reason)),
            range_remedy(number));
    }
    return {};
}

Result<Geometry> make_geometry(const Operator& op, const Shape& input, const PoolParams& params) {
    if (auto checked = check_parameters(op, params); !checked) {
        return tl::unexpected(checked.error());
    }
    return make_geometry(input, params_for(op, params));
}

}  // namespace poolscope
