/// The lesson's panel: words, the question, moving the picture, the way on, and the tally.
#include <algorithm>
#include <array>
#include <cmath>

#include "drawing/canvas.hpp"
#include "session/actions/actions.hpp"
#include "session/lesson_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/lesson/lesson_panel.hpp"
#include "ui/panels/panels.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/linked_text.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

using lessons::Activity;

constexpr float first_height = 420;  ///< until the contents are measured
constexpr float margin = 16;         ///< of the panel
constexpr float least_heading = 10.5F;

/// A heading with a button to close what it heads.
void head(Ui& ui, const std::string& id, const std::string& words, const std::string& close_tip,
          const char* action) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float side = ui.px(24);
    const float room = width - side - ui.px(6);
    TextLook look{ui.theme->text_faint, theme::Font::semibold, heading_size};
    while (look.size > least_heading && width_of(ui, words, look.face, look.size) > room)
        look.size -= 0.5F;
    const std::string fitted =
        drawing::shortened(words, room / ui.scale, text_size(ui, look.size), look.face);
    draw_text(ui, *ImGui::GetWindowDrawList(), at.x, at.y + side / 2, fitted, look);
    anchor(ui, id + ".heading", at, {at.x + room, at.y + side}, AnchorKind::text,
           width_of(ui, fitted, look.face, look.size));
    ImGui::SetCursorScreenPos({at.x + width - side, at.y});
    if (icon_button(ui, id + ".close", Icon::close,
                    {.tooltip = close_tip, .diameter = 24, .framed = false}))
        run_action(ui, action);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, side});
    gap(ui, 2);
}

void title_line(Ui& ui, const std::string& title) {
    const TextLook look{ui.theme->text, theme::Font::semibold, 16};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float needed = draw_wrapped(ui, *ImGui::GetWindowDrawList(), at, width, title, look);
    ImGui::Dummy({width, wrapped_height(ui, width, title, look)});
    anchor(ui, "lesson.title", ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), AnchorKind::text,
           needed);
    gap(ui, 4);
}

void page_words(Ui& ui, const lessons::Page& page) {
    const std::string& language = ui.lesson.language;
    title_line(ui, page.title.in(language));
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        linked_paragraph(ui, "lesson.words." + std::to_string(i), page.words[i].in(language),
                         language);
        gap(ui, 6);
    }
}

/// How many outputs differ from the page's own; computed once a document.
std::optional<std::size_t> changed_count(Ui& ui, const lessons::Page& page) {
    auto& kept = ui.lesson_view.changed;
    if (!kept || kept->first != ui.store.revision())
        kept = {ui.store.revision(), lessons::changed_outputs(page.opened.document, ui.document())};
    return kept->second;
}

/// Four arrows that move the picture, and what that changes.
void shift_controls(Ui& ui, const lessons::Page& page) {
    if (page.may_change.everything || !page.may_change.has("shift")) return;
    struct Way {
        const char* id;
        const char* sign;
        int rows, cols;
    };
    // First the prediction, then the trial.
    const bool predicts = ui.classroom.asks() && ui.classroom.put->question.kind == "shift";
    constexpr std::array ways{Way{"left", "←", 0, -1}, Way{"right", "→", 0, 1},
                              Way{"up", "↑", -1, 0}, Way{"down", "↓", 1, 0}};
    row_label(ui, "lesson.shift.label", said(ui, say("Move the picture")), ui.px(4 * 36 + 3 * 4));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < ways.size(); ++i) {
        ImGui::SetCursorScreenPos({at.x + static_cast<float>(i) * ui.px(40), at.y});
        if (button(ui, std::string("lesson.shift.") + ways[i].id, ways[i].sign,
                   {.tooltip = "", .enabled = !predicts, .width = ui.px(36)}))
            ui.emit(model::ShiftInput{ways[i].rows, ways[i].cols, 0});
    }
    gap(ui, 4);
    const auto changed = changed_count(ui, page);
    const auto& output = ui.store.run().results.output;
    if (changed && output && !predicts && !ui.view().prediction.hides())
        paragraph(ui, "lesson.changed",
                  said(ui, say("{0} of {1} outputs differ from the start", *changed,
                               output->shape().count())),
                  true);
    gap(ui, 6);
}

