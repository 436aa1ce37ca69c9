/// Paints a drawing as LaTeX that draws it with TikZ: vectors, and text in LaTeX's fonts.
#pragma once

#include <string>

#include "drawing/drawing.hpp"
#include "paint/stop.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

/// A picture of more cells than this is refused: TeX would take minutes and run out of memory.
inline constexpr int most_tikz_cells = 4096;

struct TikzOptions {
    float scale = 1;           ///< points (1/72 inch) a logical pixel
    bool transparent = false;  ///< leaves the background out
    bool snippet = false;      ///< a picture for \input, not a document
    StopQuery stop{};
};

/// The drawing as a document for pdflatex, in UTF-8, one page of the drawing's size. It needs the
/// packages amsmath, geometry and tikz, CJKutf8 and its font gbsn for Chinese words, and takes
/// lmodern where that is installed. A snippet leaves packages and fonts to the document that takes
/// it in, changes nothing around it, and says in its first lines what it needs. Errors: too_large
/// where a picture has more than most_tikz_cells cells; cancelled where `stop` says so.
[[nodiscard]] Result<std::string> paint_to_tikz(const drawing::Drawing& drawing,
                                                const TikzOptions& options = {});

}  // namespace poolscope::paint
