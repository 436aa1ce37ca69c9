/// Numbers as coloured cells, to be typed into one by one: a kernel, a layer's weights.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

struct CellGrid {
    std::string_view id;            ///< a cell's anchor is "<id>.<row>.<col>"
    std::span<const float> values;  ///< row by row; the last row may be short
    int cols = 1;
    float largest = 1;                               ///< the magnitude that has the fullest colour
    std::function<std::string(int cell)> tooltip{};  ///< what a cell is, without its value
    bool enabled = true;
    std::string lock{};  ///< why nothing can be changed, where it is not enabled
};

struct CellChange {
    std::size_t cell = 0;
    float value = 0;
};

/// Cells beyond so many, along either side, are shown without numbers and cannot be typed into.
inline constexpr int most_typed_cells = 16;
/// And beyond so many not at all.
inline constexpr int most_shown_cells = 64;

/// Draws the grid in the middle of the panel's width. A click on a cell, or Enter at the one that
/// the arrow keys came to, opens it, and so does typing; Enter goes on below, Tab at the right.
/// Returns the value that was typed.
std::optional<CellChange> cell_grid(Ui& ui, const CellGrid& grid);

}  // namespace poolscope::ui
