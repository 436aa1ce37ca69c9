/// Typing, turning and dragging a real number.
#include "ui/widgets/real_box.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/number.hpp"
#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float pixels_a_step = 8;  ///< of a drag

/// What a change was asked for, before it is held within the bounds.
struct Wish {
    float value = 0;
    bool same_gesture = false;  ///< as the last change of this box
    bool typed = false;         ///< which stands alone
};

/// So many steps on, at a number that people write: 0.3, not 0.30000001.
float stepped(const RealBox& box, float from, double steps) {
    const double step = double{box.step};
    const double finest = std::pow(10.0, std::floor(std::log10(step)) - 2);
    return static_cast<float>(std::round((double{from} + steps * step) / finest) * finest);
}

void open_field(Ui& ui, const RealBox& box) {
    ui.number.typing = box.id;
    ui.number.buffer = io::number_text(box.value);
    ui.number.opening = true;
}

/// The field over the box while it is typed into.
std::optional<Wish> type(Ui& ui, const RealBox& box, ImVec2 size) {
    NumberState& state = ui.number;
    const FieldEvent event = text_field(
        ui.frame, std::string(box.id) + ".field", state.buffer,
        {.width = size.x, .height = size.y, .take_focus = state.opening, .on_path = false});
    if (event.active) state.opening = false;
    if (event.kind == FieldEvent::none) return std::nullopt;
    state.typing.clear();
    state.open_next = event.kind == FieldEvent::tab;
    if (event.kind == FieldEvent::cancel || state.buffer.empty()) return std::nullopt;
    const auto value = io::read_number(state.buffer, io::DecimalMark::comma);
    if (value) return Wish{.value = *value, .typed = true};
    ui.session.report({ErrorCode::bad_argument, say("\"{0}\" is not a number", state.buffer),
                       say("type a number such as 2 or 0.5")});
    return std::nullopt;
}

/// A drag changes the number, a click opens the field.
std::optional<Wish> drag(Ui& ui, const RealBox& box, ImVec2 size) {
    NumberState& state = ui.number;
    ImGui::InvisibleButton((std::string(box.id) + ".value").c_str(), size);
    if (!box.enabled) return std::nullopt;
    if (ImGui::IsItemHovered() || ImGui::IsItemActive())
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsItemActivated()) {
        state.dragging = box.id;
        state.real_start = box.value;
        state.last.clear();
    }
    if (state.dragging != box.id) return std::nullopt;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, ui.px(4))) {
        const float steps = ImGui::GetMouseDragDelta(0, 0).x / ui.px(pixels_a_step);
        const float value = stepped(box, state.real_start, std::round(double{steps}));
        if (value != box.value) return Wish{value, state.last == box.id};
    }
    if (ImGui::IsItemDeactivated()) {
        state.dragging.clear();
        const bool dragged = ImGui::GetMouseDragDelta(0, ui.px(4)).x != 0;
        if (!dragged && ImGui::IsItemHovered()) open_field(ui, box);
    }
    return std::nullopt;
}

void draw_box(Ui& ui, const RealBox& box, ImVec2 min, ImVec2 max, bool hovered,
              const std::string& text) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const theme::Theme& theme = *ui.frame.theme;
    list.AddRectFilled(min, max, u32(hovered ? theme.panel_sunken : theme.panel), ui.px(6));
    list.AddRect(min, max, u32(box.enabled ? theme.line_strong : theme.line), ui.px(6), 0,
                 ui.px(1));
    TextLook look = body(ui.frame);
    if (!box.enabled) look.color = theme.pending_text;
    draw_text_centered(ui.frame, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                       max.x - min.x - ui.px(8), text, look);
}

/// The wheel over the box, and the arrow keys while it has the focus; the panel under it stays
/// where it is.
std::optional<Wish> turn(Ui& ui, const RealBox& box, bool hovered) {
    int by = 0;
    if (hovered) {
        ui.frame.wheel_taken = true;
        const float wheel = ImGui::GetIO().MouseWheel;
        by = wheel > 0 ? 1 : wheel < 0 ? -1 : 0;
    }
    if (focus_item(ui.frame, box.id, box.enabled)) open_field(ui, box);
    if (box.enabled && has_focus(ui.frame, box.id)) {
        if (ui.take(Key::right) || ui.take(Key::up)) ++by;
        if (ui.take(Key::left) || ui.take(Key::down)) --by;
    }
    if (by == 0) return std::nullopt;
    return Wish{stepped(box, box.value, by), ui.number.last == box.id};
}

std::optional<RealChange> settle(Ui& ui, const RealBox& box, const Wish& wish) {
    NumberState& state = ui.number;
    if (!wish.same_gesture || state.last != box.id) state.gesture = ui.session.new_gesture();
    state.last = wish.typed ? std::string_view() : box.id;
    const float value = std::clamp(wish.value, box.low, box.high);
    if (wish.value < box.low && !box.low_reason.empty())
        ui.session.report(
            {ErrorCode::bad_argument,
             say("{0} is less than {1}", io::number_text(wish.value), io::number_text(box.low)),
             named(box.low_reason)});
    if (value == box.value) return std::nullopt;
    return RealChange{value, state.gesture};
}

}  // namespace

std::optional<RealChange> real_box(Ui& ui, const RealBox& box) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 size{ui.px(box.width), ui.px(number_box_height)};
    const ImVec2 max{min.x + size.x, min.y + size.y};
    const std::string text = drawing::format_value(double{box.value});
    std::optional<Wish> wish;
    bool hovered = false;
    if (ui.number.open_next && box.enabled) {
        ui.number.open_next = false;
        open_field(ui, box);
    }
    const bool typing = ui.number.typing == box.id && box.enabled;
    if (typing) {
        wish = type(ui, box, size);
    } else {
        hovered = box.enabled && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(min, max);
        draw_box(ui, box, min, max, hovered, text);
        wish = drag(ui, box, size);
    }
    ImGui::SetCursorScreenPos(min);
    ImGui::Dummy(size);
    if (!typing)
        if (const auto turned = turn(ui, box, hovered)) wish = turned;
    anchor_item(ui.frame, box.id, box.enabled,
                width_of(ui.frame, text, theme::Font::regular, least_centered));
    if (ui.number.typing != box.id) tooltip(ui.frame, box.id, box.tooltip);
    return wish ? settle(ui, box, *wish) : std::nullopt;
}

}  // namespace poolscope::ui
