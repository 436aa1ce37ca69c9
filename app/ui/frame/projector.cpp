/// What a whole room sees beside the stage (see projector.hpp).
#include "ui/frame/projector.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/pane_view.hpp"
#include "session/actions/actions.hpp"
#include "session/projector.hpp"
#include "ui/frame/place.hpp"
#include "ui/frame/style.hpp"
#include "ui/stage/word_areas.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr double hint_seconds = 5;  ///< after it was entered
constexpr double edge_seconds = 1;  ///< after the pointer left the edge
constexpr double ring_seconds = 3;  ///< after the pointer moved last
constexpr double fade_seconds = 0.5;
constexpr float edge = 48;  ///< logical pixels of the stage

/// 1, until it fades out before `until`.
float strength(const Session& session, double until) {
    const double left = until - session.now;
    if (session.settings.reduced_motion) return left > 0 ? 1.0F : 0.0F;
    return static_cast<float>(std::clamp(left / fade_seconds, 0.0, 1.0));
}

/// Seconds until that changes.
double wait_for(const Session& session, double until) {
    const double left = until - session.now;
    if (left <= 0) return std::numeric_limits<double>::infinity();
    const double fade = session.settings.reduced_motion ? 0 : fade_seconds;
    return std::max(left - fade, 0.0);
}

theme::Color faded(theme::Color color, float alpha) {
    return theme::with_alpha(color, alpha * static_cast<float>(color.a) / 255);
}

/// At the top, where it covers neither words nor cells.
drawing::Point hint_place(const Ui& ui, drawing::Size size) {
    const drawing::Rect& r = ui.frame.layout.stage;
    const float s = ui.frame.stage_scale;
    std::vector<drawing::Rect> clear;
    const auto keep_clear = [&](const drawing::Rect& part) {
        clear.push_back({r.x + part.x * s, r.y + part.y * s, part.w * s, part.h * s});
    };
    for (const drawing::Rect& words : word_areas(ui.stage.drawing)) keep_clear(words);
    for (const drawing::HitGrid& grid : ui.stage.drawing.hits) keep_clear(grid.visible);
    return place_beside({.size = size,
                         .about = {r.x + r.w / 2, r.y, 1, 1},
                         .kept_clear = clear,
                         .within = drawing::grown(r, -ui.px(6)),
                         .gap = ui.px(4)});
}

/// The pill at the top that says how to leave, and does it when it is clicked.
void draw_hint(Ui& ui) {
    const float alpha =
        ui.projector_view.at_edge ? 1 : strength(ui.session, ui.projector_view.hint_until);
    if (alpha <= 0) return;
    const std::string words = trf("{0} leaves the projector · {1} lists the keys",
                                  name_of(action_row("edit.release").shortcut),
                                  name_of(action_row("help.shortcuts").shortcut));
    const TextLook look{faded(ui.frame.theme->text, alpha), theme::Font::regular, body_size};
    const ImVec2 size{width_of(ui.frame, words, look.face, look.size) + ui.px(36), ui.px(36)};
    const drawing::Point at = hint_place(ui, {size.x, size.y});
    const ImVec2 low{at.x, at.y};
    ImGui::SetNextWindowPos(low);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::Begin("##projector_hint", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar(2);
    if (ImGui::InvisibleButton("projector.leave", size)) leave_projector(ui.session);
    anchor_item(ui.frame, "projector.leave", true, width_of(ui.frame, words, look.face, look.size));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 high{low.x + size.x, low.y + size.y};
    const bool hovered = ImGui::IsItemHovered();
    list.AddRectFilled(
        low, high,
        u32(faded(hovered ? ui.frame.theme->panel_sunken : ui.frame.theme->panel, alpha)),
        size.y / 2);
    list.AddRect(low, high, u32(faded(ui.frame.theme->line_strong, alpha)), size.y / 2, 0,
                 ui.px(1));
    draw_text(ui.frame, list, low.x + ui.px(18), (low.y + high.y) / 2, words, look);
    ImGui::End();
}

/// The cell under the pointer where its number can be read.
std::optional<drawing::Rect> held_cell(const Ui& ui) {
    const auto& hover = ui.session.view().pointer.hover;
    if (!hover) return std::nullopt;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const drawing::Rect& r = ui.frame.layout.stage;
    const drawing::Point at{(mouse.x - r.x) / ui.frame.stage_scale,
                            (mouse.y - r.y) / ui.frame.stage_scale};
    for (const auto& rect : {drawing::lens_rect(ui.stage.drawing, *hover),
                             drawing::cell_rect(ui.stage.drawing, *hover)})
        if (rect && rect->contains(at) &&
            std::min(rect->w, rect->h) >= drawing::smallest_labelled_cell)
            return rect;
    return std::nullopt;
}

/// A ring that is seen from the back row: around the whole cell pointed at, so that it does not
/// cover its number, else around the pointer.
void draw_ring(const Ui& ui) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const float alpha = strength(ui.session, ui.projector_view.moved_at + ring_seconds);
    if (alpha <= 0 || !ImGui::IsMousePosValid(&at)) return;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const float scale = ui.frame.stage_scale;
    const ImU32 around = u32(faded(ui.frame.theme->panel, alpha));
    const ImU32 ring = u32(faded(ui.frame.theme->hover, alpha));
    if (const auto cell = held_cell(ui)) {
        const drawing::Rect& r = ui.frame.layout.stage;
        const drawing::Rect out = drawing::grown(*cell, 2);
        const ImVec2 low{r.x + out.x * scale, r.y + out.y * scale};
        const ImVec2 high{low.x + out.w * scale, low.y + out.h * scale};
        list.AddRect(low, high, around, 7 * scale, 0, 5.5F * scale);
        list.AddRect(low, high, ring, 7 * scale, 0, 3.5F * scale);
        return;
    }
    const float radius = 13 * scale;
    list.AddCircle(at, radius, around, 0, 3.5F * scale);
    list.AddCircle(at, radius, ring, 0, 2 * scale);
}

/// Over everything; a click shows all again.
void draw_black(Session& session) {
    ImGui::GetForegroundDrawList()->AddRectFilled({0, 0}, ImGui::GetIO().DisplaySize,
                                                  IM_COL32(0, 0, 0, 255));
    for (const int button : {0, 1, 2})
        if (ImGui::IsMouseClicked(button)) show_black(session, false);
}

}  // namespace

void draw_projector(Ui& ui) {
    ProjectorView& view = ui.projector_view;
    if (ui.session.projector && !view.on) {
        view.hint_until = ui.session.now + hint_seconds;
        view.moved_at = ui.session.now;
    }
    view.on = ui.session.projector;
    if (!view.on) return;
    if (ui.session.black) return draw_black(ui.session);
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) view.moved_at = ui.session.now;
    const bool was_at_edge = view.at_edge;
    view.at_edge = ImGui::IsMousePosValid(&io.MousePos) &&
                   io.MousePos.y < ui.frame.layout.stage.y + edge * ui.frame.stage_scale;
    if (was_at_edge && !view.at_edge)
        view.hint_until = std::max(view.hint_until, ui.session.now + edge_seconds);
    if (!ui.dialog) draw_hint(ui);
    draw_ring(ui);
}

double projector_wait(const Ui& ui) {
    const ProjectorView& view = ui.projector_view;
    if (!view.on || ui.session.black) return std::numeric_limits<double>::infinity();
    return std::min(wait_for(ui.session, view.hint_until),
                    wait_for(ui.session, view.moved_at + ring_seconds));
}

}  // namespace poolscope::ui
