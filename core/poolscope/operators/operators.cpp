/// The explicit list of operators, in menu order.
#include <array>
#include <string>

#include "poolscope/operators/max.hpp"
#include "poolscope/operators/mean.hpp"

namespace poolscope {

std::span<const Operator* const> operators() {
    static const std::array list{
        &max_operator(),
        &mean_operator(),
    };
    return list;
}

Result<const Operator*> find_operator(std::string_view id) {
    std::string ids;
    for (const Operator* op : operators()) {
        if (op->id == id) return op;
        if (!ids.empty()) ids += ", ";
        ids += op->id;
    }
    return fail(ErrorCode::unknown_operator, "there is no operator '" + std::string(id) + "'",
                "use one of " + ids);
}

}  // namespace poolscope
