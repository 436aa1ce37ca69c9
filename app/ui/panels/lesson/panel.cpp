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
#include "ui/ui.hpp"
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
    TextLook look{ui.frame.theme->text_faint, theme::Font::semibold, heading_size};
    while (look.size > least_heading && width_of(ui.frame, words, look.face, look.size) > room)
        look.size -= 0.5F;
    const std::string fitted =
        drawing::shortened(words, room / ui.frame.scale, text_size(ui.frame, look.size), look.face);
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), at.x, at.y + side / 2, fitted, look);
    anchor(ui.frame, id + ".heading", at, {at.x + room, at.y + side}, AnchorKind::text,
           width_of(ui.frame, fitted, look.face, look.size));
    ImGui::SetCursorScreenPos({at.x + width - side, at.y});
    if (icon_button(ui.frame, id + ".close", Icon::close,
                    {.tooltip = close_tip, .diameter = 24, .framed = false}))
        run_action(ui.session, action);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, side});
    gap(ui.frame, 2);
}

void title_line(Frame& frame, const std::string& title) {
    const TextLook look{frame.theme->text, theme::Font::semibold, 16};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float needed = draw_wrapped(frame, *ImGui::GetWindowDrawList(), at, width, title, look);
    ImGui::Dummy({width, wrapped_height(frame, width, title, look)});
    anchor(frame, "lesson.title", ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
           AnchorKind::text, needed);
    gap(frame, 4);
}

void page_words(Ui& ui, const lessons::Page& page) {
    const std::string& language = ui.session.lesson.language;
    title_line(ui.frame, page.title.in(language));
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        linked_paragraph(ui, "lesson.words." + std::to_string(i), page.words[i].in(language),
                         language);
        gap(ui.frame, 6);
    }
}

/// How many outputs differ from the page's own; computed once a document.
std::optional<std::size_t> changed_count(Ui& ui, const lessons::Page& page) {
    auto& kept = ui.lesson_view.changed;
    if (!kept || kept->first != ui.session.store.revision())
        kept = {ui.session.store.revision(),
                lessons::changed_outputs(page.opened.document, ui.session.document())};
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
    const bool predicts =
        ui.session.classroom.asks() && ui.session.classroom.put->question.kind == "shift";
    constexpr std::array ways{Way{"left", "←", 0, -1}, Way{"right", "→", 0, 1},
                              Way{"up", "↑", -1, 0}, Way{"down", "↓", 1, 0}};
    row_label(ui.frame, "lesson.shift.label", said(ui.session, say("Move the picture")),
              ui.px(4 * 36 + 3 * 4));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < ways.size(); ++i) {
        ImGui::SetCursorScreenPos({at.x + static_cast<float>(i) * ui.px(40), at.y});
        if (button(ui.frame, std::string("lesson.shift.") + ways[i].id, ways[i].sign,
                   {.tooltip = "", .enabled = !predicts, .width = ui.px(36)}))
            ui.session.emit(model::ShiftInput{ways[i].rows, ways[i].cols, 0});
    }
    gap(ui.frame, 4);
    const auto changed = changed_count(ui, page);
    const auto& output = ui.session.store.run().results.output;
    if (changed && output && !predicts && !ui.session.view().prediction.hides())
        paragraph(ui.frame, "lesson.changed",
                  said(ui.session, say("{0} of {1} outputs differ from the start", *changed,
                                       output->shape().count())),
                  true);
    gap(ui.frame, 6);
}

/// Back, and on to the next page.
void way_on(Ui& ui) {
    const lessons::Classroom& classroom = ui.session.classroom;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float space = ui.px(8);
    const float part = std::floor((width - 2 * space) / 3);
    // The panel may have drawn back under a double click that was for another button.
    const bool again = ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                       ImGui::GetIO().MouseClickedLastCount[ImGuiMouseButton_Left] > 1;
    if (button(ui.frame, "lesson.back", said(ui.session, say("Back")),
               {.tooltip = tip_of("lesson.back"), .enabled = classroom.page > 0, .width = part}) &&
        !again)
        run_action(ui.session, "lesson.back");
    ImGui::SetCursorScreenPos({at.x + part + space, at.y});
    if (button(ui.frame, "lesson.reset", "↺",
               {.tooltip = said(ui.session, say("Start the scene again")), .width = part}))
        ui.session.emit(lessons::ClassAction(lessons::ResetPage{}));
    ImGui::SetCursorScreenPos({at.x + 2 * (part + space), at.y});
    const bool done = !classroom.asks() && !classroom.has_next_question();
    if (button(ui.frame, "lesson.next",
               said(ui.session, classroom.last_page() ? say("Finish") : say("Next scene")),
               {.tooltip = tip_of("lesson.next"), .filled = done, .width = part}))
        run_action(ui.session, "lesson.next");
    gap(ui.frame, 8);
}

