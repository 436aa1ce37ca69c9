/// A layer's parameters in words, field by field.
#pragma once

#include <string>
#include <vector>

#include "poolscope/dialect.hpp"

namespace poolscope::drawing {

/// "Max", "kernel_size 3 × 2", "stride 2", ...: what the layer's operator and placement use.
[[nodiscard]] std::vector<std::string> layer_words(const Layer& layer);

}  // namespace poolscope::drawing
