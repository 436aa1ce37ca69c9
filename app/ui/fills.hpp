/// Filling the input, from menus and the inspector.
#pragma once

#include "model/fill.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

/// Fills the input; a seeded fill used again takes the next seed.
void fill_input(Ui& ui, const model::Fill& fill);

}  // namespace poolscope::ui
