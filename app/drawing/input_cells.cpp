/// The input drawn cell by cell: values, padding, overhang. A cell's shade is its value and nothing
/// else: where the window lies is told by its frame and by the type of the numbers in it.
#include <cmath>

#include "drawing/cell_numbers.hpp"
#include "drawing/layer_text.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

/// How a number is set: what the window has read, what it reads later (or all, where no window is
/// in sight), and what it does not read.
enum class Type { strong, plain, quiet };

/// The windows whose numbers stand out: the step's, and that of an output under the pointer.
class Windows {
public:
    Windows(const Sketch& sketch, const PaneView& pane, const std::optional<ShownStep>& step)
        : step_(step) {
        window_shows_ = step && step->shows_in(pane);
        const auto& link = sketch.input.view.pointer.linked();
        if (sketch.geometry != nullptr && link && link->pane == model::Pane::output &&
            channels_reading(*sketch.geometry, pane.channel).contains(link->channel) &&
            link->row >= 0 && link->col >= 0 && link->row < sketch.geometry->output.h &&
            link->col < sketch.geometry->output.w)
            linked_ = window_at(*sketch.geometry, link->row, link->col);
    }

    [[nodiscard]] Type at(int channel, int row, int col) const {
        if (!step_ || !window_shows_) return Type::plain;
        if (linked_ && linked_->rows.contains(row) && linked_->cols.contains(col))
            return Type::strong;
        if (step_->has_read(channel, row, col)) return Type::strong;
        return step_->tap_at(channel, row, col) ? Type::plain : Type::quiet;
    }

private:
    const std::optional<ShownStep>& step_;
    bool window_shows_ = false;  ///< else there is nothing to stand out from
    std::optional<Window> linked_;
};

Font font_for(Type type) {
    return type == Type::strong ? Font::semibold : Font::regular;
}

Rect inside(const PaneView& pane, int row, int col) {
    return grown(pane.rect_of(row, col), -std::max(1.5F * pane.scale(), 0.5F));
}

/// What stands below a cell's number, with what it is: `x=` its value where another grid is shown,
/// else `×` its weight in the window; nothing where it has none.
SecondNumber number_below(const Sketch& sketch, const PaneView& pane, int row, int col,
                          const std::optional<ShownStep>& step) {
    if (sketch.grid.kind != ShownGrid::Kind::values) {
        const float value =
            sketch.input.run.document.input->at(sketch.sample, pane.channel, row, col);
        return SecondNumber::of_value(value);
    }
    if (!step || !step->arrived || step->omitted > 0) return {};
    const auto& weights = step->step.reduction.weights;
    const auto tap = step->tap_at(pane.channel, row, col);
    // A convolution's kernel lies under its window.
    const auto& own = sketch.input.run.document.layer().weights;
    if (tap && own && own->weight && *tap < step->step.taps.size())
        return SecondNumber::of_weight(step->step.taps[*tap].weight);
    return tap && *tap < weights.size() ? SecondNumber::of_weight(weights[*tap]) : SecondNumber{};
}

void draw_real(const Sketch& sketch, const PaneView& pane, int row, int col, Type type,
               const SecondNumber& below, CellNumbers& numbers) {
    const Theme& theme = sketch.theme;
    const model::StoredValues& values = *sketch.grid.values;
    const int channel = sketch.grid.channel_of(pane);
    const float value = values.at(sketch.grid.sample, channel, row, col);
    const Color fill = sketch.grid_colors.fill(values, sketch.grid.sample, channel, row, col);
    const Rect rect = inside(pane, row, col);
    sketch.canvas.box({rect, 5 * pane.scale(), fill, Pattern::none, {}, {theme.cell_line, 1}});
    const bool named = std::isnan(value) || std::isinf(value);
    const Color ink = sketch.grid.gradient() || sketch.grid_colors.diverges()
                          ? text_on_gradient(fill)
                      : named && sketch.grid_colors.map() == nullptr ? theme.invalid
                                                                     : text_on(theme, fill);
    const Color text = type == Type::quiet ? quiet_text(theme, fill, ink) : ink;
    numbers.add(rect, value, text, font_for(type), below);
}