/// Back, and on to the next page.
void way_on(Ui& ui) {
    const lessons::Classroom& classroom = ui.classroom;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float space = ui.px(8);
    const float part = std::floor((width - 2 * space) / 3);
    // The panel may have drawn back under a double click that was for another button.
    const bool again = ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                       ImGui::GetIO().MouseClickedLastCount[ImGuiMouseButton_Left] > 1;
    if (button(ui, "lesson.back", said(ui, say("Back")),
               {.tooltip = tip_of("lesson.back"), .enabled = classroom.page > 0, .width = part}) &&
        !again)
        run_action(ui, "lesson.back");
    ImGui::SetCursorScreenPos({at.x + part + space, at.y});
    if (button(ui, "lesson.reset", "↺",
               {.tooltip = said(ui, say("Start the scene again")), .width = part}))
        ui.emit(lessons::ClassAction(lessons::ResetPage{}));
    ImGui::SetCursorScreenPos({at.x + 2 * (part + space), at.y});
    const bool done = !classroom.asks() && !classroom.has_next_question();
    if (button(ui, "lesson.next",
               said(ui, classroom.last_page() ? say("Finish") : say("Next scene")),
               {.tooltip = tip_of("lesson.next"), .filled = done, .width = part}))
        run_action(ui, "lesson.next");
    gap(ui, 8);
}

/// How the questions stand, of this lesson or this quiz alone; whose they are, where he has a name.
void tally_line(Ui& ui) {
    const lessons::Classroom& room = ui.classroom;
    const lessons::TallyCount count = room.count();
    const std::size_t all = room.activity == Activity::lesson
                                ? lessons::question_count(room.progress.marks)
                                : count.asked;
    std::string words = count.asked == 0 ? said(ui, say("No question answered yet"))
                                         : said(ui, say("{0} of {1} right, {2} at the first try",
                                                        count.right, all, count.at_once));
    if (!room.student.name.empty()) words = room.student.name + " · " + words;
    if (all > 0 || room.activity == Activity::quiz) paragraph(ui, "lesson.tally", words, true);
    gap(ui, 4);
}

/// How the lesson's questions were answered; empty where it has none.
std::string end_words(const Ui& ui) {
    const lessons::Marks& marks = ui.classroom.progress.marks;
    const lessons::TallyCount count = ui.classroom.count();
    const std::size_t all = lessons::question_count(marks);
    if (all == 0) return {};
    const auto open = lessons::first_open(marks);
    Message words = say("Answered right: {0} of {1}, of which {2} at the first try.", count.right,
                        all, count.at_once);
    if (count.asked == 0) words = say("You have not answered any of the {0} questions yet.", all);
    if (!open) return said(ui, words);
    return said(ui, words) + said(ui, say(" Scene {0} still has an open question.", *open + 1));
}

/// Every lesson, in a list that opens below its button.
void lesson_list(Ui& ui, float width) {
    std::vector<Choice> choices;
    std::size_t chosen = lessons::listed_lessons().size();
    for (const lessons::ListedLesson& listed : lessons::listed_lessons()) {
        if (listed.lesson && listed.lesson == ui.classroom.lesson) chosen = choices.size();
        const std::string title = listed.lesson ? said(ui, listed.lesson->title) : listed.id;
        const bool done = listed.lesson && is_done(ui, *listed.lesson);
        choices.push_back(
            {listed.id, std::to_string(choices.size() + 1) + ". " + title + (done ? " ✓" : "")});
    }
    if (button(ui, "lesson.list", said(ui, say("All lessons")), {.tooltip = "", .width = width}))
        open_choices(ui, "lesson.list", std::min(chosen, choices.size() - 1));
    if (const auto made = choice_list(ui, "lesson.list", choices, chosen))
        start_carried_lesson(ui, lessons::listed_lessons()[*made]);
}

