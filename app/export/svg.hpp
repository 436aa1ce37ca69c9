/// SVG: a picture as vectors, with its fonts in it and text that can be read.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter svg_picture;

}  // namespace poolscope::exporting
