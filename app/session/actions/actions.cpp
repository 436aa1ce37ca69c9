/// The action table, and what runs its rows.
#include "session/actions/actions.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "session/actions/action_rows.hpp"
#include "session/change_words.hpp"
#include "session/clipboard.hpp"
#include "session/edit_target.hpp"
#include "session/files.hpp"
#include "session/network_commands.hpp"
#include "session/network_files.hpp"
#include "session/pointed_cell.hpp"
#include "session/projector.hpp"

namespace poolscope::session {

namespace {

bool has_mark(const Session& session) {
    return has_selection(session) || session.view().pointer.pin.has_value();
}
bool can_release(const Session& session) {
    return has_mark(session) || !session.notices.empty() || session.projector || session.brush.on;
}

/// One Escape leaves the projector; elsewhere what was taken up last goes first.
void release(Session& session) {
    if (session.projector) return leave_projector(session);
    if (session.brush.on) return toggle_brush(session);
    if (!has_mark(session)) return session.dismiss_notices();
    session.emit(model::SelectCell{});
    session.emit(model::SetPin{});
}

void open_menu_of_cell(Session& session) {
    session.context = Spot{.cell = pointed_cell(session)};
}
constexpr MenuTitle titles[] = {{Menu::file, "file", word("File"), Key::f},
                                {Menu::edit, "edit", word("Edit"), Key::e},
                                {Menu::view, "view", word("View"), Key::v},
                                {Menu::lessons, "lessons", word("Lessons"), Key::l},
                                {Menu::exports, "export", word("menu|Export"), Key::x},
                                {Menu::help, "help", word("Help"), Key::h}};

/// "Undo: kernel size 3 → 5".
std::string undo_words(const Session& session) {
    const model::Document* before = session.store.before();
    const std::string step =
        before != nullptr ? change_words(*before, session.whole()) : std::string();
    return step.empty() ? tr("Undo") : trf("Undo: {0}", step);
}
std::string redo_words(const Session& session) {
    const model::Document* after = session.store.after();
    const std::string step =
        after != nullptr ? change_words(session.whole(), *after) : std::string();
    return step.empty() ? tr("Redo") : trf("Redo: {0}", step);
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
     .run = ask_for_document},
    {.id = "file.recent",
     .label = word("Open recent"),
     .menu = Menu::file,
     .enabled = [](const Session& session) { return !session.recent.empty(); },
     .submenu = Submenu::recent},
    {.id = "file.examples",
     .label = word("Examples"),
     .menu = Menu::file,
     .submenu = Submenu::examples},
    {.id = "file.input",
     .label = word("Replace the input by a file…"),
     .menu = Menu::file,
     .run = ask_for_input,
     .begins_group = true},
    {.id = "file.save",
     .label = word("Save"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::s),
     .run = [](Session& session) { save(session, {}); },
     .begins_group = true},
    {.id = "file.save_as",
     .label = word("Save as…"),
     .menu = Menu::file,
     .shortcut = ctrl_shift(Key::s),
     .run = [](Session& session) { save_as(session, {}); }},
    {.id = "file.save_onnx",
     .label = word("Save the network as ONNX…"),
     .menu = Menu::file,
     .run = save_as_onnx,
     .enabled = has_layers},
    {.id = "file.quit",
     .label = word("Quit"),
     .menu = Menu::file,
     .shortcut = ctrl(Key::q),
     .run =
         [](Session& session) {
             after_unsaved(
                 session, [](Session& then) { then.quit = true; });
         },
     .begins_group = true},

