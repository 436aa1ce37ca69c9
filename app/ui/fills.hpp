/// The ways to fill the input, as menus and the inspector offer them.
#pragma once

#include <span>

#include "ui/ui.hpp"

namespace poolscope::ui {

struct FillRow {
    const char* id;
    const char* label;
    const char* tooltip;
    model::FillKind kind;
    bool seeded = false;  ///< each use takes the next seed
};

/// The explicit list.
[[nodiscard]] std::span<const FillRow> fills();

/// Fills the input by row `index`; a seeded fill used again takes the next seed.
void fill_input(Ui& ui, std::size_t index);

}  // namespace poolscope::ui
