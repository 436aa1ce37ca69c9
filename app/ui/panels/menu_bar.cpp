/// The bar at the top: the program's name, its menus from the action table, and the theme.
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/files.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/menu_rows.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

/// A narrower bar has no room for the program's name, in logical pixels.
constexpr float least_named = 760;

/// The mark and the name at the left; the cursor is left after them.
void draw_name(Frame& frame) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = frame.layout.menu_bar.y + frame.layout.menu_bar.h / 2;
    const float x = frame.px(16);
    const float side = frame.px(14);
    const ImVec2 min{x, std::round(middle - side / 2)};
    const ImVec2 max{x + side, min.y + side};
    list.AddRectFilled(min, {x + std::round(side / 2), max.y}, u32(frame.theme->text), frame.px(2),
                       ImDrawFlags_RoundCornersLeft);
    list.AddRect(min, max, u32(frame.theme->text), frame.px(2), 0, frame.px(1.5F));
    const TextLook look{frame.theme->text, theme::Font::semibold, 15};
    if (frame.layout.menu_bar.w < frame.px(least_named))
        return ImGui::SetCursorPosX(x + frame.px(24));
    draw_text(frame, list, x + frame.px(21), middle, "Poolscope", look);
    const float width = width_of(frame, "Poolscope", look.face, look.size);
    ImGui::SetCursorPosX(x + frame.px(21) + width + frame.px(22));
}

/// The menu beside `title`, by a key.
const MenuTitle& neighbour(const MenuTitle& title, std::ptrdiff_t by) {
    const auto titles = menu_titles();
    const std::ptrdiff_t count = std::ssize(titles);
    return titles[static_cast<std::size_t>((&title - titles.data() + by + count) % count)];
}

/// Left and Right go from menu to menu, Escape closes, and so does Alt, which opened it.
void menu_keys(Ui& ui, const MenuTitle& title) {
    if (ui.frame.focus.scope != ui.frame.focus.drawn) return;
    const bool left = ui.take(Key::left);
    const bool right = ui.take(Key::right);
    if (left || right) open_menu(ui, neighbour(title, right ? 1 : -1).id);
    if (left || right || ui.take(Key::escape) || ui.take(Key::alt)) ImGui::CloseCurrentPopup();
}

/// Alt and a menu's letter open it, wherever the keyboard is but in a dialog.
void take_letters(Ui& ui) {
    if (ui.dialog || ui.session.tour.on) return;
    for (const MenuTitle& title : menu_titles()) {
        const auto pressed =
            std::ranges::find(ui.frame.keys, KeyPress{title.letter, false, false, true});
        if (pressed == ui.frame.keys.end()) continue;
        ui.frame.keys.erase(pressed);
        open_menu(ui, title.id);
    }
}

/// While Alt is held, which letter opens the last menu: underlined in its name, or beside it.
void show_letter(Frame& frame, const MenuTitle& title, const std::string& name) {
    if (!ImGui::GetIO().KeyAlt) return;
    const auto letter = static_cast<char>(title.letter);
    const auto at = std::ranges::find_if(name, [letter](char c) {
        return c == letter || c == static_cast<char>(letter - 'A' + 'a');
    });
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    const auto width = [&](std::string_view text) {
        return width_of(frame, text, theme::Font::regular, body_size);
    };
    const float left = (min.x + max.x - width(name)) / 2;
    const float middle = (min.y + max.y) / 2;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (at == name.end())
        return draw_text(frame, list, left + width(name) + frame.px(2), middle,
                         std::string(1, letter),
                         {frame.theme->text_faint, theme::Font::regular, 9});
    const auto before =
        std::string_view(name).substr(0, static_cast<std::size_t>(at - name.begin()));
    const float x = left + width(before);
    const float y = std::round(middle + frame.px(body_size) * 0.6F);
    list.AddRectFilled({x, y}, {x + width({&*at, 1}), y + frame.px(1)}, u32(frame.theme->text));
}

