/// The list of panels, and the window each is drawn in.
#include "ui/panels/panels.hpp"

#include <string>

#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr Panel all[] = {
    {.id = "menu_bar", .place = &Layout::menu_bar, .draw = draw_menu_bar, .margin = 0},
    {.id = "layer", .place = &Layout::layer, .draw = draw_layer, .scrolls = true},
    {.id = "mode_bar",
     .place = &Layout::mode_bar,
     .draw = draw_mode_bar,
     .on_background = true,
     .margin = 0},
    {.id = "strip",
     .place = &Layout::strip,
     .draw = draw_strip,
     .on_background = true,
     .margin = 0},
    {.id = "stage",
     .place = &Layout::stage,
     .draw = draw_stage,
     .on_background = true,
     .margin = 0},
    {.id = "inspector", .place = &Layout::inspector, .draw = draw_inspector, .scrolls = true},
    {.id = "lesson", .place = &Layout::lesson, .draw = draw_lesson, .scrolls = true},
    {.id = "transport", .place = &Layout::transport, .draw = draw_transport, .margin = 0},
    {.id = "messages",
     .place = &Layout::messages,
     .draw = draw_messages,
     .margin = 0,
     .floats = true},
};

int window_flags(const Frame& frame, const Panel& panel) {
    int flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings;
    flags |= panel.floats ? ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing
                          : ImGuiWindowFlags_NoBringToFrontOnFocus;
    // A lesson is as high as its words: a scrollbar that comes and goes would break them anew.
    const bool has_bar = panel.scrolls && panel.place != &Layout::lesson;
    if (!has_bar) flags |= ImGuiWindowFlags_NoScrollbar;
    if (!panel.scrolls || frame.wheel_was_taken) flags |= ImGuiWindowFlags_NoScrollWithMouse;
    if (panel.place == &Layout::menu_bar) flags |= ImGuiWindowFlags_MenuBar;
    return flags;
}

void draw_edges(const Frame& frame, const Panel& panel, const drawing::Rect& r) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRectFullScreen();
    const ImU32 color = u32(frame.theme->line);
    const float w = frame.px(1);
    const auto line = [&](float x, float y, float width, float height) {
        list.AddRectFilled({x, y}, {x + width, y + height}, color);
    };
    if (panel.place == &Layout::menu_bar) line(r.x, r.bottom() - w, r.w, w);
    if (panel.place == &Layout::layer) line(r.right() - w, r.y, w, r.h);
    if (panel.place == &Layout::inspector || panel.place == &Layout::lesson) line(r.x, r.y, w, r.h);
    if (panel.place == &Layout::lesson) line(r.x, r.bottom() - w, r.w, w);
    if (panel.place == &Layout::transport) line(r.x, r.y, r.w, w);
    list.PopClipRect();
}

void draw_panel(Ui& ui, const Panel& panel) {
    const drawing::Rect& r = ui.frame.layout.*panel.place;
    if (r.w < 1 || r.h < 1) return;
    ImGui::SetNextWindowPos({r.x, r.y});
    ImGui::SetNextWindowSize({r.w, r.h});
    const theme::Color ground =
        panel.on_background ? ui.frame.theme->background : ui.frame.theme->panel;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(ground));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(panel.margin), ui.px(panel.margin)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(15)});
    const bool open = ImGui::Begin((std::string("##") + panel.id).c_str(), nullptr,
                                   window_flags(ui.frame, panel));
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
    if (open) {
        anchor(ui.frame, std::string("panel.") + panel.id, {r.x, r.y}, {r.right(), r.bottom()},
               AnchorKind::panel);
        panel.draw(ui);
        draw_edges(ui.frame, panel, r);
    }
    ImGui::End();
}

}  // namespace

std::span<const Panel> panels() {
    return all;
}

void draw_panels(Ui& ui) {
    for (const Panel& panel : panels()) draw_panel(ui, panel);
}

}  // namespace poolscope::ui
