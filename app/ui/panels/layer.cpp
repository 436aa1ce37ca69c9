/// The panel at the left: the operator, the window's numbers, the output's size, and the layer in a
/// framework's words.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/bounds.hpp"
#include "poolscope/dialects/dialect.hpp"
#include "scene/layer_text.hpp"
#include "ui/layer_bounds.hpp"
#include "ui/panels/panels.hpp"
#include "ui/style.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr float row_gap = 6;
constexpr float box_gap = 6;
constexpr float box_width = 66;

constexpr const char* too_large_window = "a larger window does not fit into the padded input";
constexpr const char* window_needs_padding = "with less padding the window does not fit";

void emit_params(Ui& ui, const PoolParams& params, std::uint64_t gesture) {
    ui.emit(model::SetParams{params, gesture});
}

/// One box of a row: which number it sets, and what it says.
struct Cell {
    std::string id;
    int value;
    model::IntRange range;
    std::string tooltip;
    void (*set)(PoolParams&, int);
};

/// Two boxes at the right of a row.
void number_row(Ui& ui, const std::string& id, const char* label, std::array<Cell, 2> cells,
                const char* low_reason, const char* high_reason) {
    row_label(ui, id + ".label", label, 2 * ui.px(box_width) + ui.px(box_gap));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const float x = static_cast<float>(i) * (ui.px(box_width) + ui.px(box_gap));
        ImGui::SetCursorScreenPos({at.x + x, at.y});
        const auto change = number_box(ui, {.id = cell.id,
                                            .value = cell.value,
                                            .range = cell.range,
                                            .tooltip = cell.tooltip,
                                            .low_reason = low_reason,
                                            .high_reason = high_reason,
                                            .width = box_width});
        if (!change) continue;
        PoolParams params = ui.document().params;
        cell.set(params, change->value);
        emit_params(ui, params, change->gesture);
    }
    gap(ui, row_gap);
}

void kernel_rows(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.document().params;
    number_row(
        ui, "layer.kernel", "Kernel size",
        {{{"layer.kernel_h", p.kernel_size.h, bounds.kernel_h, "kernel_size: rows of the window",
           [](PoolParams& q, int v) { q.kernel_size.h = v; }},
          {"layer.kernel_w", p.kernel_size.w, bounds.kernel_w, "kernel_size: columns of the window",
           [](PoolParams& q, int v) { q.kernel_size.w = v; }}}},
        "", too_large_window);
    number_row(ui, "layer.stride", "Stride",
               {{{"layer.stride_h", p.stride.h, bounds.stride_h,
                  "stride: rows from one window to the next",
                  [](PoolParams& q, int v) { q.stride.h = v; }},
                 {"layer.stride_w", p.stride.w, bounds.stride_w,
                  "stride: columns from one window to the next",
                  [](PoolParams& q, int v) { q.stride.w = v; }}}},
               "", "");
}

void linked_padding_row(Ui& ui) {
    const PoolParams& p = ui.document().params;
    const LinkedPadding bounds = linked_padding_bounds(ui.document());
    number_row(
        ui, "layer.padding", "Padding",
        {{{"layer.padding_h", p.padding.top, bounds.rows, "padding: rows added above and below",
           [](PoolParams& q, int v) { q.padding.top = q.padding.bottom = v; }},
          {"layer.padding_w", p.padding.left, bounds.cols,
           "padding: columns added at the left and at the right",
           [](PoolParams& q, int v) { q.padding.left = q.padding.right = v; }}}},
        window_needs_padding, "");
}

void four_padding_rows(Ui& ui, const model::ParamBounds& bounds) {
    const Padding& pad = ui.document().params.padding;
    number_row(
        ui, "layer.padding_rows", "Top, bottom",
        {{{"layer.padding_top", pad.top, bounds.pad_top, "padding: rows added above",
           [](PoolParams& q, int v) { q.padding.top = v; }},
          {"layer.padding_bottom", pad.bottom, bounds.pad_bottom, "padding: rows added below",
           [](PoolParams& q, int v) { q.padding.bottom = v; }}}},
        window_needs_padding, "");
    number_row(
        ui, "layer.padding_cols", "Left, right",
        {{{"layer.padding_left", pad.left, bounds.pad_left, "padding: columns added at the left",
           [](PoolParams& q, int v) { q.padding.left = v; }},
          {"layer.padding_right", pad.right, bounds.pad_right,
           "padding: columns added at the right",
           [](PoolParams& q, int v) { q.padding.right = v; }}}},
        window_needs_padding, "");
}

