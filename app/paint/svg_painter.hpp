/// Paints a drawing as SVG: vectors, text that can be selected, and the fonts it is set in.
#pragma once

#include <string>

#include "drawing/drawing.hpp"
#include "paint/embedding.hpp"
#include "paint/stop.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

struct SvgOptions {
    float scale = 1;           ///< CSS pixels a logical pixel
    bool transparent = false;  ///< leaves the background out
    /// Letters as outlines, for programs that take no fonts from files.
    bool text_as_paths = false;
    StopQuery stop{};
};

/// The drawing as a file that needs no other. The same drawing gives the same text. Errors: those
/// of `embedding`; cancelled where `stop` says so.
[[nodiscard]] Result<std::string> paint_to_svg(const drawing::Drawing& drawing,
                                               const Embedding& embedding,
                                               const SvgOptions& options = {});

}  // namespace poolscope::paint
