/// The action table and its shortcuts.
#include "ui/actions.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <imgui.h>

#include "theme/colormap.hpp"
#include "ui/classes.hpp"
#include "ui/clipboard.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/edit_target.hpp"
#include "ui/files.hpp"

namespace poolscope::ui {

namespace {

constexpr KeyPress plain(Key key) {
    return {key, false, false, false};
}
constexpr KeyPress ctrl(Key key) {
    return {key, true, false, false};
}
constexpr KeyPress ctrl_shift(Key key) {
    return {key, true, true, false};
}
constexpr KeyPress shifted(Key key) {
    return {key, false, true, false};
}

bool has_selection(const Ui& ui) {
    return ui.view().selected.has_value();
}
bool no_selection(const Ui& ui) {
    return !has_selection(ui);
}
bool has_mark(const Ui& ui) {
    return has_selection(ui) || ui.view().pin.has_value();
}
bool can_release(const Ui& ui) {
    return has_mark(ui) || !ui.messages.empty() || ui.projector;
}
bool has_channels(const Ui& ui) {
    return ui.document().shape().c > 1;
}
bool has_samples(const Ui& ui) {
    return ui.document().shape().n > 1;
}

void zoom_by(Ui& ui, float factor) {
    const model::ViewState& view = ui.view();
    ui.emit(model::SetZoom{view.zoom * factor, view.center_x, view.center_y});
}

void next_sample(Ui& ui, int by) {
    const int count = ui.document().shape().n;
    ui.emit(model::SetSample{(ui.view().sample + by + count) % count});
}

template <model::Mode mode>
void show_mode(Ui& ui) {
    ui.emit(model::SetMode{mode});
}
template <model::Mode mode>
bool shows_mode(const Ui& ui) {
    return ui.view().mode == mode;
}

void next_channel(Ui& ui, int by) {
    const int count = ui.document().shape().c;
    ui.emit(model::SetChannel{(ui.view().channel + by + count) % count, false});
}

void set_ui_scale(Ui& ui, double to) {
    ui.settings.ui_scale = std::clamp(to, io::least_ui_scale, io::most_ui_scale);
    ui.save_settings();
}

void next_language(Ui& ui) {
    const auto all = i18n::languages();
    const auto at = static_cast<std::size_t>(&i18n::language() - all.data());
    choose_language(ui, all[(at + 1) % all.size()].id);
}

bool in_projector(const Ui& ui) {
    return ui.projector;
}

void toggle_motion(Ui& ui) {
    ui.settings.reduced_motion = !ui.settings.reduced_motion;
    ui.emit(model::SetGlides{!ui.settings.reduced_motion});
    ui.save_settings();
}

void next_theme(Ui& ui) {
    const auto themes = theme::themes();
    const auto at = std::find(themes.begin(), themes.end(), ui.theme);
    const std::size_t next = (static_cast<std::size_t>(at - themes.begin()) + 1) % themes.size();
    choose_theme(ui, themes[next]->id);
}

bool asks_for_typing(const Ui& ui) {
    return asks_for(ui, lessons::Form::number) || asks_for(ui, lessons::Form::size);
}

template <std::size_t option>
void choose_option(Ui& ui) {
    ui.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::ChoiceAnswer{option}}));
}
template <std::size_t option>
bool has_option(const Ui& ui) {
    return asks_for(ui, lessons::Form::choice) && !ui.view().selected &&
           option < ui.classroom.put->question.options.size();
}

bool in_lesson(const Ui& ui) {
    return ui.classroom.activity == lessons::Activity::lesson;
}

