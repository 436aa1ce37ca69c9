/// What menus, buttons and keys do about lessons and quizzes.
#include "session/lesson_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "io/files.hpp"
#include "io/path_words.hpp"
#include "lessons/append_page.hpp"
#include "lessons/explain.hpp"
#include "lessons/progress_file.hpp"
#include "lessons/typed_answer.hpp"
#include "session/clipboard.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

void save_page_now(Session& session, fs::path path) {
    if (path.extension() != ".toml") path += ".toml";
    const auto saved = lessons::append_page(
        path, io::OpenedDocument{session.whole(), session.view(), false}, session.lesson.language);
    if (!saved) return session.report(saved.error());
    session.own_lesson = path;
    session.say([number = *saved,
                 path] { return trf("Saved as scene {0} of {1}", number, io::path_words(path)); },
                path);
}

void save_tally_now(Session& session, fs::path path) {
    if (path.extension() != ".csv") path += ".csv";
    const std::string text = lessons::tally_csv(session.classroom.tally, session.lesson.language);
    if (const auto saved = io::write_file_atomically(path, io::as_bytes(text)); !saved)
        return session.report(saved.error());
    session.say([path] { return trf("Wrote {0}", io::path_words(path)); }, path);
}

void begin_lesson(Session& session, const lessons::SharedLesson& lesson) {
    // A lesson in one language is shown in it.
    if (!lesson->speaks(session.lesson.language))
        session.lesson.language = lesson->languages.front();
    session.emit(lessons::ClassAction(lessons::StartLesson{lesson}));
}

/// Out of the classmates; a new one where there is none of that name.
lessons::StudentProgress take_student(Session& session, const std::string& name) {
    const auto found = std::ranges::find(session.classmates, name, &lessons::StudentProgress::name);
    if (found == session.classmates.end()) return {.name = name};
    lessons::StudentProgress student = std::move(*found);
    session.classmates.erase(found);
    return student;
}

void answer_with_number(Session& session) {
    LessonState& lesson = session.lesson;
    const auto number = lessons::read_answer(lesson.number);
    if (lesson.number.empty())
        lesson.fault = say("Type your answer, such as 3, −1.5 or 17/3.");
    else if (!number)
        lesson.fault = say("Type a number, such as 3, −1.5 or 17/3.");
    if (!number) return;
    session.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::NumberAnswer{*number}}));
    lesson.number.clear();  // the next try begins anew
}

std::optional<int> whole_number(const std::string& text) {
    const auto number = lessons::read_answer(text);
    if (!number || *number != static_cast<double>(static_cast<int>(*number))) return std::nullopt;
    return static_cast<int>(*number);
}

void answer_with_size(Session& session) {
    LessonState& lesson = session.lesson;
    const auto rows = whole_number(lesson.rows);
    const auto cols = whole_number(lesson.cols);
    lesson.opening = rows ? 2 : 1;
    if (lesson.rows.empty())
        lesson.fault = say("Type the number of rows.");
    else if (!rows)
        lesson.fault = say("The number of rows is a whole number, such as 3.");
    else if (lesson.cols.empty())
        lesson.fault = say("Type the number of columns.");
    else if (!cols)
        lesson.fault = say("The number of columns is a whole number, such as 3.");
    if (!rows || !cols) return;
    lesson.opening = 1;  // whoever was wrong types again
    session.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::SizeAnswer{*rows, *cols}}));
    lesson.rows.clear();
    lesson.cols.clear();
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

void be_student(Session& session, const std::string& name) {
    const lessons::StudentProgress& present = session.classroom.student;
    if (name == present.name) return;
    lessons::StudentProgress next = take_student(session, name);
    if (!present.name.empty() || !present.lessons.empty())
        session.classmates.insert(session.classmates.begin(), present);
    if (session.classmates.size() >= lessons::most_students)
        session.classmates.resize(lessons::most_students - 1);
    session.emit(lessons::ClassAction(lessons::BeStudent{std::move(next)}));
}

void forget_student(Session& session, const std::string& name) {
    // Those who are no longer kept go with the next progress that is.
    std::erase_if(session.classmates,
                  [&](const lessons::StudentProgress& one) { return one.name == name; });
    if (name == session.classroom.student.name)
        session.emit(lessons::ClassAction(lessons::ForgetProgress{}));
    else
        session.save_progress();
}

std::string progress_words(const Session& session, const lessons::Lesson& lesson) {
    const lessons::Classroom& room = session.classroom;
    const std::size_t pages = lesson.pages.size();
    if (room.lesson.get() == &lesson) return trf("{0} of {1}", room.page + 1, pages);
    const lessons::LessonProgress* kept = lessons::find_progress(room.student, lesson);
    const auto page = kept != nullptr ? lessons::page_to_resume(*kept) : std::nullopt;
    return page ? trf("Resume: {0} of {1}", *page + 1, pages) : std::string();
}

bool is_done(const Session& session, const lessons::Lesson& lesson) {
    const lessons::LessonProgress* kept = lessons::find_progress(session.classroom.student, lesson);
    return kept != nullptr && kept->done;
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
    lesson.fault = {};
    if (asks_for(session, lessons::Form::deed))
        return session.emit(
            lessons::ClassAction(lessons::GiveAnswer{lessons::DeedAnswer{session.document()}}));
    lesson.opening = 1;  // whoever was wrong types again
    if (asks_for(session, lessons::Form::number)) answer_with_number(session);
    if (asks_for(session, lessons::Form::size)) answer_with_size(session);
}

void answer_with_option(Session& session, std::size_t option) {
    const auto confidence = std::exchange(session.lesson.confidence, lessons::Confidence::unsaid);
    session.emit(
        lessons::ClassAction(lessons::GiveAnswer{lessons::ChoiceAnswer{option}, confidence}));
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
