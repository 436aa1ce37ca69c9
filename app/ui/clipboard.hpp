/// Grids to and from the clipboard.
#pragma once

#include <string>
#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Copies the shown channel (or all of them) in the form used last.
void copy_input(Ui& ui);
/// The same in the form `format` (an id of io::text_formats()), which is remembered.
void copy_input_as(Ui& ui, std::string_view format);
void copy_output(Ui& ui);
/// Copies the formula of the shown step as LaTeX.
void copy_formula(Ui& ui);
/// Copies the picture of the shown step as SVG text, as it would be exported.
void copy_picture(Ui& ui);
/// Reads the clipboard as the new input, or opens the dialog for calls where it holds one.
void paste_input(Ui& ui);
/// The clipboard's text where it is a framework's call, well-formed or not; else empty.
[[nodiscard]] std::string clipboard_call();
/// Reads `text` as the new input. False on an error, which is reported.
bool use_grid_text(Ui& ui, std::string_view text);

}  // namespace poolscope::ui
