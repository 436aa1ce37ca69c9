/// Lessons and the quiz: starting, answering, and what a lesson forbids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/desk.hpp"
#include "session/lesson_commands.hpp"

namespace poolscope::session {

namespace {

using lessons::Activity;
using testing::SizeIs;

/// The first of the carried lessons that begins with a question of this form.
const lessons::ListedLesson* beginning_with(Desk& desk, lessons::Form form) {
    for (const lessons::ListedLesson& listed : lessons::listed_lessons()) {
        desk.answer([&](Session& session) { start_carried_lesson(session, listed); });
        if (asks_for(desk.session, form)) return &listed;
    }
    return nullptr;
}

/// The option that is right, or one that is wrong.
std::size_t option(const lessons::Question& question, bool right) {
    std::size_t at = 0;
    while (question.judge(lessons::ChoiceAnswer{at}).right != right) ++at;
    return at;
}

KeyPress digit(std::size_t option) {
    return {static_cast<Key>(static_cast<int>(Key::digit_1) + static_cast<int>(option)), false,
            false, false};
}

TEST(Lessons, AChoiceIsMadeByKeys) {
    Desk desk;
    ASSERT_NE(beginning_with(desk, lessons::Form::choice), nullptr);
    const lessons::Classroom& room = desk.session.classroom;
    const lessons::Question question = room.put->question;
    desk.press(digit(option(question, false)));
    EXPECT_TRUE(room.asks()) << "a wrong answer was taken for right";
    ASSERT_TRUE(room.put->verdict);
    EXPECT_FALSE(room.put->verdict->words.in("en").empty()) << "it says why";
    desk.press(digit(option(question, true)));
    EXPECT_FALSE(room.asks());
    EXPECT_EQ(room.count().asked, 1U);
}

TEST(Lessons, ANumberIsTyped) {
    Desk desk;
    ASSERT_NE(beginning_with(desk, lessons::Form::number), nullptr);
    const lessons::Classroom& room = desk.session.classroom;
    LessonState& lesson = desk.session.lesson;
    lesson.number = "seven";
    desk.answer(answer_with_typing);
    EXPECT_FALSE(lesson.fault.empty());
    EXPECT_FALSE(room.put->verdict) << "it is no try";
    lesson.number = "-12345";
    desk.answer(answer_with_typing);
    EXPECT_TRUE(lesson.fault.empty());
    EXPECT_TRUE(room.asks());
    lesson.number = room.put->question.right.in("en");
    desk.answer(answer_with_typing);
    EXPECT_FALSE(room.asks());
}

TEST(Lessons, UnsavedChangesAskBeforeALessonStarts) {
    Desk desk;
    desk.set_input(0, 0, 42);
    start_carried_lesson(desk.session, lessons::listed_lessons().front());
    desk.session.apply_queue();
    EXPECT_EQ(desk.session.classroom.activity, Activity::none);
    const auto unsaved = desk.asked<UnsavedPrompt>();
    ASSERT_TRUE(unsaved);
    desk.answer(unsaved->then);
    EXPECT_EQ(desk.session.classroom.activity, Activity::lesson);
}

TEST(Lessons, WhatTheSceneForbidsIsSaid) {
    Desk desk;
    desk.answer(
        [](Session& session) { start_carried_lesson(session, lessons::listed_lessons().front()); });
    ASSERT_FALSE(desk.session.classroom.shown_page()->may_change.everything);
    const model::Document before = desk.session.document();
    desk.emit(model::DocumentAction(model::SetOperator{"avg"}));
    EXPECT_EQ(desk.session.document(), before);
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_FALSE(desk.session.notices.front().is_error);
}

TEST(Lessons, TheQuizBeginsAndEndsByItsRow) {
    Desk desk;
    desk.run("lesson.quiz");
    EXPECT_EQ(desk.session.classroom.activity, Activity::quiz);
    EXPECT_TRUE(desk.session.classroom.asks());
    desk.run("lesson.quiz");
    EXPECT_EQ(desk.session.classroom.activity, Activity::none);
}

}  // namespace

}  // namespace poolscope::session
