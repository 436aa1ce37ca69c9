/// Moves the focus along the controls that were drawn.
#include "ui/frame/focus.hpp"

#include <algorithm>
#include <utility>

#include "ui/frame/style.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr std::string_view menu_scope = "menu";

/// Brings the last item into view where its panel scrolls.
void bring_into_view(const Frame& frame) {
    const float top = ImGui::GetWindowPos().y;
    const float bottom = top + ImGui::GetWindowHeight();
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    const float margin = frame.px(12);
    if (ImGui::GetScrollMaxY() <= 0) return;
    if (min.y - margin < top) ImGui::SetScrollY(ImGui::GetScrollY() + min.y - margin - top);
    if (max.y + margin > bottom) ImGui::SetScrollY(ImGui::GetScrollY() + max.y + margin - bottom);
}

void draw_ring(const Frame& frame, bool inset) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // A menu's rows lie one on the other, up to its edge.
    const bool in_menu = frame.focus.drawn.starts_with(menu_scope);
    const float across = frame.px(inset ? -4 : in_menu ? -5 : 2);
    const float down = frame.px(inset ? -4 : in_menu ? -2 : 2);
    const float round = frame.px(in_menu ? 5 : 9);
    const auto ring = [&](theme::Color color, float width) {
        list.AddRect({min.x - across, min.y - down}, {max.x + across, max.y + down}, u32(color),
                     round, 0, width);
    };
    // Two colours, so that it shows on any ground.
    ring(frame.theme->panel, frame.px(4));
    ring(frame.theme->accent, frame.px(2));
}

/// Where on the path the focus goes from `id` by `by`; it goes round at the ends.
std::string next_on(const std::vector<std::string>& path, const std::string& id, int by) {
    const auto at = std::find(path.begin(), path.end(), id);
    const auto count = static_cast<std::ptrdiff_t>(path.size());
    std::ptrdiff_t to = by > 0 ? 0 : count - 1;
    if (at != path.end()) to = (at - path.begin() + by + count) % count;
    return path[static_cast<std::size_t>(to)];
}

}  // namespace

bool focus_item(Frame& frame, std::string_view id, bool enabled, bool inset) {
    FocusState& focus = frame.focus;
    if (!enabled || focus.drawn != focus.scope) return false;
    focus.path.emplace_back(id);
    if (focus.id != id) return false;
    if (focus.arrived) bring_into_view(frame);
    draw_ring(frame, inset);
    if (frame.text_active || frame.text_was_active) return false;
    return frame.take(Key::enter) || frame.take(Key::keypad_enter) || frame.take(Key::space);
}

bool has_focus(const Frame& frame, std::string_view id) {
    return frame.focus.id == id && frame.focus.drawn == frame.focus.scope && !frame.text_was_active;
}

void give_focus(Frame& frame, std::string_view id) {
    frame.focus.id = id;
    frame.focus.arriving = true;
    frame.changed = true;
}

FocusScope::FocusScope(Frame& frame, std::string_view name)
    : frame_(frame), before_(std::exchange(frame.focus.drawn, std::string(name))) {
    frame.focus.deepest = name;
}

FocusScope::~FocusScope() {
    frame_.focus.drawn = std::move(before_);
}

void begin_focus(Frame& frame) {
    FocusState& focus = frame.focus;
    // What was drawn last takes the keyboard; the focus does not reach through it.
    if (focus.scope != focus.deepest) {
        focus.kept[focus.scope] = focus.id;
        if (!focus.arriving) focus.id = focus.kept[focus.deepest];
        focus.kept.erase(focus.deepest);
        focus.scope = focus.deepest;
    }
    focus.deepest.clear();
    focus.drawn.clear();
    focus.path.clear();
    focus.arrived = std::exchange(focus.arriving, false);
}

void move_focus(Ui& ui) {
    FocusState& focus = ui.frame.focus;
    if (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) focus.id.clear();
    if (const int step = std::exchange(focus.step, 0); step != 0 && !focus.path.empty())
        return give_focus(ui.frame, next_on(focus.path, focus.id, step));
    if (ui.frame.text_active || ui.frame.text_was_active) return;
    const bool in_menu = focus.scope.starts_with(menu_scope);
    // With a cell selected, Tab goes on in the grid.
    const bool in_grid = focus.scope.empty() && ui.session.view().pointer.selected.has_value();
    if (focus.path.empty() || in_grid) return;
    // A menu that a key opened has its first item lit.
    if (in_menu && ui.frame.menus_by_keys && focus.id.empty())
        return give_focus(ui.frame, focus.path.front());
    int by = 0;
    if (ui.take(Key::tab) || (in_menu && ui.take(Key::down))) by = 1;
    if (ui.take(Key::tab, false, true) || (in_menu && ui.take(Key::up))) by = -1;
    if (by != 0) give_focus(ui.frame, next_on(focus.path, focus.id, by));
    // Before a room, one Escape leaves.
    const bool lets_go = focus.scope.empty() && !focus.id.empty() && !ui.session.projector;
    if (lets_go && ui.take(Key::escape)) {
        focus.id.clear();
        ui.frame.changed = true;
    }
}

}  // namespace poolscope::ui