/// The lesson is done: how it went, and where to go from here.
void end_block(Ui& ui) {
    const lessons::Classroom& classroom = ui.classroom;
    const float width = ImGui::GetContentRegionAvail().x;
    const float space = ui.px(8);
    const float half = std::floor((width - space) / 2);
    head(ui, "lesson", said(ui, classroom.lesson->title), said(ui, say("Leave the lesson")),
         "lesson.leave");
    title_line(ui, said(ui, say("That was the last scene.")));
    if (const std::string words = end_words(ui); !words.empty()) {
        paragraph(ui, "lesson.end", words);
        gap(ui, 10);
    }
    if (const lessons::ListedLesson* next = next_lesson(ui)) {
        const std::string title = said(ui, say("Next: {0}", said(ui, next->lesson->title)));
        if (button(ui, "lesson.next", title,
                   {.tooltip = said(ui, say("Start the next lesson")),
                    .filled = true,
                    .width = width}))
            start_next_lesson(ui);
        gap(ui, 8);
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (button(ui, "lesson.back", said(ui, say("Back")),
               {.tooltip = tip_of("lesson.back"), .width = half}))
        run_action(ui, "lesson.back");
    ImGui::SetCursorScreenPos({at.x + half + space, at.y});
    lesson_list(ui, half);
    gap(ui, 8);
}

void seed_row(Ui& ui) {
    row_label(ui, "lesson.seed.label", said(ui, say("quiz|Seed")), ui.px(110));
    const auto change = number_box(
        ui, {.id = "lesson.seed",
             .value = static_cast<int>(std::min<std::uint64_t>(ui.classroom.seed, 999'999)),
             .range = {1, 999'999},
             .tooltip = tr("The same seed asks the same questions"),
             .width = 110});
    if (change)
        ui.emit(lessons::ClassAction(lessons::SetSeed{static_cast<std::uint64_t>(change->value)}));
    gap(ui, 8);
}

void lesson_block(Ui& ui) {
    const lessons::Classroom& classroom = ui.classroom;
    if (classroom.ended) return end_block(ui);
    head(ui, "lesson",
         said(ui, say("{0} of {1}", classroom.page + 1, classroom.lesson->pages.size())) + " · " +
             said(ui, classroom.lesson->title),
         said(ui, say("Leave the lesson")), "lesson.leave");
    const lessons::Page& page = *classroom.shown_page();
    page_words(ui, page);
    if (!ui.classroom.put && !ui.classroom.no_question) gap(ui, 6);
    question_box(ui);
    shift_controls(ui, page);
    way_on(ui);
    tally_line(ui);
}

void quiz_block(Ui& ui) {
    head(ui, "lesson", said(ui, say("QUIZ")), said(ui, say("End the quiz")), "lesson.quiz");
    question_box(ui);
    seed_row(ui);
    tally_line(ui);
}

void words_block(Ui& ui) {
    head(ui, "words", said(ui, say("IN PLAIN WORDS")), said(ui, say("Hide")), "lesson.words");
    const std::string words = step_words(ui);
    linked_paragraph(
        ui, "words.text",
        words.empty() ? said(ui, say("There is nothing to put into words here.")) : words,
        ui.lesson.language);
    gap(ui, 6);
    if (button(ui, "words.copy", said(ui, say("Copy")), {.tooltip = "", .enabled = !words.empty()}))
        copy_step_words(ui);
    gap(ui, 8);
}

}  // namespace

float lesson_panel_height(const Ui& ui) {
    if (ui.classroom.activity == Activity::none && !ui.lesson.shows_words) return 0;
    return ui.lesson_view.height > 0 ? ui.lesson_view.height : ui.px(first_height);
}

void draw_lesson(Ui& ui) {
    const float top = ImGui::GetCursorPosY();
    if (ui.classroom.activity == Activity::lesson) lesson_block(ui);
    if (ui.classroom.activity == Activity::quiz) quiz_block(ui);
    if (ui.lesson.shows_words) words_block(ui);
    const float height = ImGui::GetCursorPosY() - top + ui.px(2 * margin);
    ui.lesson_view.settling = std::abs(height - ui.lesson_view.height) > 0.5F;
    ui.lesson_view.height = height;
}

}  // namespace poolscope::ui
