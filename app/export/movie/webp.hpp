/// Animated WebP, without loss.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter webp_animation;

}  // namespace poolscope::exporting
