/// The bar at the top: the program's name, its menus from the action table, and the theme.
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <utility>

#include "io/text_grid.hpp"
#include "session/actions/actions.hpp"
#include "session/clipboard.hpp"
#include "session/files.hpp"
#include "session/fills.hpp"
#include "session/lesson_commands.hpp"
#include "session/network_code.hpp"
#include "theme/colormap.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float recent_height = 26;  ///< of a recent file's row, without what is around it

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

/// By a key: in the next frame, with none of its items chosen.
void open_menu(Ui& ui, const std::string& id) {
    ui.menu_to_open = id;
    ui.frame.menus_by_keys = true;
    ui.frame.focus.kept.erase("menu." + id);
}

const MenuTitle& title_of(Menu menu) {
    return *std::ranges::find(menu_titles(), menu, &MenuTitle::menu);
}

bool item(Frame& frame, const std::string& id, const std::string& label,
          const std::string& shortcut, bool checked, bool enabled) {
    frame.fonts.note(ImGui::GetFont(), shortcut);
    const bool clicked =
        ImGui::MenuItem(menu_label(frame, label, id).c_str(),
                        shortcut.empty() ? nullptr : shortcut.c_str(), checked, enabled);
    const bool pressed = focus_item(frame, "menu." + id, enabled);
    anchor_item(frame, "menu." + id, enabled,
                width_of(frame, label, theme::Font::regular, body_size));
    if (pressed) ImGui::CloseCurrentPopup();
    return clicked || pressed;
}

/// A file with its picture before its name.
bool recent_item(Ui& ui, const std::string& id, const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    const float picture = ui.px(44);
    const float width =
        picture + ui.px(8) + width_of(ui.frame, name, theme::Font::regular, body_size) + ui.px(12);
    const bool clicked =
        ImGui::Selectable(("##" + id).c_str(), false, 0, {width, ui.px(recent_height)});
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    const float left = min.x + ui.px(10);
    ui.file_pictures.draw(ui, path, {left, min.y + ui.px(4), picture, max.y - min.y - ui.px(8)});
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), left + picture + ui.px(8), (min.y + max.y) / 2,
              name, body(ui.frame));
    const bool pressed = focus_item(ui.frame, "menu." + id);
    anchor_item(ui.frame, "menu." + id);
    if (pressed) ImGui::CloseCurrentPopup();
    return clicked || pressed;
}

void recent_items(Ui& ui) {
    for (std::size_t i = 0; i < ui.session.recent.size(); ++i) {
        const std::filesystem::path path = ui.session.recent[i];
        const std::string id = "file.recent." + std::to_string(i);
        if (recent_item(ui, id, path)) open_file(ui.session, path);
        tooltip(ui.frame, id, path.string());
    }
}

void example_items(Ui& ui) {
    for (const io::Example& example : io::examples())
        if (item(ui.frame, "file.examples." + std::string(example.id), tr_name(example.name), {},
                 false, true))
            open_example(ui.session, example);
}

void copy_items(Ui& ui) {
    for (const io::TextFormat& format : io::text_formats())
        if (item(ui.frame, "edit.copy_as." + std::string(format.id), tr_name(format.name), {},
                 ui.session.copy_format == format.id, true))
            copy_input_as(ui.session, format.id);
}

void network_code_items(Ui& ui) {
    for (const NetworkForm* form : network_forms())
        if (item(ui.frame, "network.copy." + std::string(form->id), tr_name(form->name), {}, false,
                 true))
            copy_network(ui.session, *form);
}

void fill_items(Ui& ui) {
    for (const model::Fill& fill : model::fills())
        if (item(ui.frame, "edit.fill." + std::string(fill.id), tr_name(fill.name), {}, false,
                 true))
            fill_input(ui.session, fill);
}

void colormap_items(Ui& ui) {
    const std::string& chosen = ui.session.view().colormap;
    const bool gradients = ui.session.store.figure().backward.has_value();
    const auto entry = [&](std::string_view name, const std::string& label, std::string_view map,
                           bool enabled) {
        const std::string id = "view.colormap." + std::string(name);
        if (item(ui.frame, id, label, {}, chosen == map, enabled && !gradients))
            ui.session.emit(model::SetColormap{std::string(map)});
        if (gradients)
            tooltip(ui.frame, "menu." + id,
                    tr("Gradients keep this map: colourless at 0, red above, blue below"));
    };
    entry("auto", tr("Automatic"), "", true);
    for (const theme::Colormap* map : theme::colormaps())
        entry(map->id, tr_name(map->name), map->id,
              !map->as_color || ui.session.document().shape().c == 3);
}

void theme_items(Ui& ui) {
    for (const theme::Theme* theme : theme::themes())
        if (item(ui.frame, "view.theme." + std::string(theme->id), tr_name(theme->name), {},
                 theme == ui.frame.theme, true))
            choose_theme(ui.session, theme->id);
}

void language_items(Ui& ui) {
    const std::string& chosen = ui.session.settings.language;
    if (item(ui.frame, "view.language.system", tr("The system's"), {}, chosen.empty(), true))
        choose_language(ui.session, "");
    for (const i18n::Language& one : i18n::languages())
        if (item(ui.frame, "view.language." + one.id, one.name, {}, chosen == one.id, true))
            choose_language(ui.session, one.id);
}