const ActionRow rows[] = {
    // Answering comes before whatever else a key does.
    {.id = "lesson.answer_cell",
     .label = "Answer with the selected cell",
     .shortcut = plain(Key::enter),
     .run = [](Ui& ui) { answer_with_cell(ui, *ui.view().selected); },
     .enabled = [](const Ui& ui) { return asks_for_cell(ui) && has_selection(ui); }},
    {.id = "lesson.answer_typing",
     .label = "Type the answer",
     .shortcut = plain(Key::enter),
     .run = [](Ui& ui) { ui.lesson.opening = 1; },
     .enabled = [](const Ui& ui) { return asks_for_typing(ui) && !has_selection(ui); }},
    {.id = "lesson.option_1",
     .label = "Choose the first answer",
     .shortcut = plain(Key::digit_1),
     .run = choose_option<0>,
     .enabled = has_option<0>},
    {.id = "lesson.option_2",
     .label = "Choose the second answer",
     .shortcut = plain(Key::digit_2),
     .run = choose_option<1>,
     .enabled = has_option<1>},
    {.id = "lesson.option_3",
     .label = "Choose the third answer",
     .shortcut = plain(Key::digit_3),
     .run = choose_option<2>,
     .enabled = has_option<2>},
    {.id = "lesson.option_4",
     .label = "Choose the fourth answer",
     .shortcut = plain(Key::digit_4),
     .run = choose_option<3>,
     .enabled = has_option<3>},
    {.id = "lesson.next_question",
     .label = "Next question",
     .shortcut = plain(Key::enter),
     .run = [](Ui& ui) { ui.emit(lessons::ClassAction(lessons::NextQuestion{})); },
     .enabled =
         [](const Ui& ui) {
             return ui.classroom.put && !ui.classroom.asks() && ui.classroom.has_next_question();
         }},

    // File
    {.id = "file.new",
     .label = "New",
     .menu = Menu::file,
     .shortcut = ctrl(Key::n),
     .run = new_document},
    {.id = "file.open",
     .label = "Open…",
     .menu = Menu::file,
     .shortcut = ctrl(Key::o),
     .run = open_with_dialog},
    {.id = "file.recent",
     .label = "Open recent",
     .menu = Menu::file,
     .enabled = [](const Ui& ui) { return !ui.recent.empty(); },
     .submenu = Submenu::recent},
    {.id = "file.examples", .label = "Examples", .menu = Menu::file, .submenu = Submenu::examples},
    {.id = "file.input",
     .label = "Replace the input by a file…",
     .menu = Menu::file,
     .run = replace_input_with_dialog,
     .begins_group = true},
    {.id = "file.save",
     .label = "Save",
     .menu = Menu::file,
     .shortcut = ctrl(Key::s),
     .run = [](Ui& ui) { save(ui, {}); },
     .begins_group = true},
    {.id = "file.save_as",
     .label = "Save as…",
     .menu = Menu::file,
     .shortcut = ctrl_shift(Key::s),
     .run = [](Ui& ui) { save_as(ui, {}); }},
    {.id = "file.quit",
     .label = "Quit",
     .menu = Menu::file,
     .shortcut = ctrl(Key::q),
     .run = [](Ui& ui) { after_unsaved(ui, [](Ui& then) { then.quit = true; }); },
     .begins_group = true},

    // Edit
    {.id = "edit.undo",
     .label = "Undo",
     .menu = Menu::edit,
     .shortcut = ctrl(Key::z),
     .run = [](Ui& ui) { ui.emit(model::Undo{}); },
     .enabled = [](const Ui& ui) { return ui.store.can_undo(); }},
    {.id = "edit.redo",
     .label = "Redo",
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::z),
     .other_shortcut = ctrl(Key::y),
     .run = [](Ui& ui) { ui.emit(model::Redo{}); },
     .enabled = [](const Ui& ui) { return ui.store.can_redo(); }},
    {.id = "edit.copy",
     .label = "Copy input",
     .menu = Menu::edit,
     .shortcut = ctrl(Key::c),
     .run = copy_input,
     .begins_group = true},
    {.id = "edit.copy_as",
     .label = "Copy input as",
     .menu = Menu::edit,
     .submenu = Submenu::copy_as},
    {.id = "edit.copy_output",
     .label = "Copy output",
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::c),
     .run = copy_output,
     .enabled = [](const Ui& ui) { return !ui.view().prediction.hides(); }},
    {.id = "edit.copy_formula",
     .label = "Copy formula as LaTeX",
     .menu = Menu::edit,
     .run = copy_formula,
     .enabled = [](const Ui& ui) { return ui.has_steps && !ui.view().prediction.hides(); }},
    {.id = "edit.paste",
     .label = "Paste as input",
     .menu = Menu::edit,
     .shortcut = ctrl(Key::v),
     .run = paste_input},
    {.id = "edit.paste_call",
     .label = "Paste a call…",
     .menu = Menu::edit,
     .shortcut = ctrl_shift(Key::v),
     .run = [](Ui& ui) { ui.open_dialog(make_call_dialog(clipboard_call())); }},
    {.id = "edit.paste_text",
     .label = "Type or paste a grid…",
     .menu = Menu::edit,
     .run = [](Ui& ui) { ui.open_dialog(make_paste_dialog()); }},
    {.id = "edit.fill",
     .label = "Fill input with",
     .menu = Menu::edit,
     .submenu = Submenu::fill,
     .begins_group = true},
    {.id = "edit.cell",
     .label = "Type into the selected cell",
     .menu = Menu::edit,
     .shortcut = plain(Key::f2),
     .other_shortcut = plain(Key::enter),
     .run = [](Ui& ui) { edit_selected(ui); },
     .enabled = has_selection},
    {.id = "edit.release",
     .label = "Unpin, or dismiss messages",
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

    // View
    {.id = "play.toggle",
     .label = "Play or pause",
     .menu = Menu::view,
     .shortcut = plain(Key::space),
     .run = [](Ui& ui) { ui.emit(model::SetPlaying{!ui.view().playing}); }},
    {.id = "play.first",
     .label = "First step",
     .menu = Menu::view,
     .shortcut = plain(Key::home),
     .run = [](Ui& ui) { ui.emit(model::Seek{0}); }},
    {.id = "play.back",
     .label = "Step back",
     .menu = Menu::view,
     .shortcut = plain(Key::left),
     .run = [](Ui& ui) { ui.emit(model::StepBy{-1}); },
     .enabled = no_selection},
    {.id = "play.forward",
     .label = "Step forward",
     .menu = Menu::view,
     .shortcut = plain(Key::right),
     .run = [](Ui& ui) { ui.emit(model::StepBy{1}); },
     .enabled = no_selection},
    {.id = "play.last",
     .label = "Last step",
     .menu = Menu::view,
     .shortcut = plain(Key::end),
     .run = [](Ui& ui) { ui.emit(model::SeekEnd{}); }},
    {.id = "play.loop",
     .label = "Loop",
     .menu = Menu::view,
     .shortcut = plain(Key::l),
     .run = [](Ui& ui) { ui.emit(model::SetLoop{!ui.view().loop}); },
     .checked = [](const Ui& ui) { return ui.view().loop; }},
    {.id = "mode.forward",
     .label = "Forward",
     .menu = Menu::view,
     .shortcut = plain(Key::f),
     .run = show_mode<model::Mode::forward>,
     .checked = shows_mode<model::Mode::forward>,
     .begins_group = true},
    {.id = "mode.backward",
     .label = "Backward",
     .menu = Menu::view,
     .shortcut = plain(Key::b),
     .run = show_mode<model::Mode::backward>,
     .checked = shows_mode<model::Mode::backward>},
    {.id = "mode.compare",
     .label = "Compare frameworks",
     .menu = Menu::view,
     .shortcut = plain(Key::c),
     .run = show_mode<model::Mode::compare>,
     .checked = shows_mode<model::Mode::compare>},
    {.id = "mode.stages",
     .label = "In stages",
     .menu = Menu::view,
     .shortcut = plain(Key::s),
     .run = show_mode<model::Mode::stages>,
     .checked = shows_mode<model::Mode::stages>},
    {.id = "view.zoom_in",
     .label = "Zoom in",
     .menu = Menu::view,
     .shortcut = ctrl(Key::equal),
     .run = [](Ui& ui) { zoom_by(ui, 1.5F); },
     .begins_group = true},
    {.id = "view.zoom_out",
     .label = "Zoom out",
     .menu = Menu::view,
     .shortcut = ctrl(Key::minus),
     .run = [](Ui& ui) { zoom_by(ui, 1 / 1.5F); },
     .enabled = [](const Ui& ui) { return ui.view().zoom > 1; }},
    {.id = "view.zoom_fit",
     .label = "Fit the window",
     .menu = Menu::view,
     .shortcut = ctrl(Key::digit_0),
     .run = [](Ui& ui) { ui.emit(model::SetZoom{}); }},
    {.id = "play.remote_forward",
     .label = "Step forward, by a presenter's remote",
     .shortcut = plain(Key::page_down),
     .run = [](Ui& ui) { ui.emit(model::StepBy{1}); },
     .enabled = in_projector},
    {.id = "play.remote_back",
     .label = "Step back, by a presenter's remote",
     .shortcut = plain(Key::page_up),
     .run = [](Ui& ui) { ui.emit(model::StepBy{-1}); },
     .enabled = in_projector},
    {.id = "view.channel_next",
     .label = "Next channel",
     .menu = Menu::view,
     .shortcut = plain(Key::page_down),
     .run = [](Ui& ui) { next_channel(ui, 1); },
     .enabled = has_channels,
     .begins_group = true},
    {.id = "view.channel_previous",
     .label = "Previous channel",
     .menu = Menu::view,
     .shortcut = plain(Key::page_up),
     .run = [](Ui& ui) { next_channel(ui, -1); },
     .enabled = has_channels},
    {.id = "view.channels_all",
     .label = "All channels",
     .menu = Menu::view,
     .shortcut = plain(Key::a),
     .run =
         [](Ui& ui) {
             ui.emit(model::SetChannel{ui.view().channel, !ui.view().all_channels});
         },
     .enabled = has_channels,
     .checked = [](const Ui& ui) { return ui.view().all_channels; }},
    {.id = "view.sample_next",
     .label = "Next sample",
     .shortcut = shifted(Key::page_down),
     .run = [](Ui& ui) { next_sample(ui, 1); },
     .enabled = has_samples},
    {.id = "view.sample_previous",
     .label = "Previous sample",
     .shortcut = shifted(Key::page_up),
     .run = [](Ui& ui) { next_sample(ui, -1); },
     .enabled = has_samples},
    {.id = "view.colormap",
     .label = "Colour map",
     .menu = Menu::view,
     .submenu = Submenu::colormap,
     .begins_group = true},
    {.id = "view.theme", .label = "Theme", .menu = Menu::view, .submenu = Submenu::theme},
    {.id = "view.language", .label = "Language", .menu = Menu::view, .submenu = Submenu::language},
    {.id = "view.theme_next",
     .label = "Next theme",
     .shortcut = ctrl_shift(Key::t),
     .run = next_theme},
    {.id = "view.language_next",
     .label = "Next language",
     .shortcut = ctrl_shift(Key::l),
     .run = next_language},
    {.id = "view.projector",
     .label = "Projector",
     .menu = Menu::view,
     .shortcut = plain(Key::f11),
     .run = [](Ui& ui) { ui.projector = !ui.projector; },
     .checked = in_projector},
    {.id = "view.motion",
     .label = "Reduced motion",
     .menu = Menu::view,
     .run = toggle_motion,
     .checked = [](const Ui& ui) { return ui.settings.reduced_motion; }},
    {.id = "view.panels",
     .label = "Side panels",
     .menu = Menu::view,
     .shortcut = ctrl(Key::e),
     .run =
         [](Ui& ui) {
             ui.show_panels = ui.settings.side_panels = !ui.show_panels;
             ui.save_settings();
         },
     .checked = [](const Ui& ui) { return ui.show_panels; }},
    {.id = "view.larger",
     .label = "Larger interface",
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::equal),
     .run = [](Ui& ui) { set_ui_scale(ui, ui.settings.ui_scale + 0.25); },
     .enabled = [](const Ui& ui) { return ui.settings.ui_scale < io::most_ui_scale; }},
    {.id = "view.smaller",
     .label = "Smaller interface",
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::minus),
     .run = [](Ui& ui) { set_ui_scale(ui, ui.settings.ui_scale - 0.25); },
     .enabled = [](const Ui& ui) { return ui.settings.ui_scale > io::least_ui_scale; }},

    // Lessons
    {.id = "lesson.list", .label = "Lessons", .menu = Menu::lessons, .submenu = Submenu::lessons},
    {.id = "lesson.open",
     .label = "Open a lesson…",
     .menu = Menu::lessons,
     .run = open_lesson_with_dialog,
     .begins_group = true},
    {.id = "lesson.save_scene",
     .label = "Save this state as a scene of a lesson",
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::l),
     .run = save_as_scene},
    {.id = "lesson.next",
     .label = "Next scene",
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::page_down),
     .run = [](Ui& ui) { go_to_scene(ui, 1); },
     .enabled = in_lesson,
     .begins_group = true},
    {.id = "lesson.back",
     .label = "Previous scene",
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::page_up),
     .run = [](Ui& ui) { go_to_scene(ui, -1); },
     .enabled = [](const Ui& ui) { return in_lesson(ui) && ui.classroom.scene > 0; }},
    {.id = "lesson.quiz",
     .label = "Quiz",
     .menu = Menu::lessons,
     .shortcut = plain(Key::q),
     .run = toggle_quiz,
     .checked = [](const Ui& ui) { return ui.classroom.activity == lessons::Activity::quiz; }},
    {.id = "lesson.save_tally",
     .label = "Save the tally as CSV…",
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::t),
     .run = save_tally_with_dialog,
     .enabled = [](const Ui& ui) { return !ui.classroom.tally.empty(); }},
    {.id = "lesson.words",
     .label = "The step in plain words",
     .menu = Menu::lessons,
     .shortcut = plain(Key::w),
     .run = [](Ui& ui) { ui.lesson.shows_words = !ui.lesson.shows_words; },
     .checked = [](const Ui& ui) { return ui.lesson.shows_words; },
     .begins_group = true},
    {.id = "lesson.copy_words",
     .label = "Copy the step in plain words",
     .menu = Menu::lessons,
     .run = copy_step_words,
     .enabled = [](const Ui& ui) { return ui.has_steps; }},
    {.id = "lesson.glossary",
     .label = "Glossary",
     .menu = Menu::lessons,
     .shortcut = plain(Key::g),
     .run = [](Ui& ui) { ui.open_dialog(make_glossary_dialog(0)); }},
    {.id = "lesson.leave",
     .label = "Leave the lesson",
     .menu = Menu::lessons,
     .run = [](Ui& ui) { ui.emit(lessons::ClassAction(lessons::LeaveClass{})); },
     .enabled = in_lesson},

    // Export
    {.id = "export.screenshot",
     .label = "Save the window as PNG",
     .menu = Menu::exports,
     .shortcut = plain(Key::f12),
     .run = [](Ui& ui) { ui.screenshot_due = true; }},
    {.id = "export.steps",
     .label = "Export",
     .menu = Menu::exports,
     .enabled = [](const Ui& ui) { return ui.has_steps; },
     .submenu = Submenu::exporters},
    {.id = "export.handout",
     .label = "Handout…",
     .menu = Menu::exports,
     .run = [](Ui& ui) { ui.open_dialog(make_handout_dialog(ui)); },
     .enabled = [](const Ui& ui) { return ui.has_steps; },
     .begins_group = true},

    // Help
    {.id = "help.menus",
     .label = "Go to the menus",
     .shortcut = plain(Key::f10),
     .run = [](Ui& ui) { ui.menu_to_open = "file"; },
     .enabled = [](const Ui& ui) { return !ui.projector; }},
    {.id = "help.shortcuts",
     .label = "Keys and mouse",
     .menu = Menu::help,
     .shortcut = plain(Key::f1),
     .run = [](Ui& ui) { ui.open_dialog(make_shortcuts_dialog()); }},
    {.id = "help.tour", .label = "Tour", .menu = Menu::help, .run = [](Ui& ui) { start_tour(ui); }},
    {.id = "help.about",
     .label = "About Poolscope",
     .menu = Menu::help,
     .run = [](Ui& ui) { ui.open_dialog(make_about_dialog()); }},

    // Moving about the input once a cell is selected.
    {.id = "cell.left",
     .label = "Select the cell to the left",
     .shortcut = plain(Key::left),
     .other_shortcut = shifted(Key::tab),
     .run = [](Ui& ui) { move_selection(ui, 0, -1); },
     .enabled = has_selection},
    {.id = "cell.right",
     .label = "Select the cell to the right",
     .shortcut = plain(Key::right),
     .other_shortcut = plain(Key::tab),
     .run = [](Ui& ui) { move_selection(ui, 0, 1); },
     .enabled = has_selection},
    {.id = "cell.up",
     .label = "Select the cell above",
     .shortcut = plain(Key::up),
     .run = [](Ui& ui) { move_selection(ui, -1, 0); },
     .enabled = has_selection},
    {.id = "cell.down",
     .label = "Select the cell below",
     .shortcut = plain(Key::down),
     .run = [](Ui& ui) { move_selection(ui, 1, 0); },
     .enabled = has_selection},
    {.id = "cell.first",
     .label = "Select a cell",
     .shortcut = plain(Key::f2),
     .run = select_first,
     .enabled = no_selection},
};

