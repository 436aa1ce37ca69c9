/// What changes from one drawing to the next: the rectangles that must be painted anew.
#pragma once

#include <optional>
#include <vector>

#include "drawing/drawing.hpp"

namespace poolscope::paint {

/// A rectangle that nothing of the primitive is painted outside of, logical pixels.
[[nodiscard]] drawing::Rect painted_bounds(const drawing::Primitive& primitive);

/// Where `after` may look different from `before`, a drawing of the same size; nothing where all of
/// it may. Outside of the rectangles both paint the same primitives in the same order.
[[nodiscard]] std::optional<std::vector<drawing::Rect>> damage_between(
    const drawing::Drawing& before, const drawing::Drawing& after);

}  // namespace poolscope::paint
