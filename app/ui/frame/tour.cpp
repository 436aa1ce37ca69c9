/// The tour's words, and where they point.
#include "ui/frame/tour.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "ui/frame/place.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

/// What is ringed: everything from one anchor to another; a name that ends in a point stands for
/// all anchors that begin with it.
struct Ring {
    const char* from = nullptr;
    const char* to = nullptr;
};

struct Stop {
    std::array<Ring, 3> rings;  ///< what it speaks of; the words stand nearest to the first
    const char* words;
};
constexpr std::array stops{
    Stop{
        {Ring{"stage.input"}, Ring{"stage.output"}},
        word("This is a pooling layer at work. A window slides over the input at the left; what it "
             "reads becomes one cell of the output at the right.")},
    Stop{{Ring{"transport.first", "transport.last"}, Ring{"transport.timeline"}},
         word("Go step by step with the arrow keys or these buttons; Space plays. Every step is as "
              "near as any other: drag along the line to scrub.")},
    Stop{{Ring{"stage.formula"}, Ring{"stage.input"}},
         word("The formula below has the step's real numbers. The winner has a ring and a corner, "
              "padding is hatched: no meaning is in colour alone.")},
    Stop{{Ring{"layer.operator."}},
         word("Choose what becomes of a window's cells: their maximum, their mean, and ten more.")},
    Stop{{Ring{"layer.kernel.label", "layer.dilation_w"}, Ring{"layer.size"}},
         word("Change where windows lie: drag a number, turn the wheel, or click and type. The "
              "output's size is worked out further below.")},
    Stop{{Ring{"stage.input"}, Ring{"stage.output"}},
         word("Point at a cell to see what reads it; click to keep it, then type to change its "
              "value. Everything can be undone with Ctrl+Z.")},
    Stop{{Ring{"mode.backward", "mode.stages"}},
         word("The same layer backward, under another framework's rules, or in stages.")},
    Stop{{Ring{"menu.lessons"}, Ring{"transport.quiz"}},
         word("Lessons begin with what pooling is, and ask before they show. The quiz (Q) asks "
              "about whatever layer you have, and says why an answer is wrong.")},
    Stop{{Ring{"menu.file"}, Ring{"menu.view"}, Ring{"menu.help"}},
         word("Open pictures and arrays, or an example. View has the projector (F11) and the "
              "language, Help has all keys: press F1 or the question mark.")}};

constexpr float width = 270;
constexpr float margin = 16;
constexpr float ring_gap = 4;  ///< between a ring and what it is around
constexpr float space = 12;    ///< between rings and words

/// What shows of an anchor, or of all that begin with a name.
drawing::Rect shown_of(const Frame& frame, std::string_view name) {
    drawing::Rect all;
    const bool many = name.ends_with('.');
    for (const auto& [id, one] : frame.anchors.all()) {
        const bool widget = one.kind == AnchorKind::widget;
        if (id == name || (many && widget && id.starts_with(name)))
            all = drawing::united(all, one.visible);
    }
    return all;
}

/// What a stop rings, as far as it is in sight; else the stage.
std::vector<drawing::Rect> rings_of(const Frame& frame, const Stop& stop) {
    std::vector<drawing::Rect> rings;
    for (const Ring& ring : stop.rings) {
        if (ring.from == nullptr) continue;
        drawing::Rect about = shown_of(frame, ring.from);
        if (ring.to != nullptr) about = drawing::united(about, shown_of(frame, ring.to));
        if (about.w > 0 && about.h > 0) rings.push_back(drawing::grown(about, frame.px(ring_gap)));
    }
    if (rings.empty()) rings.push_back(frame.layout.stage);
    return rings;
}

