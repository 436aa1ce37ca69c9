/// Grids to and from the clipboard.
#pragma once

#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Copies the shown channel (or all of them) in the form used last.
void copy_input(Ui& ui);
/// The same in the form `format` (an id of io::text_formats()), which is remembered.
void copy_input_as(Ui& ui, std::string_view format);
void copy_output(Ui& ui);
void paste_input(Ui& ui);
/// Reads `text` as the new input. False on an error, which is reported.
bool use_grid_text(Ui& ui, std::string_view text);

}  // namespace poolscope::ui
