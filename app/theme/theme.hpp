/// The colour tokens of a theme, by what they mean; themes() lists the themes there are.
#pragma once

#include <span>
#include <string_view>

#include "theme/color.hpp"

namespace poolscope::theme {

struct Theme {
    std::string_view id;    ///< as in settings and on the command line: "light"
    std::string_view name;  ///< as on a button: "Light"
    bool dark = false;
    bool strong = false;  ///< before a whole room: no word is faded

    // The frame: panels, lines, words.
    Color background, panel, panel_sunken, line, line_strong;
    Color text, text_muted, text_faint;
    Color accent, accent_text;  ///< chosen buttons, the timeline, links

    // Cells.
    Color cell_low, cell_high;  ///< a grid cell's fill from the lowest to the highest value
    Color cell_text_dark, cell_text_light;  ///< words on light and on dark cells
    Color cell_line;

    // Meanings. Each also has a shape or a texture.
    Color window;                            ///< the window's frame
    Color winner;                            ///< the winner's ring and corner mark
    Color tie;                               ///< a tied cell's dashed ring
    Color counted;                           ///< a cell counted by a mean's divisor
    Color output, output_fill, output_text;  ///< the output written now and before
    Color pending_fill, pending_text;        ///< an output not reached yet
    Color padding_fill, padding_hatch, padding_line, padding_text;
    Color overhang_fill, overhang_dots, overhang_line, overhang_text;
    Color unread_hatch;  ///< cross-hatching of cells that no window reads
    Color hover;         ///< the cell under the pointer and what is linked to it
    Color invalid;       ///< NaN and infinities, error text
    Color notice_fill, notice_line;
};

/// The explicit list of themes.
[[nodiscard]] std::span<const Theme* const> themes();

/// The theme with this id, or the first one where there is none.
[[nodiscard]] const Theme& theme_or_default(std::string_view id);

}  // namespace poolscope::theme