/// Beside what is ringed, and where there is a choice not on the rest of its panel.
ImVec2 place_of(const Frame& frame, const std::vector<drawing::Rect>& rings, ImVec2 size) {
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const std::array better{frame.layout.layer, frame.layout.menu_bar, frame.layout.mode_bar};
    const float edge = frame.px(space);
    const drawing::Point at =
        place_beside({.size = {size.x, size.y},
                      .about = rings.front(),
                      .kept_clear = rings,
                      .better_clear = better,
                      .within = {edge, edge, window.x - 2 * edge, window.y - 2 * edge},
                      .gap = edge});
    return {at.x, at.y};
}

void draw_rings(Frame& frame, const std::vector<drawing::Rect>& rings) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    std::string id = "tour.ring";
    for (const drawing::Rect& ring : rings) {
        list.AddRect({ring.x, ring.y}, {ring.right(), ring.bottom()}, u32(frame.theme->window),
                     frame.px(10), 0, frame.px(3));
        Anchor named;
        named.rect = named.visible = ring;
        named.kind = AnchorKind::place;
        frame.anchors.record(id, named);
        id += "'";
    }
}

/// The buttons below the words, in the middle of which is how far the tour has got.
void draw_buttons(Ui& ui, ImVec2 at, float inner) {
    const bool last = ui.session.tour.step + 1 == stops.size();
    const char* onward = tr(last ? word("Done") : word("Next"));
    const float next_width = std::max(button_width(ui.frame, onward), ui.px(84));
    ImGui::SetCursorScreenPos(at);
    if (button(ui.frame, "tour.skip", tr("Skip"))) leave_tour(ui.session);
    const std::string place = trf("{0} of {1}", ui.session.tour.step + 1, stops.size());
    const TextLook look{ui.frame.theme->text_muted, theme::Font::regular, small_size};
    draw_text(ui.frame, *ImGui::GetWindowDrawList(),
              at.x + (inner - width_of(ui.frame, place, look.face, look.size)) / 2,
              at.y + ui.px(15), place, look);
    ImGui::SetCursorScreenPos({at.x + inner - next_width, at.y});
    const bool pressed = button(ui.frame, "tour.next", onward,
                                {.tooltip = {}, .filled = true, .width = next_width}) ||
                         ui.take(Key::right);
    if (!pressed) return;
    if (last) return leave_tour(ui.session);
    ++ui.session.tour.step;
    ui.session.changed = true;
}

}  // namespace

void draw_tour(Ui& ui) {
    if (!ui.session.tour.on || ui.dialog) return;
    const Stop& stop = stops[std::min(ui.session.tour.step, stops.size() - 1)];
    const std::vector<drawing::Rect> rings = rings_of(ui.frame, stop);
    draw_rings(ui.frame, rings);
    const TextLook look = body(ui.frame);
    const float inner = ui.px(width - 2 * margin);
    const float words = wrapped_height(ui.frame, inner, tr(stop.words), look);
    const ImVec2 size{ui.px(width), words + ui.px(2 * margin + 14 + 30)};
    const ImVec2 at = place_of(ui.frame, rings, size);
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(12));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.px(1));
    const int flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                      ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                      ImGuiWindowFlags_NoScrollbar;
    if (ImGui::Begin("##tour", nullptr, flags)) {
        anchor(ui.frame, "tour.box", at, {at.x + size.x, at.y + size.y}, AnchorKind::place);
        const FocusScope scope(ui.frame, "tour");
        if (ui.frame.focus.id.empty()) give_focus(ui.frame, "tour.next");
        const ImVec2 text{at.x + ui.px(margin), at.y + ui.px(margin)};
        const float needed =
            draw_wrapped(ui.frame, *ImGui::GetWindowDrawList(), text, inner, tr(stop.words), look);
        anchor(ui.frame, "tour.words", text, {text.x + inner, text.y + words}, AnchorKind::text,
               needed);
        draw_buttons(ui, {text.x, text.y + words + ui.px(14)}, inner);
        if (ui.take(Key::escape)) leave_tour(ui.session);
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace poolscope::ui