/// How the questions stand, of this lesson or this quiz alone; whose they are, where he has a name.
void tally_line(Ui& ui) {
    const lessons::Classroom& room = ui.session.classroom;
    const lessons::TallyCount count = room.count();
    const std::size_t all = room.activity == Activity::lesson
                                ? lessons::question_count(room.progress.marks)
                                : count.asked;
    std::string words = count.asked == 0
                            ? said(ui.session, say("No question answered yet"))
                            : said(ui.session, say("{0} of {1} right, {2} at the first try",
                                                   count.right, all, count.at_once));
    if (!room.student.name.empty()) words = room.student.name + " · " + words;
    if (all > 0 || room.activity == Activity::quiz)
        paragraph(ui.frame, "lesson.tally", words, true);
    gap(ui.frame, 4);
}

/// "2, 4–6", of pages counted from 0.
std::string numbers_of(const std::vector<std::size_t>& pages) {
    std::string text;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::size_t first = pages[i];
        while (i + 1 < pages.size() && pages[i + 1] == pages[i] + 1) ++i;
        text += (text.empty() ? "" : ", ") + std::to_string(first + 1);
        if (pages[i] != first)
            text += (pages[i] == first + 1 ? ", " : "–") + std::to_string(pages[i] + 1);
    }
    return text;
}

/// Where something is left to do.
Message open_words(const std::vector<std::size_t>& pages) {
    if (pages.size() == 1) return say(" Scene {0} still has an open question.", pages.front() + 1);
    return say(" Scenes {0} still have open questions.", numbers_of(pages));
}

/// How the lesson's questions were answered; empty where it has none.
std::string end_words(const Session& session) {
    const lessons::Marks& marks = session.classroom.progress.marks;
    const lessons::TallyCount count = session.classroom.count();
    const std::size_t all = lessons::question_count(marks);
    if (all == 0) return {};
    const auto open = lessons::open_pages(marks);
    Message words = say("Answered right: {0} of {1}, of which {2} at the first try.", count.right,
                        all, count.at_once);
    if (count.asked == 0) words = say("You have not answered any of the {0} questions yet.", all);
    if (open.empty()) return said(session, words);
    return said(session, words) + said(session, open_words(open));
}

/// Every lesson, in a list that opens below its button.
void lesson_list(Ui& ui, float width) {
    std::vector<Choice> choices;
    std::size_t chosen = lessons::listed_lessons().size();
    for (const lessons::ListedLesson& listed : lessons::listed_lessons()) {
        if (listed.lesson && listed.lesson == ui.session.classroom.lesson) chosen = choices.size();
        const std::string title =
            listed.lesson ? said(ui.session, listed.lesson->title) : listed.id;
        const bool done = listed.lesson && is_done(ui.session, *listed.lesson);
        choices.push_back(
            {listed.id, std::to_string(choices.size() + 1) + ". " + title + (done ? " ✓" : "")});
    }
    if (button(ui.frame, "lesson.list", said(ui.session, say("All lessons")),
               {.tooltip = "", .width = width}))
        open_choices(ui.frame, "lesson.list", std::min(chosen, choices.size() - 1));
    if (const auto made = choice_list(ui.frame, "lesson.list", choices, chosen))
        start_carried_lesson(ui.session, lessons::listed_lessons()[*made]);
}