void draw_outside(const Sketch& sketch, const PaneView& pane, int row, int col, TapKind kind,
                  Type type, CellNumbers& numbers) {
    const Theme& theme = sketch.theme;
    const bool overhang = kind == TapKind::overhang;
    const Rect rect = inside(pane, row, col);
    Box box{rect,           5 * pane.scale(),    theme.padding_fill,
            Pattern::hatch, theme.padding_hatch, {theme.padding_line, 1, 4, 3}};
    if (overhang) {
        box.fill = theme.overhang_fill;
        box.pattern = Pattern::dots;
        box.pattern_color = theme.overhang_dots;
        box.stroke = {theme.overhang_line, 1, 1.5F, 3};
    }
    sketch.canvas.box(box);
    // No gradient goes there, and what an operator passes over has no value.
    if (sketch.grid.kind == ShownGrid::Kind::values && reads_padding(sketch.op)) {
        numbers.add_word(rect, format_value(sketch.op.padding_value), 13,
                         overhang ? theme.overhang_text : theme.padding_text, font_for(type));
    }
}

std::vector<AxisCell> axis_cells(const Axis* axis, Range range, int length) {
    std::vector<AxisCell> cells;
    cells.reserve(static_cast<std::size_t>(range.count()));
    for (int i = range.begin; i < range.end; ++i) cells.push_back(axis_cell(axis, i, length));
    return cells;
}

}  // namespace

AxisCell axis_cell(const Axis* axis, int position, int length) {
    if (axis == nullptr)
        return {position >= 0 && position < length ? TapKind::real : TapKind::padding, true};
    return {axis->kind_at(position), !axis->readers_of(position).empty()};
}

bool has_unread(const Sketch& sketch) {
    if (sketch.geometry == nullptr) return false;
    const bool own =
        sketch.geometry->rows.placement == Placement::fractional;  // the plane's windows
    return (own ? never_read_count(*sketch.geometry) : sketch.input.run.results.never_read) > 0;
}

InputCell combined(AxisCell row, AxisCell col) {
    const bool read = row.read && col.read;
    if (row.kind == TapKind::overhang || col.kind == TapKind::overhang)
        return {TapKind::overhang, read};
    const bool padding = row.kind == TapKind::padding || col.kind == TapKind::padding;
    return {padding ? TapKind::padding : TapKind::real, read};
}

std::vector<Text> draw_input_cells(const Sketch& sketch, const PaneView& pane,
                                   const std::optional<ShownStep>& step) {
    const Shape& shape = sketch.input.run.document.shape();
    const Range rows = pane.visible_rows();
    const Range cols = pane.visible_cols();
    const Axis* row_axis = sketch.geometry != nullptr ? &sketch.geometry->rows : nullptr;
    const Axis* col_axis = sketch.geometry != nullptr ? &sketch.geometry->cols : nullptr;
    const auto row_cells = axis_cells(row_axis, rows, shape.h);
    const auto col_cells = axis_cells(col_axis, cols, shape.w);
    const Windows windows(sketch, pane, step);
    CellNumbers numbers(pane, sketch.grid.kind != ShownGrid::Kind::values || sketch.op.weighs);
    for (int row = rows.begin; row < rows.end; ++row) {
        for (int col = cols.begin; col < cols.end; ++col) {
            const InputCell cell = combined(row_cells[static_cast<std::size_t>(row - rows.begin)],
                                            col_cells[static_cast<std::size_t>(col - cols.begin)]);
            if (cell.kind == TapKind::overhang && !cell.read) continue;
            const Type type = windows.at(pane.channel, row, col);
            if (cell.kind != TapKind::real) {
                draw_outside(sketch, pane, row, col, cell.kind, type, numbers);
                continue;
            }
            draw_real(sketch, pane, row, col, type, number_below(sketch, pane, row, col, step),
                      numbers);
            if (!cell.read ||
                (sketch.grid.touched && sketch.grid.touched->at(0, pane.channel, row, col) == 0)) {
                sketch.canvas.box({inside(pane, row, col),
                                   5 * pane.scale(),
                                   {0, 0, 0, 0},
                                   Pattern::cross_hatch,
                                   theme::with_alpha(sketch.theme.unread_hatch, 0.6F),
                                   {}});
            }
        }
    }
    return numbers.take();
}

}  // namespace poolscope::drawing
