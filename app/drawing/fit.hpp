/// How large cells can be in one tile, in px, and how its room is shared.
#pragma once

#include "drawing/pane_view.hpp"

namespace poolscope::drawing {

/// Cells are no larger than this (px).
inline constexpr float largest_fit_cell = 96;

/// What a tile has room for, in px.
struct Room {
    float w = 0;
    float h = 0;         ///< for cells alone
    float head = 0;      ///< what a second title takes
    float gap = 0;       ///< least, between input and output
    bool alike = false;  ///< the output's cells are no larger than the input's
    float input_title = 0;
    float output_title = 0;
    bool notice = false;  ///< words in place of the output: they need all of `output_title`
    int group = 1;        ///< panes of the input: the channels that one window spans
    bool beside = false;  ///< the output stands beside its input, whatever that costs
    Size group_gap;       ///< between them
    float most_cell = largest_fit_cell;  ///< where both share a size; else the input's alone
};

/// Cell sizes (px) and how the panes lie.
struct Fit {
    float input_cell = 0;
    float output_cell = 0;
    bool below = false;  ///< the output lies below the input
    int across = 1;      ///< panes of the input side by side
};

/// The largest cells that `room` has space for: the output beside its input, unless only below
/// carries numbers or gives clearly larger cells. `in` is the frame of one pane.
[[nodiscard]] Fit best_fit(const Frame& in, const Frame& out, const Room& room);

/// The largest cells of an input that has the room for itself.
[[nodiscard]] Fit fit_alone(const Frame& in, const Room& room);

/// How many rows of panes a group has.
[[nodiscard]] inline int panes_down(int group, int across) {
    return (group + across - 1) / across;
}

}  // namespace poolscope::drawing
