/// What menus, buttons and keys do about lessons and quizzes.
#include "session/lesson_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "io/files.hpp"
#include "lessons/append_page.hpp"
#include "lessons/explain.hpp"
#include "lessons/typed_answer.hpp"
#include "session/clipboard.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

void save_page_now(Session& session, fs::path path) {
    if (path.extension() != ".toml") path += ".toml";
    const auto saved =
        lessons::append_page(path, io::OpenedDocument{session.document(), session.view(), false},
                             session.lesson.language);
    if (!saved) return session.report(saved.error());
    session.own_lesson = path;
    session.say(
        [number = *saved, path] { return trf("Saved as scene {0} of {1}", number, path.string()); },
        path);
}

void save_tally_now(Session& session, fs::path path) {
    if (path.extension() != ".csv") path += ".csv";
    const std::string text = lessons::tally_csv(session.classroom.tally, session.lesson.language);
    if (const auto saved = io::write_file_atomically(path, io::as_bytes(text)); !saved)
        return session.report(saved.error());
    session.say([path] { return trf("Wrote {0}", path.string()); }, path);
}

void begin_lesson(Session& session, const lessons::SharedLesson& lesson) {
    // A lesson in one language is shown in it.
    if (!lesson->speaks(session.lesson.language))
        session.lesson.language = lesson->languages.front();
    session.emit(lessons::ClassAction(lessons::StartLesson{lesson}));
}

std::optional<int> whole_number(const std::string& text) {
    const auto number = lessons::read_answer(text);
    if (!number || *number != static_cast<double>(static_cast<int>(*number))) return std::nullopt;
    return static_cast<int>(*number);
}

}  // namespace

std::string said(const Session& session, const lessons::Words& words) {
    return words.in(session.lesson.language);
}

void start_lesson(Session& session, lessons::SharedLesson lesson) {
    after_unsaved(
        session, [lesson = std::move(lesson)](Session& then) { begin_lesson(then, lesson); });
}

void start_carried_lesson(Session& session, const lessons::ListedLesson& listed) {
    if (!listed.lesson) return session.report(lessons::fault_of(listed.faults, listed.id));
    start_lesson(session, listed.lesson);
}

const lessons::ListedLesson* next_lesson(const Session& session) {
    const auto& all = lessons::listed_lessons();
    const auto here =
        std::ranges::find(all, session.classroom.lesson, &lessons::ListedLesson::lesson);
    if (!session.classroom.lesson || here == all.end()) return nullptr;
    const auto next =
        std::find_if(here + 1, all.end(), [](const auto& one) { return one.lesson != nullptr; });
    return next == all.end() ? nullptr : &*next;
}

void start_next_lesson(Session& session) {
    if (const lessons::ListedLesson* next = next_lesson(session))
        start_carried_lesson(session, *next);
}

void ask_for_lesson(Session& session) {
    after_unsaved(
        session,
        [](Session& then) {
            then.ask(
                FilePrompt{.kind = FilePrompt::Kind::open,
                           .title = tr("Open a lesson"),
                           .confirm = tr("Open"),
                           .start = then.settings.last_folder,
                           .chosen = [](Session& chosen,
                                        const fs::path& path) { open_lesson_now(chosen, path); }});
        });
}

void open_lesson_now(Session& session, const fs::path& path) {
    lessons::ReadLesson read = lessons::load_lesson(path);
    if (!read.faults.empty())
        return session.report(lessons::fault_of(read.faults, path.filename().string()));
    begin_lesson(session, std::make_shared<const lessons::Lesson>(std::move(read.lesson)));
}

void take_trial_back(Session& session) {
    const std::uint64_t trial = std::exchange(session.lesson.trial, 0);
    if (trial == 0 || trial != session.store.revision()) return;
    if (const auto done = session.store.dispatch(model::Undo{}); !done)
        session.report(done.error());
}

