/// What the fonts of every ImGui have in common.
#pragma once

#include <cmath>

#include "theme/fonts.hpp"

namespace poolscope::paint {

inline constexpr float least_font_size = 4;
inline constexpr float largest_font_size = 128;
inline constexpr float default_font_size = 14;

/// Above it every glyph costs much of the texture.
inline constexpr float plain_above = 40;

/// What a character that no font has looks like. One of the last in Unicode, as U+FFFD is, would
/// make ImGui's tables of each font long.
inline constexpr unsigned short missing_character = 0x25A1;
inline constexpr unsigned short ellipsis_character = 0x2026;

/// From a line's top to its baseline, where digits are centred in a line of one em.
[[nodiscard]] inline float line_ascent(theme::Font font, float pixels) {
    return std::round(pixels * (1 + theme::font_metrics(font).digit_height) / 2);
}

}  // namespace poolscope::paint
