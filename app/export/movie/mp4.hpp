/// MP4 video (H.264) that presentation programs play.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter mp4_animation;

}  // namespace poolscope::exporting
