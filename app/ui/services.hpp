/// What the interface needs from outside: what its session does, and pictures of large grids.
#pragma once

#include "paint/heatmap_textures.hpp"
#include "session/services.hpp"

namespace poolscope::ui {

struct Services : session::Services {
    paint::HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
};

}  // namespace poolscope::ui
