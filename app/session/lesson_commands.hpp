/// Lessons and quizzes: starting, opening and leaving them, answering, saving.
#pragma once

#include <filesystem>
#include <string>

#include "session/session.hpp"

namespace poolscope::session {

/// Starts a lesson, once the person has saved or given up unsaved work.
void start_lesson(Session& session, lessons::SharedLesson lesson);
/// Starts a lesson that the program carries; its first fault becomes a message.
void start_carried_lesson(Session& session, const lessons::ListedLesson& listed);
/// The lesson after the one that is played; null where it is the last, or a teacher's own.
[[nodiscard]] const lessons::ListedLesson* next_lesson(const Session& session);
void start_next_lesson(Session& session);
void ask_for_lesson(Session& session);
/// Opens a lesson's file now, without a question; a fault becomes a message and changes nothing.
void open_lesson_now(Session& session, const std::filesystem::path& path);

/// Another student learns from now on, where he left off.
void be_student(Session& session, const std::string& name);
/// Nothing is kept any more of what this student did, who may be another than the present one.
void forget_student(Session& session, const std::string& name);

/// "Resume: 3 of 5", "3 of 5" for the lesson that is played; empty for one that was not begun.
[[nodiscard]] std::string progress_words(const Session& session, const lessons::Lesson& lesson);
/// The lesson was done with.
[[nodiscard]] bool is_done(const Session& session, const lessons::Lesson& lesson);

/// Why nothing is played while the output's size is asked.
inline constexpr const char* steps_would_tell =
    i18n::word("Answer first: the steps would tell how large the output is");
[[nodiscard]] inline bool hides_steps(const Session& session) {
    return session.view().prediction.hides_size;
}

/// The layer that showed an answer makes way for the student's, unless it was changed since or
/// another document was opened.
void take_trial_back(Session& session);

/// Begins a quiz, or ends the one that goes on.
void toggle_quiz(Session& session);
void go_to_page(Session& session, int by);

/// The student's answer by a cell, by what is typed, or by a choice.
void answer_with_cell(Session& session, const model::CellRef& cell);
void answer_with_typing(Session& session);
void answer_with_option(Session& session, std::size_t option);
/// What is typed is an answer now.
[[nodiscard]] bool asks_for_typing(const Session& session);
/// Whether a click on a cell is an answer now.
[[nodiscard]] bool asks_for_cell(const Session& session);
/// The open question has this form.
[[nodiscard]] bool asks_for(const Session& session, lessons::Form form);

/// Adds the present state to the open lesson's file, or to the teacher's own, which is asked for
/// the first time.
void save_as_page(Session& session);
void ask_for_tally_file(Session& session);

/// The step on show in plain words; empty where there is none.
[[nodiscard]] std::string step_words(Session& session);
void copy_step_words(Session& session);

/// Words in the lessons' language.
[[nodiscard]] std::string said(const Session& session, const lessons::Words& words);

}  // namespace poolscope::session