    // Edit
    {.id = "edit.undo",
     .label = word("Undo"),
     .menu = Menu::edit,
     .shortcut = ctrl(Key::z),
     .run = [](Session& session) { session.emit(model::Undo{}); },
     .enabled = [](const Session& session) { return session.store.can_undo(); },
     .words = undo_words},
    {.id = "edit.redo",
     .label = word("Redo"),
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::z),
     .other_shortcut = ctrl(Key::y),
     .run = [](Session& session) { session.emit(model::Redo{}); },
     .enabled = [](const Session& session) { return session.store.can_redo(); },
     .words = redo_words},
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
     .enabled = [](const Session& session) { return !session.view().prediction.hides(); }},
    {.id = "edit.copy_formula",
     .label = word("Copy formula as LaTeX"),
     .menu = Menu::edit,
     .run = copy_formula,
     .enabled =
         [](const Session& session) {
             return session.has_steps && !session.view().prediction.hides();
         }},
    {.id = "edit.copy_picture",
     .label = word("Copy picture"),
     .menu = Menu::edit,
     .run = copy_picture,
     .enabled = [](const Session& session) { return session.has_steps; }},
    {.id = "edit.copy_picture_as_svg",
     .label = word("Copy picture as SVG"),
     .menu = Menu::edit,
     .run = copy_picture_as_svg,
     .enabled = [](const Session& session) { return session.has_steps; }},
    {.id = "edit.paste",
     .label = word("Paste as input"),
     .menu = Menu::edit,
     .shortcut = ctrl(Key::v),
     .run = paste_input},
    {.id = "edit.paste_call",
     .label = word("Paste a call…"),
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::v),
     .run = [](Session& session) { session.ask(CallPrompt{clipboard_call(session)}); }},
    {.id = "edit.paste_text",
     .label = word("Type or paste a grid…"),
     .menu = Menu::edit,
     .run = [](Session& session) { session.ask(GridPrompt{}); }},
    {.id = "edit.fill",
     .label = word("Fill input with"),
     .menu = Menu::edit,
     .submenu = Submenu::fill,
     .begins_group = true},
    {.id = "edit.cell",
     .label = word("Type into the selected cell"),
     .menu = Menu::edit,
     .shortcut = plain(Key::f2),
     .run = [](Session& session) { edit_selected(session); },
     .enabled = has_selection},
    {.id = "edit.cell_enter",
     .label = word("Type into the selected cell"),
     .shortcut = plain(Key::enter),
     .run = [](Session& session) { edit_selected(session); },
     .enabled =
         [](const Session& session) { return has_selection(session) && session.types_into_cells; }},
    {.id = "edit.brush",
     .label = word("Brush"),
     .menu = Menu::edit,
     .shortcut = plain(Key::p),
     .run = toggle_brush,
     .checked = [](const Session& session) { return session.brush.on; }},
    {.id = "edit.release",
     .label = word("Unpin, or dismiss messages"),
     .menu = Menu::edit,
     .shortcut = plain(Key::escape),
     .run = release,
     .enabled = can_release},
};

