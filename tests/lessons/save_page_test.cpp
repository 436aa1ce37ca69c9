/// A state saved as a page of a lesson is there when the lesson is read.
#include "lessons/append_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {
namespace {

namespace fs = std::filesystem;

class SaveScene : public testing::Test {
protected:
    SaveScene() : folder_(fs::temp_directory_path() / ("lesson-" + std::to_string(::getpid()))) {
        fs::create_directories(folder_);
    }
    ~SaveScene() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path file() const { return folder_ / "mine.toml"; }
    [[nodiscard]] std::string text() const {
        std::ostringstream all;
        all << std::ifstream(file()).rdbuf();
        return all.str();
    }

    fs::path folder_;
};

TEST_F(SaveScene, BeginsALessonAndAddsToIt) {
    io::OpenedDocument state{model::default_document(), {}, false};
    state.view.step = 3;
    EXPECT_EQ(append_page(file(), state), 1U);
    state.document.layer().op = *find_operator("avg");
    EXPECT_EQ(append_page(file(), state), 2U);
    const ReadLesson read = load_lesson(file());
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message() << text();
    ASSERT_EQ(read.lesson.pages.size(), 2U);
    EXPECT_EQ(read.lesson.pages[0].opened.document, model::default_document());
    EXPECT_EQ(read.lesson.pages[0].opened.view.step, 3U);
    EXPECT_EQ(read.lesson.pages[1].opened.document.layer().op->id, "avg");
}

TEST_F(SaveScene, KeepsWhatTheTeacherWrote) {
    const std::string own = R"(# My words
lesson = 1
title = { en = "Mine", zh = "我的" }
language = ["en", "zh"]
[[scene]]
title = { en = "One", zh = "一" }
words.en = ["See."]
words.zh = ["看。"]
preset = "ties")";
    std::ofstream(file()) << own;
    ASSERT_EQ(append_page(file(), {model::default_document(), {}, false}), 2U);
    EXPECT_TRUE(text().starts_with(own));
    const ReadLesson read = load_lesson(file());
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message() << text();
    EXPECT_EQ(read.lesson.pages[1].title.in("zh"), "场景 2");
    EXPECT_EQ(read.lesson.pages[1].title.in("en"), "Scene 2");
}

TEST_F(SaveScene, BeginsALessonInTheTeachersLanguage) {
    ASSERT_EQ(append_page(file(), {model::default_document(), {}, false}, "zh"), 1U);
    const ReadLesson read = load_lesson(file());
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message() << text();
    EXPECT_TRUE(read.lesson.speaks("zh"));
    EXPECT_FALSE(read.lesson.speaks("en"));
    EXPECT_EQ(read.lesson.title.in("zh"), "我的课程");
    EXPECT_EQ(read.lesson.pages[0].title.in("zh"), "场景 1");
}

TEST_F(SaveScene, LargeInputsLieBesideTheLesson) {
    io::OpenedDocument state{model::default_document(), {}, false};
    state.document.input = std::make_shared<const model::Values>(Shape{1, 1, 80, 90}, 2.0F);
    ASSERT_TRUE(append_page(file(), state));
    EXPECT_TRUE(fs::exists(folder_ / "mine.scene1.input.npy"));
    const ReadLesson read = load_lesson(file());
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message();
    EXPECT_EQ(read.lesson.pages[0].opened.document.shape(), (Shape{1, 1, 80, 90}));
}

TEST_F(SaveScene, AFaultyLessonIsLeftAsItIs) {
    std::ofstream(file()) << "lesson = 1\ntitel = \"x\"\n";
    const std::string before = text();
    const auto saved = append_page(file(), {model::default_document(), {}, false});
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().message(), testing::HasSubstr("mine.toml: "));
    EXPECT_EQ(text(), before);
}

TEST_F(SaveScene, AFolderThatIsNotThereIsSaid) {
    EXPECT_FALSE(append_page(folder_ / "no" / "x.toml", {model::default_document(), {}, false}));
}

}  // namespace
}  // namespace poolscope::lessons
