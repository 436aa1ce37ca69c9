/// The queue of actions, what is told, and the settings.
#include "session/session.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "lessons/progress_merge.hpp"
#include "poolscope/step.hpp"
#include "session/files.hpp"
#include "session/ledger_commands.hpp"
#include "session/lesson_commands.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

constexpr std::size_t max_notices = 3;
/// How long one stays: to be seen, to be read, and for what went wrong to be thought about.
constexpr double least_seconds = 4;
constexpr double bytes_a_second = 14;
constexpr double after_error = 8;
constexpr double after_hold = 2;

/// With a capital and a full stop; a file's or a field's name at the beginning stays as it is.
std::string as_sentence(std::string text) {
    const std::string_view first = std::string_view(text).substr(0, text.find(' '));
    const bool is_name = first.find_first_of("./_=") != std::string_view::npos;
    if (!is_name && !text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + i18n::language().stop;
}

}  // namespace

Session::Session(Services given) : services(std::move(given)) {
    if (!services.settings_file.empty()) {
        if (auto loaded = io::load_settings(services.settings_file))
            settings = std::move(*loaded);
        else
            report(loaded.error());
    }
    if (!services.recent_file.empty()) {
        if (auto loaded = io::load_recent(services.recent_file))
            recent = std::move(*loaded);
        else
            report(loaded.error());
    }
    load_progress();
    i18n::set_language(settings.language.empty() ? services.language : settings.language);
    lesson.language = i18n::language().id;
    emit(model::SetTheme{std::string(theme::theme_or_default(settings.theme).id)});
    emit(model::SetGlides{!settings.reduced_motion});
    show_panels = settings.side_panels;
    apply_queue();
}

namespace {

Grain grain_on_show(const Session& session) {
    const bool backward = session.view().mode == model::Mode::backward;
    return backward ? Grain::window : session.view().grain;
}

/// The step of the layer on show; stages show other layers, of which it is none.
std::optional<LayerStep> place_on_show(Session& session) {
    const auto& geometry = session.store.run().results.geometry;
    if (session.view().mode == model::Mode::stages || !geometry) return std::nullopt;
    const Grain grain = grain_on_show(session);
    const std::size_t count = model::steps_per_channel(session.store.run().results, grain);
    if (count == 0) return std::nullopt;
    const std::size_t step = std::min(session.view().step, count - 1);
    const StepLocation at = locate_step(*geometry, grain, step);
    return LayerStep{step, grain, at.out_row, at.out_col};
}

}  // namespace

void Session::advance(double seconds) {
    now += seconds;
    std::erase_if(notices, [this](const Notice& one) { return one.until <= now; });
    cover_output(*this);
    has_steps = figure_steps(store.figure(), store.run().results, view().grain) > 0;
    if (!playback().playing) return;
    emit(model::Tick{seconds});
    apply_queue();
}

void Session::emit(model::DocumentAction action) {
    queue_.emplace_back(model::Action(std::move(action)));
}
void Session::emit(model::ViewAction action) {
    queue_.emplace_back(model::Action(std::move(action)));
}
void Session::emit(model::Undo action) {
    queue_.emplace_back(model::Action(action));
}
void Session::emit(model::Redo action) {
    queue_.emplace_back(model::Action(action));
}
void Session::emit(lessons::ClassAction action) {
    queue_.emplace_back(std::move(action));
}

void Session::apply(const model::Action& action) {
    const auto* change = std::get_if<model::DocumentAction>(&action);
    const lessons::Page* page = classroom.shown_page();
    if (change && page && !lessons::allows(page->may_change, document(), *change))
        return say_in_lesson(
            [this, words = lessons::allowed_text(page->may_change)] { return said(*this, words); });
    const std::uint64_t revision = store.revision();
    const auto* seen = std::get_if<model::ViewAction>(&action);
    const bool turns = seen && std::holds_alternative<model::SetMode>(*seen);
    const std::optional<LayerStep> left = turns ? place_on_show(*this) : std::nullopt;
    if (const auto done = store.dispatch(action); !done) report(done.error());
    if (store.revision() != revision) apply(lessons::ClassAction(lessons::DocumentChanged{}));
    if (!turns) return;
    const bool in_stages = view().mode == model::Mode::stages;
    if (left && in_stages) before_stages_ = left;
    if (!left && !in_stages && before_stages_) come_back();
}

void Session::come_back() {
    const LayerStep place = *std::exchange(before_stages_, std::nullopt);
    const auto& geometry = store.run().results.geometry;
    if (!geometry || place.row >= geometry->output.h || place.col >= geometry->output.w) return;
    const Grain grain = grain_on_show(*this);
    const std::size_t step =
        grain == place.grain ? place.step : first_step_of(*geometry, grain, place.row, place.col);
    if (const auto done = store.dispatch(model::ViewAction(model::Seek{step})); !done)
        report(done.error());
}