bool matches(const ActionRow& row, const KeyPress& press) {
    return row.run && (press == row.shortcut || press == row.other_shortcut);
}

}  // namespace

std::span<const ActionRow> action_rows() {
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

/// A question mark stands on another key in every land: it is told by what it writes.
bool takes_question_mark() {
    ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    const bool asked = std::any_of(typed.begin(), typed.end(),
                                   [](ImWchar one) { return one == '?' || one == 0xFF1F; });
    if (asked) typed.resize(0);
    return asked;
}

void run_shortcuts(Ui& ui) {
    const bool asleep =
        ui.text_active || ui.text_was_active || ui.dialog || ui.menu_open || ui.tour.on;
    if (!asleep) {
        if (takes_question_mark()) run_action(ui, "help.shortcuts");
        for (KeyPress press : ui.keys) {
            if (press.key == Key::none) continue;
            if (press.key == Key::keypad_enter) press.key = Key::enter;
            for (const ActionRow& row : action_rows()) {
                if (!matches(row, press) || !is_enabled(row, ui)) continue;
                row.run(ui);
                break;
            }
        }
    }
    ui.keys.clear();
}

std::string tip_of(std::string_view id) {
    const ActionRow& row = action_row(id);
    std::string tip = tr_name(row.label);
    if (row.shortcut.key != Key::none) tip += " (" + name_of(row.shortcut) + ")";
    return tip;
}

}  // namespace poolscope::ui
