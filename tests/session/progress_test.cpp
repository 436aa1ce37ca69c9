/// Progress between runs, and students who share a machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/temp_folder.hpp"
#include "session/desk.hpp"
#include "session/lesson_commands.hpp"

namespace poolscope::session {

namespace {

Services keeping(const io::TempFolder& folder) {
    Services services;
    services.progress_file = folder / "progress.toml";
    return services;
}

const lessons::Lesson& stride() {
    return *lessons::listed_lessons()[3].lesson;
}

void start_stride(Desk& desk) {
    desk.answer(
        [](Session& session) { start_carried_lesson(session, lessons::listed_lessons()[3]); });
}

TEST(Progress, OutlivesARun) {
    const io::TempFolder folder;
    {
        Desk desk(keeping(folder));
        EXPECT_EQ(progress_words(desk.session, stride()), "");
        start_stride(desk);
        desk.emit(lessons::ClassAction(lessons::GiveHint{}));
        desk.emit(lessons::ClassAction(lessons::ShowAnswer{}));
        desk.run("lesson.next");
        desk.run("lesson.next");
        EXPECT_EQ(progress_words(desk.session, stride()), "3 of 4");
    }
    Desk desk(keeping(folder));
    EXPECT_EQ(progress_words(desk.session, stride()), "Resume: 3 of 4");
    EXPECT_FALSE(is_done(desk.session, stride()));
    start_stride(desk);
    EXPECT_EQ(desk.session.classroom.page, 2U);
    EXPECT_EQ(desk.session.classroom.count().asked, 1U);
    desk.run("lesson.again");
    EXPECT_EQ(desk.session.classroom.page, 0U);
    desk.run("lesson.leave");
    EXPECT_EQ(progress_words(desk.session, stride()), "");
}

TEST(Progress, IsEachStudentsOwn) {
    const io::TempFolder folder;
    {
        Desk desk(keeping(folder));
        start_stride(desk);
        desk.run("lesson.next");
        desk.answer([](Session& session) { be_student(session, "Mia"); });
        EXPECT_EQ(desk.session.classroom.activity, lessons::Activity::none);
        EXPECT_EQ(progress_words(desk.session, stride()), "");
        start_stride(desk);
        desk.run("lesson.next");
        desk.run("lesson.next");
    }
    Desk desk(keeping(folder));
    EXPECT_EQ(desk.session.classroom.student.name, "Mia") << "she learned last";
    EXPECT_EQ(progress_words(desk.session, stride()), "Resume: 3 of 4");
    desk.answer([](Session& session) { be_student(session, ""); });
    EXPECT_EQ(progress_words(desk.session, stride()), "Resume: 2 of 4");
    desk.answer([](Session& session) { forget_student(session, "Mia"); });
    desk.answer([](Session& session) { forget_student(session, ""); });
    EXPECT_EQ(progress_words(desk.session, stride()), "");
    const Desk last(keeping(folder));
    EXPECT_TRUE(last.session.classmates.empty());
    EXPECT_EQ(progress_words(last.session, stride()), "");
}

void answer_stride(Desk& desk) {
    desk.emit(lessons::ClassAction(lessons::GiveHint{}));
    desk.emit(lessons::ClassAction(lessons::ShowAnswer{}));
}

/// Two windows of one person, or of a class on one account.
TEST(Progress, OfTwoWindowsIsKeptOfBoth) {
    const io::TempFolder folder;
    Desk one(keeping(folder));
    Desk other(keeping(folder));
    start_stride(one);
    answer_stride(one);
    one.run("lesson.next");
    other.answer(
        [](Session& session) { start_carried_lesson(session, lessons::listed_lessons()[0]); });
    other.run("lesson.next");
    one.run("lesson.next");
    EXPECT_EQ(progress_words(one.session, stride()), "3 of 4");
    const lessons::Lesson& first = *lessons::listed_lessons()[0].lesson;
    EXPECT_EQ(progress_words(one.session, first), "Resume: 2 of 5") << "as the other left it";
    const Desk last(keeping(folder));
    EXPECT_EQ(progress_words(last.session, stride()), "Resume: 3 of 4");
    EXPECT_EQ(progress_words(last.session, first), "Resume: 2 of 5");
    EXPECT_EQ(last.session.classroom.student.lessons.size(), 2U);
}

TEST(Progress, OfOneLessonInTwoWindowsHasWhatWasAnsweredInEither) {
    const io::TempFolder folder;
    Desk one(keeping(folder));
    Desk other(keeping(folder));
    start_stride(one);
    start_stride(other);
    other.run("lesson.next");
    answer_stride(other);
    answer_stride(one);
    one.run("lesson.next");
    const Desk last(keeping(folder));
    const auto* kept = lessons::find_progress(last.session.classroom.student, stride());
    ASSERT_NE(kept, nullptr);
    EXPECT_TRUE(lessons::is_done(kept->marks[0][0]));
    EXPECT_TRUE(lessons::is_done(kept->marks[1][0]));
    // What is begun anew is so, whatever the other window has.
    one.run("lesson.again");
    const Desk again(keeping(folder));
    EXPECT_EQ(progress_words(again.session, stride()), "");
}

TEST(Progress, OfAnotherStudentInAnotherWindowStays) {
    const io::TempFolder folder;
    Desk one(keeping(folder));
    Desk other(keeping(folder));
    other.answer([](Session& session) { be_student(session, "Mia"); });
    start_stride(other);
    other.run("lesson.next");
    start_stride(one);
    one.run("lesson.next");
    one.run("lesson.next");
    Desk last(keeping(folder));
    EXPECT_EQ(progress_words(last.session, stride()), "Resume: 3 of 4");
    last.answer([](Session& session) { be_student(session, "Mia"); });
    EXPECT_EQ(progress_words(last.session, stride()), "Resume: 2 of 4");
    last.answer([](Session& session) { forget_student(session, ""); });
    const Desk after(keeping(folder));
    EXPECT_EQ(after.session.classroom.student.name, "Mia");
    EXPECT_TRUE(after.session.classmates.empty()) << "who was forgotten does not come back";
}

TEST(Progress, ThatIsDamagedIsToldOnce) {
    const io::TempFolder folder;
    ASSERT_TRUE(io::write_file_atomically(folder / "progress.toml", io::as_bytes("student = 1 1")));
    Desk desk(keeping(folder));
    ASSERT_THAT(desk.session.notices, testing::SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, testing::HasSubstr("it starts anew"));
    start_stride(desk);
    desk.run("lesson.next");
    const Desk next(keeping(folder));
    EXPECT_TRUE(next.session.notices.empty());
}

TEST(Lessons, WhatTheSceneLetsBeChangedGoesWithTheScene) {
    Desk desk;
    start_stride(desk);
    desk.emit(model::DocumentAction(model::SetOperator{"avg"}));
    ASSERT_THAT(desk.session.notices, testing::SizeIs(1));
    desk.run("lesson.next");
    EXPECT_TRUE(desk.session.notices.empty());
}

TEST(Lessons, StepsThatWouldTellTheSizeSayWhyTheyDoNot) {
    Desk desk;
    start_stride(desk);
    ASSERT_TRUE(hides_steps(desk.session));
    desk.run("play.toggle");
    EXPECT_FALSE(desk.session.playback().playing);
    ASSERT_THAT(desk.session.notices, testing::SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, testing::HasSubstr("Answer first"));
    desk.emit(lessons::ClassAction(lessons::ShowAnswer{}));
    EXPECT_TRUE(desk.session.notices.empty()) << "the answer is there";
    desk.run("play.first");
    desk.run("play.forward");
    EXPECT_EQ(desk.session.view().step, 1U);
}

TEST(Lessons, AnEmptyFieldIsNamed) {
    Desk desk;
    start_stride(desk);
    LessonState& lesson = desk.session.lesson;
    desk.answer(answer_with_typing);
    EXPECT_EQ(lesson.fault.english(), "Type the number of rows.");
    lesson.rows = "3";
    desk.answer(answer_with_typing);
    EXPECT_EQ(lesson.fault.english(), "Type the number of columns.");
    EXPECT_EQ(lesson.opening, 2) << "and takes the keyboard";
    lesson.cols = "2.5";
    desk.answer(answer_with_typing);
    EXPECT_EQ(lesson.fault.english(), "The number of columns is a whole number, such as 3.");
    EXPECT_EQ(desk.session.classroom.put->tries, 0U);
    lesson.cols = "3";
    desk.answer(answer_with_typing);
    EXPECT_TRUE(lesson.fault.empty());
    EXPECT_FALSE(desk.session.classroom.asks());
}

}  // namespace

}  // namespace poolscope::session
