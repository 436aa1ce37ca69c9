/// Every lesson played to its end by a student's clicks and keys, in both languages; the quiz; what
/// is hidden meanwhile; words and glossary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults.hpp"
#include "i18n/language.hpp"
#include "student.hpp"

namespace poolscope::ui {

namespace {

using lessons::Activity;
using testing::HasSubstr;
using testing::IsEmpty;

/// The interface, and with it lessons, in this language.
Services speaking(std::string_view language) {
    Services services;
    services.language = language;
    return services;
}

struct Screen {
    int width;
    int height;
    bool projected = false;
};

void expect_sound(Robot& robot, const Screen& screen, const std::string& what) {
    robot.frames(5);
    EXPECT_EQ(robot.app.wants_fullscreen(), screen.projected) << what;
    auto faults = faults_of(robot.app.anchors(), static_cast<float>(screen.width),
                            static_cast<float>(screen.height));
    // The way out of the projector fades away by itself.
    std::erase(faults, "projector.leave and stage.formula overlap");
    EXPECT_THAT(faults, IsEmpty()) << what;
    // What the student needs is in sight without scrolling.
    for (const auto& [name, anchor] : robot.app.anchors().all()) {
        const bool needed = name.starts_with("lesson.") && !name.ends_with("tally");
        EXPECT_TRUE(!needed || anchor.visible == anchor.rect) << what << ": " << name;
    }
}

/// What the page points at is wholly in sight.
void expect_pointed_at(Robot& robot, const std::string& what) {
    for (const lessons::Pointer& pointer : robot.app.classroom().shown_page()->points_at) {
        if (pointer.cell) {
            model::CellRef cell = *pointer.cell;
            (void)robot.cell(cell.pane, cell.row, cell.col, robot.view().channel);
            continue;
        }
        for (const std::string_view name : {pointer.part->anchor, pointer.part->other}) {
            // A projector shows the stage and the lesson only.
            if (name.empty() || (robot.app.wants_fullscreen() && !robot.has(name))) continue;
            const Anchor anchor = robot.at(name);
            EXPECT_EQ(anchor.visible, anchor.rect) << what << ": " << name;
        }
    }
}

void play_question(Robot& robot, const Screen& screen, const std::string& what) {
    Student student(robot);
    expect_sound(robot, screen, what);
    student.answer_wrongly();
    ASSERT_TRUE(student.asked()) << what << ": a wrong answer was taken for right";
    EXPECT_TRUE(robot.has("lesson.verdict")) << what;
    EXPECT_TRUE(robot.has("lesson.reason")) << what;
    expect_sound(robot, screen, what + ", a wrong answer");
    student.answer_rightly();
    ASSERT_FALSE(student.asked()) << what << ": the right answer was not taken";
    EXPECT_FALSE(robot.view().prediction.hides());
    expect_sound(robot, screen, what + ", the right answer");
    // The working is played to its end.
    for (int i = 0; i < 300 && robot.playback().playing; ++i) robot.frames(1, 0.5F);
    EXPECT_FALSE(robot.playback().playing) << what;
}

void play(Robot& robot, const lessons::ListedLesson& listed, const Screen& screen) {
    const lessons::Classroom& room = robot.app.classroom();
    robot.app.start_lesson(listed.lesson);
    robot.frames(4);
    if (robot.has("dialog.discard")) robot.click("dialog.discard");
    for (std::size_t page = 0; page < listed.lesson->pages.size(); ++page) {
        const std::string what = listed.id + ", scene " + std::to_string(page + 1);
        ASSERT_EQ(room.activity, Activity::lesson) << what;
        ASSERT_EQ(room.page, page) << what;
        robot.frames(6);
        expect_sound(robot, screen, what);
        expect_pointed_at(robot, what);
        const std::size_t questions = listed.lesson->pages[page].questions.size();
        for (std::size_t i = 0; i < questions; ++i) {
            ASSERT_TRUE(room.asks()) << what;
            play_question(robot, screen, what + ", question " + std::to_string(i + 1));
            if (i + 1 < questions) robot.click("lesson.next_question");
            robot.frames(3);
        }
        robot.click("lesson.next");
        robot.frames(3);
    }
    EXPECT_TRUE(room.ended) << listed.id << ": its end";
    expect_sound(robot, screen, listed.id + ", its end");
    EXPECT_TRUE(robot.has("lesson.end"));
    EXPECT_EQ(robot.has("lesson.next"), listed.id != lessons::carried_lessons().back());
    robot.click("lesson.close");
    EXPECT_EQ(room.activity, Activity::none) << listed.id;
}

class EveryLesson : public testing::TestWithParam<Screen> {};

TEST_P(EveryLesson, IsPlayedToItsEndInBothLanguages) {
    const Screen screen = GetParam();
    for (const i18n::Language& spoken : i18n::languages()) {
        Robot robot(screen.width, screen.height, 1, speaking(spoken.id));
        if (screen.projected) robot.key(Key::f11);
        EXPECT_EQ(robot.app.wants_fullscreen(), screen.projected);
        std::size_t questions = 0;
        for (const lessons::ListedLesson& listed : lessons::listed_lessons()) {
            ASSERT_TRUE(listed.lesson) << listed.id;
            for (const auto& page : listed.lesson->pages) questions += page.questions.size();
            play(robot, listed, screen);
            if (HasFatalFailure()) return;
        }
        const auto count = lessons::count_of(robot.app.classroom().tally);
        EXPECT_EQ(count.asked, questions);
        EXPECT_EQ(count.right, questions);
        EXPECT_EQ(count.at_once, 0U);
        for (const lessons::ListedLesson& listed : lessons::listed_lessons())
            EXPECT_TRUE(lessons::find_progress(robot.app.classroom().student, *listed.lesson)->done)
                << listed.id;
    }
}

INSTANTIATE_TEST_SUITE_P(Screens, EveryLesson,
                         testing::Values(Screen{1280, 720}, Screen{1920, 1080},
                                         Screen{1920, 1080, true}),
                         [](const auto& one) {
                             return "w" + std::to_string(one.param.width) +
                                    (one.param.projected ? "_projected" : "");
                         });

TEST(Lessons, EachPartThatCanBePointedAtIsThere) {
    Robot robot;
    robot.click("menu.lessons");
    robot.click("menu.lesson.shift");  // its pages move the picture
    robot.frames(6);
    for (const lessons::PointerName& part : lessons::pointer_names())
        for (const std::string_view name : {part.anchor, part.other})
            EXPECT_TRUE(name.empty() || robot.has(name)) << part.id << ": " << name;
}

TEST(Lessons, AMenuStartsThem) {
    Robot robot;
    robot.click("menu.lessons");
    robot.click("menu.lesson.stride");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().lesson->title.in("en"), "Stride");
    robot.key(Key::page_down, true);
    EXPECT_EQ(robot.app.classroom().page, 1U);
    robot.key(Key::page_up, true);
    EXPECT_EQ(robot.app.classroom().page, 0U);
    robot.click("lesson.close");
    EXPECT_EQ(robot.app.classroom().activity, Activity::none);
    EXPECT_FALSE(robot.has("panel.lesson"));
}

/// Presses Tab until the control has the focus.
void tab_to(Robot& robot, std::string_view control) {
    for (int i = 0; i < 80 && robot.app.focused() != control; ++i) robot.key(Key::tab);
    ASSERT_EQ(robot.app.focused(), control);
}

/// To the end of the carried lesson by keys.
void go_to_end(Robot& robot, std::size_t lesson) {
    robot.app.start_lesson(lessons::listed_lessons()[lesson].lesson);
    robot.frames(4);
    const std::size_t pages = robot.app.classroom().lesson->pages.size();
    for (std::size_t i = 0; i < pages; ++i) robot.key(Key::page_down, true);
    robot.frames(4);
    ASSERT_TRUE(robot.app.classroom().ended);
}

TEST(Lessons, AnEndLeadsOnByKeysAlone) {
    const auto& all = lessons::listed_lessons();
    Robot robot;
    const lessons::Classroom& room = robot.app.classroom();
    go_to_end(robot, 0);
    tab_to(robot, "lesson.next");
    robot.key(Key::enter);
    robot.frames(3);
    EXPECT_EQ(room.lesson, all[1].lesson);
    EXPECT_FALSE(room.ended);
    go_to_end(robot, 1);
    robot.key(Key::page_up, true);
    EXPECT_FALSE(room.ended);
    EXPECT_EQ(room.page + 1, room.lesson->pages.size());
    robot.key(Key::page_down, true);
    robot.key(Key::page_down, true);
    robot.frames(3);
    EXPECT_EQ(room.lesson, all[2].lesson) << "the key of the next scene goes on";
    go_to_end(robot, 2);
    tab_to(robot, "lesson.list");
    robot.key(Key::enter);
    robot.frames(2);
    robot.key(Key::down);
    robot.key(Key::down);
    robot.key(Key::enter);
    robot.frames(3);
    EXPECT_EQ(room.lesson, all[4].lesson);
    go_to_end(robot, all.size() - 1);
    EXPECT_FALSE(robot.has("lesson.next"));
    robot.key(Key::page_down, true);
    EXPECT_TRUE(room.ended) << "there is no other";
}

TEST(Lessons, OnlyWhatTheSceneAllowsIsChanged) {
    Robot robot;
    robot.click("menu.lessons");
    robot.click("menu.lesson.stride");
    robot.frames(3);
    EXPECT_FALSE(robot.at("layer.operator.avg").enabled);
    robot.click("layer.operator.avg");
    EXPECT_EQ(robot.document().layer().op->id, "max");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("In this scene you may change: the stride."));
    EXPECT_FALSE(robot.at("layer.kernel_h").enabled);
    EXPECT_FALSE(robot.at("layer.ceil_mode").enabled);
    EXPECT_FALSE(robot.at("layer.rules").enabled);
    EXPECT_FALSE(robot.at("inspector.rows").enabled);
    EXPECT_TRUE(robot.at("layer.stride_h").enabled);
    robot.move_to("layer.stride_h");
    robot.wheel(1);
    EXPECT_EQ(robot.document().layer().params.stride.h, 3);
}

