/// A box for a real number: type, turn the wheel, press the arrow keys, or drag sideways.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

struct RealBox {
    std::string_view id;
    float value = 0;
    float low = -std::numeric_limits<float>::infinity();
    float high = std::numeric_limits<float>::infinity();
    float step = 0.1F;              ///< of the wheel, the arrow keys and a drag
    std::string tooltip{};          ///< what the number is
    std::string_view low_reason{};  ///< English: why it cannot be smaller than `low`
    float width = 66;               ///< logical pixels
    bool enabled = true;
};

struct RealChange {
    float value = 0;
    std::uint64_t gesture = 0;  ///< equal for the changes of one drag, one turn
};

/// Draws the box. Returns the new value where it changed.
std::optional<RealChange> real_box(Ui& ui, const RealBox& box);

}  // namespace poolscope::ui