void toggle_quiz(Session& session) {
    if (session.classroom.activity == lessons::Activity::quiz)
        session.emit(lessons::ClassAction(lessons::LeaveClass{}));
    else
        session.emit(lessons::ClassAction(lessons::StartQuiz{}));
}

void go_to_page(Session& session, int by) {
    const lessons::Classroom& classroom = session.classroom;
    if (classroom.activity != lessons::Activity::lesson) return;
    if (classroom.ended && by > 0) return start_next_lesson(session);
    if (classroom.ended)
        return session.emit(lessons::ClassAction(lessons::GoToPage{classroom.page}));
    if (by > 0 && classroom.last_page())
        return session.emit(lessons::ClassAction(lessons::EndLesson{}));
    if (by < 0 && classroom.page == 0) return;
    session.emit(
        lessons::ClassAction(lessons::GoToPage{by > 0 ? classroom.page + 1 : classroom.page - 1}));
}

bool asks_for(const Session& session, lessons::Form form) {
    return session.classroom.asks() && session.classroom.put->question.form == form;
}

bool asks_for_typing(const Session& session) {
    return asks_for(session, lessons::Form::number) || asks_for(session, lessons::Form::size);
}

bool asks_for_cell(const Session& session) {
    return asks_for(session, lessons::Form::cell);
}

void answer_with_cell(Session& session, const model::CellRef& cell) {
    session.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::CellAnswer{cell}}));
}

void answer_with_typing(Session& session) {
    LessonState& lesson = session.lesson;
    lesson.not_a_number = false;
    if (asks_for(session, lessons::Form::deed))
        return session.emit(
            lessons::ClassAction(lessons::GiveAnswer{lessons::DeedAnswer{session.document()}}));
    // Whoever was wrong types again.
    lesson.opening = 1;
    const bool nothing = lesson.number.empty() && lesson.rows.empty() && lesson.cols.empty();
    if (nothing) return;
    if (asks_for(session, lessons::Form::number)) {
        const auto number = lessons::read_answer(lesson.number);
        lesson.not_a_number = !number;
        if (number)
            session.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::NumberAnswer{*number}}));
        if (number) lesson.number.clear();  // the next try begins anew
    }
    if (asks_for(session, lessons::Form::size)) {
        const auto rows = whole_number(lesson.rows);
        const auto cols = whole_number(lesson.cols);
        lesson.not_a_number = !rows || !cols;
        if (rows && cols)
            session.emit(
                lessons::ClassAction(lessons::GiveAnswer{lessons::SizeAnswer{*rows, *cols}}));
        if (rows && cols) lesson.rows.clear();
        if (rows && cols) lesson.cols.clear();
    }
}

void save_as_page(Session& session) {
    const lessons::Classroom& classroom = session.classroom;
    if (classroom.lesson && !classroom.lesson->file.empty())
        return save_page_now(session, classroom.lesson->file);
    if (!session.own_lesson.empty()) return save_page_now(session, session.own_lesson);
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::save,
        .title = tr("The lesson that the scene is added to"),
        .confirm = tr("Save"),
        .start = session.settings.last_folder / "my-lesson.toml",
        .overwrites = false,
        .ending = ".toml",
        .chosen = [](Session& then, const fs::path& path) { save_page_now(then, path); }});
}

void ask_for_tally_file(Session& session) {
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::save,
        .title = tr("Save the tally"),
        .confirm = tr("Save"),
        .start = session.settings.last_folder / "tally.csv",
        .ending = ".csv",
        .chosen = [](Session& then, const fs::path& path) { save_tally_now(then, path); }});
}

std::string step_words(Session& session) {
    return said(session,
                lessons::explain_view(session.store.run(), session.view(), session.store.figure()));
}

void copy_step_words(Session& session) {
    const std::string words = step_words(session);
    if (words.empty())
        return session.say(
            [&session] { return said(session, say("There is nothing to put into words here.")); });
    set_clipboard(session, words);
}

}  // namespace poolscope::session