/// Two numbers while both sides of an axis are equal, four when the person wants them apart.
void padding_rows(Ui& ui, const model::ParamBounds& bounds) {
    const Padding& pad = ui.document().params.padding;
    const bool symmetric = pad.top == pad.bottom && pad.left == pad.right;
    const bool four = !ui.linked_padding || !symmetric;
    if (!four) linked_padding_row(ui);
    row_label(ui, "layer.padding_four.label", four ? "Padding, each side" : "Each side apart",
              toggle_width(ui));
    if (toggle(ui, "layer.padding_four", four,
               symmetric ? "Set the padding of each of the four sides by itself"
                         : "Off makes the bottom as the top, and the right as the left")) {
        ui.linked_padding = four;
        if (four && !symmetric) {
            PoolParams params = ui.document().params;
            params.padding.bottom = params.padding.top;
            params.padding.right = params.padding.left;
            if (output_shape(ui.document().shape(), params))
                emit_params(ui, params, 0);
            else
                ui.linked_padding = false;
        }
    }
    gap(ui, row_gap);
    if (four) four_padding_rows(ui, bounds);
}

void dilation_row(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.document().params;
    number_row(ui, "layer.dilation", "Dilation",
               {{{"layer.dilation_h", p.dilation.h, bounds.dilation_h,
                  "dilation: rows from one cell of the window to the next",
                  [](PoolParams& q, int v) { q.dilation.h = v; }},
                 {"layer.dilation_w", p.dilation.w, bounds.dilation_w,
                  "dilation: columns from one cell of the window to the next",
                  [](PoolParams& q, int v) { q.dilation.w = v; }}}},
               "", "a wider spread does not fit into the padded input");
}

void toggle_row(Ui& ui, const std::string& id, const char* label, bool on, bool enabled,
                const std::string& tip, void (*flip)(PoolParams&)) {
    row_label(ui, id + ".label", label, toggle_width(ui), enabled);
    if (toggle(ui, id, on, tip, enabled)) {
        PoolParams params = ui.document().params;
        flip(params);
        emit_params(ui, params, 0);
    }
    gap(ui, row_gap);
}

void ceil_row(Ui& ui) {
    PoolParams flipped = ui.document().params;
    flipped.ceil_mode = !flipped.ceil_mode;
    const auto legal = output_shape(ui.document().shape(), flipped);
    const std::string tip =
        legal ? "ceil_mode: a last window that only partly fits is kept" : legal.error().message();
    toggle_row(ui, "layer.ceil_mode", "Round up (ceil mode)", ui.document().params.ceil_mode,
               legal.has_value() || !output_shape(ui.document().shape(), ui.document().params), tip,
               [](PoolParams& p) { p.ceil_mode = !p.ceil_mode; });
}

