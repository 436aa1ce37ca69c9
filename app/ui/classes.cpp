/// What menus, buttons and keys do about lessons and quizzes.
#include "ui/classes.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <imgui.h>

#include "io/files.hpp"
#include "lessons/append_scene.hpp"
#include "lessons/explain.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/files.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

void save_scene_now(Ui& ui, fs::path path) {
    if (path.extension() != ".toml") path += ".toml";
    const auto saved = lessons::append_scene(
        path, io::OpenedDocument{ui.document(), ui.view(), false}, ui.lesson.language);
    if (!saved) return ui.report(saved.error());
    ui.own_lesson = path;
    ui.say([number = *saved, path] {
        return trf("Saved as scene {0} of {1}", number, path.string());
    });
}

void save_tally_now(Ui& ui, fs::path path) {
    if (path.extension() != ".csv") path += ".csv";
    const std::string text = lessons::tally_csv(ui.classroom.tally, ui.lesson.language);
    if (const auto saved = io::write_file_atomically(path, io::as_bytes(text)); !saved)
        return ui.report(saved.error());
    ui.say([path] { return trf("Wrote {0}", path.string()); });
}

void begin_lesson(Ui& ui, const lessons::SharedLesson& lesson) {
    // A lesson in one language is shown in it.
    if (!lesson->speaks(ui.lesson.language)) ui.lesson.language = lesson->languages.front();
    ui.emit(lessons::ClassAction(lessons::StartLesson{lesson}));
}

std::optional<int> whole_number(const std::string& text) {
    const auto number = lessons::read_answer(text);
    if (!number || *number != static_cast<double>(static_cast<int>(*number))) return std::nullopt;
    return static_cast<int>(*number);
}

}  // namespace

std::string said(const Ui& ui, const lessons::Words& words) {
    return words.in(ui.lesson.language);
}

void start_lesson(Ui& ui, lessons::SharedLesson lesson) {
    after_unsaved(ui, [lesson = std::move(lesson)](Ui& then) { begin_lesson(then, lesson); });
}

void start_carried_lesson(Ui& ui, const lessons::ListedLesson& listed) {
    if (!listed.lesson) return ui.report(lessons::fault_of(listed.faults, listed.id));
    start_lesson(ui, listed.lesson);
}

const lessons::ListedLesson* next_lesson(const Ui& ui) {
    const auto& all = lessons::listed_lessons();
    const auto here = std::ranges::find(all, ui.classroom.lesson, &lessons::ListedLesson::lesson);
    if (!ui.classroom.lesson || here == all.end()) return nullptr;
    const auto next =
        std::find_if(here + 1, all.end(), [](const auto& one) { return one.lesson != nullptr; });
    return next == all.end() ? nullptr : &*next;
}

void start_next_lesson(Ui& ui) {
    if (const lessons::ListedLesson* next = next_lesson(ui)) start_carried_lesson(ui, *next);
}

void open_lesson_with_dialog(Ui& ui) {
    after_unsaved(ui, [](Ui& then) {
        then.open_dialog(make_file_dialog(then, {.kind = FileQuestion::Kind::open,
                                                 .title = tr("Open a lesson"),
                                                 .confirm = tr("Open"),
                                                 .start = then.settings.last_folder,
                                                 .chosen = [](Ui& chosen_ui, const fs::path& path) {
                                                     open_lesson_now(chosen_ui, path);
                                                 }}));
    });
}

void open_lesson_now(Ui& ui, const fs::path& path) {
    lessons::ReadLesson read = lessons::load_lesson(path);
    if (!read.faults.empty())
        return ui.report(lessons::fault_of(read.faults, path.filename().string()));
    begin_lesson(ui, std::make_shared<const lessons::Lesson>(std::move(read.lesson)));
}

void take_trial_back(Ui& ui) {
    const std::uint64_t trial = std::exchange(ui.lesson.trial, 0);
    if (trial == 0 || trial != ui.store.revision()) return;
    if (const auto done = ui.store.dispatch(model::Undo{}); !done) ui.report(done.error());
}

