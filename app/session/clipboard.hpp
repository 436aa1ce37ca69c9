/// Grids, formulas, pictures and words to the clipboard, and grids from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/text_grid.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// Gives other programs a text.
void set_clipboard(Session& session, const std::string& text);
/// Copies the shown channel (or all of them) in the form used last.
void copy_input(Session& session);
/// The same in the form `format` (an id of io::text_formats()), which is remembered.
void copy_input_as(Session& session, std::string_view format);
void copy_output(Session& session);
/// The number that a cell shows; nothing for padding, and for an output that is asked for or not
/// there yet.
[[nodiscard]] std::optional<float> shown_value(Session& session, const model::CellRef& cell);
/// Copies it, or those of its row or column, in the form used last.
void copy_value(Session& session, const model::CellRef& cell);
void copy_row(Session& session, const model::CellRef& cell);
void copy_column(Session& session, const model::CellRef& cell);
/// Copies what the step's window reads of the input.
void copy_window(Session& session);
/// Copies the formula of the shown step as LaTeX.
void copy_formula(Session& session);
/// Copies the picture of the shown step as it would be exported: as pixels for slides, or as SVG
/// text.
void copy_picture(Session& session);
void copy_picture_as_svg(Session& session);
/// Reads the clipboard as the new input, or asks about the layer where it holds a call or a
/// network, and which grid is meant where it holds several.
void paste_input(Session& session);
/// The clipboard's text where it is a network's program, or a framework's call, well-formed or not;
/// else empty.
[[nodiscard]] std::string clipboard_call(const Session& session);
/// Takes a grid as the new input; asks on which end its channels lie where that can be doubted. An
/// error is reported.
void use_grid(Session& session, io::TextGrid grid);
/// Reads `text` as the new input; asks which of its grids where there are several. An error is
/// reported.
void use_grid_text(Session& session, std::string text);

}  // namespace poolscope::session
