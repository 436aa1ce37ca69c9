/// WebM video (VP9) for the web.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter webm_animation;

}  // namespace poolscope::exporting
