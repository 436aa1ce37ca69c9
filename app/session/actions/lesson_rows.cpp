/// The Lessons menu, and the keys that answer questions.
#include "session/actions/action_rows.hpp"
#include "session/lesson_commands.hpp"

namespace poolscope::session {

namespace {

template <std::size_t option>
void choose_option(Session& session) {
    answer_with_option(session, option);
}
template <std::size_t option>
bool has_option(const Session& session) {
    return asks_for(session, lessons::Form::choice) && !session.view().pointer.selected &&
           option < session.classroom.put->question.options.size();
}

bool in_lesson(const Session& session) {
    return session.classroom.activity == lessons::Activity::lesson;
}

const ActionRow answers[] = {
    // Answering comes before whatever else a key does.
    {.id = "lesson.answer_cell",
     .label = word("Answer with the selected cell"),
     .shortcut = plain(Key::enter),
     .run = [](Session& session) { answer_with_cell(session, *session.view().pointer.selected); },
     .enabled =
         [](const Session& session) { return asks_for_cell(session) && has_selection(session); }},
    {.id = "lesson.answer_typing",
     .label = word("Type the answer"),
     .shortcut = plain(Key::enter),
     .run = [](Session& session) { session.lesson.opening = 1; },
     .enabled =
         [](const Session& session) {
             return asks_for_typing(session) && !has_selection(session);
         }},
    {.id = "lesson.option_1",
     .label = word("Choose the first answer"),
     .shortcut = plain(Key::digit_1),
     .run = choose_option<0>,
     .enabled = has_option<0>},
    {.id = "lesson.option_2",
     .label = word("Choose the second answer"),
     .shortcut = plain(Key::digit_2),
     .run = choose_option<1>,
     .enabled = has_option<1>},
    {.id = "lesson.option_3",
     .label = word("Choose the third answer"),
     .shortcut = plain(Key::digit_3),
     .run = choose_option<2>,
     .enabled = has_option<2>},
    {.id = "lesson.option_4",
     .label = word("Choose the fourth answer"),
     .shortcut = plain(Key::digit_4),
     .run = choose_option<3>,
     .enabled = has_option<3>},
    {.id = "lesson.next_question",
     .label = word("Next question"),
     .shortcut = plain(Key::enter),
     .run = [](Session& session) { session.emit(lessons::ClassAction(lessons::NextQuestion{})); },
     .enabled =
         [](const Session& session) {
             return session.classroom.put && !session.classroom.asks() &&
                    session.classroom.has_next_question();
         }},
};

const ActionRow rows[] = {
    // Lessons
    {.id = "lesson.list",
     .label = word("Lessons"),
     .menu = Menu::lessons,
     .submenu = Submenu::lessons},
    {.id = "lesson.open",
     .label = word("Open a lesson…"),
     .menu = Menu::lessons,
     .run = ask_for_lesson,
     .begins_group = true},
    {.id = "lesson.student",
     .label = word("Learn as somebody else…"),
     .menu = Menu::lessons,
     .run = [](Session& session) { session.ask(StudentPrompt{}); }},
    {.id = "lesson.next",
     .label = word("Next scene"),
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::page_down),
     .run = [](Session& session) { go_to_page(session, 1); },
     .enabled = in_lesson,
     .begins_group = true},
    {.id = "lesson.back",
     .label = word("Previous scene"),
     .menu = Menu::lessons,
     .shortcut = ctrl(Key::page_up),
     .run = [](Session& session) { go_to_page(session, -1); },
     .enabled =
         [](const Session& session) {
             return in_lesson(session) && (session.classroom.page > 0 || session.classroom.ended);
         }},
    {.id = "lesson.again",
     .label = word("Start the lesson again"),
     .menu = Menu::lessons,
     .run = [](Session& session) { session.emit(lessons::ClassAction(lessons::RestartLesson{})); },
     .enabled = in_lesson},
    {.id = "lesson.quiz",
     .label = word("Quiz"),
     .menu = Menu::lessons,
     .shortcut = plain(Key::q),
     .run = toggle_quiz,
     .checked =
         [](const Session& session) {
             return session.classroom.activity == lessons::Activity::quiz;
         }},
    {.id = "lesson.words",
     .label = word("The step in plain words"),
     .menu = Menu::lessons,
     .shortcut = plain(Key::w),
     .run = [](Session& session) { session.lesson.shows_words = !session.lesson.shows_words; },
     .checked = [](const Session& session) { return session.lesson.shows_words; },
     .begins_group = true},
    {.id = "lesson.copy_words",
     .label = word("Copy the step in plain words"),
     .menu = Menu::lessons,
     .run = copy_step_words,
     .enabled = [](const Session& session) { return session.has_steps; }},
    {.id = "lesson.glossary",
     .label = word("Glossary"),
     .menu = Menu::lessons,
     .shortcut = plain(Key::g),
     .run =
         [](Session& session) {
             session.ask(GlossaryPrompt{0, session.lesson.language});
         }},
    {.id = "lesson.leave",
     .label = word("Leave the lesson"),
     .menu = Menu::lessons,
     .run = [](Session& session) { session.emit(lessons::ClassAction(lessons::LeaveClass{})); },
     .enabled = in_lesson},
    {.id = "lesson.teachers",
     .label = word("For teachers"),
     .menu = Menu::lessons,
     .submenu = Submenu::teachers,
     .begins_group = true},
    {.id = "lesson.save_scene",
     .label = word("Save this state as a scene of a lesson"),
     .menu = Menu::teachers,
     .shortcut = ctrl(Key::l),
     .run = save_as_page},
    {.id = "lesson.save_tally",
     .label = word("Save the tally as CSV…"),
     .menu = Menu::teachers,
     .shortcut = ctrl(Key::t),
     .run = ask_for_tally_file,
     .enabled = [](const Session& session) { return !session.classroom.tally.empty(); }},
};

}  // namespace

std::span<const ActionRow> answer_rows() {
    return answers;
}

std::span<const ActionRow> lesson_rows() {
    return rows;
}

}  // namespace poolscope::session
