/// The panel at the bottom: the step buttons, the timeline, speed, grain and loop.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "drawing/network_words.hpp"
#include "session/actions/actions.hpp"
#include "session/actions/speeds.hpp"
#include "session/key_hint.hpp"
#include "session/lesson_commands.hpp"
#include "session/network_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float button_size = 38;
constexpr float play_size = 48;
constexpr float choice_height = 32;
constexpr float least_dot_pitch = 14;

/// The panel's measures, in window pixels: tighter in a narrow window.
struct Measures {
    float left, right, middle, space;
    float speed_width, grain_width, loop_width;
    bool speed;  ///< there is room for its choice; keys change it too
};

Measures measure(const Frame& frame) {
    const drawing::Rect& r = frame.layout.transport;
    const bool narrow = r.w / frame.scale < 1180;
    Measures m{};
    m.space = frame.px(narrow ? 12 : 24);
    m.left = r.x + m.space;
    m.right = r.right() - m.space;
    m.middle = std::round(r.y + r.h / 2);
    m.speed_width = frame.px(narrow ? 276 : 308);
    m.grain_width = frame.px(narrow ? 128 : 150);
    m.loop_width = frame.px(button_size);
    m.speed = r.w / frame.scale >= 960;
    return m;
}

/// The five round buttons; returns where they end.
float step_buttons(Ui& ui, const Measures& m) {
    struct Row {
        const char* id;
        const char* action;
        Icon icon;
    };
    const bool playing = ui.session.playback().playing;
    const Row buttons[] = {{"transport.first", "play.first", Icon::first},
                           {"transport.back", "play.back", Icon::back},
                           {"transport.play", "play.toggle", playing ? Icon::pause : Icon::play},
                           {"transport.next", "play.forward", Icon::forward},
                           {"transport.last", "play.last", Icon::last}};
    float x = m.left;
    for (const Row& row : buttons) {
        const bool play = row.icon == Icon::play || row.icon == Icon::pause;
        const float diameter = play ? play_size : button_size;
        ImGui::SetCursorScreenPos({x, m.middle - std::round(ui.px(diameter) / 2)});
        std::string tip =
            ui.session.has_steps ? tip_of(row.action) : tr("There is no step: see the message");
        if (hides_steps(ui.session)) tip = tr(steps_would_tell);
        if (icon_button(ui.frame, row.id, row.icon,
                        {.tooltip = tip,
                         .diameter = diameter,
                         .enabled = ui.session.has_steps && !hides_steps(ui.session),
                         .filled = play}))
            action_row(row.action).run(ui.session);
        x += ui.px(diameter) + m.space;
    }
    return x;
}

/// A label above a choice, both centred on the panel's middle; the cursor is left at the choice.
void choice_label(Frame& frame, const Measures& m, float x, const char* id, const char* label) {
    const float top = m.middle - frame.px(choice_height / 2 + 3);
    draw_text(frame, *ImGui::GetWindowDrawList(), x, top - frame.px(4), label,
              {frame.theme->text_muted, theme::Font::regular, small_size});
    const float width = width_of(frame, label, theme::Font::regular, small_size);
    anchor(frame, id, {x, top - frame.px(12)}, {x + width, top + frame.px(4)}, AnchorKind::text,
           width);
    ImGui::SetCursorScreenPos({x, top + frame.px(11)});
}

void speed_choice(Ui& ui, const Measures& m, float x) {
    choice_label(ui.frame, m, x, "transport.speed.label", tr("Speed"));
    std::vector<Segment> segments;
    std::size_t chosen = segments.max_size();
    for (const Speed& speed : speeds) {
        if (speed.is_of(ui.session.preferences())) chosen = segments.size();
        segments.push_back({speed.id, tr(speed.label), tr(speed.note())});
    }
    if (const auto clicked =
            segmented(ui.frame, "transport.speed", segments, chosen, m.speed_width))
        ui.session.emit(model::SetSpeed{speeds[*clicked].factor, speeds[*clicked].pace});
}

void grain_choice(Ui& ui, const Measures& m, float x) {
    choice_label(ui.frame, m, x, "transport.grain.label", tr("Step by"));
    const bool backward = ui.session.view().mode == model::Mode::backward;
    std::vector<Segment> segments{
        Segment{"window", tr("grain|window"),
                tr(backward ? word("The way back goes from window to window")
                            : word("One step a window"))},
        Segment{"cell", tr("grain|cell"),
                tr(backward ? word("The way back goes from window to window")
                            : word("One step a cell of the window: see the result build up")),
                !backward}};
    if (has_layers(ui.session))
        segments.push_back(
            {"layer", tr("grain|layer"), tr("One step a layer of the network: all of it at once")});
    const bool by_window = backward || ui.session.view().grain == Grain::window;
    const std::size_t chosen = ui.session.view().by_layer ? 2 : by_window ? 0 : 1;
    const auto clicked = segmented(ui.frame, "transport.grain", segments, chosen, m.grain_width);
    if (!clicked || *clicked == chosen || (backward && *clicked == 1)) return;
    if (*clicked == 2) return ui.session.emit(model::SetByLayer{true});
    ui.session.emit(model::SetGrain{*clicked == 0 ? Grain::window : Grain::cell});
}

void loop_choice(Ui& ui, const Measures& m, float x) {
    choice_label(ui.frame, m, x, "transport.loop.label", tr("Loop"));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(1)});
    if (toggle(ui.frame, "transport.loop", ui.session.preferences().loop, tip_of("play.loop")))
        run_action(ui.session, "play.loop");
}

