/// Inputs made by rule: a range, random numbers from a seed, an edge, a checkerboard, ties,
/// negatives.
#pragma once

#include <random>
#include <span>
#include <string_view>

#include "model/document.hpp"

namespace poolscope::model {

/// One row of the fills' list.
struct Fill {
    std::string_view id;    ///< "checkerboard"
    std::string_view name;  ///< as on a button
    std::string_view note;  ///< what it fills with, in one line
    bool seeded = false;    ///< drawn from the seed
    /// The value of one cell; cells are asked for in order.
    float (*value)(const Shape& shape, int c, int row, int col, std::mt19937& generator);
};

/// The explicit list, in menu order.
[[nodiscard]] std::span<const Fill> fills();

/// The fill with this id; null where there is none.
[[nodiscard]] const Fill* find_fill(std::string_view id);

/// Values of `shape` (1, c, h, w) by `fill`; the same seed gives the same values everywhere.
[[nodiscard]] Values make_fill(const Shape& shape, const Fill& fill, std::uint64_t seed);

}  // namespace poolscope::model
