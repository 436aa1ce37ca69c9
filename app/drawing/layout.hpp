/// Where everything lies on the stage, in px, for any size of it.
#pragma once

#include <string>
#include <vector>

#include "drawing/fit.hpp"
#include "drawing/pane_view.hpp"
#include "drawing/parts.hpp"
#include "drawing/stage_room.hpp"

namespace poolscope::drawing {

/// A pane's words, longest first: "channel R · 6 × 6, padded 8 × 8", "6 × 6", ...
struct TitleText {
    std::string name;
    std::string short_name;  ///< where the name has no room; may be empty
    std::vector<std::string> details;
};

/// Between a title's name and its details (px).
inline constexpr float title_detail_gap = 9;

struct Title {
    Point at;         ///< start, middle of the line
    float width = 0;  ///< room for its words
};

/// One output channel: what it is pooled from, and the output or in its place a notice.
struct TileLayout {
    int channel = 0;               ///< the first of the input's
    std::vector<PaneView> inputs;  ///< one, or a pane for each channel that a window spans
    PaneView output;
    int across = 1;  ///< of the inputs, side by side
    std::vector<Title> input_titles;
    Title output_title;
    bool below = false;  ///< the output lies below the input
    bool over = false;   ///< or over it, beyond a divider
    Rect notice;         ///< where the output would be
};

/// The row and column numbers that are wanted: the widest of each pane's rows, or none.
struct IndexLabels {
    bool columns = false;
    std::string input_row;
    std::string output_row;
};

/// What a layout depends on; nothing in it changes from step to step.
struct LayoutQuery {
    Size size;
    Frame input;
    Frame output;               ///< no rows where the layer cannot be
    std::vector<int> channels;  ///< the first of each tile's
    int group = 1;              ///< channels that one window spans
    int panes = 1;              ///< of them, those that are shown
    int group_outputs = 1;      ///< output channels that read the same group
    int filter = 0;             ///< which of those is shown
    bool tiled = false;         ///< small multiples
    Parts parts{};
    float layer_width = 0;  ///< px that the layer's name takes between the panes; 0: none
    TitleText input_title;  ///< of the longest
    TitleText output_title;
    bool over = false;       ///< the output lies over the input
    bool true_size = false;  ///< its cells are as large as the input's
    int scales = 0;          ///< of gradients, in rows of their own above the legend
    IndexLabels indices;
    float most_cell = largest_fit_cell;  ///< px, unzoomed
    float least_cell = 0;                ///< px: air and words give way to cells of this size
    bool top_ruler = false;              ///< wanted along the input's top
    float left_ruler = 0;                ///< px for one down its left; 0: none
    float zoom = 1;
    float center_x = 0.5F;
    float center_y = 0.5F;
};

struct Layout {
    Size size;  ///< of the stage
    std::vector<TileLayout> tiles;
    std::size_t hidden = 0;  ///< tiles with no room
    float title_size = 17;   ///< px an em
    float detail_size = 14;
    LineRoom line;               ///< the layer's; of no size where it does not stand there
    bool layer_between = false;  ///< it stands on an arrow between the panes
    float index_size = 0;        ///< of row and column numbers; 0: none
    bool index_rows = false;
    float index_left = 0;  ///< px that they take beside the input
    float index_top = 0;   ///< and above
    Rect formula;          ///< these are empty where they are left out
    float formula_radius = 12;
    float formula_size = 23;
    Rect caption;           ///< lines fill it from the top
    int caption_lines = 1;  ///< 0: no room
    float caption_size = 14;
    Rect legend;
    int legend_rows = 1;  ///< 0: no room
    int scale_rows = 0;   ///< those of them, from the first, that gradients' scales have
    float legend_size = 13;
    bool top_ruler = false;  ///< there is room for it
    bool left_ruler = false;
    bool fits_as_boxes = true;  ///< the whole input, unzoomed, is drawn cell by cell
};

[[nodiscard]] Layout make_layout(const LayoutQuery& query);

/// The smaller of the input's and the output's cells, px.
[[nodiscard]] float cell_size(const Layout& layout);

/// How wide a title is at its longest.
[[nodiscard]] float title_width(const TitleText& title, std::size_t detail, float title_size,
                                float detail_size);

}  // namespace poolscope::drawing
