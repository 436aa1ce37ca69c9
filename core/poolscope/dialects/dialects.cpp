/// The explicit list of dialects.
#include <array>

#include "poolscope/dialects/pytorch.hpp"

namespace poolscope {

std::span<const Dialect* const> dialects() {
    static const std::array list{
        &pytorch_dialect(),
    };
    return list;
}

}  // namespace poolscope
