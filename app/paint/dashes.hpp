/// Outlines and their dashes as polylines, for painters that know only solid lines. Logical pixels.
#pragma once

#include <vector>

#include "scene/primitives.hpp"

namespace poolscope::paint {

using Polyline = std::vector<scene::Point>;

/// A rounded rectangle's outline, clockwise from the top edge's right end and closed (its last
/// point is its first).
[[nodiscard]] Polyline outline(const scene::Rect& rect, float radius);

/// The dashes of `stroke` along `line`, beginning with a dash; the whole line where the stroke is
/// solid.
[[nodiscard]] std::vector<Polyline> dashes(const Polyline& line, const scene::Stroke& stroke);

}  // namespace poolscope::paint
