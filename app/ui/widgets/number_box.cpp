/// Typing, stepping, turning and dragging a whole number within its range.
#include "ui/widgets/number_box.hpp"

#include <algorithm>
#include <climits>
#include <cmath>

#include "support/digits.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float stepper_width = 20;
constexpr float pixels_a_step = 8;  ///< of a drag
constexpr double note_seconds = 4;

/// The whole number that `text` holds, and nothing else.
std::optional<int> parse(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    long long value = 0;
    const auto [end, error] = from_digits(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return text.front() == '-' ? INT_MIN : INT_MAX;
    return static_cast<int>(std::clamp<long long>(value, INT_MIN, INT_MAX));
}

/// What a change was asked for, before it is held within the range.
struct Wish {
    long long value = 0;
    bool same_gesture = false;  ///< as the last change of this box
};

void explain_bound(Ui& ui, const NumberBox& box, long long wished) {
    const bool low = wished < box.range.low;
    const std::string bound = std::to_string(low ? box.range.low : box.range.high);
    ui.number.note_id = box.id;
    ui.number.note = trf(low ? word("At least {0}") : word("At most {0}"), bound);
    const std::string& reason = low ? box.low_reason : box.high_reason;
    if (!reason.empty()) ui.number.note = trf("{0}: {1}", ui.number.note, reason);
    ui.number.note_until = ui.session.now + note_seconds;
}

std::optional<NumberChange> settle(Ui& ui, const NumberBox& box, const Wish& wish) {
    NumberState& state = ui.number;
    if (!wish.same_gesture || state.last != box.id) state.gesture = ui.session.new_gesture();
    state.last = box.id;
    if (wish.value < box.range.low || wish.value > box.range.high)
        explain_bound(ui, box, wish.value);
    else if (state.note_id == box.id)
        state.note_until = 0;
    const int value = static_cast<int>(
        std::clamp<long long>(wish.value, std::min(box.range.low, box.range.high), box.range.high));
    if (value == box.value) return std::nullopt;
    return NumberChange{value, state.gesture};
}

void open_field(Ui& ui, const NumberBox& box) {
    ui.number.typing = box.id;
    ui.number.buffer = std::to_string(box.value);
    ui.number.opening = true;
}

/// The field over the box while it is typed into.
std::optional<Wish> type(Ui& ui, const NumberBox& box, ImVec2 size) {
    NumberState& state = ui.number;
    const FieldEvent event = text_field(
        ui.frame, std::string(box.id) + ".field", state.buffer,
        {.width = size.x, .height = size.y, .take_focus = state.opening, .on_path = false});
    if (event.active) state.opening = false;
    if (event.kind == FieldEvent::none) return std::nullopt;
    state.typing.clear();
    state.open_next = event.kind == FieldEvent::tab;
    if (event.kind == FieldEvent::cancel) return std::nullopt;
    const auto value = parse(state.buffer);
    return value ? std::optional<Wish>{{*value, false}} : std::nullopt;
}

/// One of the two steppers. It steps when pressed, and goes on while it is held.
bool stepper(Frame& frame, const NumberBox& box, Icon icon, ImVec2 min, ImVec2 size, bool shown) {
    const std::string name = std::string(box.id) + (icon == Icon::minus ? ".less" : ".more");
    ImGui::SetCursorScreenPos(min);
    ImGui::InvisibleButton(name.c_str(), size);
    anchor_item(frame, name, box.enabled);
    if (!box.enabled) return false;
    if (ImGui::IsItemActive()) frame.held = true;
    const bool hovered = ImGui::IsItemHovered();
    if (shown || hovered)
        draw_icon(*ImGui::GetWindowDrawList(), icon, {min.x + size.x / 2, min.y + size.y / 2},
                  frame.px(8), u32(hovered ? frame.theme->text : frame.theme->text_faint));
    return ImGui::IsItemActive() && hovered && ImGui::IsMouseClicked(0, true);
}

/// The middle: a drag changes the number, a click opens the field.
std::optional<Wish> middle(Ui& ui, const NumberBox& box, ImVec2 min, ImVec2 size) {
    NumberState& state = ui.number;
    ImGui::SetCursorScreenPos(min);
    const std::string name = std::string(box.id) + ".value";
    ImGui::InvisibleButton(name.c_str(), size);
    if (!box.enabled) return std::nullopt;
    if (ImGui::IsItemHovered() || ImGui::IsItemActive())
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsItemActivated()) {
        state.dragging = box.id;
        state.drag_start = box.value;
    }
    const bool ours = state.dragging == box.id;
    if (ours && ImGui::IsItemActive() && ImGui::IsMouseDragging(0, ui.px(4))) {
        const float steps = ImGui::GetMouseDragDelta(0, 0).x / ui.px(pixels_a_step);
        const auto value = state.drag_start + std::llround(steps);
        if (value != box.value) return Wish{value, state.last == box.id};
    }
    if (ours && ImGui::IsItemDeactivated()) {
        state.dragging.clear();
        const bool dragged = ImGui::GetMouseDragDelta(0, ui.px(4)).x != 0;
        if (!dragged && ImGui::IsItemHovered()) open_field(ui, box);
    }
    return std::nullopt;
}

