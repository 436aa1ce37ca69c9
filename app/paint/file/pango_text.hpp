/// Lines of text on a Cairo context, set by Pango in the embedded fonts; in the system's only where
/// those lack a character and use_system_fonts() allows it.
#pragma once

#include <cairo.h>

#include "drawing/primitives.hpp"
#include "paint/embedding.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

/// Draws one line, its digits centred on text.at.y. Kerning and ligatures are off, so that widths
/// are those of theme::text_width(). Errors: unreadable where the system does not let the fonts be
/// loaded from memory.
[[nodiscard]] Result<void> draw_text(cairo_t* context, const drawing::Text& text);

/// The same line as outlines, a run after the other, unhinted. Errors: as draw_text().
[[nodiscard]] Result<std::vector<Outline>> outlines(const drawing::Text& text);

/// The families that a line of text is really set in, in order, for tests; repeated names once.
[[nodiscard]] Result<std::vector<std::string>> families_used(const drawing::Text& text);

}  // namespace poolscope::paint
