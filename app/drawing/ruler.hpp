/// The ruler along an input's top and left: where windows that are no constant stride apart would
/// start and end, and what they are rounded to.
#pragma once

#include "drawing/sketch.hpp"

namespace poolscope::drawing {

/// An axis whose windows lie where fractions are rounded to.
[[nodiscard]] bool has_ruler(const Axis& axis);

/// How much room (px) a ruler of `axis` takes to the left of the cells; the same at every step.
[[nodiscard]] float left_ruler_room(const Axis& axis);

/// Draws the rulers that `layout` has room for, and on them the window of `step`.
void draw_rulers(const Sketch& sketch, const Layout& layout, const PaneView& pane,
                 const ShownStep& step);

}  // namespace poolscope::drawing
