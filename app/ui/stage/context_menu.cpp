/// The menu of the right button (see context_menu.hpp).
#include "ui/stage/context_menu.hpp"

#include <string>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/actions/context_rows.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr const char* popup = "##context";

/// By a key, below the cell or the card that it is about.
ImVec2 place_of(const Ui& ui) {
    if (const auto& layer = ui.stage.context->layer) {
        const Anchor* card = ui.frame.anchors.find("strip.layer." + std::to_string(*layer + 1));
        if (card != nullptr) return {card->rect.x, card->rect.bottom()};
    }
    const auto& cell = ui.stage.context->cell;
    if (!cell) return ImGui::GetIO().MousePos;
    const auto rect = drawing::cell_rect(ui.stage.drawing, *cell);
    const drawing::Rect& r = ui.frame.layout.stage;
    if (!rect) return {r.x + r.w / 2, r.y + r.h / 2};
    return {r.x + rect->x * ui.frame.stage_scale, r.y + rect->bottom() * ui.frame.stage_scale};
}

void title(Ui& ui, const Spot& spot) {
    const std::string words = context_title(ui.session, spot);
    if (words.empty()) return;
    const TextLook look{ui.frame.theme->text_muted, theme::Font::regular, small_size};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), at.x, at.y + ui.px(8), words, look);
    ImGui::Dummy({width_of(ui.frame, words, look.face, look.size), ui.px(16)});
    ImGui::Separator();
}

/// True where the row was chosen.
bool draw_row(Ui& ui, const ContextRow& row) {
    const ActionRow* action = row.action.empty() ? nullptr : &action_row(row.action);
    const bool enabled = !action || is_enabled(*action, ui.session);
    const std::string keys = action ? name_of(action->shortcut) : std::string();
    const std::string id = "menu.context." + std::string(row.id);
    const std::string label = tr_name(action ? action->label : row.label);
    ui.frame.fonts.note(ImGui::GetFont(), keys);
    const bool clicked = ImGui::MenuItem(
        menu_label(ui.frame, label, id).c_str(), keys.empty() ? nullptr : keys.c_str(),
        action && action->checked && action->checked(ui.session), enabled);
    const bool pressed = focus_item(ui.frame, id, enabled);
    anchor_item(ui.frame, id, enabled);
    return clicked || pressed;
}

void draw_rows(Ui& ui) {
    const Spot spot = *ui.stage.context;
    bool first = true;
    bool line = false;
    for (const ContextRow& row : context_rows()) {
        line |= row.begins_group;
        if (!row.suits(ui.session, spot)) continue;
        if (line && !first) ImGui::Separator();
        line = first = false;
        if (!draw_row(ui, row)) continue;
        ImGui::CloseCurrentPopup();
        run_context(ui.session, row.id, spot);
        return;
    }
}

/// ImGui opens it where the pointer is, as far as the window has room.
void open(Ui& ui) {
    ui.stage.context = std::exchange(ui.session.context, std::nullopt);
    ui.frame.menus_by_keys = !ImGui::IsMouseReleased(1);
    ImVec2& mouse = ImGui::GetIO().MousePos;
    const ImVec2 pointer = mouse;
    if (ui.frame.menus_by_keys) mouse = place_of(ui);
    ImGui::OpenPopup(popup);
    mouse = pointer;
}

}  // namespace

void draw_context_menu(Ui& ui) {
    if (ui.session.context) open(ui);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(20), ui.px(9)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(14), ui.px(12)});
    if (ui.stage.context && ImGui::BeginPopup(popup)) {
        const FocusScope scope(ui.frame, "menu.context");
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(6)});
        ui.frame.menu_open = true;
        title(ui, *ui.stage.context);
        draw_rows(ui);
        if (ui.frame.focus.scope == ui.frame.focus.drawn && ui.take(Key::escape))
            ImGui::CloseCurrentPopup();
        ImGui::PopStyleVar();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace poolscope::ui
