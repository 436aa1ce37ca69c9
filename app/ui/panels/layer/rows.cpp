/// Rows of the panel at the left.
#include <algorithm>
#include <optional>
#include <vector>

#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
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

PoolParams with_both(const model::Document& document, std::span<const NumberCell> cells, int first,
                     int second) {
    PoolParams params = with(document, cells[0], first);
    cells[1].set(params, second);
    return params;
}

/// Why the lesson or the layer's rules fix this number; empty where they do not.
std::string fixed_by(const Session& session, const NumberCell& cell) {
    const model::Document& document = session.document();
    if (auto lock = lock_on(session, cell.part); !lock.empty()) return lock;
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

/// What a box asks for.
struct Asked {
    std::size_t cell = 0;
    NumberChange change;
};

std::optional<NumberChange> number_cell(Ui& ui, const NumberRow& row, const NumberCell& cell,
                                        float width) {
    const model::Document& document = ui.session.document();
    const std::string fixed = row.fixed.empty() ? fixed_by(ui.session, cell) : row.fixed;
    NumberBox box{.id = cell.id,
                  .value = cell.value,
                  .range = cell.range,
                  .tooltip = fixed.empty() ? cell.tooltip : cell.tooltip + "\n" + fixed,
                  .width = width,
                  .enabled = fixed.empty()};
    if (box.enabled) {
        box.low_reason = bound_reason(document, cell, cell.range.low - 1, row.low_reason);
        box.high_reason = bound_reason(document, cell, cell.range.high + 1, row.high_reason);
    }
    return number_box(ui, box);
}

/// The values that both cells may have.
model::IntRange common_range(std::span<const NumberCell> cells) {
    return {std::max(cells[0].range.low, cells[1].range.low),
            std::min(cells[0].range.high, cells[1].range.high)};
}

/// One change is both's. Where the rules hold one of them fast, the other still moves.
bool moves_together(const Session& session, const NumberRow& row,
                    std::span<const NumberCell> cells) {
    if (!row.chained || cells[0].value != cells[1].value || session.parted.contains(row.id))
        return false;
    const model::IntRange common = common_range(cells);
    return common.low < common.high;
}

/// The boxes as they are shown: chained ones within what both allow.
std::vector<NumberCell> shown_cells(const Ui& ui, const NumberRow& row,
                                    std::span<const NumberCell> cells, bool together) {
    std::vector<NumberCell> shown(cells.begin(), cells.end());
    if (together)
        for (NumberCell& cell : shown) cell.range = common_range(cells);
    if (ui.number.first_of == row.id) shown.front().value = ui.number.first;
    return shown;
}

/// The chain between two boxes: closing it makes the second number as the first.
void draw_chain(Ui& ui, const NumberRow& row, std::span<const NumberCell> cells, bool together) {
    const std::string id = row.id + ".chain";
    const bool enabled = row.fixed.empty();
    bool clicked =
        ImGui::InvisibleButton(id.c_str(), {ui.px(chain_width), ui.px(number_box_height)}) &&
        enabled;
    const ImVec2 min = ImGui::GetItemRectMin();
    const bool hovered = enabled && ImGui::IsItemHovered();
    const theme::Color ink = !enabled  ? ui.frame.theme->line
                             : hovered ? ui.frame.theme->text
                                       : ui.frame.theme->text_faint;
    draw_icon(*ImGui::GetWindowDrawList(), together ? Icon::chain : Icon::open_chain,
              {min.x + ui.px(chain_width) / 2, min.y + ui.px(number_box_height) / 2}, ui.px(12),
              u32(ink));
    clicked |= focus_item(ui.frame, id, enabled);
    anchor_item(ui.frame, id, enabled);
    tooltip(ui.frame, id,
            together ? tr("The two change together; click to set them apart")
                     : tr("The two change apart; click to make them equal, and keep them so"));
    if (!clicked) return;
    if (together) {
        ui.session.parted.insert(row.id);
        return;
    }
    ui.session.parted.erase(row.id);
    const model::IntRange common = common_range(cells);
    const int both = std::clamp(cells[0].value, common.low, std::max(common.low, common.high));
    if (cells[0].value != cells[1].value)
        emit_params(ui.session, with_both(ui.session.document(), cells, both, both), 0);
}

/// The first of two numbers was typed, and Tab went on to the second.
bool waits_for_second(const Ui& ui, const NumberRow& row, const Asked& asked,
                      std::span<const NumberCell> cells) {
    return row.chained && asked.cell == 0 && ui.number.typing == cells[1].id;
}

/// The numbers are the layer's, unless the first of them waits for the second.
void take_change(Ui& ui, const NumberRow& row, std::span<const NumberCell> cells,
                 const std::optional<Asked>& asked, bool together) {
    NumberState& state = ui.number;
    if (asked && !together && waits_for_second(ui, row, *asked, cells)) {
        state.first_of = row.id;
        state.first = asked->change.value;
        return;
    }
    if (state.first_of == row.id && state.typing != cells[1].id) {
        state.first_of.clear();
        const int second = asked ? asked->change.value : cells[1].value;
        return emit_params(ui.session, with_both(ui.session.document(), cells, state.first, second),
                           0);
    }
    if (!asked) return;
    const NumberChange& change = asked->change;
    emit_params(ui.session,
                together ? with_both(ui.session.document(), cells, change.value, change.value)
                         : with(ui.session.document(), cells[asked->cell], change.value),
                change.gesture);
}

void draw_toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                     const PoolParams& flipped, const std::string& tip, bool enabled) {
    row_label(ui.frame, id + ".label", label, toggle_width(ui.frame), enabled);
    if (toggle(ui.frame, id, on, tip, enabled)) emit_params(ui.session, flipped, 0);
    gap(ui.frame, row_gap);
}

}  // namespace

