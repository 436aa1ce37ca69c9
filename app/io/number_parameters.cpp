/// Gathers the operators' numbers.
#include "io/number_parameters.hpp"

#include <algorithm>

namespace poolscope::io {

std::vector<const NumberParameter*> number_parameters() {
    std::vector<const NumberParameter*> numbers;
    for (const Operator* op : operators())
        for (const NumberParameter& number : op->parameters)
            if (std::ranges::none_of(numbers, [&](const auto* n) { return n->id == number.id; }))
                numbers.push_back(&number);
    return numbers;
}

bool takes(const Operator& op, std::string_view id) {
    return std::ranges::any_of(
        op.parameters, [&](const NumberParameter& own) { return own.id == id; });
}

}  // namespace poolscope::io
