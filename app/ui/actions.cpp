/// The action table and its shortcuts.
#include "ui/actions.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "ui/action_rows.hpp"
#include "ui/clipboard.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/edit_target.hpp"
#include "ui/files.hpp"
#include "ui/panels/panels.hpp"

namespace poolscope::ui {

namespace {

bool has_mark(const Ui& ui) {
    return has_selection(ui) || ui.view().pointer.pin.has_value();
}
bool can_release(const Ui& ui) {
    return has_mark(ui) || !ui.messages.empty() || ui.projector;
}
const ActionRow first_rows[] = {
    // File
    {.id = "file.new",
     .label = word("New"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::n),
     .run = new_document},
    {.id = "file.open",
     .label = word("Open…"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::o),
     .run = open_with_dialog},
    {.id = "file.recent",
     .label = word("Open recent"),
     .menu = Menu::file,
     .enabled = [](const Ui& ui) { return !ui.recent.empty(); },
     .submenu = Submenu::recent},
    {.id = "file.examples",
     .label = word("Examples"),
     .menu = Menu::file,
     .submenu = Submenu::examples},
    {.id = "file.input",
     .label = word("Replace the input by a file…"),
     .menu = Menu::file,
     .run = replace_input_with_dialog,
     .begins_group = true},
    {.id = "file.save",
     .label = word("Save"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::s),
     .run = [](Ui& ui) { save(ui, {}); },
     .begins_group = true},
    {.id = "file.save_as",
     .label = word("Save as…"),
     .menu = Menu::file,
     .shortcut = ctrl_shift(Key::s),
     .run = [](Ui& ui) { save_as(ui, {}); }},
    {.id = "file.quit",
     .label = word("Quit"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::q),
     .run = [](Ui& ui) { after_unsaved(ui, [](Ui& then) { then.quit = true; }); },
     .begins_group = true},

    // Edit
    {.id = "edit.undo",
     .label = word("Undo"),
     .menu = Menu::edit,
     .shortcut = ctrl(Key::z),
     .run = [](Ui& ui) { ui.emit(model::Undo{}); },
     .enabled = [](const Ui& ui) { return ui.store.can_undo(); }},
    {.id = "edit.redo",
     .label = word("Redo"),
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::z),
     .other_shortcut = ctrl(Key::y),
     .run = [](Ui& ui) { ui.emit(model::Redo{}); },
     .enabled = [](const Ui& ui) { return ui.store.can_redo(); }},
    {.id = "edit.copy",
     .label = word("Copy input"),
     .menu = Menu::edit,
     .shortcut = ctrl(Key::c),
     .run = copy_input,
     .begins_group = true},
    {.id = "edit.copy_as",
     .label = word("Copy input as"),
     .menu = Menu::edit,
     .submenu = Submenu::copy_as},
    {.id = "edit.copy_output",
     .label = word("Copy output"),
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::c),
     .run = copy_output,
     .enabled = [](const Ui& ui) { return !ui.view().prediction.hides(); }},
    {.id = "edit.copy_formula",
     .label = word("Copy formula as LaTeX"),
     .menu = Menu::edit,
     .run = copy_formula,
     .enabled = [](const Ui& ui) { return ui.has_steps && !ui.view().prediction.hides(); }},
    {.id = "edit.copy_picture",
     .label = word("Copy picture as SVG"),
     .menu = Menu::edit,
     .run = copy_picture,
     .enabled = [](const Ui& ui) { return ui.has_steps; }},
    {.id = "edit.paste",
     .label = word("Paste as input"),
     .menu = Menu::edit,
     .shortcut = ctrl(Key::v),
     .run = paste_input},
    {.id = "edit.paste_call",
     .label = word("Paste a call…"),
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::v),
     .run = [](Ui& ui) { ui.open_dialog(make_call_dialog(clipboard_call())); }},
    {.id = "edit.paste_text",
     .label = word("Type or paste a grid…"),
     .menu = Menu::edit,
     .run = [](Ui& ui) { ui.open_dialog(make_paste_dialog()); }},
    {.id = "edit.fill",
     .label = word("Fill input with"),
     .menu = Menu::edit,
     .submenu = Submenu::fill,
     .begins_group = true},
    {.id = "edit.cell",
     .label = word("Type into the selected cell"),
     .menu = Menu::edit,
     .shortcut = plain(Key::f2),
     .other_shortcut = plain(Key::enter),
     .run = [](Ui& ui) { edit_selected(ui); },
     .enabled = has_selection},
    {.id = "edit.release",
     .label = word("Unpin, or dismiss messages"),
     .menu = Menu::edit,
     .shortcut = plain(Key::escape),
     .run =
         [](Ui& ui) {
             if (!has_mark(ui) && !ui.messages.empty()) return ui.dismiss_messages();
             if (!has_mark(ui)) ui.projector = false;
             ui.emit(model::SelectCell{});
             ui.emit(model::SetPin{});
         },
     .enabled = can_release},
};

