/// One frame of the interface, and its dealings with the window's loop.
#include "ui/app.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/files.hpp"
#include "session/lesson_commands.hpp"
#include "session/screenshot.hpp"
#include "theme/projector.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/projector.hpp"
#include "ui/frame/shortcuts.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tour.hpp"
#include "ui/panels/lesson/lesson_panel.hpp"
#include "ui/panels/panels.hpp"
#include "ui/stage/stage_view.hpp"

namespace poolscope::ui {

namespace {

constexpr double soon = 0.05;   ///< while something is computed or exported
constexpr double blink = 0.4;   ///< while a text cursor blinks
constexpr double settle = 0.0;  ///< another frame at once

void begin_frame(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    ui.anchors.clear();
    ui.theme = &theme::theme_or_default(ui.preferences().theme);
    if (ui.projector) ui.theme = &theme::projector_theme(*ui.theme);
    const drawing::Size size{io.DisplaySize.x, io.DisplaySize.y};
    // As large as was chosen, as far as the window has room.
    ui.scale = std::min(ui.screen_scale * static_cast<float>(ui.settings.ui_scale),
                        std::max(ui.screen_scale, most_scale(size, ui.show_panels)));
    ui.text_was_active = std::exchange(ui.text_active, false);
    ui.wheel_was_taken = std::exchange(ui.wheel_taken, false);
    ui.held = false;
    ui.menu_open = false;
    ui.tooltip.seen = ui.tooltip.pending = false;
    ui.tooltip.before = std::exchange(ui.tooltip.shown, {});
    ui.lesson_view.settling = ui.lesson_view.box_settling = false;  // the panel may be gone
    if (ui.notices.empty())
        ui.message_height = 0;
    else if (ui.message_height == 0)
        ui.message_height = ui.px(64);
    ui.least_text = ui.projector ? body_size : 0;
    if (ui.projector) ui.scale = std::max(ui.scale, projector_scale(size, body_size));
    ui.drawn_scale = static_cast<double>(ui.scale / ui.screen_scale);
    constexpr float projected_lesson = 400;  // logical pixels
    const bool class_on = lesson_panel_height(ui) > 0;
    if (ui.projector) {
        ui.layout = projector_layout(size, class_on ? ui.px(projected_lesson) : 0);
        ui.stage_scale = projector_scale(size);
        ui.least_cell = 0;
    } else {
        ui.layout = make_layout(size, ui.scale,
                                {.shown = ui.show_panels,
                                 .inspector_folded = folds_inspector(ui, size, ui.scale),
                                 .lesson_height = lesson_panel_height(ui),
                                 .usual_scale = ui.screen_scale});
        choose_stage_scale(ui, size);
        ui.settings.window_width = size.w / ui.screen_scale;
        ui.settings.window_height = size.h / ui.screen_scale;
    }
    ui.layout.messages = message_place(ui.layout.stage, ui.scale, ui.message_height);
    begin_focus(ui);
    apply_style(*ui.theme, ui.scale);
    // An explanation stands clear of the pointer's ring.
    ImGui::GetStyle().MouseCursorScale = ui.projector ? ui.stage_scale : 1;
}

/// Before the first frame: what an earlier run left, and the tour of one who sees it first.
void start(Ui& ui) {
    offer_left_copies(ui);
    if (ui.services.first_run_tour && !ui.settings.tour_seen) start_tour(ui);
}

/// What the session asks is shown; it takes the place of the one before.
void change_dialog(Ui& ui) {
    if (!ui.prompt) return;
    ui.dialog = dialog_for(ui, *std::exchange(ui.prompt, std::nullopt));
    ui.focus.kept.erase("dialog");
    // One that was answered in its first frame has the focus only from the next one on.
    if (ui.focus.scope == "dialog" || ui.focus.deepest == "dialog") ui.focus.id.clear();
    ui.editor = {};
    ui.number.typing.clear();
}

}  // namespace

App::App(const Services& services) : ui_(std::make_unique<Ui>(services)) {
    ImGui::GetIO().IniFilename = nullptr;
}

App::~App() {
    ui_->save_settings();
}

void App::set_screen_scale(float scale) {
    ui_->screen_scale = std::clamp(scale, 0.5F, 8.0F);
}

bool App::prepare() {
    return ui_->fonts.rebuild_if_needed();
}

void App::frame() {
    Ui& ui = *ui_;
    ui.changed = false;
    if (std::exchange(ui.starting, false)) start(ui);
    // Time passes before anything is drawn, so that a frame shows its own moment.
    ui.advance(static_cast<double>(ImGui::GetIO().DeltaTime));
    begin_frame(ui);
    font(ui, theme::Font::regular).push();
    draw_panels(ui);
    draw_pointers(ui);
    draw_tour(ui);
    draw_dialog(ui);
    draw_projector(ui);
    ImGui::PopFont();
    if (!ui.tooltip.seen) ui.tooltip.id.clear();
    ui.number.open_next = false;
    move_focus(ui);
    run_shortcuts(ui);
    change_dialog(ui);
    ui.changed |= ui.apply_queue();
    keep_unsaved(ui);
}

const paint::FontCache& App::fonts() const {
    return ui_->fonts;
}

double App::wait_seconds() const {
    const Ui& ui = *ui_;
    if (ui.changed || ui.fonts.pending() || ui.editor.opening || ui.editor_due ||
        ui.number.opening || ui.prompt || ui.lesson_view.settling || ui.lesson_view.box_settling ||
        ui.lesson.opening != 0 || ui.tooltip.shown != ui.tooltip.before || ui.focus.arriving ||
        ui.menus_due || ui.context || ui.brush.opening || !ui.menu_to_open.empty() ||
        ui.file_pictures.ready())
        return settle;
    double wait = model::still_seconds(ui.store.viewing());
    if (ui.store.computing() || ui.held || (ui.dialog && ui.dialog->moves()))
        wait = std::min(wait, soon);
    if (ui.tooltip.pending || ui.stage.tip_pending) wait = std::min(wait, 0.1);
    if (ui.text_active) wait = std::min(wait, blink);
    if (!ui.number.note_id.empty()) wait = std::min(wait, 0.25);
    wait = std::min(wait, projector_wait(ui));
    wait = std::min(wait, ui.autosave.wait_seconds(ui.now));
    for (const Notice& notice : ui.notices) wait = std::min(wait, notice.until - ui.now);
    return wait;
}

void App::key(const KeyPress& press) {
    ui_->keys.push_back(press);
}

void App::drop(const std::vector<std::filesystem::path>& paths) {
    if (!paths.empty()) open(paths.front());
}

void App::open(const std::filesystem::path& path, const model::Reading& how) {
    if (ui_->dialog && ui_->dialog->busy())
        return ui_->report({ErrorCode::cancelled, say("a file cannot be opened during an export"),
                            say("wait for it or cancel it")});
    if (ui_->dialog)
        return ui_->report({ErrorCode::cancelled, say("a file cannot be opened behind a question"),
                            say("answer it or close it first")});
    open_file(*ui_, path, how);
    change_dialog(*ui_);
    ui_->changed = true;
}

bool App::may_close() {
    if (ui_->dialog && ui_->dialog->busy()) {
        ui_->report({ErrorCode::cancelled, say("the window cannot be closed during an export"),
                     say("wait for it or cancel it")});
        ui_->changed = true;
        return false;
    }
    take_trial_back(*ui_);
    if (ui_->quit || !ui_->store.modified()) return true;
    after_unsaved(*ui_, [](Session& then) { then.quit = true; });
    change_dialog(*ui_);
    ui_->changed = true;
    return false;
}

bool App::wants_quit() const {
    return ui_->quit;
}

void App::end_now() {
    leave_copy(*ui_);
    ui_->dialog.reset();
}

std::string App::title() const {
    return document_name(*ui_) + (ui_->store.modified() ? "*" : "") + " — Poolscope";
}

bool App::wants_screenshot() const {
    return ui_->screenshot_due;
}

void App::give_screenshot(const Result<std::vector<std::byte>>& png) {
    save_screenshot(*ui_, png);
}

model::Store& App::store() {
    return ui_->store;
}

const lessons::Classroom& App::classroom() const {
    return ui_->classroom;
}

void App::start_lesson(lessons::SharedLesson lesson) {
    session::start_lesson(*ui_, std::move(lesson));
    ui_->changed = true;
}

const AnchorMap& App::anchors() const {
    return ui_->anchors;
}

float App::scale() const {
    return ui_->scale;
}

float App::stage_scale() const {
    return ui_->stage_scale;
}

const drawing::Drawing& App::stage_drawing() const {
    return ui_->stage.drawing;
}

float App::least_cell() const {
    return ui_->least_cell;
}

bool App::wants_fullscreen() const {
    return ui_->projector;
}

const std::string& App::shown_tooltip() const {
    return ui_->tooltip.shown;
}

std::string_view App::focused() const {
    return ui_->focus.id;
}

std::vector<std::string> App::messages() const {
    std::vector<std::string> texts;
    for (const Notice& notice : ui_->notices) texts.push_back(notice.text);
    return texts;
}

}  // namespace poolscope::ui
