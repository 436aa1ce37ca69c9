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
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr double soon = 0.05;   ///< while something is computed or exported
constexpr double blink = 0.4;   ///< while a text cursor blinks
constexpr double settle = 0.0;  ///< another frame at once

/// The clipboard that ImGui was given by the window, where the session was given none.
session::Services with_clipboard(session::Services services) {
    Clipboard& clipboard = services.clipboard;
    if (!clipboard.get)
        clipboard.get = [] {
            const char* text = ImGui::GetClipboardText();
            return std::string(text ? text : "");
        };
    if (!clipboard.set)
        clipboard.set = [](const std::string& text) { ImGui::SetClipboardText(text.c_str()); };
    return services;
}

/// What the frame before told is forgotten, but for what is compared with it.
void forget_last(Frame& frame) {
    frame.anchors.clear();
    frame.text_was_active = std::exchange(frame.text_active, false);
    frame.wheel_was_taken = std::exchange(frame.wheel_taken, false);
    frame.held = false;
    frame.menu_open = false;
    frame.tooltip.seen = frame.tooltip.pending = false;
    frame.tooltip.before = std::exchange(frame.tooltip.shown, {});
}

/// How large the interface is drawn in a window of `size`, and in which theme.
void choose_look(Frame& frame, Session& session, drawing::Size size) {
    frame.theme = &theme::theme_or_default(session.preferences().theme);
    // As large as was chosen, as far as the window has room.
    frame.scale = std::min(frame.screen_scale * static_cast<float>(session.settings.ui_scale),
                           std::max(frame.screen_scale, most_scale(size, session.show_panels)));
    frame.least_text = 0;
    if (session.projector) {
        frame.theme = &theme::projector_theme(*frame.theme);
        frame.scale = std::max(frame.scale, projector_scale(size, body_size));
        frame.least_text = body_size;
    }
    session.drawn_scale = static_cast<double>(frame.scale / frame.screen_scale);
}

/// Where the panels lie, and how large the stage is drawn.
void lay_out(Ui& ui, drawing::Size size) {
    Frame& frame = ui.frame;
    Session& session = ui.session;
    constexpr float projected_lesson = 400;  // logical pixels
    const float lesson_height = lesson_panel_height(ui);
    if (session.projector) {
        frame.layout = projector_layout(size, lesson_height > 0 ? ui.px(projected_lesson) : 0);
        frame.stage_scale = projector_scale(size);
        frame.least_cell = 0;
    } else {
        frame.layout = make_layout(size, frame.scale,
                                   {.shown = session.show_panels,
                                    .inspector_folded = folds_inspector(ui, size, frame.scale),
                                    .lesson_height = lesson_height,
                                    .usual_scale = frame.screen_scale});
        choose_stage_scale(ui, size);
        session.settings.window_width = size.w / frame.screen_scale;
        session.settings.window_height = size.h / frame.screen_scale;
    }
    frame.layout.messages = message_place(frame.layout.stage, frame.scale, ui.message_height);
}

void begin_frame(Ui& ui) {
    Frame& frame = ui.frame;
    Session& session = ui.session;
    const drawing::Size size{ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    forget_last(frame);
    frame.now = session.now;
    frame.scroll_to.merge(session.lesson.scroll_to);
    choose_look(frame, session, size);
    ui.lesson_view.settling = ui.lesson_view.box_settling = false;  // the panel may be gone
    if (session.notices.empty())
        ui.message_height = 0;
    else if (ui.message_height == 0)
        ui.message_height = ui.px(64);
    lay_out(ui, size);
    begin_focus(frame);
    apply_style(*frame.theme, frame.scale);
    // An explanation stands clear of the pointer's ring.
    ImGui::GetStyle().MouseCursorScale = session.projector ? frame.stage_scale : 1;
}

/// Before the first frame: what an earlier run left, and the tour of one who sees it first.
void start(Session& session) {
    offer_left_copies(session);
    if (session.services.first_run_tour && !session.settings.tour_seen) start_tour(session);
}

/// What the session asks is shown; it takes the place of the one before.
void change_dialog(Ui& ui) {
    if (!ui.session.prompt) return;
    ui.dialog = dialog_for(ui.session, *std::exchange(ui.session.prompt, std::nullopt));
    ui.frame.focus.kept.erase("dialog");
    // One that was answered in its first frame has the focus only from the next one on.
    if (ui.frame.focus.scope == "dialog" || ui.frame.focus.deepest == "dialog")
        ui.frame.focus.id.clear();
    ui.session.editor = {};
    ui.number.typing.clear();
}

}  // namespace

App::App(const Services& services)
    : session_(std::make_unique<Session>(with_clipboard(services))),
      ui_(std::make_unique<Ui>(*session_)) {
    ImGui::GetIO().IniFilename = nullptr;
    ui_->frame.heatmaps = services.heatmaps;
    ui_->frame.theme = &theme::theme_or_default(session_->preferences().theme);
}

App::~App() {
    session_->save_settings();
}

void App::set_screen_scale(float scale) {
    ui_->frame.screen_scale = std::clamp(scale, 0.5F, 8.0F);
}

