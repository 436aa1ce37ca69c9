/// Lessons' files in the window: saving pages and tallies, and what is wrong with a file.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "lessons/read_lesson.hpp"
#include "student.hpp"

namespace poolscope::ui {

namespace {

using lessons::Activity;
using testing::HasSubstr;

/// A folder of the test's own, with settings that name it.
class Saving : public testing::Test {
protected:
    Saving()
        : folder_(std::filesystem::temp_directory_path() /
                  ("poolscope-lessons-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "settings.toml")
            << "theme = \"light\"\nlast_folder = \"" << folder_.string() << "\"\n";
        services_.settings_file = folder_ / "settings.toml";
    }
    ~Saving() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string text(const char* name) const {
        std::ostringstream all;
        all << std::ifstream(folder_ / name).rdbuf();
        return all.str();
    }

    std::filesystem::path folder_;
    Services services_;
};

TEST_F(Saving, TheTallyAsCsv) {
    Robot robot(1440, 900, 1, services_);
    robot.key(Key::q);
    robot.key(Key::escape);
    Student(robot).answer_wrongly();
    robot.key(Key::escape);
    robot.key(Key::t, true);
    robot.frames(4);
    robot.key(Key::enter);
    robot.frames(4);
    EXPECT_THAT(text("tally.csv"), HasSubstr(",wrong,"));
}

TEST_F(Saving, AStateAsASceneInOneClick) {
    Robot robot(1440, 900, 1, services_);
    robot.key(Key::l, true);
    robot.frames(4);
    robot.key(Key::enter);  // the first time it asks where
    robot.frames(4);
    robot.key(Key::right);
    robot.key(Key::l, true);
    robot.frames(3);
    const lessons::ReadLesson read = lessons::load_lesson(folder_ / "my-lesson.toml");
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message();
    ASSERT_EQ(read.lesson.pages.size(), 2U);
    EXPECT_EQ(read.lesson.pages[1].opened.view.step, 1U);
    robot.app.open(folder_ / "my-lesson.toml");
    robot.frames(4);
    EXPECT_EQ(robot.app.classroom().activity, Activity::lesson) << "a lesson's file opens as one";
}

TEST_F(Saving, UnsavedWorkIsAskedAboutOnceWhereALessonIsOpened) {
    std::ofstream(folder_ / "one.toml") << "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n"
                                           "[[scene]]\ntitle = \"y\"\nwords = [\"z\"]\n"
                                           "preset = \"ties\"\n";
    Robot robot(1440, 900, 1, services_);
    robot.click("layer.operator.avg");
    robot.app.open(folder_ / "one.toml");
    robot.frames(3);
    robot.click("dialog.discard");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().activity, Activity::lesson);
}

/// A lesson with one fault, and what is said of it in each language.
struct Fault {
    const char* page;
    std::vector<std::string> english;
    std::vector<std::string> chinese;
};

TEST_F(Saving, EachFaultIsNamedInTheInterfacesLanguageWithItsLineAndRemedy) {
    const std::vector<Fault> faults{
        {"preset = \"ties\"\nwrods = 1\n",
         {"bad.toml: line 8: \"wrods\" is no key of [scene]: write words, or another of gradient, "
          "id, "},
         {"bad.toml：第 8 行：\"wrods\" 不是 [scene] 的键：请写 words，或其他之一：gradient, "
          "id, "}},
        {"layer = { operator = \"max\", kernel_size = 2 }\n[scene.input]\nfile = \"gone.png\"\n",
         {"bad.toml: line 9: there is no file \"", "gone.png\": check the name."},
         {"bad.toml：第 9 行：没有文件 \"", "gone.png\"：请检查名称。"}},
        {"layer = { operator = \"maxx\", kernel_size = 2 }\n[scene.input]\nvalues = [[[1, 2]]]\n",
         {"bad.toml: line 7: there is no operator 'maxx': use one of max, "},
         {"bad.toml：第 7 行：没有算子“maxx”：请使用其中之一：max, "}},
        {"id = \"a\"\nlike = \"b\"\n[[scene]]\nid = \"b\"\ntitle = \"y\"\nwords = [\"z\"]\nlike = "
         "\"a\"\n",
         {"bad.toml: line 13: scenes are like each other in a circle, by \"a\": give one of them"},
         {"bad.toml：第 13 行：场景之间用 like 互相引用，经 \"a\" 成了循环：请让其中一个"}},
        {"preset = \"ties\"\nwrods = 1\npoint_at = 3\n",
         {"title, view; and 1 more: poolscope lesson check bad.toml."},
         {"title, view；另有 1 处错误：poolscope lesson check bad.toml。"}},
    };
    for (const char* language : {"en", "zh"}) {
        services_.language = language;
        Robot robot(1440, 900, 1, services_);
        for (const Fault& fault : faults) {
            std::ofstream(folder_ / "bad.toml") << "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n"
                                                   "[[scene]]\ntitle = \"y\"\nwords = [\"z\"]\n"
                                                << fault.page;
            robot.app.open(folder_ / "bad.toml");
            robot.frames(3);
            ASSERT_FALSE(robot.app.messages().empty());
            const auto& said = language == std::string("en") ? fault.english : fault.chinese;
            for (const std::string& part : said)
                EXPECT_THAT(robot.app.messages().back(), HasSubstr(part));
        }
        // The others still load.
        robot.click("menu.lessons");
        robot.click("menu.lesson.stride");
        robot.frames(3);
        EXPECT_EQ(robot.app.classroom().activity, Activity::lesson);
    }
}

TEST_F(Saving, AFileWithoutScenesIsToldWhatItIs) {
    struct Case {
        const char* text;
        const char* said;
    };
    const Case cases[] = {
        {"", "own.toml: the file is empty: begin a lesson with lesson = 1, or a scene with "},
        {"# My lesson\n", "own.toml: the file is empty"},
        {"title = \"x\"\n", "own.toml: this is neither a lesson nor a scene: begin a lesson "},
        {"title = \"x\"\nlanguage = \"en\"\nlesson = 1\n",
         "own.toml: line 1: the lesson has no scenes: write [[scene]], and below it title"},
        {"version = 1\n", "own.toml: the scene has no [layer]"},
        {"title = \n", "own.toml: line 1: a key has no value"},
    };
    Robot robot(1440, 900, 1, services_);
    for (const Case& one : cases) {
        std::ofstream(folder_ / "own.toml") << one.text;
        robot.app.open(folder_ / "own.toml");
        robot.frames(3);
        ASSERT_FALSE(robot.app.messages().empty());
        EXPECT_THAT(robot.app.messages().back(), HasSubstr(one.said)) << one.text;
    }
}

TEST_F(Saving, ALessonOfATeachersOwnHasNoNextOne) {
    std::ofstream(folder_ / "one.toml") << "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n"
                                           "[[scene]]\ntitle = \"y\"\nwords = [\"z\"]\n"
                                           "preset = \"ties\"\n";
    Robot robot(1440, 900, 1, services_);
    robot.app.open(folder_ / "one.toml");
    robot.frames(4);
    robot.click("lesson.next");
    robot.frames(4);
    ASSERT_TRUE(robot.app.classroom().ended);
    EXPECT_FALSE(robot.has("lesson.end")) << "it asked nothing";
    EXPECT_FALSE(robot.has("lesson.next"));
    robot.click("lesson.list");
    robot.click("lesson.list.stride");
    robot.frames(3);
    EXPECT_EQ(robot.app.classroom().lesson->title.in("en"), "Stride");
}

TEST_F(Saving, AFaultyLessonIsNamedAndChangesNothing) {
    std::ofstream(folder_ / "bad.toml") << "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n"
                                           "[[scene]]\ntitle = \"y\"\nwrods = 1\n";
    Robot robot(1440, 900, 1, services_);
    robot.app.open(folder_ / "bad.toml");
    robot.frames(3);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages().front(), HasSubstr("bad.toml: line "));
    EXPECT_EQ(robot.app.classroom().activity, Activity::none);
}

}  // namespace

}  // namespace poolscope::ui
