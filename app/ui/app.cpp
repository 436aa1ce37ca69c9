/// One frame of the interface, and its dealings with the window's loop.
#include "ui/app.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/files.hpp"
#include "session/lesson_commands.hpp"
#include "session/network_commands.hpp"
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

void begin_frame(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    ui.frame.anchors.clear();
    ui.frame.now = ui.session.now;
    ui.frame.scroll_to.merge(ui.session.lesson.scroll_to);
    ui.frame.theme = &theme::theme_or_default(ui.session.preferences().theme);
    if (ui.session.projector) ui.frame.theme = &theme::projector_theme(*ui.frame.theme);
    const drawing::Size size{io.DisplaySize.x, io.DisplaySize.y};
    // As large as was chosen, as far as the window has room.
    ui.frame.scale =
        std::min(ui.frame.screen_scale * static_cast<float>(ui.session.settings.ui_scale),
                 std::max(ui.frame.screen_scale, most_scale(size, ui.session.show_panels)));
    ui.frame.text_was_active = std::exchange(ui.frame.text_active, false);
    ui.frame.wheel_was_taken = std::exchange(ui.frame.wheel_taken, false);
    ui.frame.held = false;
    ui.frame.menu_open = false;
    ui.frame.tooltip.seen = ui.frame.tooltip.pending = false;
    ui.frame.tooltip.before = std::exchange(ui.frame.tooltip.shown, {});
    ui.lesson_view.settling = ui.lesson_view.box_settling = false;  // the panel may be gone
    if (ui.session.notices.empty())
        ui.message_height = 0;
    else if (ui.message_height == 0)
        ui.message_height = ui.px(64);
    ui.frame.least_text = ui.session.projector ? body_size : 0;
    if (ui.session.projector)
        ui.frame.scale = std::max(ui.frame.scale, projector_scale(size, body_size));
    ui.session.drawn_scale = static_cast<double>(ui.frame.scale / ui.frame.screen_scale);
    constexpr float projected_lesson = 400;  // logical pixels
    const bool class_on = lesson_panel_height(ui) > 0;
    if (ui.session.projector) {
        const float strip = has_layers(ui.session) ? ui.px(drawing::strip_height(true)) : 0;
        ui.frame.layout = projector_layout(size, class_on ? ui.px(projected_lesson) : 0, strip);
        ui.frame.stage_scale = projector_scale(size);
        ui.frame.least_cell = 0;
    } else {
        ui.frame.layout =
            make_layout(size, ui.frame.scale,
                        {.shown = ui.session.show_panels,
                         .inspector_folded = folds_inspector(ui, size, ui.frame.scale),
                         .network = has_layers(ui.session),
                         .lesson_height = lesson_panel_height(ui),
                         .usual_scale = ui.frame.screen_scale});
        choose_stage_scale(ui, size);
        ui.session.settings.window_width = size.w / ui.frame.screen_scale;
        ui.session.settings.window_height = size.h / ui.frame.screen_scale;
    }
    ui.frame.layout.messages =
        message_place(ui.frame.layout.stage, ui.frame.scale, ui.message_height);
    begin_focus(ui.frame);
    apply_style(*ui.frame.theme, ui.frame.scale);
    // An explanation stands clear of the pointer's ring.
    ImGui::GetStyle().MouseCursorScale = ui.session.projector ? ui.frame.stage_scale : 1;
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

namespace {

/// The messages that were drawn are higher or lower than the place that they had.
bool messages_grew(const Ui& ui) {
    const Layout& layout = ui.frame.layout;
    const drawing::Rect wanted = message_place(layout.stage, ui.frame.scale, ui.message_height);
    return !ui.session.notices.empty() && wanted.h != layout.messages.h;
}

}  // namespace

double App::wait_seconds() const {
    const Ui& ui = *ui_;
    if (ui.session.changed || ui.frame.changed || ui.frame.fonts.pending() ||
        ui.session.editor.opening || ui.editor_due || ui.number.opening || ui.cell_grid.opening ||
        ui.session.prompt || ui.lesson_view.settling || ui.lesson_view.box_settling ||
        ui.session.lesson.opening != 0 || ui.frame.tooltip.shown != ui.frame.tooltip.before ||
        ui.frame.focus.arriving || ui.session.menus_due || ui.session.context ||
        ui.session.brush.opening || !ui.menu_to_open.empty() || ui.file_pictures.ready() ||
        messages_grew(ui))
        return settle;
    double wait = model::still_seconds(ui.session.store.viewing());
    if (ui.session.store.computing() || ui.frame.held || (ui.dialog && ui.dialog->moves()))
        wait = std::min(wait, soon);
    if (ui.frame.tooltip.pending || ui.stage.tip_pending) wait = std::min(wait, 0.1);
    if (ui.frame.text_active) wait = std::min(wait, blink);
    if (!ui.number.note_id.empty()) wait = std::min(wait, 0.25);
    wait = std::min(wait, projector_wait(ui));
    wait = std::min(wait, ui.session.autosave.wait_seconds(ui.session.now));
    for (const Notice& notice : ui.session.notices)
        wait = std::min(wait, notice.until - ui.session.now);
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
