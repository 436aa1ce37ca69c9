/// Moves, cuts and shrinks drawings, primitive by primitive.
#include "drawing/placement.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <variant>

#include "drawing/canvas.hpp"

namespace poolscope::drawing {

namespace {

/// x -> factor * x + by, for everything that has a place or a length.
struct Placement {
    Point by{};
    float factor = 1;

    [[nodiscard]] Point at(Point p) const { return {p.x * factor + by.x, p.y * factor + by.y}; }
    [[nodiscard]] Rect at(const Rect& r) const {
        return {r.x * factor + by.x, r.y * factor + by.y, r.w * factor, r.h * factor};
    }
    void place(Stroke& stroke) const {
        stroke.width *= factor;
        stroke.dash *= factor;
        stroke.gap *= factor;
    }

    void operator()(Box& box) const {
        box.rect = at(box.rect);
        box.radius *= factor;
        place(box.stroke);
    }
    void operator()(Line& line) const {
        line.a = at(line.a);
        line.b = at(line.b);
        place(line.stroke);
    }
    void operator()(Polygon& polygon) const {
        for (Point& point : polygon.points) point = at(point);
    }
    void operator()(Text& text) const {
        text.at = at(text.at);
        text.size *= factor;
    }
    void operator()(Heatmap& map) const { map.rect = at(map.rect); }
    void operator()(ClipBegin& clip) const { clip.rect = at(clip.rect); }
    void operator()(ClipEnd&) const {}
};

Drawing placed(Drawing drawing, const Placement& placement) {
    for (Primitive& primitive : drawing.primitives) std::visit(placement, primitive);
    for (HitGrid& grid : drawing.hits) {
        grid.visible = placement.at(grid.visible);
        grid.origin = placement.at(grid.origin);
        grid.cell *= placement.factor;
    }
    for (Divider& divider : drawing.dividers) {
        divider.pane = placement.at(divider.pane);
        divider.x = placement.at(Point{divider.x, 0}).x;
    }
    for (WindowPlace& window : drawing.windows) {
        window.rect = placement.at(window.rect);
        window.visible = placement.at(window.visible);
        window.cell *= placement.factor;
    }
    for (Rect& lens : drawing.lenses) lens = placement.at(lens);
    drawing.content = placement.at(drawing.content);
    return drawing;
}

}  // namespace

Drawing moved(Drawing drawing, Point by) {
    return placed(std::move(drawing), {.by = by});
}

Drawing scaled(Drawing drawing, float factor) {
    drawing = placed(std::move(drawing), {.factor = factor});
    drawing.size = {drawing.size.w * factor, drawing.size.h * factor};
    return drawing;
}

Drawing cropped(Drawing drawing, const Rect& area) {
    drawing = moved(std::move(drawing), {-area.x, -area.y});
    drawing.size = {area.w, area.h};
    return drawing;
}

Rect content_area(const Drawing& drawing) {
    const float left = std::floor(drawing.content.x), top = std::floor(drawing.content.y);
    const Rect whole{0, 0, drawing.size.w, drawing.size.h};
    if (drawing.content.w <= 0 || drawing.content.h <= 0) return whole;
    return intersection({left, top, std::ceil(drawing.content.right()) - left,
                         std::ceil(drawing.content.bottom()) - top},
                        whole);
}

Tiling tiling_of(std::size_t count, Size tile) {
    constexpr float page = 1.4142F;  // as ISO 216 has it
    const float wanted = std::sqrt(page * static_cast<float>(count) * tile.h / tile.w);
    const auto columns = static_cast<std::size_t>(std::max(std::lround(wanted), 1L));
    return {.columns = std::min(columns, std::max<std::size_t>(count, 1)), .factor = 0.5F};
}

Drawing tiled(std::span<const Drawing> tiles, const Tiling& tiling) {
    Drawing sheet;
    if (tiles.empty()) return sheet;
    // Whole pixels, so that the sheet's last ones are covered whole.
    const Size tile{std::ceil(tiles.front().size.w * tiling.factor),
                    std::ceil(tiles.front().size.h * tiling.factor)};
    const std::size_t rows = (tiles.size() + tiling.columns - 1) / tiling.columns;
    const auto extent = [&](float length, std::size_t count) {
        return static_cast<float>(count) * (length + tiling.gap) + tiling.gap;
    };
    sheet.size = {extent(tile.w, tiling.columns), extent(tile.h, rows)};
    sheet.background = tiles.front().background;
    sheet.content = {0, 0, sheet.size.w, sheet.size.h};
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const Rect place{extent(tile.w, i % tiling.columns), extent(tile.h, i / tiling.columns),
                         tile.w, tile.h};
        Drawing drawn = moved(scaled(tiles[i], tiling.factor), {place.x, place.y});
        sheet.primitives.emplace_back(ClipBegin{place});
        std::ranges::move(drawn.primitives, std::back_inserter(sheet.primitives));
        sheet.primitives.emplace_back(ClipEnd{});
    }
    return sheet;
}

}  // namespace poolscope::drawing
