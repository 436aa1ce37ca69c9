/// The menu of the right button (see context_menu.hpp).
#include "ui/stage/context_menu.hpp"

#include <string>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/actions/context_rows.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr const char* popup = "##context";

/// By a key, below the cell that it is about.
ImVec2 place_of(const Ui& ui) {
    const auto& cell = ui.stage.context->cell;
    if (!cell) return ImGui::GetIO().MousePos;
    const auto rect = drawing::cell_rect(ui.stage.drawing, *cell);
    const drawing::Rect& r = ui.layout.stage;
    if (!rect) return {r.x + r.w / 2, r.y + r.h / 2};
    return {r.x + rect->x * ui.stage_scale, r.y + rect->bottom() * ui.stage_scale};
}

void title(Ui& ui, const Spot& spot) {
    const std::string words = context_title(ui, spot);
    if (words.empty()) return;
    const TextLook look{ui.theme->text_muted, theme::Font::regular, small_size};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(ui, *ImGui::GetWindowDrawList(), at.x, at.y + ui.px(8), words, look);
    ImGui::Dummy({width_of(ui, words, look.face, look.size), ui.px(16)});
    ImGui::Separator();
}

/// True where the row was chosen.
bool draw_row(Ui& ui, const ContextRow& row) {
    const ActionRow* action = row.action.empty() ? nullptr : &action_row(row.action);
    const bool enabled = !action || is_enabled(*action, ui);
    const std::string keys = action ? name_of(action->shortcut) : std::string();
    const std::string id = "menu.context." + std::string(row.id);
    const std::string label = tr_name(action ? action->label : row.label);
    ui.fonts.note(ImGui::GetFont(), keys);
    const bool clicked =
        ImGui::MenuItem(menu_label(ui, label, id).c_str(), keys.empty() ? nullptr : keys.c_str(),
                        action && action->checked && action->checked(ui), enabled);
    const bool pressed = focus_item(ui, id, enabled);
    anchor_item(ui, id, enabled);
    return clicked || pressed;
}

void draw_rows(Ui& ui) {
    const Spot spot = *ui.stage.context;
    bool first = true;
    bool line = false;
    for (const ContextRow& row : context_rows()) {
        line |= row.begins_group;
        if (!row.suits(ui, spot)) continue;
        if (line && !first) ImGui::Separator();
        line = first = false;
        if (!draw_row(ui, row)) continue;
        ImGui::CloseCurrentPopup();
        run_context(ui, row.id, spot);
        return;
    }
}

/// ImGui opens it where the pointer is, as far as the window has room.
void open(Ui& ui) {
    ui.stage.context = std::exchange(ui.context, std::nullopt);
    ui.menus_by_keys = !ImGui::IsMouseReleased(1);
    ImVec2& mouse = ImGui::GetIO().MousePos;
    const ImVec2 pointer = mouse;
    if (ui.menus_by_keys) mouse = place_of(ui);
    ImGui::OpenPopup(popup);
    mouse = pointer;
}

}  // namespace

void draw_context_menu(Ui& ui) {
    if (ui.context) open(ui);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(20), ui.px(9)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(14), ui.px(12)});
    if (ui.stage.context && ImGui::BeginPopup(popup)) {
        const FocusScope scope(ui, "menu.context");
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(6)});
        ui.menu_open = true;
        title(ui, *ui.stage.context);
        draw_rows(ui);
        if (ui.focus.scope == ui.focus.drawn && ui.take(Key::escape)) ImGui::CloseCurrentPopup();
        ImGui::PopStyleVar();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace poolscope::ui
