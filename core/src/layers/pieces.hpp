/// What the formulas of the kinds of layers are made of.
#pragma once

#include <string>

#include "poolscope/operator.hpp"

namespace poolscope::layers {

/// A number that is multiplied by, or raised to: in brackets where it is negative.
[[nodiscard]] inline std::string bracketed(double value, NumberText number) {
    return value < 0 ? "(" + number(value) + ")" : number(value);
}

/// ` + 0.57`, ` − 0.57`.
[[nodiscard]] inline Pieces added(double value, Role role, NumberText number) {
    return {{value < 0 ? " − " : " + ", Role::plain}, {number(value < 0 ? -value : value), role}};
}

[[nodiscard]] inline Pieces no_head(const FormulaNumbers& /*numbers*/) {
    return {};
}

/// ` = 3`.
[[nodiscard]] inline Pieces equals_tail(const FormulaNumbers& numbers) {
    return {{" = ", Role::plain}, {numbers.number(numbers.output), Role::result}};
}

}  // namespace poolscope::layers
