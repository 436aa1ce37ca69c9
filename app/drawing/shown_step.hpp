/// The step on show for one channel, and the window on its way between two steps.
#pragma once

#include <optional>

#include "drawing/drawing.hpp"
#include "drawing/pane_view.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {

struct ShownStep {
    Step<float> step;              ///< the one whose taps, formula and output are shown
    Geometry geometry;             ///< of the step's plane
    int first_channel = 0;         ///< of the window's channels
    std::size_t index = 0;         ///< its place among its channel's
    std::size_t count = 0;         ///< steps of its channel
    std::size_t omitted = 0;       ///< taps of a very large window that step.taps leaves out
    std::size_t read = 0;          ///< taps of the whole window read so far
    std::size_t outputs_done = 0;  ///< outputs of this channel written before the step
    bool arrived = true;           ///< the window lies at the step, not on its way to it
    Rect window;                   ///< where the frame is drawn, in cells (x: columns, y: rows)
    float presence = 1;            ///< of the frame: below 1 while it is lifted from row to row

    /// The place of a cell among the window's taps, channel by channel, row by row; nothing where
    /// the window does not read it.
    [[nodiscard]] std::optional<std::size_t> tap_at(int channel, int row, int col) const;
    /// That tap has been read at this step.
    [[nodiscard]] bool has_read(int channel, int row, int col) const;
    /// Some of the window's frame is in sight.
    [[nodiscard]] bool shows_in(const PaneView& pane) const;
};

/// Sets apart the cell whose value is the running maximum where an operator averages as well (mixed
/// pooling): it is drawn as a winner.
void single_out(const Operator& op, Step<float>& step);

/// The view's sample, within the batch.
[[nodiscard]] int shown_sample(const DrawingInput& input);

/// The step shown for `channel` of the input; nothing where the layer cannot be.
[[nodiscard]] std::optional<ShownStep> show_step(const DrawingInput& input, int channel);

/// A window as a block of cells: from its first row and column to its last.
[[nodiscard]] Rect window_block(const Window& window);

}  // namespace poolscope::drawing
