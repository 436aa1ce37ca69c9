/// The textures of boxes as geometry that every painter draws alike, clipped to the rounded
/// rectangle. Logical pixels.
#pragma once

#include <vector>

#include "drawing/primitives.hpp"

namespace poolscope::paint {

inline constexpr float pattern_pitch = 7.0F;  ///< between lines, and between dots
inline constexpr float pattern_line_width = 1.0F;
inline constexpr float pattern_dot_radius = 1.1F;

struct Segment {
    drawing::Point a, b;
};

/// The lines of Pattern::hatch (rising to the right) and, for Pattern::cross_hatch, those falling
/// too. They keep to one grid across the whole drawing, so that neighbouring boxes join up.
[[nodiscard]] std::vector<Segment> pattern_lines(const drawing::Box& box);

/// The centres of Pattern::dots, in rows about the box's middle.
[[nodiscard]] std::vector<drawing::Point> pattern_dots(const drawing::Box& box);

/// The largest radius that the box's sides allow.
[[nodiscard]] float corner_radius(const drawing::Box& box);

}  // namespace poolscope::paint
