/// Moves the focus along the controls that were drawn.
#include "ui/frame/focus.hpp"

#include <algorithm>
#include <utility>

#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr std::string_view menu_scope = "menu";

/// Brings the last item into view where its panel scrolls.
void bring_into_view(const Ui& ui) {
    const float top = ImGui::GetWindowPos().y;
    const float bottom = top + ImGui::GetWindowHeight();
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    const float margin = ui.px(12);
    if (ImGui::GetScrollMaxY() <= 0) return;
    if (min.y - margin < top) ImGui::SetScrollY(ImGui::GetScrollY() + min.y - margin - top);
    if (max.y + margin > bottom) ImGui::SetScrollY(ImGui::GetScrollY() + max.y + margin - bottom);
}

void draw_ring(const Ui& ui, bool inset) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // A menu's rows lie one on the other, up to its edge.
    const bool in_menu = ui.focus.drawn.starts_with(menu_scope);
    const float across = ui.px(inset ? -4 : in_menu ? -5 : 2);
    const float down = ui.px(inset ? -4 : in_menu ? -2 : 2);
    const float round = ui.px(in_menu ? 5 : 9);
    const auto ring = [&](theme::Color color, float width) {
        list.AddRect({min.x - across, min.y - down}, {max.x + across, max.y + down}, u32(color),
                     round, 0, width);
    };
    // Two colours, so that it shows on any ground.
    ring(ui.theme->panel, ui.px(4));
    ring(ui.theme->accent, ui.px(2));
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

bool focus_item(Ui& ui, std::string_view id, bool enabled, bool inset) {
    FocusState& focus = ui.focus;
    if (!enabled || focus.drawn != focus.scope) return false;
    focus.path.emplace_back(id);
    if (focus.id != id) return false;
    if (focus.arrived) bring_into_view(ui);
    draw_ring(ui, inset);
    if (ui.text_active || ui.text_was_active) return false;
    return ui.take(Key::enter) || ui.take(Key::keypad_enter) || ui.take(Key::space);
}

bool has_focus(const Ui& ui, std::string_view id) {
    return ui.focus.id == id && ui.focus.drawn == ui.focus.scope && !ui.text_was_active;
}

void give_focus(Ui& ui, std::string_view id) {
    ui.focus.id = id;
    ui.focus.arriving = true;
    ui.changed = true;
}

FocusScope::FocusScope(Ui& ui, std::string_view name)
    : ui_(ui), before_(std::exchange(ui.focus.drawn, std::string(name))) {
    ui.focus.deepest = name;
}

FocusScope::~FocusScope() {
    ui_.focus.drawn = std::move(before_);
}

void begin_focus(Ui& ui) {
    FocusState& focus = ui.focus;
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
    FocusState& focus = ui.focus;
    if (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) focus.id.clear();
    if (const int step = std::exchange(focus.step, 0); step != 0 && !focus.path.empty())
        return give_focus(ui, next_on(focus.path, focus.id, step));
    if (ui.text_active || ui.text_was_active) return;
    const bool in_menu = focus.scope.starts_with(menu_scope);
    // With a cell selected, Tab goes on in the grid.
    const bool in_grid = focus.scope.empty() && ui.view().pointer.selected.has_value();
    if (focus.path.empty() || in_grid) return;
    // A menu that a key opened has its first item lit.
    if (in_menu && ui.menus_by_keys && focus.id.empty()) return give_focus(ui, focus.path.front());
    int by = 0;
    if (ui.take(Key::tab) || (in_menu && ui.take(Key::down))) by = 1;
    if (ui.take(Key::tab, false, true) || (in_menu && ui.take(Key::up))) by = -1;
    if (by != 0) give_focus(ui, next_on(focus.path, focus.id, by));
    // Before a room, one Escape leaves.
    const bool lets_go = focus.scope.empty() && !focus.id.empty() && !ui.projector;
    if (lets_go && ui.take(Key::escape)) {
        focus.id.clear();
        ui.changed = true;
    }
}

}  // namespace poolscope::ui
