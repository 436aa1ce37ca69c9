/// The question box: what is asked, how it is answered, and why an answer is wrong.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "session/actions/actions.hpp"
#include "session/lesson_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/lesson/lesson_panel.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/linked_text.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

using lessons::Form;
using lessons::PutQuestion;

constexpr float inside = 12;         ///< between the box's edge and its words
constexpr float first_height = 180;  ///< until the contents are measured
constexpr float field_width = 84;

/// What was typed was for another question.
void forget_typing(Session& session) {
    LessonState& lesson = session.lesson;
    if (!session.classroom.asks()) lesson.opening = 0;  // there is no field
    if (lesson.asked == session.classroom.put->number) return;
    lesson.asked = session.classroom.put->number;
    lesson.number.clear();
    lesson.rows.clear();
    lesson.cols.clear();
    lesson.fault = {};
    lesson.opened_by_typing = false;
    lesson.confidence = lessons::Confidence::unsaid;
    // A quiz is answered without the mouse; in a lesson there is something to look at first.
    const Form form = session.classroom.put->question.form;
    const bool typed = form == Form::number || form == Form::size;
    lesson.opening = typed && session.classroom.activity == lessons::Activity::quiz ? 1 : 0;
}

/// A sign that a number is typed with, as an answer or on the way to one.
bool is_of_number(ImWchar one) {
    return (one >= '0' && one <= '9') || one == '-' || one == '.' || one == ',' || one == '/' ||
           one == 0x2212;  // a minus sign
}

/// The field that typing goes to while none has the keyboard, counted from 1.
int field_for_typing(const Session& session) {
    const LessonState& lesson = session.lesson;
    const bool size = asks_for(session, Form::size);
    return size && !lesson.rows.empty() && lesson.cols.empty() ? 2 : 1;
}

/// A number that is typed goes to the answer, wherever the keyboard was.
void take_typing(Ui& ui) {
    ImGuiIO& io = ImGui::GetIO();
    LessonState& lesson = ui.session.lesson;
    if (ui.frame.text_was_active || ui.frame.text_active || ui.dialog || ui.frame.menu_open ||
        ui.session.tour.on || io.KeyCtrl || io.KeyAlt || ui.session.editor.cell)
        return;
    std::string typed;
    for (const ImWchar one : io.InputQueueCharacters) {
        if (!is_of_number(one)) continue;
        typed += one < 127 ? std::string(1, static_cast<char>(one)) : "−";
    }
    if (typed.empty()) return;
    io.InputQueueCharacters.resize(0);
    if (lesson.opening == 0) lesson.opening = field_for_typing(ui.session);
    std::string& text = asks_for(ui.session, Form::number) ? lesson.number
                        : lesson.opening == 2              ? lesson.cols
                                                           : lesson.rows;
    // What stood there makes way, as it does when the field is clicked.
    if (!std::exchange(lesson.opened_by_typing, true)) text.clear();
    text += typed;
    lesson.fault = {};
}

/// A hint first; whoever has one, or was wrong, may be shown the answer.
void help_button(Ui& ui) {
    if (ui.session.classroom.put->offers_hint()) {
        if (button(ui.frame, "lesson.hint", said(ui.session, say("Hint"))))
            ui.session.emit(lessons::ClassAction(lessons::GiveHint{}));
    } else if (button(ui.frame, "lesson.show", said(ui.session, say("Show me")))) {
        ui.session.emit(lessons::ClassAction(lessons::ShowAnswer{}));
    }
}

/// "Check" and what helps side by side, from where the cursor is.
void check_and_help(Ui& ui, const Message& check) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string words = said(ui.session, check);
    if (button(ui.frame, "lesson.check", words, {.tooltip = "", .filled = true}))
        answer_with_typing(ui.session);
    ImGui::SetCursorScreenPos({at.x + button_width(ui.frame, words) + ui.px(8), at.y});
    help_button(ui);
}

/// One of the fields that an answer is typed into, counted from 1; how its typing ended.
FieldEvent::Kind answer_field(Ui& ui, const std::string& id, std::string& text, int number,
                              const std::string& hint) {
    const bool focus = ui.session.lesson.opening == number;
    // What is typed before it has the keyboard goes to its end.
    if (focus && !ui.session.lesson.opened_by_typing) ui.session.lesson.opening = 0;
    if (focus && !ui.frame.focus.id.empty()) ui.frame.focus.id = id;  // the ring goes along
    const FieldEvent event = text_field(ui.frame, id, text,
                                        {.width = ui.px(field_width),
                                         .height = ui.px(30),
                                         .take_focus = focus,
                                         .select_all = !ui.session.lesson.opened_by_typing,
                                         .hint = hint});
    if (event.changed) ui.session.lesson.fault = {};
    if (focus && event.active) ui.session.lesson.opening = 0;
    if (event.active) ui.session.lesson.opened_by_typing = false;
    return event.kind;
}