TEST(Lessons, MovingThePictureComesAfterThePrediction) {
    Robot robot;
    robot.click("menu.lessons");
    robot.click("menu.lesson.shift");
    robot.frames(4);
    EXPECT_FALSE(robot.at("lesson.shift.right").enabled);
    Student(robot).answer_rightly();
    robot.click("lesson.shift.right");
    EXPECT_EQ(robot.input(2, 3), 9);
    EXPECT_TRUE(robot.has("lesson.changed"));
}

TEST(Lessons, UnsavedWorkIsAskedAboutFirst) {
    Robot robot;
    robot.click("layer.operator.avg");
    robot.click("menu.lessons");
    robot.click("menu.lesson.stride");
    EXPECT_TRUE(robot.has("dialog.discard"));
    EXPECT_EQ(robot.app.classroom().activity, Activity::none);
    robot.click("dialog.discard");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().activity, Activity::lesson);
}

TEST(Quiz, HidesWhatIsToBePredicted) {
    Robot robot;
    robot.click("transport.quiz");
    ASSERT_EQ(robot.app.classroom().activity, Activity::quiz);
    Student student(robot);
    for (int i = 0; i < 14; ++i) {
        ASSERT_TRUE(student.asked());
        const Screen screen{1440, 900};
        expect_sound(robot, screen, student.question().kind);
        if (student.question().kind == "value") {
            robot.move_to(robot.cell(model::Pane::output, 0, 0));
            robot.frames(60);
            EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("= ?"));
        }
        student.answer_wrongly();
        EXPECT_TRUE(robot.has("lesson.reason")) << student.question().kind;
        student.answer_rightly();
        EXPECT_FALSE(student.asked()) << student.question().kind;
        for (int k = 0; k < 300 && robot.playback().playing; ++k) robot.frames(1, 0.5F);
        robot.click("lesson.next_question");
        robot.key(Key::escape);
    }
    EXPECT_EQ(lessons::count_of(robot.app.classroom().tally).right, 14U);
    robot.click("transport.quiz");
    EXPECT_EQ(robot.app.classroom().activity, Activity::none);
    EXPECT_FALSE(robot.view().prediction.hides());
}

