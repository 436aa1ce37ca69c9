/// The explicit list of equivalences, in menu order.
#include "poolscope/equivalences.hpp"

#include <array>

#include "equivalences/convolution.hpp"
#include "equivalences/negation.hpp"
#include "equivalences/relu.hpp"
#include "equivalences/separable.hpp"

namespace poolscope {

std::span<const Equivalence> equivalences() {
    static const std::array list{
        separable_equivalence(),
        convolution_equivalence(),
        relu_equivalence(),
        negation_equivalence(),
    };
    return list;
}

Result<const Equivalence*> find_equivalence(std::string_view id) {
    std::string ids;
    for (const Equivalence& equivalence : equivalences()) {
        if (equivalence.id == id) return &equivalence;
        if (!ids.empty()) ids += ", ";
        ids += equivalence.id;
    }
    return fail(ErrorCode::bad_argument, say("there is no equivalence '{0}'", id),
                say("use one of {0}", ids));
}

}  // namespace poolscope
