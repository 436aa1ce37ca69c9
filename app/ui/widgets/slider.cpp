/// Dragging, turning and typing a real number.
#include "ui/widgets/slider.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "drawing/number.hpp"
#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "support/digits.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float value_width = 66;
constexpr float value_height = 26;
constexpr float track_height = 24;
constexpr float knob = 8;            ///< its radius
constexpr float finite_part = 0.9F;  ///< of the track of an unbounded slider; ∞ is at its end
constexpr double infinity = std::numeric_limits<double>::infinity();

/// What values are rounded to while they are dragged: about a hundred of them on a track.
double step_of(const Slider& s) {
    return std::pow(10.0, std::ceil(std::log10(s.high - s.low)) - 2);
}

float part_of(const Slider& s) {
    if (s.unbounded && s.value > s.high) return std::isinf(s.value) ? 1.0F : 0.95F;
    const auto part = static_cast<float>((s.value - s.low) / (s.high - s.low));
    return std::clamp(part, 0.0F, 1.0F) * (s.unbounded ? finite_part : 1.0F);
}

double rounded(const Slider& s, double value) {
    const double step = step_of(s);
    // Dividing by a whole number gives the decimal that is meant: 0.3, not 0.30000000000000004.
    const double parts = std::round(1 / step);
    return std::clamp(std::round(value * parts) / parts, s.low, s.high);
}

double value_at(const Slider& s, float part) {
    if (!s.unbounded) return rounded(s, s.low + (s.high - s.low) * static_cast<double>(part));
    if (part > (1 + finite_part) / 2) return infinity;
    const float within = std::min(part / finite_part, 1.0F);
    return rounded(s, s.low + (s.high - s.low) * static_cast<double>(within));
}

double turned(const Slider& s, bool up) {
    if (std::isinf(s.value)) return up ? infinity : s.high;
    if (up && s.unbounded && s.value >= s.high) return infinity;
    return rounded(s, s.value + (up ? 5 : -5) * step_of(s));
}

/// The number that `text` holds, as its decimals say: 0.3 is not float32's 0.300000012.
std::optional<double> parse(std::string_view text) {
    const auto number = io::read_number(text, io::DecimalMark::comma);
    if (!number) return std::nullopt;
    if (!std::isfinite(*number)) return static_cast<double>(*number);
    const std::string shortest = io::number_text(*number);
    double value = 0;
    from_digits(shortest.data(), shortest.data() + shortest.size(), value);
    return value;
}

void open_field(Ui& ui, const Slider& s) {
    ui.number.typing = s.id;
    ui.number.buffer = io::number_text(static_cast<float>(s.value));
    ui.number.opening = true;
}

/// The field in place of the value while it is typed.
std::optional<double> type(Ui& ui, const Slider& s, ImVec2 size) {
    NumberState& state = ui.number;
    const FieldEvent event = text_field(
        ui.frame, std::string(s.id) + ".field", state.buffer,
        {.width = size.x, .height = size.y, .take_focus = state.opening, .on_path = false});
    if (event.active) state.opening = false;
    if (event.kind == FieldEvent::none) return std::nullopt;
    state.typing.clear();
    state.open_next = event.kind == FieldEvent::tab;
    if (event.kind == FieldEvent::cancel) return std::nullopt;
    const auto value = parse(state.buffer);
    if (!value)
        ui.session.report({ErrorCode::bad_argument, say("\"{0}\" is not a number", state.buffer),
                           say("type a number such as 2 or 0.5")});
    return value;
}

/// The name at the left, and the value at the right: a click opens the field.
std::optional<double> top_row(Ui& ui, const Slider& s) {
    const ImVec2 size{ui.px(value_width), ui.px(value_height)};
    row_label(ui.frame, std::string(s.id) + ".label", s.label, size.x, true, value_height);
    if (ui.number.typing == s.id) return type(ui, s, size);
    const std::string name = std::string(s.id) + ".value";
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max{min.x + size.x, min.y + size.y};
    if (ImGui::InvisibleButton(name.c_str(), size)) open_field(ui, s);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    list.AddRectFilled(
        min, max, u32(hovered ? ui.frame.theme->panel_sunken : ui.frame.theme->panel), ui.px(6));
    list.AddRect(min, max, u32(ui.frame.theme->line_strong), ui.px(6), 0, ui.px(1));
    const std::string text = drawing::format_value(s.value, 4);
    draw_text_centered(ui.frame, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                       size.x - ui.px(8), text, body(ui.frame));
    anchor_item(ui.frame, name, true, width_of(ui.frame, text, theme::Font::regular, 9));
    tooltip(ui.frame, name, tr("Click to type a number"));
    return std::nullopt;
}