TEST(Quiz, IsTakenByKeysAlone) {
    Robot robot;
    robot.key(Key::q);
    Student student(robot);
    bool by_cell = false;
    bool by_number = false;
    for (int i = 0; i < 12; ++i) {
        const lessons::Form form = student.question().form;
        if (form == lessons::Form::number) {
            robot.type("7777");
            robot.key(Key::enter);
            EXPECT_EQ(robot.app.classroom().put->tries, 1U);
            robot.key(Key::escape);
            by_number = true;
        } else if (form == lessons::Form::cell) {
            robot.key(Key::f2);
            robot.key(Key::enter);
            EXPECT_EQ(robot.app.classroom().put->tries, 1U);
            robot.key(Key::escape);
            by_cell = true;
        } else if (form == lessons::Form::size) {
            robot.type("9");
            robot.key(Key::tab);
            robot.type("8");
            robot.key(Key::enter);
            EXPECT_EQ(robot.app.classroom().put->tries, 1U);
        } else if (form == lessons::Form::choice) {
            robot.key(Key::digit_1);
            EXPECT_EQ(robot.app.classroom().put->tries, 1U);
        }
        robot.key(Key::escape);
        if (student.asked()) student.give_up();
        robot.key(Key::enter);
    }
    EXPECT_TRUE(by_cell);
    EXPECT_TRUE(by_number);
}