std::string shown_value(const NumberBox& box) {
    return box.value == 0 && !box.zero.empty() ? box.zero : std::to_string(box.value);
}

void draw_frame(Ui& ui, const NumberBox& box, ImVec2 min, ImVec2 max, bool hovered) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const theme::Theme& theme = *ui.frame.theme;
    list.AddRectFilled(min, max, u32(hovered ? theme.panel_sunken : theme.panel), ui.px(6));
    list.AddRect(min, max, u32(box.enabled ? theme.line_strong : theme.line), ui.px(6), 0,
                 ui.px(1));
    TextLook look = body(ui.frame);
    if (!box.enabled) look.color = theme.pending_text;
    draw_text_centered(ui.frame, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                       max.x - min.x - 2 * ui.px(stepper_width) + ui.px(6), shown_value(box), look);
}

std::string explanation(const NumberBox& box) {
    if (!box.enabled || box.range.low >= box.range.high) return box.tooltip;
    return box.tooltip + "\n" + trf("From {0} to {1}", box.range.low, box.range.high);
}

/// The wheel over the box; the panel under it stays where it is.
std::optional<Wish> turn(Frame& frame, const NumberBox& box) {
    frame.wheel_taken = true;
    const float wheel = ImGui::GetIO().MouseWheel;
    if (wheel == 0) return std::nullopt;
    return Wish{box.value + (wheel > 0 ? 1 : -1), true};
}

/// The box's own keys while it has the focus.
std::optional<Wish> press_keys(Ui& ui, const NumberBox& box) {
    if (focus_item(ui.frame, box.id, box.enabled)) open_field(ui, box);
    if (!box.enabled || !has_focus(ui.frame, box.id)) return std::nullopt;
    int by = 0;
    if (ui.take(Key::right) || ui.take(Key::up)) ++by;
    if (ui.take(Key::left) || ui.take(Key::down)) --by;
    return by != 0 ? std::optional<Wish>{{box.value + by, ui.number.last == box.id}} : std::nullopt;
}

/// Why the last change was held back, below the box until something else is done. True while it is
/// shown.
bool show_note(Ui& ui, const NumberBox& box, ImVec2 min, ImVec2 max) {
    NumberState& state = ui.number;
    if (state.note_id != box.id) return false;
    const bool elsewhere = ImGui::IsMouseClicked(0) && !ImGui::IsMouseHoveringRect(min, max);
    if (elsewhere || ui.dialog || ui.session.now >= state.note_until) {
        state.note_id.clear();
        return false;
    }
    show_tooltip(ui.frame, state.note, {min.x, min.y, max.x - min.x, max.y - min.y});
    return true;
}

}  // namespace

std::optional<NumberChange> number_box(Ui& ui, const NumberBox& box) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 size{ui.px(box.width), ui.px(number_box_height)};
    const ImVec2 max{min.x + size.x, min.y + size.y};
    const float side = ui.px(stepper_width);
    std::optional<Wish> wish;
    if (ui.number.open_next && box.enabled) {
        ui.number.open_next = false;
        open_field(ui, box);
    }
    if (ui.number.typing == box.id && box.enabled) {
        wish = type(ui, box, size);
    } else {
        const bool hovered =
            box.enabled && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(min, max);
        draw_frame(ui, box, min, max, hovered);
        if (stepper(ui.frame, box, Icon::minus, min, {side, size.y}, hovered))
            wish = Wish{box.value - 1LL, !ImGui::IsMouseClicked(0)};
        if (stepper(ui.frame, box, Icon::plus, {max.x - side, min.y}, {side, size.y}, hovered))
            wish = Wish{box.value + 1LL, !ImGui::IsMouseClicked(0)};
        if (const auto moved = middle(ui, box, {min.x + side, min.y}, {size.x - 2 * side, size.y}))
            wish = moved;
        if (hovered)
            if (const auto turned = turn(ui.frame, box)) wish = turned;
    }
    ImGui::SetCursorScreenPos(min);
    ImGui::Dummy(size);
    if (ui.number.typing != box.id)
        if (const auto pressed = press_keys(ui, box)) wish = pressed;
    anchor_item(ui.frame, box.id, box.enabled,
                width_of(ui.frame, shown_value(box), theme::Font::regular, 9));
    if (!show_note(ui, box, min, max) && ui.number.typing != box.id)
        tooltip(ui.frame, box.id, explanation(box));
    return wish ? settle(ui, box, *wish) : std::nullopt;
}

}  // namespace poolscope::ui
