/// Rows of the panel at the left.
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

PoolParams with(const model::Document& document, const NumberCell& cell, int value) {
    PoolParams params = document.layer().params;
    cell.set(params, value);
    return params;
}

/// Why the lesson or the layer's rules fix this number; empty where they do not.
std::string fixed_by(const Ui& ui, const NumberCell& cell) {
    const model::Document& document = ui.document();
    if (auto lock = lock_on(ui, cell.part); !lock.empty()) return lock;
    const bool at_top = cell.value >= cell.range.high;
    if (at_top && cell.value <= cell.range.low)
        return refusal_of(document, with(document, cell, cell.value + 1));
    const Ruling ruling =
        ruling_on(document, with(document, cell, at_top ? cell.value - 1 : cell.value + 1));
    return ruling.allowed ? std::string() : ruling.reason;
}

/// The dialect's reason against `value`, else `otherwise`.
std::string bound_reason(const model::Document& document, const NumberCell& cell, int value,
                         const std::string& otherwise) {
    const std::string refusal = refusal_of(document, with(document, cell, value));
    return refusal.empty() ? otherwise : refusal;
}

void number_cell(Ui& ui, const NumberRow& row, const NumberCell& cell) {
    const model::Document& document = ui.document();
    const std::string fixed = row.fixed.empty() ? fixed_by(ui, cell) : row.fixed;
    NumberBox box{.id = cell.id,
                  .value = cell.value,
                  .range = cell.range,
                  .tooltip = fixed.empty() ? cell.tooltip : cell.tooltip + "\n" + fixed,
                  .width = box_width,
                  .enabled = fixed.empty()};
    if (box.enabled) {
        box.low_reason = bound_reason(document, cell, cell.range.low - 1, row.low_reason);
        box.high_reason = bound_reason(document, cell, cell.range.high + 1, row.high_reason);
    }
    if (const auto change = number_box(ui, box))
        emit_params(ui, with(document, cell, change->value), change->gesture);
}

void draw_toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                     const PoolParams& flipped, const std::string& tip, bool enabled) {
    row_label(ui, id + ".label", label, toggle_width(ui), enabled);
    if (toggle(ui, id, on, tip, enabled)) emit_params(ui, flipped, 0);
    gap(ui, row_gap);
}

}  // namespace

float two_boxes(const Ui& ui) {
    return 2 * ui.px(box_width) + ui.px(box_gap);
}

void number_row(Ui& ui, const NumberRow& row, std::span<const NumberCell> cells) {
    const auto count = static_cast<float>(cells.size());
    row_label(ui, row.id + ".label", row.label,
              count * ui.px(box_width) + (count - 1) * ui.px(box_gap),
              row.fixed.empty() && lock_on(ui, cells.front().part).empty());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const float x = static_cast<float>(i) * (ui.px(box_width) + ui.px(box_gap));
        ImGui::SetCursorScreenPos({at.x + x, at.y});
        number_cell(ui, row, cells[i]);
    }
    gap(ui, row_gap);
}

void toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                const PoolParams& flipped, const std::string& explanation) {
    const Ruling ruling = ruling_on(ui, flipped);
    draw_toggle_row(ui, id, label, on, flipped, ruling.allowed ? explanation : ruling.reason,
                    ruling.allowed);
}

void grey_toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                     const std::string& reason) {
    draw_toggle_row(ui, id, label, on, {}, reason, false);
}

void emit_params(Ui& ui, const PoolParams& params, std::uint64_t gesture) {
    ui.emit(model::SetParams{params, gesture});
}

}  // namespace poolscope::ui
