/// Where the panels lie in a window of a given size.
#pragma once

#include "drawing/primitives.hpp"

namespace poolscope::ui {

/// The panels' places in the window's pixels; together they cover it without overlapping, but for
/// messages.
struct Layout {
    drawing::Rect menu_bar, layer, stage, inspector, transport;
    drawing::Rect mode_bar;       ///< above the stage
    drawing::Rect strip;          ///< a network's layers, between the two; no height without one
    drawing::Rect messages;       ///< over the stage; no height where there is none
    drawing::Rect lesson;         ///< above the inspector; no height where there is no lesson
    drawing::Rect inspector_tab;  ///< in place of a folded inspector; else no width
};

/// Which panels the stage has beside it. A lesson asks for `lesson_height` (window pixels; 0: there
/// is none), and is never hidden.
struct SidePanels {
    bool shown = true;
    bool inspector_folded = false;
    bool network = false;  ///< its layers stand above the stage
    float lesson_height = 0;
    float usual_scale = 0;  ///< at larger ones panels are narrower, as far as their words fit
};

/// `size` and the result are in the window's pixels, `scale` is how many make a logical one.
[[nodiscard]] Layout make_layout(drawing::Size size, float scale, const SidePanels& sides);

/// Whether the inspector folds by itself: where the window is small, or where panels as large as at
/// `scale` would take the stage's room as it is at `screen_scale`.
[[nodiscard]] bool folds_inspector(drawing::Size size, float scale, float screen_scale);

/// Where messages `height` window pixels high lie over the stage: in the corner where no grid is,
/// so that nothing moves as they come and go.
[[nodiscard]] drawing::Rect message_place(const drawing::Rect& stage, float scale, float height);

/// The most of the window's pixels that a logical pixel may have, so that nothing is cut.
[[nodiscard]] float most_scale(drawing::Size size, bool side_panels);

/// The most that a logical pixel of the stage may have, so that grids, formula and caption have
/// room.
[[nodiscard]] float most_stage_scale(const Layout& layout);

/// Whether a network's cards are small ones, so that the stage keeps its room.
[[nodiscard]] bool has_small_cards(drawing::Size size, float scale);

/// The stage alone, and above it the layers of a network.
/// A lesson takes `lesson_width` (window pixels) at the right; 0: there is none.
[[nodiscard]] Layout projector_layout(drawing::Size size, float lesson_width = 0,
                                      float strip_height = 0);

/// The window's pixels a logical pixel of the stage before a whole room: the drawing's smallest
/// words (9 logical pixels) are 24 pixels of 1080 high.
[[nodiscard]] float projector_scale(drawing::Size size, float smallest_words = 9);

}  // namespace poolscope::ui