/// The exporters stand in their menu itself: it holds little else.
void exporter_items(Ui& ui, bool enabled) {
    for (const exporting::Exporter* exporter : exporting::exporters())
        if (item(ui.frame, "export." + std::string(exporter->id), tr_name(exporter->name) + "…", {},
                 false, enabled))
            ui.session.ask(ExportPrompt{first_plan(ui.session, exporter)});
}

void lesson_item(Ui& ui, const lessons::ListedLesson& listed, std::size_t number) {
    const std::string title = listed.lesson ? said(ui.session, listed.lesson->title) : listed.id;
    const std::string progress =
        listed.lesson ? progress_words(ui.session, *listed.lesson) : std::string();
    if (item(ui.frame, "lesson." + listed.id, std::to_string(number) + ". " + title, progress,
             listed.lesson && is_done(ui.session, *listed.lesson), true))
        start_carried_lesson(ui.session, listed);
}

/// How many lessons stand below each other: all of them, unless their rows would be low and there
/// is room for two columns.
std::size_t lessons_down(const Frame& frame) {
    constexpr float comfortable = 26, rows_beside = 15, two_columns = 980;  // logical pixels
    const std::size_t count = lessons::listed_lessons().size();
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const bool low = window.y < frame.px(comfortable) * (static_cast<float>(count) + rows_beside);
    return low && window.x >= frame.px(two_columns) ? (count + 1) / 2 : count;
}

/// The lessons stand in their menu itself, numbered in the order of teaching.
void lesson_items(Ui& ui) {
    const auto listed = lessons::listed_lessons();
    const std::size_t down = lessons_down(ui.frame);
    const bool abreast = down < listed.size();
    if (abreast) {
        // Each column is one cell, so that the keys go down it.
        ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {ui.px(11), 0});
        const bool begun = ImGui::BeginTable(
            "##lessons", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoPadOuterX);
        ImGui::PopStyleVar();
        if (!begun) return;
        ImGui::TableNextColumn();
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (abreast && i == down) ImGui::TableNextColumn();
        lesson_item(ui, listed[i], i + 1);
    }
    if (abreast) ImGui::EndTable();
}

void draw_menu(Ui& ui, Menu menu);

void submenu(Ui& ui, const ActionRow& row) {
    if (row.submenu == Submenu::lessons) return lesson_items(ui);
    if (row.submenu == Submenu::exporters) return exporter_items(ui, is_enabled(row, ui.session));
    const bool enabled = is_enabled(row, ui.session);
    const std::string label = menu_label(ui.frame, tr_name(row.label), row.id);
    const std::string id = "menu." + std::string(row.id);
    const bool open = ImGui::BeginMenu(label.c_str(), enabled);
    if (!open) {
        const bool enters =
            focus_item(ui.frame, id, enabled) || (has_focus(ui.frame, id) && ui.take(Key::right));
        if (enters) ImGui::OpenPopup(label.c_str());
    }
    anchor_item(ui.frame, id, enabled);
    if (!open) return;
    const FocusScope scope(ui.frame, "menu.sub." + std::string(row.id));
    // Back to the menu that it belongs to: ImGui closes both.
    if (ui.frame.focus.scope == ui.frame.focus.drawn &&
        (ui.take(Key::left) || ui.take(Key::escape))) {
        ImGui::CloseCurrentPopup();
        ui.menu_to_open = title_of(row.menu).id;
        ui.frame.focus.kept["menu." + ui.menu_to_open] = id;
    }
    switch (row.submenu) {
        case Submenu::teachers:
            draw_menu(ui, Menu::teachers);
            break;
        case Submenu::steps:
            draw_menu(ui, Menu::steps);
            break;
        case Submenu::network:
            draw_menu(ui, Menu::network);
            break;
        case Submenu::recent:
            recent_items(ui);
            break;
        case Submenu::examples:
            example_items(ui);
            break;
        case Submenu::copy_network:
            network_code_items(ui);
            break;
        case Submenu::copy_as:
            copy_items(ui);
            break;
        case Submenu::fill:
            fill_items(ui);
            break;
        case Submenu::colormap:
            colormap_items(ui);
            break;
        case Submenu::theme:
            theme_items(ui);
            break;
        case Submenu::language:
            language_items(ui);
            break;
        case Submenu::exporters:
        case Submenu::lessons:
        case Submenu::none:
            break;
    }
    ImGui::EndMenu();
}

void draw_menu(Ui& ui, Menu menu) {
    for (const ActionRow& row : action_rows()) {
        if (row.menu != menu) continue;
        if (row.begins_group) ImGui::Separator();
        if (row.submenu != Submenu::none)
            submenu(ui, row);
        else if (item(ui.frame, std::string(row.id),
                      row.words ? row.words(ui.session) : tr_name(row.label), name_of(row.shortcut),
                      row.checked && row.checked(ui.session), is_enabled(row, ui.session)))
            row.run(ui.session);
    }
}

/// How many rows a menu has; the lines between them count for their height.
float rows_of(const Frame& frame, Menu menu) {
    float rows = 0;
    for (const ActionRow& row : action_rows()) {
        if (row.menu != menu) continue;
        rows += row.begins_group ? 1.6F : 1;
        if (row.submenu == Submenu::lessons) rows += static_cast<float>(lessons_down(frame)) - 1;
        if (row.submenu == Submenu::exporters)
            rows += static_cast<float>(exporting::exporters().size()) - 1;
    }
    return rows;
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
        const MenuStyle style(ui.frame, rows_of(ui.frame, title.menu));
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
