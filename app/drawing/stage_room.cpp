/// The strips above and below the cells (see stage_room.hpp). The design's stage is 848 x 752 px.
#include "drawing/stage_room.hpp"

#include "drawing/layout.hpp"

namespace poolscope::drawing {
namespace {

constexpr Size design{848, 752};
constexpr float most_growth = 1.6F;   ///< of words
constexpr float widest_strip = 1000;  ///< of the formula, px at the design's words
constexpr float close_formula = 44;   ///< px: how tall its strip is where things lie close

/// Between a cramped stage's words and the design's.
float by_height(Size size, float small, float full) {
    return mixed(small, full, std::clamp((size.h - 240) / 400, 0.0F, 1.0F));
}

/// A narrow figure whose height is free.
bool is_column(const Parts& parts, Size size) {
    return parts.close && size.w < 420;
}

/// How many lines the strips have.
void count_lines(Layout& layout, const Squeeze& squeeze, const LayoutQuery& query) {
    const Size size = layout.size;
    const bool narrow = size.w < 700;
    const bool low = size.h < 300;
    const bool column = is_column(query.parts, size);
    // A narrow and tall stage has height to spare.
    const bool tall = size.w < 460 && size.h > size.w;
    layout.caption_lines = column || tall ? 3 : narrow && !low ? 2 : 1;
    layout.legend_rows = size.h < 230 ? 0 : column ? 3 : size.w < 620 && !low ? 2 : 1;
    if (!squeeze.caption || !query.parts.caption) layout.caption_lines = 0;
    if (!query.parts.legend) layout.legend_rows = 0;
    // Side by side where there is room for two with their numbers.
    layout.scale_rows = layout.legend_rows == 0 ? 0
                        : size.w < 840          ? query.scales
                                                : std::min(query.scales, 1);
    layout.legend_rows += layout.scale_rows;
}

/// The lowest px of any pane.
float panes_end(const Layout& layout) {
    float end = 0;
    for (const TileLayout& tile : layout.tiles) {
        for (const PaneView& input : tile.inputs) end = std::max(end, input.visible.bottom());
        end = std::max({end, tile.output.visible.bottom(), tile.notice.bottom()});
    }
    return end;
}

}  // namespace

Metrics metrics_for(Size size, float air, bool line) {
    const float tall = std::clamp((size.h - 240) / (design.h - 240), 0.0F, 1.0F);
    const float wide = std::clamp((size.w - 320) / (design.w - 320), 0.0F, 1.0F);
    // Space gives way faster than words do: the cells need it.
    const float space = tall * tall * air;
    const float words =
        std::clamp(std::min(size.w / design.w, size.h / design.h), 1.0F, most_growth);
    const float title = line ? mixed(29, 48, space) : mixed(13, 24, space);
    return {.margin = mixed(12, 52, wide * air),
            .line_y = mixed(11, 20, space),
            .title_y = title * words,
            .head = mixed(16, 48, space),
            .grid_gap = mixed(9, 50, space),
            .formula_h = mixed(30, 68, tall) * words,
            .caption_gap = mixed(14, 28, space) * words,
            .legend_gap = mixed(19, 49, space),
            .bottom = mixed(11, 29, space),
            .words = words};
}

LineRoom line_room(Size size, const Metrics& m) {
    const float words = by_height(size, 11, 15) * m.words;
    const float middle = m.line_y * m.words;
    return {{m.margin, middle - words * 0.7F, std::max(size.w - 2 * m.margin, 8.0F), words * 1.4F},
            words};
}

float add_strips(Layout& layout, const Metrics& m, const Squeeze& squeeze,
                 const LayoutQuery& query) {
    const Size size = layout.size;
    count_lines(layout, squeeze, query);
    layout.caption_size = by_height(size, 11, 14) * m.words;
    // Else a column's lines would be cut.
    if (is_column(query.parts, size)) layout.caption_size = std::min(layout.caption_size, 12.0F);
    layout.legend_size = std::max(layout.caption_size - 1, 11.0F);
    const float formula_h =
        query.parts.close ? std::min(m.formula_h, close_formula * m.words) : m.formula_h;
    layout.formula_size = formula_h / 68 * 23;
    layout.formula_radius = formula_h / 68 * 12;
    const float w = std::max(size.w - 2 * m.margin, 8.0F);
    if (query.parts.layer == LayerPlace::above) layout.line = line_room(size, m);
    const float caption_pitch = layout.caption_size * 1.4F;
    const float legend_pitch = layout.legend_size * 1.6F;
    float y = size.h - m.bottom;  // the middle of the lowest line of words
    if (layout.legend_rows > 0) {
        const float h = legend_pitch * static_cast<float>(layout.legend_rows);
        layout.legend = {m.margin, y + legend_pitch / 2 - h, w, h};
        y = layout.legend.y + legend_pitch / 2 - m.legend_gap;
    }
    if (layout.caption_lines > 0) {
        const float h = caption_pitch * static_cast<float>(layout.caption_lines);
        layout.caption = {m.margin, y + caption_pitch / 2 - h, w, h};
        y = layout.caption.y + caption_pitch / 2;
    }
    if (!squeeze.formula || !query.parts.formula) {
        layout.formula = {size.w / 2, y, 0, 0};  // where it would stand
        return layout.caption_lines > 0 ? y - m.grid_gap : y;
    }
    y -= m.caption_gap;
    const float strip = std::min(w, widest_strip * m.words);
    layout.formula = {(size.w - strip) / 2, y - formula_h, strip, formula_h};
    return layout.formula.y - m.grid_gap;
}

void close_up(Layout& layout, const Parts& parts, float top, float end) {
    const bool words_below = parts.formula || parts.caption || parts.legend;
    if (!parts.close && words_below) return;
    const float title = layout.tiles.front().input_titles.front().at.y;
    layout.line.at.y += std::max(title - top, 0.0F);
    const float by = std::max(end - panes_end(layout), 0.0F);
    layout.formula.y -= by;
    layout.caption.y -= by;
    layout.legend.y -= by;
}

}  // namespace poolscope::drawing