float two_boxes(const Frame& frame) {
    return 2 * frame.px(box_width) + frame.px(box_gap);
}

void number_row(Ui& ui, const NumberRow& row, std::span<const NumberCell> cells) {
    const bool together = moves_together(ui.session, row, cells);
    const std::vector<NumberCell> shown = shown_cells(ui, row, cells, together);
    // A chain takes the room that it needs from its boxes, so that the columns stay in line.
    const float between = row.chained ? ui.px(chain_width) : ui.px(box_gap);
    const auto count = static_cast<float>(cells.size());
    const float whole = count * ui.px(box_width) + (count - 1) * ui.px(box_gap);
    const float width = (whole - (count - 1) * between) / count;
    row_label(ui.frame, row.id + ".label", row.label, whole,
              row.fixed.empty() && lock_on(ui.session, cells.front().part).empty());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    std::optional<Asked> asked;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const float x = at.x + static_cast<float>(i) * (width + between);
        if (i > 0 && row.chained) {
            ImGui::SetCursorScreenPos({x - between, at.y});
            draw_chain(ui, row, cells, together);
        }
        ImGui::SetCursorScreenPos({x, at.y});
        if (const auto change = number_cell(ui, row, shown[i], width / ui.frame.scale))
            asked = Asked{i, *change};
    }
    take_change(ui, row, cells, asked, together);
    gap(ui.frame, row_gap);
}

void channel_row(Ui& ui, const ChannelRow& row) {
    if (row.range.low >= row.range.high) return;
    row_label(ui.frame, std::string(row.id) + ".label", row.label, ui.px(box_width));
    const auto change = number_box(ui, {.id = row.id,
                                        .value = row.value,
                                        .range = row.range,
                                        .tooltip = row.tip,
                                        .width = box_width});
    if (change) row.show(ui.session, change->value);
    gap(ui.frame, row_gap);
}

void toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                const PoolParams& flipped, const std::string& explanation) {
    const Ruling ruling = ruling_on(ui.session, flipped);
    draw_toggle_row(ui, id, label, on, flipped, ruling.allowed ? explanation : ruling.reason,
                    ruling.allowed);
}

void grey_toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                     const std::string& reason) {
    draw_toggle_row(ui, id, label, on, {}, reason, false);
}

bool heading_link(Frame& frame, const char* id, const char* label, const std::string& tip,
                  float& right) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = width_of(frame, label, theme::Font::regular, small_size) + frame.px(8);
    const float x = at.x + ImGui::GetContentRegionAvail().x - right - width;
    ImGui::SetCursorScreenPos({x, at.y - frame.px(5)});
    bool clicked = ImGui::InvisibleButton(id, {width, frame.px(25)});
    const bool hovered = ImGui::IsItemHovered();
    clicked |= focus_item(frame, id);
    draw_text(
        frame, *ImGui::GetWindowDrawList(), x + frame.px(4), at.y + frame.px(7.5F), label,
        {hovered ? frame.theme->text : frame.theme->accent, theme::Font::regular, small_size});
    anchor_item(frame, id);
    tooltip(frame, id, tip);
    ImGui::SetCursorScreenPos(at);
    right += width + frame.px(4);
    return clicked;
}

void emit_params(Session& session, const PoolParams& params, std::uint64_t gesture) {
    session.emit(model::SetParams{params, gesture});
}

}  // namespace poolscope::ui
