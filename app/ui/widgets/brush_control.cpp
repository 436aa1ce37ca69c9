/// The brush's button and its value (see brush_control.hpp).
#include "ui/widgets/brush_control.hpp"

#include <string>

#include "drawing/number.hpp"
#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "session/actions/actions.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/stage/cell_editor.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float value_width = 64;
constexpr float space = 6;

/// What the mode's own choices need beside it.
float needed_by_mode(const Ui& ui) {
    switch (ui.session.view().mode) {
        case model::Mode::forward:
            return 0;
        case model::Mode::backward:
            return ui.px(170);
        case model::Mode::compare:
            return ui.px(280);
        case model::Mode::stages:
            return ui.px(242);
    }
    return 0;
}

/// The value, which a click or the first digit opens.
void value_field(Ui& ui) {
    NumberState& state = ui.number;
    const std::string id = "mode.brush.value";
    const ImVec2 size{ui.px(value_width), ui.px(30)};
    if (ui.session.brush.opening) {
        ui.session.brush.opening = false;
        state.typing = id;
        state.opening = true;
    }
    if (state.typing == id) {
        if (state.opening) take_early_characters(state.buffer);
        const std::string now = io::number_text(ui.session.brush.value);
        const FieldEvent event = text_field(ui.frame, id + ".field", state.buffer,
                                            {.width = size.x,
                                             .height = size.y,
                                             .take_focus = state.opening,
                                             .select_all = false,
                                             .hint = now,
                                             .on_path = false});
        if (event.active) state.opening = false;
        if (event.kind == FieldEvent::none) return;
        state.typing.clear();
        if (event.kind == FieldEvent::cancel || state.buffer.empty()) return;
        const auto value = io::read_number(state.buffer, io::DecimalMark::comma);
        if (value)
            ui.session.brush.value = *value;
        else
            ui.session.report({value.error().code, value.error().what,
                               say("type a number such as 3, -1.5 or 1e3, or nan or inf")});
        return;
    }
    bool opens = ImGui::InvisibleButton(id.c_str(), size);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(
        low, high,
        u32(ImGui::IsItemHovered() ? ui.frame.theme->panel_sunken : ui.frame.theme->panel),
        ui.px(8));
    list.AddRect(low, high, u32(ui.frame.theme->accent), ui.px(8), 0, ui.px(1.5F));
    const Fitted words = draw_text_centered(
        ui.frame, list, {(low.x + high.x) / 2, (low.y + high.y) / 2}, size.x - ui.px(10),
        drawing::format_value(static_cast<double>(ui.session.brush.value), 4), body(ui.frame));
    opens |= focus_item(ui.frame, id);
    anchor_item(ui.frame, id, true, words);
    tooltip(ui.frame, id, tr("The value that the brush paints: click to type another"));
    if (!opens) return;
    ui.session.brush.opening = true;
    state.buffer.clear();
}

}  // namespace

float draw_brush_control(Ui& ui, float left, float right, float top) {
    const std::string label = tr_name(action_row("edit.brush").label);
    const float width = button_width(ui.frame, label);
    const float whole = ui.session.brush.on ? width + ui.px(space + value_width) : width;
    const float begin = right - whole;
    // What is in hand is seen; else keys and a menu have it too.
    if (!ui.session.brush.on && begin - ui.px(space) - left < needed_by_mode(ui)) return right;
    ImGui::SetCursorScreenPos({begin, top});
    if (button(ui.frame, "mode.brush", label,
               {.tooltip = tip_of("edit.brush"), .filled = ui.session.brush.on}))
        run_action(ui.session, "edit.brush");
    if (ui.session.brush.on) {
        ImGui::SetCursorScreenPos({begin + width + ui.px(space), top});
        value_field(ui);
    }
    return begin - ui.px(2 * space);
}

}  // namespace poolscope::ui
