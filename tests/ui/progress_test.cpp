/// Progress in lessons as it is seen: the menu, who learns, hints, confidence, and what a question
/// locks meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults.hpp"
#include "io/temp_folder.hpp"
#include "session/lesson_commands.hpp"
#include "student.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;

Services keeping(const io::TempFolder& folder) {
    Services services;
    services.progress_file = folder / "progress.toml";
    return services;
}

void start(Robot& robot, std::string_view id) {
    robot.click("menu.lessons");
    robot.click("menu.lesson." + std::string(id));
    robot.frames(5);
}

TEST(Progress, IsGoneOnWithAfterAnotherStart) {
    const io::TempFolder folder;
    {
        Robot robot(1280, 720, 1, keeping(folder));
        start(robot, "stride");
        Student(robot).answer_rightly();
        robot.click("lesson.next");
        robot.frames(3);
        EXPECT_EQ(robot.app.classroom().page, 1U);
    }
    Robot robot(1280, 720, 1, keeping(folder));
    start(robot, "stride");
    EXPECT_EQ(robot.app.classroom().page, 1U);
    EXPECT_TRUE(robot.has("lesson.tally"));
    robot.click("menu.lessons");
    robot.click("menu.lesson.again");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().page, 0U);
    EXPECT_TRUE(robot.app.classroom().asks());
}

TEST(Progress, OfAnotherStudentBeginsAnew) {
    const io::TempFolder folder;
    Robot robot(1280, 720, 1, keeping(folder));
    start(robot, "stride");
    robot.click("lesson.next");
    robot.click("menu.lessons");
    robot.click("menu.lesson.student");
    robot.frames(4);
    ASSERT_TRUE(robot.has("dialog.student"));
    EXPECT_THAT(faults_of(dialog_of(robot.app.anchors()), 1280, 720), testing::IsEmpty());
    robot.type("Mia");
    robot.key(Key::enter);
    robot.frames(3);
    EXPECT_FALSE(robot.has("dialog.student"));
    EXPECT_EQ(robot.app.classroom().student.name, "Mia");
    start(robot, "stride");
    EXPECT_EQ(robot.app.classroom().page, 0U);
    Student(robot).answer_rightly();
    // Back to the first one, who is chosen from those who learned here.
    robot.click("menu.lessons");
    robot.click("menu.lesson.student");
    robot.frames(3);
    robot.click("dialog.student.known");
    robot.frames(2);
    robot.click("dialog.student.known.known.0");
    robot.frames(2);
    robot.click("dialog.start");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().student.name, "");
    start(robot, "stride");
    EXPECT_EQ(robot.app.classroom().page, 1U);
}

TEST(Progress, IsForgottenWhenTheButtonIsPressedTwice) {
    const io::TempFolder folder;
    Robot robot(1280, 720, 1, keeping(folder));
    start(robot, "stride");
    robot.click("lesson.next");
    robot.click("menu.lessons");
    robot.click("menu.lesson.student");
    robot.frames(3);
    robot.click("dialog.student.forget");
    EXPECT_FALSE(robot.app.classroom().student.lessons.empty()) << "it asks first";
    robot.click("dialog.student.forget");
    robot.frames(2);
    robot.click("dialog.cancel");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().page, 0U);
    EXPECT_FALSE(robot.app.classroom().progress.done);
}

TEST(Lessons, AHintComesBeforeTheAnswer) {
    Robot robot(1280, 720);
    start(robot, "max-by-hand");
    EXPECT_FALSE(robot.has("lesson.show"));
    robot.click("lesson.hint");
    robot.frames(3);
    EXPECT_TRUE(robot.has("lesson.hint.words"));
    EXPECT_TRUE(robot.app.classroom().asks());
    robot.click("lesson.show");
    robot.frames(3);
    EXPECT_FALSE(robot.app.classroom().asks());
}

TEST(Lessons, StepsThatTellTheSizeAreLockedUntilItIsAnswered) {
    Robot robot(1280, 720);
    start(robot, "stride");
    ASSERT_EQ(Student(robot).question().kind, "size");
    EXPECT_FALSE(robot.at("transport.play").enabled);
    robot.move_to("transport.play");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("Answer first"));
    robot.key(Key::space);
    EXPECT_FALSE(robot.playback().playing);
    EXPECT_THAT(robot.app.messages(), testing::ElementsAre(HasSubstr("Answer first")));
    Student(robot).answer_rightly();
    robot.frames(3);
    EXPECT_TRUE(robot.at("transport.play").enabled);
    EXPECT_THAT(robot.app.messages(), testing::IsEmpty());
}

TEST(Lessons, ThemeAndLanguageChangeWhileAnAnswerIsTyped) {
    Robot robot(1280, 720);
    start(robot, "max-by-hand");
    robot.type("8");
    const std::string theme = robot.preferences().theme;
    robot.key(Key::t, true, true);
    EXPECT_NE(robot.preferences().theme, theme);
    robot.key(Key::l, true, true);
    EXPECT_EQ(i18n::language().id, "zh");
    robot.key(Key::l, true, true);
    robot.key(Key::enter);
    EXPECT_FALSE(robot.app.classroom().asks()) << "what was typed stayed";
}

TEST(Quiz, TellsBackHowSureTheStudentWas) {
    Robot robot(1280, 720);
    robot.key(Key::q);
    Student student(robot);
    for (int i = 0; i < 40 && student.question().kind != "reason"; ++i) {
        robot.key(Key::escape);
        student.give_up();
        robot.click("lesson.next_question");
        robot.frames(2);
    }
    ASSERT_EQ(student.question().kind, "reason");
    robot.frames(4);
    EXPECT_THAT(faults_of(robot.app.anchors(), 1280, 720), testing::IsEmpty());
    robot.click("lesson.confidence.sure");
    student.answer_wrongly();
    robot.frames(3);
    ASSERT_TRUE(student.asked());
    EXPECT_TRUE(robot.has("lesson.confidence.words"));
    EXPECT_EQ(robot.app.classroom().tally.back().confidence, lessons::Confidence::sure);
    student.answer_rightly();
    robot.frames(3);
    EXPECT_FALSE(robot.has("lesson.confidence.words")) << "it was said of that answer only";
}

}  // namespace

}  // namespace poolscope::ui
