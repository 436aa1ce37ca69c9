/// What a person says of a file that can be read in more than one way.
#pragma once

#include <optional>
#include <string>

namespace poolscope::model {

/// The order of an array's axes: channels first (C, H, W) or last (H, W, C).
enum class Layout { nchw, nhwc };

/// A part of a picture, in its own pixels.
struct Crop {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Crop&) const = default;
};

/// Each answer is empty where nothing was said.
struct Reading {
    std::optional<Layout> layout{};  ///< of an array of 3 or 4 axes
    std::string array{};             ///< the name of one array of several (.npz)
    int reduce = 0;                  ///< a picture's squares of so many pixels become one
    std::optional<Crop> crop{};      ///< the part of a picture that is read
    bool operator==(const Reading&) const = default;
};

}  // namespace poolscope::model
