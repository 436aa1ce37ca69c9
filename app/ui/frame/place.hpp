/// Where words stand that are about something else in the window: beside it, never on it.
#pragma once

#include <span>

#include "drawing/primitives.hpp"

namespace poolscope::ui {

/// What is asked of a place, in window pixels.
struct Wanted {
    drawing::Size size;
    drawing::Rect about;                            ///< as near to this as can be
    std::span<const drawing::Rect> kept_clear;      ///< none of it is covered, if there is a way
    std::span<const drawing::Rect> better_clear{};  ///< rather not this
    drawing::Rect within;                           ///< and nothing stands outside this
    float gap = 0;                                  ///< from what is kept clear
};

/// The top left of the place nearest to what it is about, of those beside, above and below what is
/// kept clear; where each covers some of it, the one that covers least.
[[nodiscard]] drawing::Point place_beside(const Wanted& wanted);

}  // namespace poolscope::ui
