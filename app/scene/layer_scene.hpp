/// The drawing of one layer: its input, its output, and the step between them.
#pragma once

#include "scene/scene.hpp"

namespace poolscope::scene {

/// Draws a layer forward or backward. Without its legend it may be a part of a larger drawing.
[[nodiscard]] Scene layer_scene(const SceneInput& input, const theme::Theme& theme, Size size,
                                bool with_legend);

/// How large (px) a layer's cells would be drawn into `size`: the smaller of input and output.
[[nodiscard]] float layer_cell_size(const SceneInput& input, Size size);

}  // namespace poolscope::scene
