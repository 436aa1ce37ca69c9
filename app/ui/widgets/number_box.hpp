/// A box for a whole number: type, step with - and +, turn the wheel, or drag sideways. It never
/// leaves its range, and says why where it is asked to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/bounds.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

struct NumberBox {
    std::string_view id;
    int value = 0;
    model::IntRange range;
    std::string tooltip{};      ///< what the number is, and its unit
    std::string low_reason{};   ///< why it cannot be smaller than range.low
    std::string high_reason{};  ///< why it cannot be larger than range.high
    std::string zero{};         ///< what is shown for 0, where that is no number
    float width = 66;           ///< logical pixels
    bool enabled = true;
};

struct NumberChange {
    int value = 0;
    std::uint64_t gesture = 0;  ///< equal for the changes of one drag, one hold, one turn
};

inline constexpr float number_box_height = 30;

/// Draws the box. Returns the new value where it changed.
std::optional<NumberChange> number_box(Ui& ui, const NumberBox& box);

}  // namespace poolscope::ui
