/// The explicit list of operators, in menu order.
#include <array>
#include <string>

#include "operators/attention.hpp"
#include "operators/fractional.hpp"
#include "operators/lp.hpp"
#include "operators/lse.hpp"
#include "operators/maxout.hpp"
#include "operators/mean.hpp"
#include "operators/median.hpp"
#include "operators/min.hpp"
#include "operators/mixed.hpp"
#include "operators/softpool.hpp"
#include "operators/stochastic.hpp"
#include "poolscope/operator.hpp"

namespace poolscope {

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

}  // namespace poolscope
