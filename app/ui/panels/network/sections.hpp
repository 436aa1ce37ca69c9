/// The inspector's sections on a network as a whole, one file each.
#pragma once

#include "ui/ui.hpp"

namespace poolscope::ui {

/// What the last layer says, as bars, where it is a vector that can be read so.
void prediction_section(Ui& ui);
/// How much of the input one output sees, of the layer that is looked at and of the last one.
void field_section(Ui& ui);
/// Every layer's shape and parameters, also hidden as an exercise.
void ledger_section(Ui& ui);

}  // namespace poolscope::ui