void draw_track(Frame& frame, const Slider& s, float x0, float x1, float y, bool active) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = x0 + (x1 - x0) * part_of(s);
    const float half = frame.px(3) / 2;
    list.AddRectFilled({x0, y - half}, {x1, y + half}, u32(frame.theme->line_strong), half);
    list.AddRectFilled({x0, y - half}, {x, y + half}, u32(frame.theme->accent), half);
    list.AddCircleFilled({x, y}, frame.px(active ? knob + 1 : knob), u32(frame.theme->accent));
}

/// The track below: a drag, the wheel, and a double or Ctrl click to type.
std::optional<SliderChange> track(Ui& ui, const Slider& s) {
    NumberState& state = ui.number;
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float sign = s.unbounded ? ui.px(18) : 0;
    const std::string name = std::string(s.id) + ".track";
    ImGui::InvisibleButton(name.c_str(), {width - sign, ui.px(track_height)});
    anchor_item(ui.frame, name);
    const bool hovered = ImGui::IsItemHovered();
    const float x0 = min.x + ui.px(knob);
    const float x1 = min.x + width - sign - ui.px(knob);
    const float middle = min.y + ui.px(track_height) / 2;
    std::optional<double> wish;
    const bool types =
        ImGui::IsMouseDoubleClicked(0) || (ImGui::IsMouseClicked(0) && ImGui::GetIO().KeyCtrl);
    if (hovered && types) {
        open_field(ui, s);
    } else if (ImGui::IsItemActive() && state.typing != s.id) {
        if (ImGui::IsItemActivated()) state.gesture = ui.session.new_gesture();
        state.last = s.id;
        wish = value_at(s, std::clamp((ImGui::GetIO().MousePos.x - x0) / (x1 - x0), 0.0F, 1.0F));
    }
    if (hovered) {
        ui.frame.wheel_taken = true;
        if (const float wheel = ImGui::GetIO().MouseWheel; wheel != 0) {
            if (state.last != s.id) state.gesture = ui.session.new_gesture();
            state.last = s.id;
            wish = turned(s, wheel > 0);
        }
    }
    if (focus_item(ui.frame, name)) open_field(ui, s);
    if (has_focus(ui.frame, name)) {
        const bool up = ui.take(Key::right) || ui.take(Key::up);
        const bool down = ui.take(Key::left) || ui.take(Key::down);
        if (up || down) {
            if (state.last != s.id) state.gesture = ui.session.new_gesture();
            state.last = s.id;
            wish = turned(s, up);
        }
    }
    tooltip(ui.frame, s.id, s.tooltip);
    draw_track(ui.frame, s, x0, x1, middle, hovered);
    if (s.unbounded)
        draw_text(ui.frame, *ImGui::GetWindowDrawList(), min.x + width - sign + ui.px(4), middle,
                  "∞", muted(ui.frame));
    if (!wish || *wish == s.value) return std::nullopt;
    return SliderChange{*wish, state.gesture};
}

}  // namespace

namespace {

/// A slider that only shows its value.
void locked(Frame& frame, const Slider& s) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const std::string text = drawing::format_value(s.value, 4);
    row_label(frame, std::string(s.id) + ".label", s.label, frame.px(value_width), false,
              value_height);
    const ImVec2 value = ImGui::GetCursorScreenPos();
    draw_text_centered(frame, *ImGui::GetWindowDrawList(),
                       {value.x + frame.px(value_width / 2), value.y + frame.px(value_height / 2)},
                       frame.px(value_width - 8), text, muted(frame));
    ImGui::SetCursorScreenPos(at);
    ImGui::InvisibleButton(std::string(s.id).c_str(),
                           {width, frame.px(value_height + track_height)});
    const float middle = at.y + frame.px(value_height + track_height / 2);
    const float half = frame.px(3) / 2;
    ImGui::GetWindowDrawList()->AddRectFilled({at.x + frame.px(knob), middle - half},
                                              {at.x + width - frame.px(knob), middle + half},
                                              u32(frame.theme->line_strong), half);
    anchor_item(frame, s.id, false);
    tooltip(frame, s.id, s.tooltip);
}

}  // namespace

std::optional<SliderChange> slider(Ui& ui, const Slider& s) {
    if (!s.enabled) {
        locked(ui.frame, s);
        return std::nullopt;
    }
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const std::optional<double> typed = top_row(ui, s);
    ImGui::SetCursorScreenPos({min.x, min.y + ui.px(value_height)});
    std::optional<SliderChange> change = track(ui, s);
    const ImVec2 max{min.x + width, min.y + ui.px(value_height + track_height)};
    anchor(ui.frame, s.id, min, max, AnchorKind::widget);
    if (typed && *typed != s.value) change = SliderChange{*typed, ui.session.new_gesture()};
    return change;
}

}  // namespace poolscope::ui