/// While keys open the menus, a pointer that rests on one must not open it instead: ImGui does not
/// see the pointer until it moves.
class RestingPointer {
public:
    explicit RestingPointer(Ui& ui) : place_(ImGui::GetIO().MousePos) {
        ImGuiIO& io = ImGui::GetIO();
        const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 ||
                           ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1);
        if (!ui.menu_to_open.empty()) ui.frame.menus_by_keys = true;
        if (moved) ui.frame.menus_by_keys = false;
        if (ui.frame.menus_by_keys) io.MousePos = {-FLT_MAX, -FLT_MAX};
    }
    ~RestingPointer() { ImGui::GetIO().MousePos = place_; }
    RestingPointer(const RestingPointer&) = delete;
    RestingPointer& operator=(const RestingPointer&) = delete;

private:
    ImVec2 place_;
};

void draw_menus(Ui& ui) {
    const RestingPointer pointer(ui);
    for (const MenuTitle& title : menu_titles()) {
        const MenuStyle style(ui.frame, rows_of(title.menu));
        ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.frame.theme->text_muted));
        const std::string name = tr(title.label);
        const std::string label = menu_label(ui.frame, name, title.id);
        const std::string id = std::string("menu.") + title.id;
        const bool due = ui.menu_to_open == title.id && !ImGui::IsPopupOpen(label.c_str());
        if (due) ImGui::OpenPopup(label.c_str());
        const bool open = ImGui::BeginMenu(label.c_str());
        ImGui::PopStyleColor();
        if (!open && (focus_item(ui.frame, id, true, true) ||
                      (has_focus(ui.frame, id) && ui.take(Key::down))))
            open_menu(ui, title.id);
        anchor_item(ui.frame, id);
        if (!open) show_letter(ui.frame, title, name);
        if (open) {
            if (ui.menu_to_open == title.id) ui.menu_to_open.clear();
            const FocusScope scope(ui.frame, id);
            ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(6)});
            ui.frame.menu_open = true;
            draw_menu(ui, title.menu);
            menu_keys(ui, title);
            ImGui::PopStyleVar();
            ImGui::EndMenu();
        }
    }
}

/// What is open, in the middle, where there is room for it.
void draw_document_name(Ui& ui, float left, float right) {
    std::string name = document_name(ui.session);
    if (ui.session.store.modified()) name = trf("{0} — edited", name);
    const TextLook look{ui.frame.theme->text_faint, theme::Font::regular, small_size};
    const float width = width_of(ui.frame, name, look.face, look.size);
    const drawing::Rect& bar = ui.frame.layout.menu_bar;
    const float x = std::max(bar.x + (bar.w - width) / 2, left + ui.px(16));
    if (x + width + ui.px(16) > right) return;
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), x, bar.y + bar.h / 2, name, look);
}

/// The chips at the right, those that there is room for right of `left`; returns where they begin.
/// Their actions stand in menus too.
float draw_chips(Ui& ui, float left) {
    const drawing::Rect& bar = ui.frame.layout.menu_bar;
    const float y = bar.y + std::round((bar.h - ui.px(30)) / 2);
    float x = bar.right() - ui.px(8);
    const auto chip = [&](const char* id, const std::string& label, const char* action) {
        const float begin = x - button_width(ui.frame, label) - ui.px(8);
        if (begin < left) return;
        x = begin;
        ImGui::SetCursorScreenPos({x, y});
        if (button(ui.frame, id, label, {.tooltip = tip_of(action)}))
            run_action(ui.session, action);
    };
    chip("menu.theme_chip", tr_name(ui.frame.theme->name), "view.theme_next");
    chip("menu.language_chip", i18n::language().name, "view.language_next");
    chip("menu.projector_chip", tr("Projector"), "view.projector");
    return x;
}

}  // namespace

void draw_menu_bar(Ui& ui) {
    // The padding makes the bar as high as its panel.
    const float padding = (ui.frame.layout.menu_bar.h - ImGui::GetFontSize()) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), padding});
    const bool open = ImGui::BeginMenuBar();
    ImGui::PopStyleVar();
    if (!open) return;
    if (std::exchange(ui.session.menus_due, false)) open_menu(ui, menu_titles().front().id);
    take_letters(ui);
    draw_name(ui.frame);
    draw_menus(ui);
    const float menus_end = ImGui::GetCursorScreenPos().x;
    draw_document_name(ui, menus_end, draw_chips(ui, menus_end));
    ImGui::EndMenuBar();
}

}  // namespace poolscope::ui
