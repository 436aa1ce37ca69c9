/// Grids, formulas, pictures and words to the clipboard, and grids from it.
#pragma once

#include <string>
#include <string_view>

#include "session/session.hpp"

namespace poolscope::session {

/// Gives other programs a text.
void set_clipboard(Session& session, const std::string& text);
/// Copies the shown channel (or all of them) in the form used last.
void copy_input(Session& session);
/// The same in the form `format` (an id of io::text_formats()), which is remembered.
void copy_input_as(Session& session, std::string_view format);
void copy_output(Session& session);
/// Copies the formula of the shown step as LaTeX.
void copy_formula(Session& session);
/// Copies the picture of the shown step as SVG text, as it would be exported.
void copy_picture(Session& session);
/// Reads the clipboard as the new input, or asks about the layer where it holds a call.
void paste_input(Session& session);
/// The clipboard's text where it is a framework's call, well-formed or not; else empty.
[[nodiscard]] std::string clipboard_call(const Session& session);
/// Reads `text` as the new input. False on an error, which is reported.
bool use_grid_text(Session& session, std::string_view text);

}  // namespace poolscope::session
