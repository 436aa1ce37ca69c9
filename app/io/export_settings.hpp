/// What a person chose when they last exported.
#pragma once

#include <string>

namespace poolscope::io {

struct ExportSettings {
    std::string format = "png";  ///< an exporter's id
    bool fits = true;            ///< cut to what is drawn; else width x height
    int width = 1280;            ///< logical pixels
    int height = 720;
    int scale = 2;           ///< pixels a logical pixel, 1 .. 8
    std::string theme{};     ///< empty: the window's
    std::string language{};  ///< empty: the window's
    bool transparent = false;
    bool sheet = false;  ///< pictures: all steps on one page
    bool glide = false;
    int fps = 2;  ///< without gliding: steps a second
    int glide_fps = 25;
    int pace = 1;   ///< steps a second while gliding
    int hold = 2;   ///< seconds
    int loops = 0;  ///< 0: for ever
    bool operator==(const ExportSettings&) const = default;
};

}  // namespace poolscope::io
