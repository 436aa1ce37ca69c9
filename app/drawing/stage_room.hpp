/// How the stage's height is shared: what its words take, and how the words give way to cells.
#pragma once

#include <array>

#include "drawing/pane_view.hpp"
#include "drawing/parts.hpp"

namespace poolscope::drawing {

/// What gives way where cells would be too small to be read: from nothing on, first air, then
/// words that also stand elsewhere.
struct Squeeze {
    float air = 1;  ///< share of the usual space between things
    bool caption = true;
    bool indices = true;
    bool formula = true;
};
inline constexpr std::array<Squeeze, 7> squeezes{
    Squeeze{},
    Squeeze{.air = 0.67F},
    Squeeze{.air = 0.33F},
    Squeeze{.air = 0},
    Squeeze{.air = 0, .caption = false},
    Squeeze{.air = 0, .caption = false, .indices = false},
    Squeeze{.air = 0, .caption = false, .indices = false, .formula = false}};

inline constexpr const Squeeze& airless = squeezes[3];

/// The stage's measures in px, between those of a cramped one and the design's; words of a larger
/// one grow with it.
struct Metrics {
    float margin = 52;
    float line_y = 20;    ///< middle of the layer's line, from the top
    float title_y = 48;   ///< middle of the titles, from the top
    float head = 48;      ///< from there to the cells
    float grid_gap = 50;  ///< from the cells to the formula
    float formula_h = 68;
    float caption_gap = 28;  ///< from the formula to the middle of the caption
    float legend_gap = 49;   ///< from caption to legend, middles
    float bottom = 29;       ///< from the lowest words' middle to the edge
    float words = 1;         ///< how large words are against the design's
};

[[nodiscard]] Metrics metrics_for(Size size, float air, bool line);

/// Where the layer's line stands above all, and how large (px an em).
struct LineRoom {
    Rect at;
    float size = 0;
};
[[nodiscard]] LineRoom line_room(Size size, const Metrics& m);

struct Layout;
struct LayoutQuery;

/// The layer's line, the formula, the caption and the legend; returns where the cells may end.
float add_strips(Layout& layout, const Metrics& m, const Squeeze& squeeze,
                 const LayoutQuery& query);

/// Where nothing holds the height, the words follow the panes: the layer's line down to the titles,
/// which could have stood at `top`, and the strips up to the panes, which could have gone down to
/// `end`.
void close_up(Layout& layout, const Parts& parts, float top, float end);

}  // namespace poolscope::drawing
