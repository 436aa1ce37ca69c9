/// Outlines and their dashes as polylines, for painters that know only solid lines. Logical pixels.
#pragma once

#include <vector>

#include "drawing/primitives.hpp"

namespace poolscope::paint {

using Polyline = std::vector<drawing::Point>;

/// A rounded rectangle's outline, clockwise from the top edge's right end and closed (its last
/// point is its first).
[[nodiscard]] Polyline outline(const drawing::Rect& rect, float radius);

/// The dashes of `stroke` along `line`, beginning with a dash; the whole line where the stroke is
/// solid.
[[nodiscard]] std::vector<Polyline> dashes(const Polyline& line, const drawing::Stroke& stroke);

}  // namespace poolscope::paint
