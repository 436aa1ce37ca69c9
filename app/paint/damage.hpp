/// What changes from one drawing to the next: the rectangles that must be painted anew.
#pragma once

#include <optional>
#include <vector>

#include "scene/scene.hpp"

namespace poolscope::paint {

/// A rectangle that nothing of the primitive is painted outside of, logical pixels.
[[nodiscard]] scene::Rect painted_bounds(const scene::Primitive& primitive);

/// Where `after` may look different from `before`, a drawing of the same size; nothing where all of
/// it may. Outside of the rectangles both paint the same primitives in the same order.
[[nodiscard]] std::optional<std::vector<scene::Rect>> damage_between(const scene::Scene& before,
                                                                     const scene::Scene& after);

}  // namespace poolscope::paint
