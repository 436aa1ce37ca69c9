/// The numbers that operators take, each once: the keys of files and the options of the command
/// line.
#pragma once

#include <vector>

#include "poolscope/operator.hpp"

namespace poolscope::io {

/// Every operator's numbers in the order of the list; operators may share one.
[[nodiscard]] std::vector<const NumberParameter*> number_parameters();

/// Whether `op` takes the number of this id.
[[nodiscard]] bool takes(const Operator& op, std::string_view id);

}  // namespace poolscope::io