/// Goes on until the quiz asks so.
template <class Wanted>
void go_on_until(Robot& robot, Wanted wanted) {
    Student student(robot);
    for (int i = 0; i < 40 && !wanted(student.question()); ++i) {
        robot.key(Key::escape);
        student.give_up();
        robot.click("lesson.next_question");
    }
    ASSERT_TRUE(wanted(student.question()));
}

TEST(Quiz, ANumberThatIsTypedIsTheAnswerWhereverTheKeyboardIs) {
    Robot robot;
    const auto& tally = robot.app.classroom().tally;
    robot.click("transport.quiz");
    robot.frames(3);
    robot.click("panel.inspector");  // lets go of the field
    go_on_until(robot, [](const auto& one) { return one.form == lessons::Form::size; });
    robot.click(robot.cell(model::Pane::input, 2, 3));
    ASSERT_TRUE(robot.view().pointer.selected);
    const model::Document before = robot.document();
    robot.type("12");
    robot.key(Key::tab);
    robot.type("8");
    robot.key(Key::enter);
    ASSERT_EQ(tally.back().answer.in("en"), "12 × 8");
    robot.click(robot.cell(model::Pane::input, 2, 3));
    go_on_until(robot, [](const auto& one) { return one.form == lessons::Form::number; });
    robot.key(Key::escape);
    robot.click(robot.cell(model::Pane::input, 1, 1));
    robot.type("-12.5");
    robot.key(Key::enter);
    EXPECT_EQ(tally.back().answer.in("en"), "−12.5");
    EXPECT_EQ(robot.document(), before) << "no cell was typed over";
    robot.key(Key::escape);
    robot.type("q");
    EXPECT_EQ(robot.app.classroom().activity, Activity::none) << "letters are still shortcuts";
}

TEST(Quiz, ALessonsAnswerIsTypedWithoutMoreAdo) {
    Robot robot;
    robot.app.start_lesson(lessons::listed_lessons()[1].lesson);
    robot.frames(5);
    ASSERT_EQ(Student(robot).question().form, lessons::Form::number);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 2U) << "the arrows step";
    robot.type("8");
    robot.key(Key::enter);
    EXPECT_FALSE(Student(robot).asked());
}

