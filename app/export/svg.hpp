/// SVG: a picture as vectors, with its fonts in it and text that can be read.
#pragma once

#include <string>

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter svg_picture;

/// The picture as text, as the exporter would write it. Errors: those of picture_scene(), and of
/// painting.
[[nodiscard]] Result<std::string> svg_text(const Request& request);

}  // namespace poolscope::exporting