void number_controls(Ui& ui) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto ended = answer_field(ui, "lesson.answer", ui.session.lesson.number, 1, "");
    ImGui::SetCursorScreenPos({at.x + ui.px(field_width + 8), at.y});
    check_and_help(ui, say("Check"));
    if (ended == FieldEvent::enter) answer_with_typing(ui.session);
}

/// Tab, or Enter while there are no columns yet, goes from the rows to the columns.
void size_controls(Ui& ui) {
    LessonState& lesson = ui.session.lesson;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto rows =
        answer_field(ui, "lesson.answer.rows", lesson.rows, 1, said(ui.session, say("rows")));
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), at.x + ui.px(field_width + 6),
              at.y + ui.px(15), "×", body(ui.frame));
    ImGui::SetCursorScreenPos({at.x + ui.px(field_width + 20), at.y});
    const auto cols =
        answer_field(ui, "lesson.answer.cols", lesson.cols, 2, said(ui.session, say("columns")));
    gap(ui.frame, 8);
    check_and_help(ui, say("Check"));
    const bool goes_on = rows == FieldEvent::enter && lesson.cols.empty();
    if (rows == FieldEvent::tab || goes_on) lesson.opening = 2;
    if (cols == FieldEvent::tab) lesson.opening = 1;
    if (cols == FieldEvent::enter || (rows == FieldEvent::enter && !goes_on))
        answer_with_typing(ui.session);
}

/// One option as wide as the box, its words over as many lines as they need.
bool option(Frame& frame, std::size_t index, const std::string& words, bool enabled) {
    const std::string id = "lesson.option." + std::to_string(index);
    const float width = ImGui::GetContentRegionAvail().x;
    const float margin = frame.px(10);
    const TextLook look = body(frame);
    const float key = frame.px(20);  // the key that chooses it stands before it
    const float room = width - 2 * margin - key;
    const float height = wrapped_height(frame, room, words, look) + frame.px(10);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    bool clicked = ImGui::InvisibleButton(id.c_str(), {width, height}) && enabled;
    clicked |= focus_item(frame, id, enabled);
    const bool hovered = enabled && ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 max{at.x + width, at.y + height};
    list.AddRectFilled(at, max, u32(hovered ? frame.theme->panel_sunken : frame.theme->panel),
                       frame.px(8));
    list.AddRect(at, max, u32(frame.theme->line_strong), frame.px(8), 0, frame.px(1));
    const ImVec2 first{at.x + margin, at.y + frame.px(5)};
    draw_wrapped(frame, list, first, key, std::to_string(index + 1), muted(frame));
    const float needed = draw_wrapped(frame, list, {first.x + key, first.y}, room, words, look);
    list.AddLine({first.x + frame.px(13), at.y + frame.px(7)},
                 {first.x + frame.px(13), max.y - frame.px(7)}, u32(frame.theme->line),
                 frame.px(1));
    anchor_item(frame, id, enabled, key + needed + 2 * margin);
    gap(frame, 6);
    return clicked;
}

/// How sure the student is, who need not say so.
void confidence_row(Ui& ui) {
    using lessons::Confidence;
    constexpr std::array ways{Confidence::sure, Confidence::fairly, Confidence::guessing};
    const std::string tip = said(
        ui.session, say("How sure are you? You need not say; it is told back with the answer."));
    const std::array segments{
        Segment{"sure", said(ui.session, say("confidence|Sure")), tip},
        Segment{"fairly", said(ui.session, say("confidence|Fairly sure")), tip},
        Segment{"guessing", said(ui.session, say("confidence|Guessing")), tip}};
    const auto chosen = std::ranges::find(ways, ui.session.lesson.confidence) - ways.begin();
    if (const auto clicked =
            segmented(ui.frame, "lesson.confidence", segments, static_cast<std::size_t>(chosen),
                      ImGui::GetContentRegionAvail().x)) {
        const bool again = static_cast<std::ptrdiff_t>(*clicked) == chosen;
        ui.session.lesson.confidence = again ? Confidence::unsaid : ways[*clicked];
    }
    gap(ui.frame, 6);
}

void choice_controls(Ui& ui) {
    const auto& options = ui.session.classroom.put->question.options;
    for (std::size_t i = 0; i < options.size(); ++i)
        if (option(ui.frame, i, said(ui.session, options[i]), true))
            answer_with_option(ui.session, i);
    // Of the first answer: the next ones know more.
    const PutQuestion& put = *ui.session.classroom.put;
    if (put.question.asks_confidence && !put.verdict) confidence_row(ui);
    gap(ui.frame, 2);
    help_button(ui);
}

