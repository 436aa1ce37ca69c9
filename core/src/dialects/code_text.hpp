/// Pieces of calls as text: extents, numbers, lists.
#pragma once

#include <array>
#include <string>

#include "poolscope/message.hpp"
#include "poolscope/pool_params.hpp"
#include "support/digits.hpp"

namespace poolscope {

/// The shortest text that reads back as this number: "2", "0.1".
[[nodiscard]] inline std::string number_text(double value) {
    std::array<char, 32> text{};
    const auto end = to_digits(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// "(2, 3)".
[[nodiscard]] inline std::string pair_text(const Extent& extent) {
    return "(" + std::to_string(extent.h) + ", " + std::to_string(extent.w) + ")";
}

/// "3" for a square and for the columns alone, "(2, 3)" for a rectangle.
[[nodiscard]] inline std::string extent_text(const Extent& extent, bool columns_alone) {
    if (columns_alone || extent.h == extent.w) return std::to_string(extent.w);
    return pair_text(extent);
}

/// "top 1, left 1, bottom 0, right 0".
[[nodiscard]] inline Message padding_text(const Padding& pad) {
    return say("top {0}, left {1}, bottom {2}, right {3}", pad.top, pad.left, pad.bottom,
               pad.right);
}

}  // namespace poolscope