bool App::prepare() {
    return ui_->frame.fonts.rebuild_if_needed();
}

void App::frame() {
    Ui& ui = *ui_;
    ui.session.changed = ui.frame.changed = false;
    if (std::exchange(ui.starting, false)) start(ui.session);
    // Time passes before anything is drawn, so that a frame shows its own moment.
    ui.session.advance(static_cast<double>(ImGui::GetIO().DeltaTime));
    begin_frame(ui);
    font(ui.frame, theme::Font::regular).push();
    draw_panels(ui);
    draw_pointers(ui);
    draw_tour(ui);
    draw_dialog(ui);
    draw_projector(ui);
    ImGui::PopFont();
    if (!ui.frame.tooltip.seen) ui.frame.tooltip.id.clear();
    ui.number.open_next = false;
    move_focus(ui);
    run_shortcuts(ui);
    change_dialog(ui);
    ui.session.changed |= ui.session.apply_queue();
    keep_unsaved(ui.session);
}

const paint::FontCache& App::fonts() const {
    return ui_->frame.fonts;
}

double App::wait_seconds() const {
    const Ui& ui = *ui_;
    const Frame& frame = ui.frame;
    const Session& session = ui.session;
    if (session.changed || frame.changed || frame.fonts.pending() || session.editor.opening ||
        ui.editor_due || ui.number.opening || session.prompt || ui.lesson_view.settling ||
        ui.lesson_view.box_settling || session.lesson.opening != 0 ||
        frame.tooltip.shown != frame.tooltip.before || frame.focus.arriving || session.menus_due ||
        session.context || session.brush.opening || !ui.menu_to_open.empty() ||
        ui.file_pictures.ready())
        return settle;
    double wait = model::still_seconds(session.store.viewing());
    if (session.store.computing() || frame.held || (ui.dialog && ui.dialog->moves()))
        wait = std::min(wait, soon);
    if (frame.tooltip.pending || ui.stage.tip_pending) wait = std::min(wait, 0.1);
    if (frame.text_active) wait = std::min(wait, blink);
    if (!ui.number.note_id.empty()) wait = std::min(wait, 0.25);
    wait = std::min(wait, projector_wait(ui));
    wait = std::min(wait, session.autosave.wait_seconds(session.now));
    for (const Notice& notice : session.notices) wait = std::min(wait, notice.until - session.now);
    return wait;
}

void App::key(const KeyPress& press) {
    ui_->frame.keys.push_back(press);
}

void App::drop(const std::vector<std::filesystem::path>& paths) {
    if (!paths.empty()) open(paths.front());
}

void App::open(const std::filesystem::path& path, const model::Reading& how) {
    if (ui_->dialog && ui_->dialog->busy())
        return session_->report({ErrorCode::cancelled,
                                 say("a file cannot be opened during an export"),
                                 say("wait for it or cancel it")});
    if (ui_->dialog)
        return session_->report({ErrorCode::cancelled,
                                 say("a file cannot be opened behind a question"),
                                 say("answer it or close it first")});
    open_file(*session_, path, how);
    change_dialog(*ui_);
    session_->changed = true;
}

bool App::may_close() {
    if (ui_->dialog && ui_->dialog->busy()) {
        session_->report({ErrorCode::cancelled, say("the window cannot be closed during an export"),
                          say("wait for it or cancel it")});
        session_->changed = true;
        return false;
    }
    take_trial_back(*session_);
    if (session_->quit || !session_->store.modified()) return true;
    after_unsaved(*session_, [](Session& then) { then.quit = true; });
    change_dialog(*ui_);
    session_->changed = true;
    return false;
}

bool App::wants_quit() const {
    return session_->quit;
}

void App::end_now() {
    leave_copy(*session_);
    ui_->dialog.reset();
}

std::string App::title() const {
    return document_name(*session_) + (session_->store.modified() ? "*" : "") + " — Poolscope";
}

bool App::wants_screenshot() const {
    return session_->screenshot_due;
}

void App::give_screenshot(const Result<std::vector<std::byte>>& png) {
    save_screenshot(*session_, png);
}

model::Store& App::store() {
    return session_->store;
}

const lessons::Classroom& App::classroom() const {
    return session_->classroom;
}

void App::start_lesson(lessons::SharedLesson lesson) {
    session::start_lesson(*session_, std::move(lesson));
    session_->changed = true;
}

const AnchorMap& App::anchors() const {
    return ui_->frame.anchors;
}

float App::scale() const {
    return ui_->frame.scale;
}

float App::stage_scale() const {
    return ui_->frame.stage_scale;
}

const drawing::Drawing& App::stage_drawing() const {
    return ui_->stage.drawing;
}

float App::least_cell() const {
    return ui_->frame.least_cell;
}

bool App::wants_fullscreen() const {
    return session_->projector;
}

const std::string& App::shown_tooltip() const {
    return ui_->frame.tooltip.shown;
}

std::string_view App::focused() const {
    return ui_->frame.focus.id;
}

std::vector<std::string> App::messages() const {
    std::vector<std::string> texts;
    for (const Notice& notice : session_->notices) texts.push_back(notice.text);
    return texts;
}

}  // namespace poolscope::ui