void toggle_quiz(Ui& ui) {
    if (ui.classroom.activity == lessons::Activity::quiz)
        ui.emit(lessons::ClassAction(lessons::LeaveClass{}));
    else
        ui.emit(lessons::ClassAction(lessons::StartQuiz{}));
}

void go_to_scene(Ui& ui, int by) {
    const lessons::Classroom& classroom = ui.classroom;
    if (classroom.activity != lessons::Activity::lesson) return;
    if (classroom.ended && by > 0) return start_next_lesson(ui);
    if (classroom.ended) return ui.emit(lessons::ClassAction(lessons::GoToScene{classroom.scene}));
    if (by > 0 && classroom.last_scene())
        return ui.emit(lessons::ClassAction(lessons::EndLesson{}));
    if (by < 0 && classroom.scene == 0) return;
    ui.emit(lessons::ClassAction(
        lessons::GoToScene{by > 0 ? classroom.scene + 1 : classroom.scene - 1}));
}

bool asks_for(const Ui& ui, lessons::Form form) {
    return ui.classroom.asks() && ui.classroom.put->question.form == form;
}

bool asks_for_typing(const Ui& ui) {
    return asks_for(ui, lessons::Form::number) || asks_for(ui, lessons::Form::size);
}

bool asks_for_cell(const Ui& ui) {
    return asks_for(ui, lessons::Form::cell);
}

void answer_with_cell(Ui& ui, const model::CellRef& cell) {
    ui.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::CellAnswer{cell}}));
}

void answer_with_typing(Ui& ui) {
    LessonState& lesson = ui.lesson;
    lesson.not_a_number = false;
    if (asks_for(ui, lessons::Form::deed))
        return ui.emit(
            lessons::ClassAction(lessons::GiveAnswer{lessons::DeedAnswer{ui.document()}}));
    // Whoever was wrong types again.
    lesson.opening = 1;
    const bool nothing = lesson.number.empty() && lesson.rows.empty() && lesson.cols.empty();
    if (nothing) return;
    if (asks_for(ui, lessons::Form::number)) {
        const auto number = lessons::read_answer(lesson.number);
        lesson.not_a_number = !number;
        if (number)
            ui.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::NumberAnswer{*number}}));
        if (number) lesson.number.clear();  // the next try begins anew
    }
    if (asks_for(ui, lessons::Form::size)) {
        const auto rows = whole_number(lesson.rows);
        const auto cols = whole_number(lesson.cols);
        lesson.not_a_number = !rows || !cols;
        if (rows && cols)
            ui.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::SizeAnswer{*rows, *cols}}));
        if (rows && cols) lesson.rows.clear();
        if (rows && cols) lesson.cols.clear();
    }
}

void save_as_scene(Ui& ui) {
    const lessons::Classroom& classroom = ui.classroom;
    if (classroom.lesson && !classroom.lesson->file.empty())
        return save_scene_now(ui, classroom.lesson->file);
    if (!ui.own_lesson.empty()) return save_scene_now(ui, ui.own_lesson);
    ui.open_dialog(make_file_dialog(
        ui, {.kind = FileQuestion::Kind::save,
             .title = tr("The lesson that the scene is added to"),
             .confirm = tr("Save"),
             .start = ui.settings.last_folder / "my-lesson.toml",
             .overwrites = false,
             .chosen = [](Ui& then, const fs::path& path) { save_scene_now(then, path); }}));
}

void save_tally_with_dialog(Ui& ui) {
    ui.open_dialog(make_file_dialog(
        ui, {.kind = FileQuestion::Kind::save,
             .title = tr("Save the tally"),
             .confirm = tr("Save"),
             .start = ui.settings.last_folder / "tally.csv",
             .chosen = [](Ui& then, const fs::path& path) { save_tally_now(then, path); }}));
}

std::string step_words(Ui& ui) {
    return said(ui, lessons::explain_view(ui.store.run(), ui.view(), ui.store.figure()));
}

void copy_step_words(Ui& ui) {
    const std::string words = step_words(ui);
    if (words.empty())
        return ui.say([&ui] { return said(ui, say("There is nothing to put into words here.")); });
    ImGui::SetClipboardText(words.c_str());
}

}  // namespace poolscope::ui