void Session::apply(const lessons::ClassAction& action) {
    if (!std::holds_alternative<lessons::DocumentChanged>(action)) {
        take_trial_back(*this);
        std::erase_if(notices, [](const Notice& one) { return one.of_lesson; });
    }
    const lessons::Activity before = classroom.activity;
    const std::size_t page = classroom.page;
    lessons::ClassChange change = lessons::update(classroom, action, {whole(), document(), view()});
    classroom = std::move(change.next);
    if (change.keeps) save_progress();
    if (change.open) show_document(*this, std::move(*change.open), {});
    // A framework's rules may refuse it: then the working is not shown.
    if (change.trial) {
        const std::uint64_t revision = store.revision();
        if (!store.dispatch(model::DocumentAction(*change.trial)) || store.revision() == revision)
            change.view = {model::SetPrediction{}};
        else
            lesson.trial = store.revision();
    }
    for (model::ViewAction& one : change.view)
        if (const auto done = store.dispatch(std::move(one)); !done) report(done.error());
    // A lesson in one language was shown in it.
    if (classroom.activity == lessons::Activity::none) lesson.language = i18n::language().id;
    // What a new page points at comes into sight.
    const lessons::Page* shown = classroom.shown_page();
    if (shown == nullptr || (before == classroom.activity && page == classroom.page)) return;
    for (const lessons::Pointer& pointer : shown->points_at)
        if (pointer.part != nullptr) lesson.scroll_to.emplace(pointer.part->anchor);
}

bool Session::apply_queue() {
    // Applying an action never queues another.
    std::vector<std::variant<model::Action, lessons::ClassAction>> actions;
    actions.swap(queue_);
    for (const auto& action : actions) std::visit([this](const auto& one) { apply(one); }, action);
    return !actions.empty();
}

void Session::add_notice(Notice notice) {
    // One told again moves to the end.
    std::erase_if(notices, [&](const Notice& one) {
        return one.text == notice.text || (!one.is_error && !notice.is_error);
    });
    notice.until = now + least_seconds + static_cast<double>(notice.text.size()) / bytes_a_second +
                   (notice.is_error ? after_error : 0);
    notices.push_back(std::move(notice));
    if (notices.size() > max_notices) notices.erase(notices.begin());
}

void Session::say(std::function<std::string()> words, std::filesystem::path file) {
    std::string text = words();
    add_notice({std::move(text), false, std::move(words), std::move(file)});
}

void Session::hold_notices() {
    for (Notice& notice : notices) notice.until = std::max(notice.until, now + after_hold);
}

void Session::say_in_lesson(std::function<std::string()> words) {
    std::string text = words();
    add_notice({std::move(text), false, std::move(words), {}, 0, true});
}

void Session::report(const Error& error) {
    const auto words = [error] { return as_sentence(tr_error(error)); };
    add_notice({words(), true, words});
}

void Session::reword_notices() {
    for (Notice& notice : notices)
        if (notice.words) notice.text = notice.words();
}

void Session::load_progress() {
    if (services.progress_file.empty()) return;
    auto loaded = lessons::load_progress(services.progress_file);
    if (!loaded) return report(loaded.error());
    if (loaded->empty()) return;
    classroom.student = std::move(loaded->front());
    classmates.assign(std::make_move_iterator(loaded->begin() + 1),
                      std::make_move_iterator(loaded->end()));
    kept_students_ = students();
}

lessons::Students Session::students() const {
    lessons::Students all{classroom.student};
    all.insert(all.end(), classmates.begin(), classmates.end());
    return all;
}

void Session::save_progress() {
    if (services.progress_file.empty()) return;
    const auto there = lessons::load_progress(services.progress_file);
    lessons::Students all =
        there ? lessons::merged(students(), kept_students_, *there) : students();
    const std::string& name = classroom.student.name;
    if (std::ranges::find(all, name, &lessons::StudentProgress::name) == all.end())
        all.insert(all.begin(), {.name = name});
    if (const auto saved = lessons::save_progress(all, services.progress_file); !saved)
        report(saved.error());
    take_students(std::move(all));
    kept_students_ = students();
}

void Session::take_students(lessons::Students all) {
    const lessons::LessonProgress played = classroom.progress;
    classmates.clear();
    for (lessons::StudentProgress& one : all)
        if (one.name != classroom.student.name)
            classmates.push_back(std::move(one));
        else
            classroom.student = std::move(one);
    // The lesson that is played goes on as it is here.
    const bool plays = classroom.activity == lessons::Activity::lesson;
    for (lessons::LessonProgress& one : classroom.student.lessons)
        if (plays && one.lesson == played.lesson) one = played;
}

void Session::save_settings() {
    if (services.settings_file.empty()) return;
    if (const auto saved = io::save_settings(settings, services.settings_file); !saved)
        report(saved.error());
}

}  // namespace poolscope::session