/// The lesson is done: how it went, and where to go from here.
void end_block(Ui& ui) {
    const lessons::Classroom& classroom = ui.session.classroom;
    const float width = ImGui::GetContentRegionAvail().x;
    const float space = ui.px(8);
    const float half = std::floor((width - space) / 2);
    head(ui, "lesson", said(ui.session, classroom.lesson->title),
         said(ui.session, say("Leave the lesson")), "lesson.leave");
    title_line(ui.frame, said(ui.session, say("That was the last scene.")));
    if (const std::string words = end_words(ui.session); !words.empty()) {
        paragraph(ui.frame, "lesson.end", words);
        gap(ui.frame, 10);
    }
    if (const lessons::ListedLesson* next = next_lesson(ui.session)) {
        const std::string title =
            said(ui.session, say("Next: {0}", said(ui.session, next->lesson->title)));
        if (button(ui.frame, "lesson.next", title,
                   {.tooltip = said(ui.session, say("Start the next lesson")),
                    .filled = true,
                    .width = width}))
            start_next_lesson(ui.session);
        gap(ui.frame, 8);
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (button(ui.frame, "lesson.back", said(ui.session, say("Back")),
               {.tooltip = tip_of("lesson.back"), .width = half}))
        run_action(ui.session, "lesson.back");
    ImGui::SetCursorScreenPos({at.x + half + space, at.y});
    lesson_list(ui, half);
    gap(ui.frame, 8);
}

void seed_row(Ui& ui) {
    row_label(ui.frame, "lesson.seed.label", said(ui.session, say("quiz|Seed")), ui.px(110));
    const auto change = number_box(
        ui, {.id = "lesson.seed",
             .value = static_cast<int>(std::min<std::uint64_t>(ui.session.classroom.seed, 999'999)),
             .range = {1, 999'999},
             .tooltip = tr("The same seed asks the same questions"),
             .width = 110});
    if (change)
        ui.session.emit(
            lessons::ClassAction(lessons::SetSeed{static_cast<std::uint64_t>(change->value)}));
    gap(ui.frame, 8);
}

void lesson_block(Ui& ui) {
    const lessons::Classroom& classroom = ui.session.classroom;
    if (classroom.ended) return end_block(ui);
    head(ui, "lesson",
         said(ui.session, say("{0} of {1}", classroom.page + 1, classroom.lesson->pages.size())) +
             " · " + said(ui.session, classroom.lesson->title),
         said(ui.session, say("Leave the lesson")), "lesson.leave");
    const lessons::Page& page = *classroom.shown_page();
    page_words(ui, page);
    if (!ui.session.classroom.put && !ui.session.classroom.no_question) gap(ui.frame, 6);
    question_box(ui);
    shift_controls(ui, page);
    way_on(ui);
    tally_line(ui);
}

void quiz_block(Ui& ui) {
    head(ui, "lesson", said(ui.session, say("QUIZ")), said(ui.session, say("End the quiz")),
         "lesson.quiz");
    question_box(ui);
    seed_row(ui);
    tally_line(ui);
}

void words_block(Ui& ui) {
    head(ui, "words", said(ui.session, say("IN PLAIN WORDS")), said(ui.session, say("Hide")),
         "lesson.words");
    const std::string words = step_words(ui.session);
    linked_paragraph(
        ui, "words.text",
        words.empty() ? said(ui.session, say("There is nothing to put into words here.")) : words,
        ui.session.lesson.language);
    gap(ui.frame, 6);
    if (button(ui.frame, "words.copy", said(ui.session, say("Copy")),
               {.tooltip = "", .enabled = !words.empty()}))
        copy_step_words(ui.session);
    gap(ui.frame, 8);
}

}  // namespace

float lesson_panel_height(const Ui& ui) {
    if (ui.session.classroom.activity == Activity::none && !ui.session.lesson.shows_words) return 0;
    return ui.lesson_view.height > 0 ? ui.lesson_view.height : ui.px(first_height);
}

void draw_lesson(Ui& ui) {
    const float top = ImGui::GetCursorPosY();
    if (ui.session.classroom.activity == Activity::lesson) lesson_block(ui);
    if (ui.session.classroom.activity == Activity::quiz) quiz_block(ui);
    if (ui.session.lesson.shows_words) words_block(ui);
    const float height = ImGui::GetCursorPosY() - top + ui.px(2 * margin);
    ui.lesson_view.settling = std::abs(height - ui.lesson_view.height) > 0.5F;
    ui.lesson_view.height = height;
}

}  // namespace poolscope::ui