/// Begins or ends a quiz; returns where the button ends.
float quiz_button(Ui& ui, const Measures& m, float x) {
    const bool on = ui.session.classroom.activity == lessons::Activity::quiz;
    ImGui::SetCursorScreenPos({x, m.middle - ui.px(15)});
    const std::string label = said(ui.session, say("Quiz"));
    if (button(ui.frame, "transport.quiz", label, {.tooltip = tip_of("lesson.quiz"), .filled = on}))
        run_action(ui.session, "lesson.quiz");
    return x + button_width(ui.frame, label) + m.space;
}

/// The line from the first step to the last, as far as it is done, and its handle.
void draw_track(Frame& frame, float x0, float x1, float y, std::size_t step, std::size_t count) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const theme::Theme& theme = *frame.theme;
    const auto at = [&](std::size_t i) {
        return count < 2 ? x0
                         : x0 + (x1 - x0) * static_cast<float>(static_cast<double>(i) /
                                                               static_cast<double>(count - 1));
    };
    const float thick = frame.px(3);
    const auto bar = [&](float from, float to, theme::Color color) {
        list.AddRectFilled({from, y - thick / 2}, {to, y + thick / 2}, u32(color), thick / 2);
    };
    bar(x0, x1, theme.line_strong);
    bar(x0, at(step), theme.accent);
    const float pitch = count < 2 ? 0 : (x1 - x0) / static_cast<float>(count - 1);
    if (pitch >= frame.px(least_dot_pitch))
        for (std::size_t i = 0; i < count; ++i)
            list.AddCircleFilled({at(i), y}, frame.px(5),
                                 u32(i <= step ? theme.accent : theme.line_strong));
    list.AddCircleFilled({at(step), y}, frame.px(9), u32(theme.accent));
}

/// Which step it is, and beside it what the keys do, in the longest form that has room.
void position_line(Ui& ui, const std::string& position, float left, float right, float middle) {
    const TextLook look{ui.frame.theme->text_muted, theme::Font::regular, small_size};
    const float width = width_of(ui.frame, position, look.face, look.size);
    const float between = ui.px(14);
    std::string hint;
    float hint_width = 0;
    for (const std::string& form : key_hints(ui.session)) {
        hint_width = width_of(ui.frame, form, look.face, look.size);
        if (width + between + hint_width > right - left) continue;
        hint = form;
        break;
    }
    const float whole = hint.empty() ? width : width + between + hint_width;
    const float x = (left + right - whole) / 2;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto words = [&](const char* id, float from, const std::string& text, float wide,
                           theme::Color color) {
        draw_text(ui.frame, list, from, middle, text, {color, look.face, look.size});
        anchor(ui.frame, id, {from, middle - ui.px(8)}, {from + wide, middle + ui.px(8)},
               AnchorKind::text, wide);
    };
    words("transport.position", x, position, width, look.color);
    if (hint.empty()) return;
    words("transport.keys", x + width + between, hint, hint_width, ui.frame.theme->text_faint);
}

void timeline(Ui& ui, float left, float right, float middle) {
    const std::size_t count = figure_steps(ui.session.store.figure(),
                                           ui.session.store.run().results, ui.session.view().grain);
    const std::size_t step = ui.session.view().step;
    const bool hidden = hides_steps(ui.session);  // the dots tell how many outputs there are
    const float half = ui.px(16);
    const float y = middle - ui.px(2);
    const float inset = ui.px(10);
    if (right - left < 4 * inset) return;
    ImGui::SetCursorScreenPos({left, y - half});
    ImGui::InvisibleButton("transport.timeline", {right - left, 2 * half});
    (void)focus_item(ui.frame, "transport.timeline",
                     count > 0 && !hidden);  // the arrow keys step anyway
    anchor_item(ui.frame, "transport.timeline", count > 0 && !hidden);
    const float x0 = left + inset;
    const float x1 = right - inset;
    if (count > 0 && !hidden && ImGui::IsItemActive()) {
        const float t = std::clamp((ImGui::GetIO().MousePos.x - x0) / (x1 - x0), 0.0F, 1.0F);
        const auto target = static_cast<std::size_t>(
            std::llround(static_cast<double>(t) * static_cast<double>(count - 1)));
        if (target != step || ui.session.playback().playing) ui.session.emit(model::Seek{target});
    }
    tooltip(ui.frame, "transport.timeline",
            tr(hidden ? steps_would_tell : word("Drag to any step")));
    std::string label = count == 0 ? tr("no steps")
                        : hidden   ? "?"
                                   : std::to_string(step + 1) + " / " + std::to_string(count);
    if (has_layers(ui.session)) {
        const auto& layers = ui.session.whole().layers;
        const std::size_t at = ui.session.store.at();
        label = trf("{0} in {1} · layer {2} of {3}", label, drawing::layer_name(layers[at]), at + 1,
                    layers.size());
    }
    if (count > 0 && !hidden) draw_track(ui.frame, x0, x1, y, step, count);
    position_line(ui, label, left, right, y + ui.px(26));
}

}  // namespace

void draw_transport(Ui& ui) {
    const Measures m = measure(ui.frame);
    const float buttons_end = step_buttons(ui, m);
    const float loop_x = m.right - toggle_width(ui.frame);
    const float grain_x = loop_x - m.space - m.grain_width;
    const float speed_x = grain_x - m.space - m.speed_width;
    const float quiz_end = quiz_button(ui, m, buttons_end);
    timeline(ui, quiz_end, (m.speed ? speed_x : grain_x) - m.space, m.middle);
    if (m.speed) speed_choice(ui, m, speed_x);
    grain_choice(ui, m, grain_x);
    loop_choice(ui, m, loop_x);
}

}  // namespace poolscope::ui
