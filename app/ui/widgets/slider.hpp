/// A slider for a real number, with its name and its value over it: drag, turn the wheel, or click
/// the value to type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

struct Slider {
    std::string_view id;
    std::string label;
    double value = 0;
    double low = 0;
    double high = 1;         ///< of the track
    bool unbounded = false;  ///< the track ends in ∞; more than `high` may be typed
    std::string tooltip{};
    bool enabled = true;
};

struct SliderChange {
    double value = 0;
    std::uint64_t gesture = 0;  ///< equal for the changes of one drag, one turn
};

/// Draws the slider over the panel's width. Returns the new value where it changed; one that is
/// typed may lie outside the track.
std::optional<SliderChange> slider(Ui& ui, const Slider& slider);

}  // namespace poolscope::ui
