/// One step as a LaTeX document that draws it with TikZ.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter tikz_picture;

}  // namespace poolscope::exporting
