/// Draws what stands in menus: rows, and the lists of files, lessons, themes and the like.
#include "ui/panels/menu_rows.hpp"

#include <algorithm>

#include "io/text_grid.hpp"
#include "session/clipboard.hpp"
#include "session/files.hpp"
#include "session/fills.hpp"
#include "session/lesson_commands.hpp"
#include "theme/colormap.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"

namespace poolscope::ui {

namespace {

constexpr float recent_height = 26;  ///< of a recent file's row, without what is around it

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

/// The lessons stand in their menu itself, numbered in the order of teaching.
void lesson_items(Ui& ui) {
    int number = 0;
    for (const lessons::ListedLesson& listed : lessons::listed_lessons()) {
        const std::string title =
            listed.lesson ? said(ui.session, listed.lesson->title) : listed.id;
        const std::string progress =
            listed.lesson ? progress_words(ui.session, *listed.lesson) : std::string();
        if (item(ui.frame, "lesson." + listed.id, std::to_string(++number) + ". " + title, progress,
                 listed.lesson && is_done(ui.session, *listed.lesson), true))
            start_carried_lesson(ui.session, listed);
    }
}

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
        case Submenu::recent:
            recent_items(ui);
            break;
        case Submenu::examples:
            example_items(ui);
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

}  // namespace

void open_menu(Ui& ui, const std::string& id) {
    ui.menu_to_open = id;
    ui.frame.focus.kept.erase("menu." + id);
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

float rows_of(Menu menu) {
    float rows = 0;
    for (const ActionRow& row : action_rows()) {
        if (row.menu != menu) continue;
        rows += row.begins_group ? 1.6F : 1;
        if (row.submenu == Submenu::lessons)
            rows += static_cast<float>(lessons::listed_lessons().size()) - 1;
        if (row.submenu == Submenu::exporters)
            rows += static_cast<float>(exporting::exporters().size()) - 1;
    }
    return rows;
}

}  // namespace poolscope::ui
