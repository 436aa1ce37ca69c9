/// The input drawn cell by cell: values, padding, overhang, and what the step leaves in the
/// background.
#include <cmath>

#include "drawing/cell_numbers.hpp"
#include "drawing/layer_text.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr float dimmed_opacity = 0.42F;   ///< opacity of cells that the window does not read
constexpr float dimmed_ink = 0.6F;        ///< and of their numbers
constexpr float waiting_opacity = 0.68F;  ///< of cells that the window reads later

/// How a cell stands to the step.
enum class Light { full, waiting, dimmed };

/// The windows that light cells: the step's, and that of an output under the pointer.
class Lights {
public:
    Lights(const Sketch& sketch, const PaneView& pane, const std::optional<ShownStep>& step)
        : step_(step), all_(sketch.grid.readers() || sketch.grid.gradient()) {
        window_shows_ = step && step->shows_in(pane);
        const auto& link = sketch.input.view.pointer.linked();
        if (sketch.geometry != nullptr && link && link->pane == model::Pane::output &&
            link->channel == output_channel_of(*sketch.geometry, pane.channel) && link->row >= 0 &&
            link->col >= 0 && link->row < sketch.geometry->output.h &&
            link->col < sketch.geometry->output.w)
            linked_ = window_at(*sketch.geometry, link->row, link->col);
    }

    [[nodiscard]] Light at(int channel, int row, int col) const {
        if (!step_ || !window_shows_ || all_) return Light::full;
        if (linked_ && linked_->rows.contains(row) && linked_->cols.contains(col))
            return Light::full;
        if (!step_->arrived) {
            const Point middle{static_cast<float>(col) + 0.5F, static_cast<float>(row) + 0.5F};
            return step_->window.contains(middle) ? Light::full : Light::dimmed;
        }
        if (step_->has_read(channel, row, col)) return Light::full;
        return step_->tap_at(channel, row, col) ? Light::waiting : Light::dimmed;
    }

private:
    const std::optional<ShownStep>& step_;
    bool window_shows_ = false;  ///< else there is nothing to stand out from
    bool all_ = false;           ///< what is counted or received is so of every window
    std::optional<Window> linked_;
};

Rect inside(const PaneView& pane, int row, int col) {
    return grown(pane.rect_of(row, col), -std::max(1.5F * pane.scale(), 0.5F));
}

/// What stands below a cell's number: its value where another grid is shown, else its weight in the
/// window; nothing where it has none.
std::string number_below(const Sketch& sketch, const PaneView& pane, int row, int col,
                         const std::optional<ShownStep>& step) {
    if (sketch.grid.kind != ShownGrid::Kind::values) {
        const float value =
            sketch.input.run.document.input->at(sketch.sample, pane.channel, row, col);
        return format_value(static_cast<double>(value), 4);
    }
    if (!step || !step->arrived || step->omitted > 0) return "";
    const auto& weights = step->step.reduction.weights;
    const auto tap = step->tap_at(pane.channel, row, col);
    return tap && *tap < weights.size() ? format_weight(weights[*tap]) : "";
}

void draw_real(const Sketch& sketch, const PaneView& pane, int row, int col, Light light, bool wins,
               const std::string& below, CellNumbers& numbers) {
    const Theme& theme = sketch.theme;
    const model::StoredValues& values = *sketch.grid.values;
    const int channel = sketch.grid.channel_of(pane);
    const float value = values.at(sketch.grid.sample, channel, row, col);
    const float opacity = light == Light::full      ? 1.0F
                          : light == Light::waiting ? waiting_opacity
                                                    : dimmed_opacity;
    const Color full = sketch.grid_colors.fill(values, sketch.grid.sample, channel, row, col);
    const Color fill = theme::mix(theme.background, full, opacity);
    const Color line = theme::mix(theme.background, theme.cell_line, opacity);
    const Rect rect = inside(pane, row, col);
    sketch.canvas.box({rect, 5 * pane.scale(), fill, Pattern::none, {}, {line, 1}});
    const bool named = std::isnan(value) || std::isinf(value);
    const Color ink = sketch.grid.gradient()                         ? text_on_gradient(fill)
                      : named && sketch.grid_colors.map() == nullptr ? theme.invalid
                                                                     : text_on(theme, fill);
    const Color text =
        light == Light::full || theme.strong ? ink : theme::mix(fill, ink, dimmed_ink);
    const Font font = wins ? Font::semibold : Font::regular;
    if (below.empty())
        numbers.add(rect, value, text, font);
    else
        numbers.add(rect, value, text, font, below);
}

void draw_outside(const Sketch& sketch, const PaneView& pane, int row, int col, TapKind kind,
                  CellNumbers& numbers) {
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
                         overhang ? theme.overhang_text : theme.padding_text);
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
    const Lights lights(sketch, pane, step);
    CellNumbers numbers(pane, sketch.grid.kind != ShownGrid::Kind::values || sketch.op.weighs);
    const Tap<float>* winner = step && step->arrived && step->step.reduction.selected
                                   ? &step->step.taps[*step->step.reduction.selected]
                                   : nullptr;
    for (int row = rows.begin; row < rows.end; ++row) {
        for (int col = cols.begin; col < cols.end; ++col) {
            const InputCell cell = combined(row_cells[static_cast<std::size_t>(row - rows.begin)],
                                            col_cells[static_cast<std::size_t>(col - cols.begin)]);
            if (cell.kind == TapKind::overhang && !cell.read) continue;
            if (cell.kind != TapKind::real) {
                draw_outside(sketch, pane, row, col, cell.kind, numbers);
                continue;
            }
            const bool wins = winner != nullptr && winner->channel == pane.channel &&
                              winner->row == row && winner->col == col;
            draw_real(sketch, pane, row, col, lights.at(pane.channel, row, col), wins,
                      number_below(sketch, pane, row, col, step), numbers);
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
