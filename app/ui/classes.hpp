/// Lessons and quizzes: starting, opening and leaving them, answering, saving.
#pragma once

#include <filesystem>
#include <string>

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Starts a lesson, once the person has saved or given up unsaved work.
void start_lesson(Ui& ui, lessons::SharedLesson lesson);
/// Starts a lesson that the program carries; its first fault becomes a message.
void start_carried_lesson(Ui& ui, const lessons::ListedLesson& listed);
/// The lesson after the one that is played; null where it is the last, or a teacher's own.
[[nodiscard]] const lessons::ListedLesson* next_lesson(const Ui& ui);
void start_next_lesson(Ui& ui);
void open_lesson_with_dialog(Ui& ui);
/// Opens a lesson's file now, without a question; a fault becomes a message and changes nothing.
void open_lesson_now(Ui& ui, const std::filesystem::path& path);

/// The layer that showed an answer makes way for the student's, unless it was changed since or
/// another document was opened.
void take_trial_back(Ui& ui);

/// Begins a quiz, or ends the one that goes on.
void toggle_quiz(Ui& ui);
void go_to_scene(Ui& ui, int by);

/// The student's answer by a cell, or by what is typed.
void answer_with_cell(Ui& ui, const model::CellRef& cell);
void answer_with_typing(Ui& ui);
/// What is typed is an answer now.
[[nodiscard]] bool asks_for_typing(const Ui& ui);
/// Whether a click on a cell is an answer now.
[[nodiscard]] bool asks_for_cell(const Ui& ui);
/// The open question has this form.
[[nodiscard]] bool asks_for(const Ui& ui, lessons::Form form);

/// Adds the present state to the open lesson's file, or to the teacher's own, which is asked for
/// the first time.
void save_as_scene(Ui& ui);
void save_tally_with_dialog(Ui& ui);

/// The step on show in plain words; empty where there is none.
[[nodiscard]] std::string step_words(Ui& ui);
void copy_step_words(Ui& ui);

/// Words in the lessons' language.
[[nodiscard]] std::string said(const Ui& ui, const lessons::Words& words);

}  // namespace poolscope::ui