void divisor_rows(Ui& ui) {
    const model::Document& document = ui.document();
    const bool mean = operator_of(document).averages();
    const PoolParams& p = document.params;
    const bool own = p.divisor_override.has_value();
    std::string tip = "count_include_pad: padding cells count in the mean's divisor";
    if (!mean)
        tip = "Only a mean counts cells: " + std::string(operator_of(document).name) +
              " has no divisor";
    if (mean && own) tip = "The divisor is set below, so that nothing is counted";
    toggle_row(ui, "layer.count_include_pad", "Count padding in mean", p.count_include_pad,
               mean && !own, tip,
               [](PoolParams& q) { q.count_include_pad = !q.count_include_pad; });
    if (!mean) return;
    const float width = toggle_width(ui) + (own ? ui.px(box_width) + ui.px(box_gap) : 0);
    row_label(ui, "layer.divisor.label", "Own divisor", width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    PoolParams changed = p;
    if (own) {
        const auto change =
            number_box(ui, {.id = "layer.divisor",
                            .value = *p.divisor_override,
                            .range = {1, 1 << 20},
                            .tooltip = "divisor_override: what every sum is divided by",
                            .low_reason = "nothing can be divided by 0",
                            .width = box_width});
        changed.divisor_override = change ? change->value : *p.divisor_override;
        if (change) emit_params(ui, changed, change->gesture);
        ImGui::SetCursorScreenPos({at.x + ui.px(box_width) + ui.px(box_gap), at.y});
    }
    if (toggle(ui, "layer.divisor_override", own,
               "divisor_override: divide every sum by a number of your own")) {
        changed.divisor_override =
            own ? std::nullopt : std::optional<int>(std::max(p.kernel_size.h * p.kernel_size.w, 1));
        emit_params(ui, changed, 0);
    }
    gap(ui, row_gap);
}

/// What an operator does, as far as the list of operators tells.
std::string kind_of(const Operator& op) {
    if (op.selects) return "One cell of the window wins and is the output";
    if (op.averages()) return "The window's cells are summed, and the sum is divided";
    return "Every cell of the window has a part in the output";
}

void operator_choice(Ui& ui) {
    heading(ui, "layer.operator.heading", "OPERATOR");
    std::vector<Segment> segments;
    std::size_t chosen = 0;
    for (const Operator* op : operators()) {
        if (op->id == ui.document().operator_id) chosen = segments.size();
        segments.push_back({std::string(op->id), std::string(op->name), kind_of(*op)});
    }
    const auto clicked =
        segmented(ui, "layer.operator", segments, chosen, ImGui::GetContentRegionAvail().x);
    if (clicked && *clicked != chosen) ui.emit(model::SetOperator{segments[*clicked].id});
    gap(ui, 14);
}

void output_size(Ui& ui) {
    heading(ui, "layer.size.heading", "OUTPUT SIZE");
    const model::Results& results = ui.store.results();
    std::vector<scene::Pieces> lines;
    if (results.geometry) {
        const bool ceil = ui.document().params.ceil_mode;
        lines.push_back(scene::output_size_formula(results.geometry->rows, ceil));
        lines.push_back(scene::output_size_formula(results.geometry->cols, ceil));
        code_block(ui, "layer.size", lines);
    } else {
        paragraph(ui, "layer.size", "none: this layer cannot be", true);
    }
    gap(ui, 14);
}

/// "Copy" at the right of the heading that follows.
void copy_link(Ui& ui, const std::string& call) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = width_of(ui, "Copy", theme::Font::regular, small_size) + ui.px(8);
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    ImGui::SetCursorScreenPos({right - width, at.y - ui.px(5)});
    if (ImGui::InvisibleButton("layer.call.copy", {width, ui.px(25)}))
        ImGui::SetClipboardText(call.c_str());
    const bool hovered = ImGui::IsItemHovered();
    draw_text(ui, *ImGui::GetWindowDrawList(), right - width + ui.px(4), at.y + ui.px(7.5F), "Copy",
              {hovered ? ui.theme->text : ui.theme->accent, theme::Font::regular, small_size});
    anchor_item(ui, "layer.call.copy");
    tooltip(ui, "layer.call.copy", "Copy this call to the clipboard");
    ImGui::SetCursorScreenPos(at);
}

void framework_call(Ui& ui) {
    std::vector<const Dialect*> all;
    for (const Dialect* one : dialects())
        if (one->call) all.push_back(one);
    const Dialect& dialect = *all[std::min(ui.dialect, all.size() - 1)];
    std::string title = "THE SAME IN ";
    if (all.size() == 1)
        for (const char c : dialect.name)
            title += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const Operator& op = operator_of(ui.document());
    const auto call = dialect.call(op, ui.document().params, ui.document().shape());
    if (call) copy_link(ui, *call);
    heading(ui, "layer.call.heading", title);
    if (all.size() > 1) {
        std::vector<Segment> segments;
        for (const Dialect* one : all)
            segments.push_back({std::string(one->id), std::string(one->name), ""});
        if (const auto clicked = segmented(ui, "layer.dialect", segments, ui.dialect,
                                           ImGui::GetContentRegionAvail().x))
            ui.dialect = *clicked;
        gap(ui, 8);
    }
    if (call) {
        const std::vector<scene::Pieces> lines{{{*call, scene::Role::plain}}};
        code_block(ui, "layer.call", lines);
    } else {
        paragraph(ui, "layer.call.note", call.error().message(), true);
    }
    const auto accepted = dialect.check(op, ui.document().params, ui.document().shape());
    if (call && !accepted) {
        gap(ui, 8);
        paragraph(ui, "layer.call.note",
                  std::string(dialect.name) + " refuses it: " + accepted.error().message(), true);
    }
}

}  // namespace

void draw_layer(Ui& ui) {
    operator_choice(ui);
    heading(ui, "layer.window.heading", "WINDOW");
    const model::ParamBounds bounds = bounds_of(ui.document());
    kernel_rows(ui, bounds);
    padding_rows(ui, bounds);
    dilation_row(ui, bounds);
    ceil_row(ui);
    divisor_rows(ui);
    gap(ui, 10);
    output_size(ui);
    framework_call(ui);
    gap(ui, 8);
}

}  // namespace poolscope::ui
