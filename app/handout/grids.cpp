/// Draws the grids of an exercise (see grids.hpp).
#include "handout/grids.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"
#include "handout/ink.hpp"
#include "i18n/tr.hpp"

namespace poolscope::handout {

namespace {

using drawing::Align;
using drawing::Canvas;
using drawing::Font;
using drawing::Point;
using drawing::Rect;

constexpr float input_cell = 21;
constexpr float output_cell = 29;  ///< to write in
constexpr float smallest_cell = 12;
constexpr float label_height = 14;  ///< of a grid's name
constexpr float index_room = 13;    ///< beside a grid, for the numbers of its rows
constexpr float grid_gap = 26;

/// One grid: rows x cols cells from (first_row, first_col) on.
struct GridPart {
    std::string name;
    int first_row = 0, first_col = 0, rows = 0, cols = 0;
    float cell = 0;
    bool one_row = false;  ///< rows have no number
    /// What a cell holds, and its number where it has one.
    std::function<TapKind(int row, int col)> kind_at;
    std::function<std::optional<float>(int row, int col)> value_at;

    [[nodiscard]] float left() const { return one_row ? 0 : index_room; }
    [[nodiscard]] float width() const {
        return left() + std::max(cell * static_cast<float>(cols),
                                 theme::text_width(name, small_size, Font::semibold));
    }
    [[nodiscard]] float height() const {
        return label_height + index_room + cell * static_cast<float>(rows);
    }
};

/// The largest size of a cell's number.
float number_size(float cell) {
    return std::min(cell * 0.48F, 11.0F);
}

constexpr float cell_inset = 3;       ///< beside a number
constexpr float least_number = 3.5F;  ///< the smallest size of one that is long

/// The size at which the grid's numbers look alike: that of the longest, unless it is very long.
float common_size(const GridPart& part) {
    const float full = number_size(part.cell);
    float size = full;
    for (int row = 0; row < part.rows; ++row) {
        for (int col = 0; col < part.cols; ++col) {
            const auto value = part.value_at(part.first_row + row, part.first_col + col);
            if (!value) continue;
            const auto fitted = drawing::fit_number(*value, part.cell - cell_inset, full,
                                                    least_number, Font::regular);
            if (fitted) size = std::min(size, fitted->size);
        }
    }
    return std::max(size, full * 0.65F);
}

void draw_cell(Canvas& canvas, const Rect& rect, TapKind kind, std::optional<float> value,
               float size) {
    drawing::Box box{.rect = rect, .fill = paper_white, .stroke = {cell_edge, 0.7F}};
    if (kind != TapKind::real) {
        box.pattern = kind == TapKind::padding ? drawing::Pattern::hatch : drawing::Pattern::dots;
        box.pattern_color = texture;
        box.stroke = {rule, 0.7F, 2, 2};
    }
    canvas.box(box);
    if (!value) return;
    const auto fitted =
        drawing::fit_number(*value, rect.w - cell_inset, size, least_number, Font::regular);
    if (fitted) canvas.text(rect.center(), fitted->size, Align::middle, fitted->text, black);
}

void draw_grid(Canvas& canvas, const GridPart& part, Point at) {
    canvas.text({at.x + part.left(), at.y + label_height / 2}, small_size, Align::start, part.name,
                black, Font::semibold);
    const Point origin{at.x + part.left(), at.y + label_height + index_room};
    const float size = common_size(part);
    for (const bool real_cells : {false, true}) {
        // Real cells last: their solid edges cover dashed ones.
        for (int row = 0; row < part.rows; ++row) {
            for (int col = 0; col < part.cols; ++col) {
                const int r = part.first_row + row;
                const int c = part.first_col + col;
                const TapKind kind = part.kind_at(r, c);
                if ((kind == TapKind::real) != real_cells) continue;
                const Rect rect{origin.x + part.cell * static_cast<float>(col),
                                origin.y + part.cell * static_cast<float>(row), part.cell,
                                part.cell};
                draw_cell(canvas, rect, kind, part.value_at(r, c), size);
            }
        }
    }
    const float half = part.cell / 2;
    for (int col = 0; col < part.cols; ++col) {
        canvas.text({origin.x + half + part.cell * static_cast<float>(col), origin.y - 6}, 7,
                    Align::middle, drawing::format_count(part.first_col + col), muted);
    }
    for (int row = 0; !part.one_row && row < part.rows; ++row) {
        canvas.text({origin.x - 4, origin.y + half + part.cell * static_cast<float>(row)}, 7,
                    Align::end, drawing::format_count(part.first_row + row), muted);
    }
}

std::string channel_name(const char* what, int count, int channel) {
    if (count == 1) return what;
    return i18n::trf("{0}, channel {1}", what, channel);
}

GridPart input_part(const Exercise& exercise, const Geometry& geometry, int channel) {
    const auto reach = [](const Axis& axis) { return axis.pad_begin + axis.overhang_end(); };
    return {.name = channel_name(i18n::tr("Input"), exercise.document.shape().c, channel),
            .first_row = -geometry.rows.pad_begin,
            .first_col = -geometry.cols.pad_begin,
            .rows = reach(geometry.rows),
            .cols = reach(geometry.cols),
            .cell = input_cell,
            .one_row = drawing::position_text(geometry, 0, 0) == "0",
            .kind_at = [geometry](int row, int col) { return kind_at(geometry, row, col); },
            .value_at = [&exercise, geometry, channel](int row, int col) -> std::optional<float> {
                if (kind_at(geometry, row, col) != TapKind::real) return std::nullopt;
                return exercise.input_at(channel, row, col);
            }};
}

GridPart scores_part(const Exercise& exercise, const Geometry& geometry) {
    GridPart part = input_part(exercise, geometry, 0);
    part.name = i18n::tr("Scores");
    const auto scores = std::make_shared<const model::Values>(model::scores_of(exercise.document));
    part.value_at = [geometry, scores](int row, int col) -> std::optional<float> {
        if (kind_at(geometry, row, col) != TapKind::real) return std::nullopt;
        return scores->at(0, 0, row, col);
    };
    return part;
}

GridPart output_part(const Exercise& exercise, const Geometry& geometry, int channel,
                     std::size_t worked) {
    const std::size_t before = static_cast<std::size_t>(channel) * exercise.output().plane_count();
    return {
        .name = channel_name(i18n::tr("Output"), exercise.output().c, channel),
        .rows = geometry.output.h,
        .cols = geometry.output.w,
        .cell = output_cell,
        .one_row = drawing::position_text(geometry, 0, 0) == "0",
        .kind_at = [](int, int) { return TapKind::real; },
        .value_at = [&exercise, channel, before, worked](int row, int col) -> std::optional<float> {
            const auto own = static_cast<std::size_t>(row * exercise.output().w + col);
            if (before + own >= worked) return std::nullopt;
            return exercise.results.output->at(exercise.sample, channel, row, col);
        }};
}

/// The grids that one output channel needs.
std::vector<GridPart> parts_of(const Exercise& exercise, int channel, std::size_t worked) {
    const Geometry geometry = exercise.geometry(channel);
    const auto [first, count] = channels_read(geometry, channel);
    std::vector<GridPart> parts;
    parts.reserve(static_cast<std::size_t>(count) + 2);
    for (int k = 0; k < count; ++k) parts.push_back(input_part(exercise, geometry, first + k));
    if (exercise.op().scored && channel == 0) parts.push_back(scores_part(exercise, geometry));
    parts.push_back(output_part(exercise, geometry, channel, worked));
    return parts;
}

float width_of(const std::vector<GridPart>& parts) {
    float width = grid_gap * static_cast<float>(parts.size() - 1);
    for (const GridPart& part : parts) width += part.width();
    return width;
}

/// Makes the cells smaller until the parts stand side by side, or as small as may be.
void shrink(std::vector<GridPart>& parts, float width) {
    while (width_of(parts) > width &&
           std::ranges::any_of(parts, [](const GridPart& p) { return p.cell > smallest_cell; }))
        for (GridPart& part : parts) part.cell = std::max(part.cell * 0.96F, smallest_cell);
}

/// The grids of every output channel, in lines; returns where they end (y).
float draw_at_scale(Canvas& canvas, const Exercise& exercise, std::size_t worked, Point at,
                    float width, float scale) {
    float x = 0;
    float y = at.y;
    float tallest = 0;
    const auto next_line = [&] {
        y += tallest + 8;
        x = 0;
        tallest = 0;
    };
    for (int channel = 0; channel < exercise.output().c; ++channel) {
        std::vector<GridPart> parts = parts_of(exercise, channel, worked);
        for (GridPart& part : parts) part.cell *= scale;
        shrink(parts, width);
        if (x > 0 && x + width_of(parts) > width) next_line();
        for (const GridPart& part : parts) {
            if (x > 0 && x + part.width() > width) next_line();
            draw_grid(canvas, part, {at.x + x, y});
            x += part.width() + grid_gap;
            tallest = std::max(tallest, part.height());
        }
    }
    return y + tallest;
}

/// The largest of a few scales, but a smaller one where that saves much height: where more grids
/// stand side by side.
float best_scale(const Exercise& exercise, float width, bool compact) {
    const float much = compact ? 0.98F : 0.75F;
    const int least = compact ? 12 : 14;
    float best = 1;
    float height = 0;
    for (int twentieths = 20; twentieths >= least; --twentieths) {
        const float scale = static_cast<float>(twentieths) / 20;
        Canvas scratch;
        const float other = draw_at_scale(scratch, exercise, 0, {}, width, scale);
        if (height > 0 && other > height * much) continue;
        best = scale;
        height = other;
    }
    return best;
}

}  // namespace

float draw_grids(Canvas& canvas, const Exercise& exercise, std::size_t worked, Point at,
                 float width, bool compact) {
    return draw_at_scale(canvas, exercise, worked, at, width, best_scale(exercise, width, compact));
}

}  // namespace poolscope::handout