void controls(Ui& ui) {
    if (asks_for_typing(ui.session)) take_typing(ui);
    switch (ui.session.classroom.put->question.form) {
        case Form::cell:
            paragraph(ui.frame, "lesson.click", said(ui.session, say("Click a cell of the input.")),
                      true);
            gap(ui.frame, 6);
            help_button(ui);
            break;
        case Form::number:
            number_controls(ui);
            break;
        case Form::size:
            size_controls(ui);
            break;
        case Form::choice:
            choice_controls(ui);
            break;
        case Form::deed:
            check_and_help(ui, say("I have done it"));
            break;
    }
}

/// What is told back of how sure the student was, where it is worth a word.
Message confidence_words(lessons::Confidence confidence, bool right) {
    using lessons::Confidence;
    if (confidence == Confidence::sure)
        return right ? say("You were sure, and you were right.")
                     : say("You were sure: this one is worth remembering.");
    if (confidence == Confidence::guessing && right)
        return say("A good guess. Can you say why it is right?");
    return {};
}

/// "Right." or "Not yet.", and the reason; its mark is a shape too.
void verdict(Ui& ui) {
    const PutQuestion& put = *ui.session.classroom.put;
    const bool shown = put.state == PutQuestion::State::shown;
    if (!put.verdict && !shown) return;
    gap(ui.frame, 8);
    const bool right = put.state == PutQuestion::State::right;
    const std::string head =
        shown ? said(ui.session, say("The answer: {0}", said(ui.session, put.question.right)))
              : said(ui.session, right ? say("Right.") : say("Not yet."));
    const TextLook look{right ? ui.frame.theme->output_text : ui.frame.theme->text,
                        theme::Font::semibold, body_size};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const std::string words = (right ? "✓ " : shown ? "" : "✗ ") + head;
    const float needed =
        draw_wrapped(ui.frame, *ImGui::GetWindowDrawList(), at, width, words, look);
    ImGui::Dummy({width, wrapped_height(ui.frame, width, words, look)});
    anchor(ui.frame, "lesson.verdict", ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
           AnchorKind::text, needed);
    if (!put.verdict) return;
    gap(ui.frame, 2);
    linked_paragraph(ui, "lesson.reason", said(ui.session, put.verdict->words),
                     ui.session.lesson.language);
    if (const Message told = confidence_words(put.confidence, right); !told.empty()) {
        gap(ui.frame, 4);
        paragraph(ui.frame, "lesson.confidence.words", said(ui.session, told), true);
    }
}

/// What was asked for in place of the answer.
void hint(Ui& ui) {
    const PutQuestion& put = *ui.session.classroom.put;
    if (!put.hinted || put.verdict || !ui.session.classroom.asks()) return;
    gap(ui.frame, 8);
    linked_paragraph(ui, "lesson.hint.words", said(ui.session, put.question.hint),
                     ui.session.lesson.language);
}

void contents(Ui& ui) {
    const lessons::Classroom& classroom = ui.session.classroom;
    if (!classroom.put) {
        paragraph(ui.frame, "lesson.no_question",
                  said(ui.session, classroom.no_question->sentence()));
        return;
    }
    const PutQuestion& put = *classroom.put;
    paragraph(ui.frame, "lesson.question.number", said(ui.session, say("Predict")), true);
    gap(ui.frame, 2);
    linked_paragraph(ui, "lesson.question", said(ui.session, put.question.words),
                     ui.session.lesson.language);
    if (classroom.asks()) {
        gap(ui.frame, 8);
        controls(ui);
    }
    if (!ui.session.lesson.fault.empty()) {
        gap(ui.frame, 8);
        paragraph(ui.frame, "lesson.fault", said(ui.session, ui.session.lesson.fault));
    }
    hint(ui);
    verdict(ui);
    if (!classroom.asks() && classroom.has_next_question()) {
        gap(ui.frame, 10);
        if (button(ui.frame, "lesson.next_question", said(ui.session, say("Next question")),
                   {.tooltip = "", .filled = true}))
            ui.session.emit(lessons::ClassAction(lessons::NextQuestion{}));
    }
}

}  // namespace

void question_box(Ui& ui) {
    if (!ui.session.classroom.put && !ui.session.classroom.no_question) return;
    if (ui.session.classroom.put) forget_typing(ui.session);
    float& height = ui.lesson_view.box_height;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, vec4(ui.frame.theme->notice_fill));
    ImGui::PushStyleColor(ImGuiCol_Border, vec4(ui.frame.theme->notice_line));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(inside), ui.px(inside - 2)});
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui.px(10));
    ImGui::BeginChild("##question",
                      {ImGui::GetContentRegionAvail().x, height > 0 ? height : ui.px(first_height)},
                      true, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    contents(ui);
    const float needed = ImGui::GetCursorPosY() + ui.px(inside - 2);
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor(2);
    ui.lesson_view.box_settling = std::abs(needed - height) > 0.5F;
    height = needed;
    gap(ui.frame, 10);
}

}  // namespace poolscope::ui