const ActionRow last_rows[] = {
    // Export
    {.id = "export.screenshot",
     .label = word("Save the window as PNG"),
     .menu = Menu::exports,
     .shortcut = plain(Key::f12),
     .run = [](Session& session) { session.screenshot_due = true; },
     .at_any_time = true},
    {.id = "export.open",
     .label = word("Export…"),
     .menu = Menu::exports,
     .shortcut = ctrl_shift(Key::e),
     .run = [](Session& session) { session.ask(ExportPrompt{first_plan(session, nullptr)}); },
     .enabled = [](const Session& session) { return session.has_steps; }},
    {.id = "export.steps",
     .label = word("Export as"),
     .menu = Menu::exports,
     .enabled = [](const Session& session) { return session.has_steps; },
     .submenu = Submenu::exporters,
     .begins_group = true},
    {.id = "export.handout",
     .label = word("Handout…"),
     .menu = Menu::exports,
     .run = [](Session& session) { session.ask(HandoutPrompt{first_handout(session)}); },
     .enabled = [](const Session& session) { return session.has_steps; },
     .begins_group = true},

    {.id = "export.print",
     .label = word("Print…"),
     .menu = Menu::exports,
     .shortcut = ctrl(Key::p),
     .run = [](Session& session) { session.ask(PrintPrompt{figure_job(session)}); },
     .enabled =
         [](const Session& session) {
             return session.has_steps && session.services.desktop.print != nullptr;
         },
     .begins_group = true},

    // Help
    {.id = "help.menus",
     .label = word("Go to the menus"),
     .shortcut = plain(Key::f10),
     .other_shortcut = plain(Key::alt),
     .run = [](Session& session) { session.menus_due = true; },
     .enabled = [](const Session& session) { return !session.projector; }},
    {.id = "edit.context",
     .label = word("Menu of the selected cell"),
     .shortcut = plain(Key::menu),
     .other_shortcut = shifted(Key::f10),
     .run = open_menu_of_cell,
     .enabled = has_mark},
    {.id = "help.shortcuts",
     .label = word("Keys and mouse"),
     .menu = Menu::help,
     .shortcut = plain(Key::f1),
     .run = [](Session& session) { session.ask(ShortcutsPrompt{}); }},
    {.id = "help.guide",
     .label = word("User guide"),
     .menu = Menu::help,
     .shortcut = shifted(Key::f1),
     .run = [](Session& session) { session.ask(GuidePrompt{}); }},
    {.id = "help.tour",
     .label = word("Tour"),
     .menu = Menu::help,
     .run = [](Session& session) { start_tour(session); }},
    {.id = "help.about",
     .label = word("About Poolscope"),
     .menu = Menu::help,
     .run = [](Session& session) { session.ask(AboutPrompt{}); }},

    // Moving about the input once a cell is selected.
    {.id = "cell.left",
     .label = word("Select the cell to the left"),
     .shortcut = ctrl(Key::left),
     .other_shortcut = shifted(Key::tab),
     .run = [](Session& session) { move_selection(session, 0, -1); },
     .enabled = has_selection},
    {.id = "cell.right",
     .label = word("Select the cell to the right"),
     .shortcut = ctrl(Key::right),
     .other_shortcut = plain(Key::tab),
     .run = [](Session& session) { move_selection(session, 0, 1); },
     .enabled = has_selection},
    {.id = "cell.up",
     .label = word("Select the cell above"),
     .shortcut = ctrl(Key::up),
     .run = [](Session& session) { move_selection(session, -1, 0); },
     .enabled = has_selection},
    {.id = "cell.down",
     .label = word("Select the cell below"),
     .shortcut = ctrl(Key::down),
     .run = [](Session& session) { move_selection(session, 1, 0); },
     .enabled = has_selection},
    {.id = "cell.first",
     .label = word("Select a cell"),
     .shortcut = plain(Key::f2),
     .run = select_first,
     .enabled = no_selection},
};

bool matches(const ActionRow& row, const KeyPress& press) {
    return row.run && (press == row.shortcut || press == row.other_shortcut);
}

/// The parts in menu order, what answers a question before them all.
std::vector<ActionRow> all_rows() {
    std::vector<ActionRow> rows;
    for (const std::span<const ActionRow> part :
         {answer_rows(), std::span<const ActionRow>(first_rows), view_rows(), look_rows(),
          network_rows(), lesson_rows(), std::span<const ActionRow>(last_rows)})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace

std::span<const MenuTitle> menu_titles() {
    return titles;
}

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

bool is_enabled(const ActionRow& row, const Session& session) {
    return !row.enabled || row.enabled(session);
}

void run_action(Session& session, std::string_view id) {
    const ActionRow& row = action_row(id);
    if (row.run && is_enabled(row, session)) row.run(session);
}

void run_key(Session& session, KeyPress press, bool keys_taken) {
    if (press.key == Key::none) return;
    // As in a slide show, whatever key it is.
    if (session.projector && session.black) return show_black(session, false);
    if (press.key == Key::keypad_enter) press.key = Key::enter;
    for (const ActionRow& row : action_rows()) {
        if (keys_taken && !row.at_any_time) continue;
        if (!matches(row, press) || !is_enabled(row, session)) continue;
        return row.run(session);
    }
}

std::string tip_of(std::string_view id) {
    const ActionRow& row = action_row(id);
    std::string tip = tr_name(row.label);
    if (row.shortcut.key != Key::none) tip += " (" + name_of(row.shortcut) + ")";
    return tip;
}

}  // namespace poolscope::session
