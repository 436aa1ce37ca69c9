/// What a drawing has on each of its cells: what the tests of grids and marks ask.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "drawing/shown_step.hpp"
#include "words.hpp"

namespace poolscope::drawing {

/// A scene, what is computed of it, and its drawing.
struct Drawn {
    NamedScene scene;
    model::Results results;
    Drawing drawing;

    explicit Drawn(NamedScene named)
        : scene(std::move(named)),
          results(results_of(scene)),
          drawing(build_drawing({{scene.document, results}, scene.view, {}}, theme(), scene.size)) {
    }

    [[nodiscard]] const Operator& op() const { return *scene.document.layer().op; }
    [[nodiscard]] const theme::Theme& theme() const { return theme::theme_or_default(scene.theme); }
    [[nodiscard]] int sample() const {
        return std::min(scene.view.sample, scene.document.shape().n - 1);
    }
    /// Of one plane of the input.
    [[nodiscard]] Geometry geometry(int channel) const {
        return model::geometry_of({scene.document, results}, {sample(), channel});
    }
    /// The step that is on show for a channel of the input.
    [[nodiscard]] Step<float> step(int channel) const {
        const std::size_t count = model::steps_per_channel(results, scene.view.grain);
        auto step = model::step_of({scene.document, results}, scene.view.grain,
                                   std::min(scene.view.step, count - 1), {sample(), channel});
        single_out(op(), *step);
        return std::move(*step);
    }
    [[nodiscard]] Step<float> step() const { return step(scene.view.channel); }
};

/// The layer is, its window has arrived, and every cell of it is drawn by itself.
inline bool shows_all_cells(const Drawn& one) {
    const auto whole = [](const HitGrid& grid) {
        return grid.cell >= 20 &&
               std::abs(grid.visible.w - static_cast<float>(grid.cols) * grid.cell) < 0.5F &&
               std::abs(grid.visible.h - static_cast<float>(grid.rows) * grid.cell) < 0.5F;
    };
    return one.results.geometry && one.scene.view.glide.share >= 1 &&
           std::ranges::all_of(one.drawing.hits, whole);
}

/// Every named scene of which that is so.
inline const std::vector<Drawn>& drawn_cells() {
    static const std::vector<Drawn> all = [] {
        std::vector<Drawn> drawn;
        for (NamedScene& scene : named_scenes()) drawn.emplace_back(std::move(scene));
        std::erase_if(drawn, [](const Drawn& one) { return !shows_all_cells(one); });
        return drawn;
    }();
    return all;
}

struct OnCell {
    std::vector<Box> faces;  ///< over the whole cell, with a fill or a pattern
    std::vector<Box> rings;  ///< over the whole cell, an outline alone
    std::vector<Box> dots;
    std::vector<Polygon> polygons;
    std::vector<Line> lines;
    std::vector<std::string> words;  ///< from the top

    /// Rings in this colour, dashed or not.
    [[nodiscard]] std::ptrdiff_t rings_in(Color color, bool dashed = false) const {
        return std::ranges::count_if(rings, [&](const Box& ring) {
            return ring.stroke.color == color && (ring.stroke.dash > 0) == dashed;
        });
    }
    [[nodiscard]] std::ptrdiff_t polygons_in(Color color) const {
        return std::ranges::count(polygons, color, &Polygon::fill);
    }
    [[nodiscard]] bool has(Pattern pattern) const {
        return std::ranges::count(faces, pattern, &Box::pattern) > 0;
    }
};

/// What lies on the cell at `cell` px of a drawing.
inline OnCell on_cell(const Drawing& drawing, const Rect& cell) {
    OnCell found;
    std::vector<Text> texts;
    const auto add = [&](const Box& box) {
        const Point off{box.rect.center().x - cell.center().x,
                        box.rect.center().y - cell.center().y};
        const bool centred = std::hypot(off.x, off.y) < 0.5F;
        if (centred && box.rect.w < cell.w && box.rect.w > cell.w / 2) {
            const bool filled = box.fill.a > 0 || box.pattern != Pattern::none;
            (filled ? found.faces : found.rings).push_back(box);
        } else if (box.rect.w < cell.w / 2 && cell.contains(box.rect.center())) {
            found.dots.push_back(box);
        }
    };
    for (const Primitive& one : drawing.primitives) {
        if (const auto* box = std::get_if<Box>(&one)) add(*box);
        if (const auto* polygon = std::get_if<Polygon>(&one)) {
            const auto inside = [&](Point p) { return cell.contains(p); };
            if (std::ranges::all_of(polygon->points, inside)) found.polygons.push_back(*polygon);
        }
        if (const auto* line = std::get_if<Line>(&one)) {
            if (cell.contains(line->a) && cell.contains(line->b)) found.lines.push_back(*line);
        }
        if (const auto* text = std::get_if<Text>(&one)) {
            if (cell.contains(text->at)) texts.push_back(*text);
        }
    }
    std::ranges::sort(texts, {}, [](const Text& text) { return text.at.y; });
    for (const Text& text : texts) found.words.push_back(words_of(text));
    return found;
}

/// Calls `check(channel, row, col, what lies there)` for every cell of the panes of one kind.
template <class Check>
void for_each_cell(const Drawn& one, model::Pane pane, Check check) {
    for (const HitGrid& grid : one.drawing.hits) {
        if (grid.pane != pane) continue;
        for (int row = grid.first_row; row < grid.first_row + grid.rows; ++row) {
            for (int col = grid.first_col; col < grid.first_col + grid.cols; ++col) {
                SCOPED_TRACE(one.scene.name + ", channel " + std::to_string(grid.channel) + ", (" +
                             std::to_string(row) + ", " + std::to_string(col) + ')');
                const auto rect = cell_rect(one.drawing, {pane, grid.channel, row, col});
                ASSERT_TRUE(rect);
                check(grid.channel, row, col, on_cell(one.drawing, *rect));
            }
        }
    }
}

}  // namespace poolscope::drawing
