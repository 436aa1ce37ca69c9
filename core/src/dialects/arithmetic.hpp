/// Python's arithmetic of numbers that stand in code: 3 // 2, (2,) * 2.
#pragma once

#include <optional>
#include <string_view>

#include "dialects/python_call.hpp"

namespace poolscope {

/// What `left` `symbol` `right` is, for + - * / // % and ** of numbers, and for lists that are
/// joined or repeated; none where it is no number that can be told, as beside a name.
[[nodiscard]] std::optional<Expr> computed(std::string_view symbol, const Expr& left,
                                           const Expr& right);

}  // namespace poolscope
