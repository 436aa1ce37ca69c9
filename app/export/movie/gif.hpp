/// GIF animations: one palette, flat colours.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter gif_animation;

}  // namespace poolscope::exporting
