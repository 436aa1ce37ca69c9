/// What the panes show: an input's values, the layer's scores, how often each cell is read, or the
/// gradient that has come back; the output or its gradient.
#pragma once

#include <memory>

#include "drawing/color_scale.hpp"
#include "drawing/drawing.hpp"
#include "drawing/pane_view.hpp"

namespace poolscope::drawing {

struct ShownGrid {
    enum class Kind { values, scores, readers, gradient };
    Kind kind = Kind::values;
    model::SharedValues values;
    int sample = 0;
    /// Where a gradient has been received; null for other grids.
    std::shared_ptr<const Tensor<std::uint8_t>> touched{};
    bool whole_gradient = false;  ///< of every step, not of those up to the one on show
    float largest = 0;            ///< magnitude that a gradient's colours span

    [[nodiscard]] bool scores() const { return kind == Kind::scores; }
    [[nodiscard]] bool readers() const { return kind == Kind::readers; }
    [[nodiscard]] bool gradient() const { return kind == Kind::gradient; }
    /// Scores are one plane for all channels, and so are counts where all have the same windows.
    [[nodiscard]] int channel_of(const PaneView& pane) const {
        return std::min(pane.channel, values->shape().c - 1);
    }
};

/// What the output's panes show: the output, or the gradient that is sent back from it.
struct ShownOutput {
    model::SharedValues values;  ///< null while the output is being computed
    bool gradient = false;
};

/// The view decides.
[[nodiscard]] ShownGrid shown_grid(const DrawingInput& input);

[[nodiscard]] ShownOutput shown_output(const DrawingInput& input);

/// What the input's panes are called.
[[nodiscard]] const char* grid_name(const DrawingInput& input);

/// The colours of the grid, whose range may be another than the input's.
[[nodiscard]] ColorScale colors_of(const DrawingInput& input, const ShownGrid& grid,
                                   const Theme& theme, bool heatmapped);

/// The colours of the output. The two gradients of a way back have a scale each: a mean's shares
/// are as much smaller than what is shared as its windows are large.
[[nodiscard]] ColorScale output_colors(const DrawingInput& input, const Theme& theme,
                                       bool heatmapped);

}  // namespace poolscope::drawing
