/// Where everything lies on the stage (see layout.hpp).
#include "drawing/layout.hpp"

#include <utility>

#include "drawing/indices.hpp"

namespace poolscope::drawing {
namespace {

constexpr float largest_gap = 150;  ///< between input and output
constexpr float smallest_tile = 120;
constexpr float close_air = 0.3F;  ///< share of the usual space where things lie close

/// Above the input's cells (px), where a ruler lies.
constexpr float top_ruler_room = 46;
/// Rulers are left out on smaller stages, and so are row and column numbers (px).
constexpr Size smallest_ruled{420, 340};
constexpr Size smallest_numbered{280, 230};

float as_float(int value) {
    return static_cast<float>(value);
}

/// Puts a pane's cells into `at`, zoomed about the view's center.
void place(PaneView& pane, const Rect& at, const LayoutQuery& query) {
    pane.visible = at;
    const auto start = [](float from, float length, float content, float center) {
        const float wanted = from + length / 2 - center * content;
        return std::clamp(wanted, std::min(from + length - content, from), from);
    };
    pane.origin = {start(at.x, at.w, as_float(pane.frame.cols) * pane.cell, query.center_x),
                   start(at.y, at.h, as_float(pane.frame.rows) * pane.cell, query.center_y)};
}

/// Puts the input's panes into `at`, in rows; the first has its title at `title`, above it.
void place_inputs(TileLayout& tile, const Rect& at, const Title& title, const Fit& fit,
                  const Room& room, const LayoutQuery& query) {
    const int down = panes_down(room.group, fit.across);
    const auto [gap_x, gap_y] = room.group_gap;
    const float w = (at.w - as_float(fit.across - 1) * gap_x) / as_float(fit.across);
    const float h = (at.h - as_float(down - 1) * gap_y) / as_float(down);
    for (int i = 0; i < room.group; ++i) {
        const Rect pane{at.x + as_float(i % fit.across) * (w + gap_x),
                        at.y + as_float(i / fit.across) * (h + gap_y), w, h};
        place(tile.inputs[static_cast<std::size_t>(i)], pane, query);
        const bool alone = room.group == 1;
        const float y = i < fit.across ? title.at.y : pane.y - gap_y / 2;
        tile.input_titles.push_back(
            {{pane.x, y}, alone ? title.width : w + gap_x - title_detail_gap});
    }
}

float zoomed(float fit, float zoom) {
    return std::min(fit * std::max(zoom, 1.0F), std::max(largest_zoomed_cell, fit));
}

Size cells_size(const Frame& frame, float cell) {
    return {as_float(frame.cols) * cell, as_float(frame.rows) * cell};
}

/// All panes of the input, and what lies between them.
Size inputs_size(const Frame& frame, float cell, const Fit& fit, const Room& room) {
    const Size one = cells_size(frame, cell);
    const int down = panes_down(room.group, fit.across);
    return {as_float(fit.across) * one.w + as_float(fit.across - 1) * room.group_gap.w,
            as_float(down) * one.h + as_float(down - 1) * room.group_gap.h};
}

/// The notice in place of an output that cannot be.
Size notice_size(const Rect& area) {
    return {std::clamp(area.w * 0.42F, std::min(area.w, 150.0F), 320.0F), std::min(area.h, 220.0F)};
}

/// Shares of one length, in proportion to what each would need, neither less than at zoom 1.
std::pair<float, float> shares(float room, float a, float b) {
    const float b_share = std::max(b, room * b / std::max(a + b, 1.0F));
    return {std::max(room - b_share, 1.0F), b_share};
}

void arrange_beside(TileLayout& tile, const Rect& area, float head, float gap, const Fit& fit,
                    const Room& room, const LayoutQuery& query) {
    const Rect cells{area.x, area.y + head, area.w, std::max(area.h - head, 4.0F)};
    Size in = inputs_size(query.input, fit.input_cell, fit, room);
    Size out = cells_size(query.output, fit.output_cell);
    const bool notice = query.output.rows == 0;
    if (notice) out = notice_size(cells);
    const auto [in_room, out_room] = shares(area.w - gap, in.w, out.w);
    in = inputs_size(query.input, tile.inputs.front().cell, fit, room);
    in = {std::min(in.w, in_room), std::min(in.h, cells.h)};
    if (!notice) {
        out = cells_size(query.output, tile.output.cell);
        out = {std::min(out.w, out_room), std::min(out.h, cells.h)};
    }
    const float in_column = std::min(std::max(in.w, room.input_title), in_room);
    const float out_column =
        std::min(std::max(out.w, room.output_title), std::max(out_room, out.w));
    const float between =
        std::clamp(area.w - in_column - out_column, gap, std::max(gap, largest_gap));
    const float left = area.x + std::max(area.w - in_column - between - out_column, 0.0F) / 2;
    const float tallest = std::max(in.h, out.h);
    const float top = cells.y + std::max(cells.h - tallest, 0.0F) / 2;
    const float out_x = left + in_column + between;
    place_inputs(tile, {left, top + (tallest - in.h) / 2, in.w, in.h},
                 {{left, top - head}, in_column + between - title_detail_gap}, fit, room, query);
    tile.output_title = {{out_x, top - head}, area.right() - out_x};
    const Rect at{out_x, top + (tallest - out.h) / 2, out.w, out.h};
    if (notice)
        tile.notice = at;
    else
        place(tile.output, at, query);
}

void arrange_below(TileLayout& tile, const Rect& area, float head, float gap, const Fit& fit,
                   const Room& room, const LayoutQuery& query) {
    const float tall = std::max(area.h - 2 * head - gap, 4.0F);
    Size in = inputs_size(query.input, fit.input_cell, fit, room);
    Size out = cells_size(query.output, fit.output_cell);
    const bool notice = query.output.rows == 0;
    if (notice) {
        out = notice_size({area.x, area.y, area.w, tall});
        out.w = std::min(area.w, 420.0F);
    }
    const auto [in_room, out_room] = shares(tall, in.h, out.h);
    in = inputs_size(query.input, tile.inputs.front().cell, fit, room);
    in = {std::min(in.w, area.w), std::min(in.h, in_room)};
    if (!notice) {
        out = cells_size(query.output, tile.output.cell);
        out = {std::min(out.w, area.w), std::min(out.h, out_room)};
    }
    const float left = area.x + std::max(area.w - std::max(in.w, out.w), 0.0F) / 2;
    const float used = in.h + out.h + 2 * head + gap;
    const float top = area.y + std::max(area.h - used, 0.0F) / 2;
    place_inputs(tile, {left, top + head, in.w, in.h}, {{left, top}, area.right() - left}, fit,
                 room, query);
    const float out_title = top + head + in.h + gap;
    tile.output_title = {{left, out_title}, area.right() - left};
    const Rect at{left, out_title + head, out.w, out.h};
    if (notice)
        tile.notice = at;
    else
        place(tile.output, at, query);
}

/// The input alone; the output lies over it, and has its title at the right end.
void arrange_over(TileLayout& tile, const Rect& area, float head, const Fit& fit, const Room& room,
                  const LayoutQuery& query) {
    const Rect cells{area.x, area.y + head, area.w, std::max(area.h - head, 4.0F)};
    Size in = inputs_size(query.input, tile.inputs.front().cell, fit, room);
    in = {std::min(in.w, cells.w), std::min(in.h, cells.h)};
    const Rect at{cells.x + (cells.w - in.w) / 2, cells.y + (cells.h - in.h) / 2, in.w, in.h};
    const float y = at.y - head;
    const float output = std::min(room.output_title, in.w / 2);
    place_inputs(tile, at, {{at.x, y}, in.w - output - title_detail_gap}, fit, room, query);
    tile.output_title = {{at.right() - output, y}, output};
    tile.over = true;
}

/// The frame that stands in for the output while the layer cannot be: it asks for a notice's room.
Frame output_or_notice(const LayoutQuery& query) {
    return query.output.rows > 0 ? query.output : Frame{0, 0, 1, 1};
}

Room room_of(const Rect& area, float head, float gap, const Layout& layout,
             const LayoutQuery& query) {
    Room room{.w = area.w,
              .h = std::max(area.h - head, 4.0F),
              .head = head,
              .gap = gap,
              .alike = query.true_size,
              .notice = query.output.rows == 0,
              .group = query.group,
              .beside = query.layer_width > 0,
              .group_gap = {query.tiled ? 10.0F : 20.0F, layout.detail_size * 2},
              .most_cell = query.most_cell};
    if (query.tiled) return room;  // a tile's titles take what room there is
    if (query.parts.titles) {
        const std::size_t detail = query.input_title.details.size() > 1 ? 1 : 0;
        room.input_title =
            title_width(query.input_title, detail, layout.title_size, layout.detail_size);
        room.output_title =
            title_width(query.output_title, 0, layout.title_size, layout.detail_size);
    }
    if (room.notice) room.output_title = notice_size(area).w;
    return room;
}

Fit fit_of(const LayoutQuery& query, const Room& room) {
    return query.over ? fit_alone(query.input, room)
                      : best_fit(query.input, output_or_notice(query), room);
}

/// One channel in `area`, whose top is the middle of its titles.
TileLayout make_tile(int channel, const Rect& area, float head, float gap, const Layout& layout,
                     const LayoutQuery& query) {
    const Room room = room_of(area, head, gap, layout, query);
    const Fit fit = fit_of(query, room);
    TileLayout tile;
    tile.channel = channel;
    tile.below = fit.below;
    tile.across = fit.across;
    for (int i = 0; i < query.panes; ++i) {
        tile.inputs.push_back({model::Pane::input,
                               channel + i,
                               query.input,
                               {},
                               {},
                               zoomed(fit.input_cell, query.zoom)});
    }
    const float factor = tile.inputs.front().cell / fit.input_cell;
    tile.output = {model::Pane::output,
                   channel / query.group * query.group_outputs + query.filter,
                   query.output,
                   {},
                   {},
                   zoomed(fit.output_cell, factor)};
    if (query.over)
        arrange_over(tile, area, head, fit, room, query);
    else if (fit.below)
        arrange_below(tile, area, head, gap, fit, room, query);
    else
        arrange_beside(tile, area, head, gap, fit, room, query);
    return tile;
}

/// How small multiples divide the stage.
struct Tiling {
    int cols = 1;
    int rows = 1;
    float cell = 0;
};

Tiling best_tiling(int count, const Rect& area, float head, float gap, float pane_gap,
                   const Layout& layout, const LayoutQuery& query) {
    const int most_cols = std::max(static_cast<int>(area.w / smallest_tile), 1);
    const int most_rows = std::max(static_cast<int>(area.h / smallest_tile), 1);
    Tiling best{most_cols, most_rows, 0};
    for (int cols = 1; cols <= std::min(count, most_cols); ++cols) {
        const int rows = (count + cols - 1) / cols;
        if (rows > most_rows) continue;
        const Rect tile{0, 0, (area.w - gap * as_float(cols - 1)) / as_float(cols),
                        (area.h - gap * as_float(rows - 1)) / as_float(rows) - head / 2};
        const float cell = fit_of(query, room_of(tile, head, pane_gap, layout, query)).input_cell;
        if (cell > best.cell) best = {cols, rows, cell};
    }
    return best;
}

/// Where numbers stand beside cells: what they take at the input's left, and beside the output.
struct Bands {
    float input = 0;
    float output = 0;
};

Bands bands_of(const Layout& layout, const LayoutQuery& query) {
    if (!layout.index_rows) return {};
    return {index_room(query.indices.input_row, layout.index_size),
            index_room(query.indices.output_row, layout.index_size)};
}

/// How large row and column numbers are, where there is room for them.
void add_indices(Layout& layout, const Squeeze& squeeze, const LayoutQuery& query) {
    const bool room = layout.size.w >= smallest_numbered.w && layout.size.h >= smallest_numbered.h;
    if (!room || !squeeze.indices || !query.indices.columns) return;
    layout.index_size = std::max(layout.detail_size - 1, smallest_index);
    layout.index_rows = !query.indices.input_row.empty();
    layout.index_left = bands_of(layout, query).input;
    layout.index_top = layout.index_size + index_gap;
}

/// From the middle of a title to the cells, `usual` px where nothing but the title stands there:
/// else its lower half, and the numbers of columns.
float head_of(const Layout& layout, const LayoutQuery& query, float usual) {
    if (!query.parts.titles) return layout.index_top;
    if (layout.index_size <= 0) return usual;
    return std::max(usual, layout.title_size * 0.6F + layout.index_top + 4);
}

void add_tiles(Layout& layout, const Rect& area, const LayoutQuery& query) {
    const Bands bands = bands_of(layout, query);
    const float beside = bands.input + bands.output;
    const float head = head_of(layout, query, 20);
    constexpr float gap = 24;       // between tiles
    constexpr float pane_gap = 18;  // within one
    const auto within = [&](Rect tile) {
        return Rect{tile.x + bands.input, tile.y, std::max(tile.w - beside, 8.0F), tile.h};
    };
    const int count = static_cast<int>(query.channels.size());
    const Tiling tiling = best_tiling(count, area, head, gap + beside, pane_gap, layout, query);
    const float w = (area.w - gap * as_float(tiling.cols - 1)) / as_float(tiling.cols);
    const float h = (area.h - gap * as_float(tiling.rows - 1)) / as_float(tiling.rows);
    const int shown = std::min(count, tiling.cols * tiling.rows);
    for (int i = 0; i < shown; ++i) {
        const Rect tile =
            within({area.x + as_float(i % tiling.cols) * (w + gap),
                    area.y + as_float(i / tiling.cols) * (h + gap) + head / 2, w, h - head / 2});
        layout.tiles.push_back(make_tile(query.channels[static_cast<std::size_t>(i)], tile, head,
                                         pane_gap, layout, query));
    }
    layout.hidden = static_cast<std::size_t>(count - shown);
}

void add_one_tile(Layout& layout, const Rect& area, const Metrics& m, const LayoutQuery& query) {
    const Size size = layout.size;
    const bool ruled = size.w >= smallest_ruled.w && size.h >= smallest_ruled.h;
    layout.top_ruler = ruled && query.top_ruler;
    layout.left_ruler = ruled && query.left_ruler > 0;
    const Bands bands = bands_of(layout, query);
    const float ruler = layout.left_ruler ? query.left_ruler : 0.0F;
    const auto taken = [&](float room) {
        return room > 0 ? std::max(room + 6 - m.margin, 0.0F) : 0;
    };
    const float left = taken(std::max(bands.input, bands.output) + ruler);
    const float right = taken(bands.output);
    const Rect cells{area.x + left, area.y, std::max(area.w - left - right, 8.0F), area.h};
    const float gap = std::max(std::clamp(area.w * 0.08F, 14.0F, 60.0F), query.layer_width);
    float head = head_of(layout, query, m.head);
    if (layout.top_ruler) head = std::max(head, top_ruler_room + layout.index_top);
    layout.tiles.push_back(make_tile(query.channels.front(), cells, head, gap, layout, query));
}

/// The layout with this much given up.
Layout squeezed(const LayoutQuery& query, const Squeeze& squeeze) {
    Layout layout;
    layout.size = {std::max(query.size.w, 64.0F), std::max(query.size.h, 64.0F)};
    const Size size = layout.size;
    const bool line = query.parts.layer == LayerPlace::above;
    const float air = query.parts.close ? std::min(squeeze.air, close_air) : squeeze.air;
    const Metrics m = metrics_for(size, air, line);
    layout.layer_between = query.layer_width > 0;
    const float end = add_strips(layout, m, squeeze, query);
    layout.title_size = query.tiled ? 14 : mixed(13, 17, std::min((m.head - 16) / 32, 1.0F));
    layout.title_size *= m.words;
    layout.detail_size = layout.title_size - (query.tiled ? 2.0F : 3.0F);
    add_indices(layout, squeeze, query);
    const float top = query.parts.titles ? m.title_y : line ? layout.line.at.bottom() : m.bottom;
    const auto between = [&](float left, float from, float to) {
        return Rect{left, from, std::max(size.w - 2 * left, 8.0F), std::max(to - from, 8.0F)};
    };
    if (query.tiled) {
        // Tiles keep less clear of the edges and the formula: their cells need the room.
        constexpr float clear = 20;
        const float left = std::min(m.margin, clear);
        const float first = std::min(top, line ? layout.line.at.bottom() + 4 : clear);
        const float last = std::min(end + std::max(m.grid_gap - clear, 0.0F), size.h - m.bottom);
        add_tiles(layout, between(left, first, last), query);
    } else {
        add_one_tile(layout, between(m.margin, top, end), m, query);
    }
    close_up(layout, query.parts, top, end);
    layout.fits_as_boxes = layout.tiles.front().inputs.front().as_boxes();
    return layout;
}

/// What gives way: nothing where cells are large enough, or where no sacrifice makes them so. Air
/// gives way to any size that is asked for, words to digits alone.
Squeeze squeeze_for(const LayoutQuery& unzoomed) {
    const bool asked = unzoomed.least_cell > 0;
    const float digits = std::min(smallest_labelled_cell, unzoomed.most_cell);
    const float wanted = asked ? std::min(unzoomed.least_cell, unzoomed.most_cell) : digits;
    for (const Squeeze& squeeze : squeezes) {
        const float enough = squeeze.caption ? wanted : std::min(wanted, digits);
        if (cell_size(squeezed(unzoomed, squeeze)) >= enough) return squeeze;
    }
    return asked ? airless : squeezes.front();
}

}  // namespace

float title_width(const TitleText& title, std::size_t detail, float title_size, float detail_size) {
    float width = theme::text_width(title.name, title_size, Font::semibold);
    if (detail < title.details.size() && !title.details[detail].empty()) {
        width +=
            title_detail_gap + theme::text_width(title.details[detail], detail_size, Font::regular);
    }
    return width;
}

Layout make_layout(const LayoutQuery& query) {
    LayoutQuery unzoomed = query;
    unzoomed.zoom = 1;
    const Squeeze squeeze = squeeze_for(unzoomed);
    Layout layout = squeezed(unzoomed, squeeze);
    if (query.zoom <= 1) return layout;
    const bool boxes = layout.fits_as_boxes;
    layout = squeezed(query, squeeze);
    layout.fits_as_boxes = boxes;
    return layout;
}

float cell_size(const Layout& layout) {
    const TileLayout& tile = layout.tiles.front();
    const float cell = tile.inputs.front().cell;
    return tile.output.cell > 0 ? std::min(cell, tile.output.cell) : cell;
}

}  // namespace poolscope::drawing
