/// SVG: a picture as vectors, with its fonts in it and text that can be read.
#pragma once

#include <string>

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter svg_picture;

/// What it writes, as text. Errors: those of picture_drawing() and paint_to_svg().
[[nodiscard]] Result<std::string> svg_text(const Request& request, const Progress& progress = {});

}  // namespace poolscope::exporting
