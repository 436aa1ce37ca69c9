/// The docs' table of operators, made from their list.
#pragma once

#include <string>

namespace house {

/// The table in Markdown, one row an operator, in the list's order.
[[nodiscard]] std::string operators_table();

}  // namespace house
