/// The output drawn cell by cell: written, being written, not reached yet.
#include <cmath>

#include "drawing/cell_numbers.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

enum class Phase { done, current, pending };

struct Face {
    Color fill;
    Color text;
    Stroke stroke;
    Font font = Font::regular;
};

/// The value that a cell shows at this step; nothing while it is on its way.
std::optional<float> value_of(const Sketch& sketch, int channel, int row, int col, Phase phase,
                              const ShownStep& step) {
    if (sketch.input.view.prediction.hides_values) return std::nullopt;
    if (sketch.output.gradient) {
        // Every output has its gradient from the beginning.
        return sketch.output.values->at(sketch.sample, channel, row, col);
    }
    if (phase == Phase::pending) return std::nullopt;
    if (phase == Phase::current) {
        // By cell, a running maximum is an output in the making; a running sum is not.
        const bool picks = sketch.op.selects && (step.step.reduction.selected.has_value() ||
                                                 std::isinf(sketch.op.padding_value));
        const bool shows = step.step.complete() || picks;
        return shows ? std::optional{step.step.reduction.output} : std::nullopt;
    }
    if (!sketch.output.values) return std::nullopt;
    return sketch.output.values->at(sketch.sample, channel, row, col);
}

Face face_of(const Sketch& sketch, const PaneView& pane, int row, int col, Phase phase,
             bool known) {
    const Theme& theme = sketch.theme;
    const float scale = pane.scale();
    const bool mapped = known && sketch.output.values && sketch.output_colors.map() != nullptr;
    const auto color = [&] {
        return sketch.output_colors.fill(*sketch.output.values, sketch.sample, pane.channel, row,
                                         col);
    };
    if (phase == Phase::pending && mapped && sketch.output.gradient) {
        // Not sent back yet: its number is quiet, unless all steps are shown at once.
        const Color fill = color(), ink = text_on_gradient(fill);
        const Color text = sketch.grid.whole_gradient ? ink : quiet_text(theme, fill, ink);
        return {fill, text, {theme.cell_line, 1}};
    }
    if (phase == Phase::pending || (phase == Phase::done && !known))
        return {theme.pending_fill, theme.pending_text, {theme.cell_line, 1}};
    Face face{theme.output_fill, theme.output_text, {theme.cell_line, 1}};
    if (mapped) {
        face.fill = color();
        face.text = sketch.output.gradient || sketch.output_colors.diverges()
                        ? text_on_gradient(face.fill)
                        : text_on(theme, face.fill);
    }
    if (phase == Phase::current) {
        face.stroke = {theme.output, std::max(4 * scale, 2.0F)};
        face.font = Font::semibold;
    }
    return face;
}

void draw_cell(const Sketch& sketch, const PaneView& pane, int row, int col, Phase phase,
               const ShownStep& step, CellNumbers& numbers) {
    const auto value = value_of(sketch, pane.channel, row, col, phase, step);
    const Face face = face_of(sketch, pane, row, col, phase, value.has_value());
    const float scale = pane.scale();
    const Rect rect = grown(pane.rect_of(row, col), -std::max(1.5F * scale, 0.5F));
    sketch.canvas.box({rect, 5 * scale, face.fill, Pattern::none, {}, face.stroke});
    if (!value) {
        const bool hidden = sketch.input.view.prediction.hides_values;
        const char* word = phase == Phase::pending ? "·" : hidden ? "?" : "…";
        const bool asks = hidden && phase == Phase::current;
        numbers.add_word(rect, word, 19, asks ? face.text : sketch.theme.pending_text);
        if (sketch.output.values && !hidden) {
            // A number to come has its say, so that sizes stay from step to step.
            numbers.measure(sketch.output.values->at(sketch.sample, pane.channel, row, col));
        }
        return;
    }
    const bool named = std::isnan(*value) || std::isinf(*value);
    numbers.add(rect, *value,
                named && sketch.output_colors.map() == nullptr ? sketch.theme.invalid : face.text,
                face.font);
}

}  // namespace

void draw_output_cells(const Sketch& sketch, const PaneView& pane, const ShownStep& step) {
    const Range rows = pane.visible_rows();
    const Range cols = pane.visible_cols();
    const auto width = static_cast<std::size_t>(pane.frame.cols);
    CellNumbers numbers(pane);
    const auto draw_all = [&](bool current_only) {
        for (int row = rows.begin; row < rows.end; ++row) {
            for (int col = cols.begin; col < cols.end; ++col) {
                const std::size_t index =
                    static_cast<std::size_t>(row) * width + static_cast<std::size_t>(col);
                const Phase phase = index < step.outputs_done    ? Phase::done
                                    : index == step.outputs_done ? Phase::current
                                                                 : Phase::pending;
                if ((phase == Phase::current) == current_only)
                    draw_cell(sketch, pane, row, col, phase, step, numbers);
            }
        }
    };
    // The current cell's thick edge lies over its neighbours.
    draw_all(false);
    draw_all(true);
    for (Text& text : numbers.take()) sketch.canvas.text(std::move(text));
}

}  // namespace poolscope::drawing
