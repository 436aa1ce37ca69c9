/// Animated PNG: every colour as it is, and transparency.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter apng_animation;

}  // namespace poolscope::exporting
