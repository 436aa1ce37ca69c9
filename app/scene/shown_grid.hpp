/// What the input's panes show: its values, the layer's scores, or the gradient that has come back.
#pragma once

#include <memory>

#include "scene/color_scale.hpp"
#include "scene/pane_view.hpp"
#include "scene/scene.hpp"

namespace poolscope::scene {

struct ShownGrid {
    model::Grid kind = model::Grid::input;  ///< grad_output stands for the gradient by the input
    model::SharedValues values;
    int sample = 0;
    /// Where a gradient has been received; null for other grids.
    std::shared_ptr<const Tensor<std::uint8_t>> touched{};
    bool whole_gradient = false;  ///< of every step, not of those up to the one on show

    [[nodiscard]] bool scores() const { return kind == model::Grid::scores; }
    [[nodiscard]] bool gradient() const { return kind == model::Grid::grad_output; }
    /// Scores are one plane for all channels.
    [[nodiscard]] int channel_of(const PaneView& pane) const { return scores() ? 0 : pane.channel; }
};

/// The mode, "Scores" or "Input", decides.
[[nodiscard]] ShownGrid shown_grid(const SceneInput& input);

/// What the input's panes are called.
[[nodiscard]] const char* grid_name(const SceneInput& input);

/// The colours of the grid, whose range may be another than the input's.
[[nodiscard]] ColorScale colors_of(const SceneInput& input, const ShownGrid& grid,
                                   const Theme& theme, bool heatmapped);

}  // namespace poolscope::scene
