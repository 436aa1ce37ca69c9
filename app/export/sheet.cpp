/// Lays sheets out (see sheet.hpp).
#include "export/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "drawing/pane_view.hpp"
#include "drawing/placement.hpp"
#include "export/medium.hpp"
#include "export/picture.hpp"
#include "export/survey.hpp"
#include "export/writing.hpp"

namespace poolscope::exporting {

namespace {

/// How wide a tile is at least where its formula or its caption is to be read, px.
constexpr float least_worded = 300;
/// No tile is smaller each way, px.
constexpr float least_tile = 40;

/// A drawing of the sheet's, `y` px below what stands above it.
void add(drawing::Drawing& sheet, drawing::Drawing part, drawing::Point at) {
    part = drawing::moved(std::move(part), at);
    std::ranges::move(part.primitives, std::back_inserter(sheet.primitives));
}

/// The steps in a column: what they share above them, the tiles, and what they share below.
drawing::Drawing with_words(drawing::Drawing tiles, drawing::SheetWords words) {
    drawing::Drawing sheet{.size = tiles.size, .background = tiles.background};
    const float gap = drawing::Tiling{}.gap;
    const float above = words.above.size.h, below = words.below.size.h;
    const float top = above > 0 ? gap + above : 0;
    sheet.size.h = top + tiles.size.h + (below > 0 ? below + gap : 0);
    sheet.content = {0, 0, sheet.size.w, sheet.size.h};
    add(sheet, std::move(words.above), {0, gap});
    add(sheet, std::move(words.below), {0, top + tiles.size.h});
    add(sheet, std::move(tiles), {0, top});
    return sheet;
}

/// A sheet in the middle of a page of that height.
drawing::Drawing on_page(drawing::Drawing sheet, float height) {
    drawing::Drawing whole{.size = {sheet.size.w, height},
                           .background = sheet.background,
                           .content = {0, 0, sheet.size.w, height}};
    const drawing::Point at{0, std::floor((height - sheet.size.h) / 2)};
    add(whole, std::move(sheet), at);
    return whole;
}

/// The request for one of the tiles, which shows what is its own.
Request tile_of(const Request& request, const drawing::Parts& parts) {
    Request tile = request;
    tile.sheet = false;
    tile.parts = parts;
    return tile;
}

Result<drawing::Drawing> tiles_of(const Request& tile, const drawing::Rect& area,
                                  const drawing::Tiling& tiling, const Progress& progress) {
    std::vector<drawing::Drawing> tiles;
    tiles.reserve(tile.count);
    for (std::size_t i = 0; i < tile.count; ++i) {
        if (auto on = go_on(progress, {.total = 1}); !on) return error_of(on);
        const std::size_t step = tile.first + i;
        tiles.push_back(drawing::cropped(tile.drawing_at({.step = step, .from = step}), area));
    }
    return drawing::tiled(tiles, tiling);
}

/// Tiles half as large as their steps are.
Result<drawing::Drawing> free_sheet(const Request& request, const Progress& progress) {
    // What is left to the tiles does not depend on how wide the sheet is, which they say.
    Request one = request;
    one.count = 1;
    Request tile = tile_of(request, sheet_words_of(one, layout_of(request).w).left);
    tile.parts.close = request.fits;
    return shown_area(tile, progress).and_then([&](const drawing::Rect& area) {
        const auto tiling = drawing::tiling_of(tile.count, {area.w, area.h});
        return tiles_of(tile, area, tiling, progress).map([&](drawing::Drawing tiles) {
            const float width = tiles.size.w;
            return with_words(std::move(tiles), sheet_words_of(request, width));
        });
    });
}

/// The smallest cells of a step that is laid out in `size`, px.
float smallest_cell(const Request& request, drawing::Size size) {
    Request sized = request;
    sized.layout = size;
    float cell = size.w;
    for (const drawing::HitGrid& grid :
         sized.drawing_at({.step = request.first, .from = request.first}).hits)
        cell = std::min(cell, grid.cell);
    return cell;
}

/// How the tiles of a medium's sheet stand, and what each is laid out in.
struct Arrangement {
    drawing::Tiling tiling{.factor = 1};
    drawing::Size tile{};
    float cell = 0;  ///< the smallest, px
};

/// The tiles that have the largest cells in a sheet of `room`.
Arrangement best_arrangement(const Request& tile, drawing::Size room) {
    Arrangement best;
    const bool worded = tile.parts.formula || tile.parts.caption;
    const float least_width = worded ? least_worded : least_tile;
    for (std::size_t columns = 1; columns <= tile.count; ++columns) {
        Arrangement one;
        one.tiling.columns = columns;
        const float gap = one.tiling.gap;
        const std::size_t rows = (tile.count + columns - 1) / columns;
        one.tile = {(room.w - gap) / static_cast<float>(columns) - gap,
                    (room.h - gap) / static_cast<float>(rows) - gap};
        if (one.tile.w < least_width) break;
        if (one.tile.h < least_tile) continue;
        one.cell = smallest_cell(tile, one.tile);
        if (one.cell > best.cell) best = one;
    }
    return best;
}

/// Tiles laid out for the medium's own size of words.
Result<drawing::Drawing> sheet_on(const Medium& medium, const Request& request,
                                  const Progress& progress) {
    const drawing::Size page{static_cast<float>(medium.width), static_cast<float>(medium.tallest)};
    Request sized = request;
    sized.fits = sized.keeps_width = sized.parts.close = true;
    drawing::SheetWords words = sheet_words_of(sized, page.w);
    Request tile = tile_of(sized, words.left);
    const float taken = words.above.size.h + words.below.size.h + 2 * drawing::Tiling{}.gap;
    const Arrangement best = best_arrangement(tile, {page.w, page.h - taken});
    // Alone, a step may be a picture without numbers.
    constexpr float readable = drawing::smallest_labelled_cell;
    if (best.cell < std::min(readable, smallest_cell(tile, layout_of(request))))
        return fail(ErrorCode::too_large,
                    say("{0} steps cannot be read on a sheet of that size", request.count),
                    say("choose fewer steps, or grids alone"));
    tile.layout = best.tile;
    return shown_area(tile, progress)
        .and_then(
            [&](const drawing::Rect& area) { return tiles_of(tile, area, best.tiling, progress); })
        .map([&](drawing::Drawing tiles) {
            drawing::Drawing sheet = with_words(std::move(tiles), std::move(words));
            if (!medium.free_height) return on_page(std::move(sheet), page.h);
            sheet.size.h = whole_pixels(request, sheet.size.h);
            return sheet;
        });
}

}  // namespace

Result<drawing::Drawing> sheet_drawing(const Request& request, const Progress& progress) {
    if (request.count > most_tiles) {
        return fail(ErrorCode::too_large,
                    say("a sheet has room for {0} steps, not {1}", most_tiles, request.count),
                    say("choose fewer steps"));
    }
    const Medium* medium = find_medium(request.medium);
    return medium != nullptr ? sheet_on(*medium, request, progress) : free_sheet(request, progress);
}

}  // namespace poolscope::exporting
