/// The greys and the type sizes of a handout: no meaning is in colour, and none is lost on a
/// black-and-white printer. Points.
#pragma once

#include "theme/color.hpp"

namespace poolscope::handout {

inline constexpr theme::Color paper_white = theme::rgb(0xFFFFFF);
inline constexpr theme::Color black = theme::rgb(0x000000);
inline constexpr theme::Color muted = theme::rgb(0x404040);  ///< lesser words
inline constexpr theme::Color rule = theme::rgb(0x707070);   ///< lines to write on
inline constexpr theme::Color cell_edge = theme::rgb(0x303030);
inline constexpr theme::Color texture = theme::rgb(0x8C8C8C);  ///< hatches and dots

inline constexpr float title_size = 15;
inline constexpr float heading_size = 11;
inline constexpr float body_size = 9.5F;
inline constexpr float small_size = 8;
inline constexpr float margin = 44;

}  // namespace poolscope::handout
