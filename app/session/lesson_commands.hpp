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

/// The layer that showed an answer makes way for the student's, unless it was changed since or
/// another document was opened.
void take_trial_back(Session& session);

/// Begins a quiz, or ends the one that goes on.
void toggle_quiz(Session& session);
void go_to_page(Session& session, int by);

/// The student's answer by a cell, or by what is typed.
void answer_with_cell(Session& session, const model::CellRef& cell);
void answer_with_typing(Session& session);
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
