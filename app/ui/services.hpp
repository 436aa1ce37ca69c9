/// What the interface needs from outside: pictures of large grids, and the folders it may write to.
#pragma once

#include <filesystem>
#include <string>

#include "io/stop.hpp"
#include "paint/heatmap_textures.hpp"

namespace poolscope::ui {

struct Services {
    paint::HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
    std::string language = "en";                 ///< spoken unless the settings name another
    /// Files that outlive a run; an empty path keeps nothing.
    std::filesystem::path settings_file;
    std::filesystem::path recent_file;
    std::filesystem::path recovery_folder;    ///< for copies of unsaved work
    bool first_run_tour = false;              ///< one who was never shown around is
    std::filesystem::path screenshot_folder;  ///< where F12 writes; empty: the current folder
    /// Whether the program is to end, so that a file being opened is given up. Empty: never.
    io::Stop asked_to_end;
};

}  // namespace poolscope::ui