TEST(Quiz, TheRightParameterIsShownAtWork) {
    Robot robot;
    robot.key(Key::q);
    const lessons::Classroom& room = robot.app.classroom();
    for (const bool shown : {false, true}) {
        go_on_until(robot, [](const auto& one) { return one.kind == "parameter"; });
        const model::Document before = robot.document();
        const model::SetLayer right = *room.put->question.trial;
        if (shown)
            Student(robot).give_up();
        else
            Student(robot).answer_rightly();
        EXPECT_EQ(robot.document().layer(), right.layer);
        EXPECT_NE(robot.document(), before);
        EXPECT_TRUE(robot.playback().playing);
        for (int k = 0; k < 300 && robot.playback().playing; ++k) robot.frames(1, 0.5F);
        EXPECT_GT(robot.view().step, 0U);
        robot.click("lesson.next_question");
        EXPECT_EQ(robot.document(), before) << "the layer is the student's again";
        EXPECT_FALSE(robot.app.store().modified());
    }
    // It is no work of the student's that would have to be saved.
    go_on_until(robot, [](const auto& one) { return one.kind == "parameter"; });
    Student(robot).answer_rightly();
    EXPECT_TRUE(robot.app.store().modified());
    EXPECT_TRUE(robot.app.may_close());
    robot.click("lesson.next_question");
    // What the student changes meanwhile is kept.
    go_on_until(robot, [](const auto& one) { return one.kind == "parameter"; });
    Student(robot).answer_rightly();
    robot.click("layer.operator.lp");
    robot.click("lesson.next_question");
    EXPECT_EQ(robot.document().layer().op->id, "lp");
}

TEST(Quiz, AWrongAnswerIsTypedAnewAtOnce) {
    Robot robot;
    robot.app.start_lesson(lessons::listed_lessons()[1].lesson);
    robot.frames(5);
    ASSERT_EQ(Student(robot).question().form, lessons::Form::number);
    robot.key(Key::enter);  // takes the field
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("lesson.fault")) << "it says what is to be typed";
    robot.type("3");
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("lesson.reason"));
    robot.type("8");
    robot.key(Key::enter);
    EXPECT_FALSE(Student(robot).asked());
    for (int i = 0; i < 300 && robot.playback().playing; ++i) robot.frames(1, 0.5F);
    robot.move_to(drawing::Point{700, 30});
    robot.frames(60);
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
}

TEST(Quiz, SaysWhatIsNoNumber) {
    Robot robot;
    robot.key(Key::q);
    Student student(robot);
    while (student.question().form != lessons::Form::number) {
        robot.key(Key::escape);
        student.give_up();
        robot.click("lesson.next_question");
    }
    robot.type("many");
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("lesson.fault"));
    EXPECT_EQ(robot.app.classroom().put->tries, 0U);
}

TEST(Quiz, RestsWhileItWaits) {
    Robot robot;
    robot.key(Key::q);
    robot.key(Key::escape);
    robot.move_to(drawing::Point{700, 30});
    robot.frames(60);
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
}

TEST(Words, TellTheStepAndAreCopied) {
    Robot robot;
    robot.key(Key::w);
    robot.frames(4);
    ASSERT_TRUE(robot.has("words.text"));
    robot.click("words.copy");
    EXPECT_THAT(robot.clipboard(), HasSubstr("Output (0, 0) looks at rows −1 to 1"));
    robot.key(Key::b);
    robot.frames(3);
    robot.click("words.copy");
    EXPECT_THAT(robot.clipboard(), HasSubstr("The gradient of output (0, 0) is 1."));
    robot.click("words.close");
    EXPECT_FALSE(robot.has("words.text"));
}

TEST(Words, AreInTheInterfacesLanguage) {
    Robot robot(1440, 900, 1, speaking("zh"));
    robot.key(Key::w);
    robot.frames(4);
    robot.click("words.copy");
    EXPECT_THAT(robot.clipboard(), HasSubstr("其中最大的是 6"));
}

TEST(Words, LinkToTheGlossary) {
    Robot robot;
    robot.app.start_lesson(lessons::listed_lessons().front().lesson);
    robot.frames(5);
    robot.click("lesson.words.1.term.feature_map");
    robot.frames(4);
    ASSERT_TRUE(robot.has("dialog.glossary"));
    EXPECT_GT(robot.at("dialog.glossary.feature_map").visible.h, 0);
    robot.key(Key::escape);
    robot.key(Key::g);
    EXPECT_TRUE(robot.has("dialog.glossary"));
}

}  // namespace

}  // namespace poolscope::ui
