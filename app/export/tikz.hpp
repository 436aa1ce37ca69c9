/// A picture that TikZ draws: a LaTeX document of its own, or what one takes in with \input.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter tikz_picture;

}  // namespace poolscope::exporting
