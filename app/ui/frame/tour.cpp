/// The tour's words, and where they point.
#include "ui/frame/tour.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/frame/style.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

struct Stop {
    const char* anchor;  ///< what it is about
    const char* words;
};
constexpr std::array stops{
    Stop{
        "panel.stage",
        word("This is a pooling layer at work. A window slides over the input at the left; what it "
             "reads becomes one cell of the output at the right.")},
    Stop{"transport.next",
         word("Go step by step with the arrow keys or these buttons; Space plays. Every step is as "
              "near as any other: drag along the line to scrub.")},
    Stop{"panel.stage",
         word("The formula below has the step's real numbers. The winner has a ring and a corner, "
              "padding is hatched: no meaning is in colour alone.")},
    Stop{"layer.operator.max",
         word("Choose what becomes of a window's cells: their maximum, their mean, and ten more.")},
    Stop{"layer.kernel_h",
         word("Change where windows lie: drag a number, turn the wheel, or click and type. The "
              "output's size is worked out further below.")},
    Stop{"panel.stage",
         word("Point at a cell to see what reads it; click to keep it, then type to change its "
              "value. Everything can be undone with Ctrl+Z.")},
    Stop{"mode.backward",
         word("The same layer backward, under another framework's rules, or in stages.")},
    Stop{"menu.lessons",
         word("Lessons begin with what pooling is, and ask before they show. The quiz (Q) asks "
              "about whatever layer you have, and says why an answer is wrong.")},
    Stop{"menu.file",
         word("Open pictures and arrays, or an example. View has the projector (F11) and the "
              "language, Help has all keys: press F1 or the question mark.")}};

constexpr float width = 270;
constexpr float margin = 16;

/// Beside `about` where there is room, else over its lower part.
ImVec2 place_of(const Ui& ui, const drawing::Rect& about, ImVec2 size) {
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float space = ui.px(14);
    // What stands beside it in the panel at the left stays in sight.
    const float panel = ui.layout.layer.right();
    const float edge = about.x < panel ? std::max(about.right(), panel) : about.right();
    ImVec2 at{edge + space, about.center().y - size.y / 2};
    if (at.x + size.x > window.x) at.x = about.x - space - size.x;
    if (at.x < 0) {
        at = {about.center().x - size.x / 2, about.bottom() + space};
        if (at.y + size.y > window.y) at.y = about.y - space - size.y;
        if (at.y < 0) at.y = about.bottom() - size.y - space;
    }
    return {std::round(std::clamp(at.x, space, std::max(window.x - size.x - space, space))),
            std::round(std::clamp(at.y, space, std::max(window.y - size.y - space, space)))};
}

void draw_frame(Ui& ui, const drawing::Rect& about) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const float out = ui.px(4);
    list.AddRect({about.x - out, about.y - out}, {about.right() + out, about.bottom() + out},
                 u32(ui.theme->window), ui.px(10), 0, ui.px(3));
}

/// The buttons below the words, in the middle of which is how far the tour has got.
void draw_buttons(Ui& ui, ImVec2 at, float inner) {
    const bool last = ui.tour.step + 1 == stops.size();
    const char* onward = tr(last ? word("Done") : word("Next"));
    const float next_width = std::max(button_width(ui, onward), ui.px(84));
    ImGui::SetCursorScreenPos(at);
    if (button(ui, "tour.skip", tr("Skip"))) leave_tour(ui);
    const std::string place = trf("{0} of {1}", ui.tour.step + 1, stops.size());
    const TextLook look{ui.theme->text_muted, theme::Font::regular, small_size};
    draw_text(ui, *ImGui::GetWindowDrawList(),
              at.x + (inner - width_of(ui, place, look.face, look.size)) / 2, at.y + ui.px(15),
              place, look);
    ImGui::SetCursorScreenPos({at.x + inner - next_width, at.y});
    const bool pressed =
        button(ui, "tour.next", onward, {.tooltip = {}, .filled = true, .width = next_width}) ||
        ui.take(Key::right);
    if (!pressed) return;
    if (last) return leave_tour(ui);
    ++ui.tour.step;
    ui.changed = true;
}

}  // namespace

void draw_tour(Ui& ui) {
    if (!ui.tour.on || ui.dialog) return;
    const Stop& stop = stops[std::min(ui.tour.step, stops.size() - 1)];
    const Anchor* found = ui.anchors.find(stop.anchor);
    const drawing::Rect about = found != nullptr ? found->visible : ui.layout.stage;
    if (std::string_view(stop.anchor) != "panel.stage") draw_frame(ui, about);
    const TextLook look = body(ui);
    const float inner = ui.px(width - 2 * margin);
    const float words = wrapped_height(ui, inner, tr(stop.words), look);
    const ImVec2 size{ui.px(width), words + ui.px(2 * margin + 14 + 30)};
    const ImVec2 at = place_of(ui, about, size);
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(12));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.px(1));
    const int flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                      ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                      ImGuiWindowFlags_NoScrollbar;
    if (ImGui::Begin("##tour", nullptr, flags)) {
        const FocusScope scope(ui, "tour");
        if (ui.focus.id.empty()) give_focus(ui, "tour.next");
        const ImVec2 text{at.x + ui.px(margin), at.y + ui.px(margin)};
        const float needed =
            draw_wrapped(ui, *ImGui::GetWindowDrawList(), text, inner, tr(stop.words), look);
        anchor(ui, "tour.words", text, {text.x + inner, text.y + words}, AnchorKind::text, needed);
        draw_buttons(ui, {text.x, text.y + words + ui.px(14)}, inner);
        if (ui.take(Key::escape)) leave_tour(ui);
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace poolscope::ui