const ActionRow last_rows[] = {
    // Export
    {.id = "export.screenshot",
     .label = word("Save the window as PNG"),
     .menu = Menu::exports,
     .shortcut = plain(Key::f12),
     .run = [](Ui& ui) { ui.screenshot_due = true; },
     .at_any_time = true},
    {.id = "export.open",
     .label = word("Export…"),
     .menu = Menu::exports,
     .shortcut = ctrl_shift(Key::e),
     .run = [](Ui& ui) { ui.open_dialog(make_export_dialog(ui, nullptr)); },
     .enabled = [](const Ui& ui) { return ui.has_steps; }},
    {.id = "export.steps",
     .label = word("Export as"),
     .menu = Menu::exports,
     .enabled = [](const Ui& ui) { return ui.has_steps; },
     .submenu = Submenu::exporters,
     .begins_group = true},
    {.id = "export.handout",
     .label = word("Handout…"),
     .menu = Menu::exports,
     .run = [](Ui& ui) { ui.open_dialog(make_handout_dialog(ui)); },
     .enabled = [](const Ui& ui) { return ui.has_steps; },
     .begins_group = true},

    // Help
    {.id = "help.menus",
     .label = word("Go to the menus"),
     .shortcut = plain(Key::f10),
     .run = [](Ui& ui) { open_menu(ui, "file"); },
     .enabled = [](const Ui& ui) { return !ui.projector; }},
    {.id = "help.shortcuts",
     .label = word("Keys and mouse"),
     .menu = Menu::help,
     .shortcut = plain(Key::f1),
     .run = [](Ui& ui) { ui.open_dialog(make_shortcuts_dialog()); }},
    {.id = "help.tour",
     .label = word("Tour"),
     .menu = Menu::help,
     .run = [](Ui& ui) { start_tour(ui); }},
    {.id = "help.about",
     .label = word("About Poolscope"),
     .menu = Menu::help,
     .run = [](Ui& ui) { ui.open_dialog(make_about_dialog()); }},

    // Moving about the input once a cell is selected.
    {.id = "cell.left",
     .label = word("Select the cell to the left"),
     .shortcut = plain(Key::left),
     .other_shortcut = shifted(Key::tab),
     .run = [](Ui& ui) { move_selection(ui, 0, -1); },
     .enabled = has_selection},
    {.id = "cell.right",
     .label = word("Select the cell to the right"),
     .shortcut = plain(Key::right),
     .other_shortcut = plain(Key::tab),
     .run = [](Ui& ui) { move_selection(ui, 0, 1); },
     .enabled = has_selection},
    {.id = "cell.up",
     .label = word("Select the cell above"),
     .shortcut = plain(Key::up),
     .run = [](Ui& ui) { move_selection(ui, -1, 0); },
     .enabled = has_selection},
    {.id = "cell.down",
     .label = word("Select the cell below"),
     .shortcut = plain(Key::down),
     .run = [](Ui& ui) { move_selection(ui, 1, 0); },
     .enabled = has_selection},
    {.id = "cell.first",
     .label = word("Select a cell"),
     .shortcut = plain(Key::f2),
     .run = select_first,
     .enabled = no_selection},
};

/// The parts in menu order, what answers a question before them all.
std::vector<ActionRow> all_rows() {
    std::vector<ActionRow> rows;
    for (const std::span<const ActionRow> part :
         {answer_rows(), std::span<const ActionRow>(first_rows), view_rows(), lesson_rows(),
          std::span<const ActionRow>(last_rows)})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace

std::span<const ActionRow> action_rows() {
    static const std::vector<ActionRow> rows = all_rows();
    return rows;
}

const ActionRow& action_row(std::string_view id) {
    const auto all = action_rows();
    const auto row =
        std::find_if(all.begin(), all.end(), [&](const ActionRow& one) { return one.id == id; });
    assert(row != all.end());
    return *row;
}

bool is_enabled(const ActionRow& row, const Ui& ui) {
    return !row.enabled || row.enabled(ui);
}

void run_action(Ui& ui, std::string_view id) {
    const ActionRow& row = action_row(id);
    if (row.run && is_enabled(row, ui)) row.run(ui);
}

}  // namespace poolscope::ui
