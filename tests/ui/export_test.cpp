/// The export panel and the handout's dialog: what they write, what they ask before, and what they
/// say.
#include <chrono>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"
#include "work/background.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ExportPanel : public testing::Test {
protected:
    Services services() const {
        Services given;
        given.settings_file = folder / "config" / "settings.toml";
        return given;
    }
    /// Chooses a format in the menu and types a name.
    static void ask(Robot& robot, const std::string& format, const fs::path& target) {
        robot.click("menu.export");
        robot.click("menu.export." + format);
        name(robot, target);
    }
    static void name(Robot& robot, const fs::path& target) {
        robot.click("dialog.export.target");
        robot.key(Key::a, true);
        robot.type(target.string());
    }
    /// Waits for the export at hand: on a busy machine pictures take their time.
    static void wait(Robot& robot) {
        const auto most = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        robot.frames(2);
        while (robot.has("dialog.export.progress") && std::chrono::steady_clock::now() < most)
            robot.frames(1, 0.01F);
    }
    std::string text(const char* name) const {
        std::ifstream file(folder / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const char* name) const { std::ofstream(folder / name) << "mine"; }

    io::TempFolder folder;
};

TEST_F(ExportPanel, PlayingForEverIsSaidInWords) {
    Robot robot(1440, 900, 1, services());
    robot.click("menu.export");
    robot.click("menu.export.gif");
    robot.wheel(-20);
    const float words = robot.at("dialog.export.loops").needed_width;
    robot.click("dialog.export.loops.more");
    EXPECT_LT(robot.at("dialog.export.loops").needed_width, words / 2) << "a number of one digit";
}

TEST_F(ExportPanel, WritesOnePictureAStep) {
    Robot robot(1440, 900, 1, services());
    ask(robot, "png-frames", folder / "frames");
    robot.click("dialog.start");
    wait(robot);
    EXPECT_FALSE(robot.has("dialog.export"));
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("Exported to")));
    EXPECT_TRUE(fs::exists(folder / "frames" / "step-0001.png"));
    EXPECT_TRUE(fs::exists(folder / "frames" / "step-0009.png"));
}

TEST_F(ExportPanel, ACancelledExportLeavesNothing) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    Robot robot(1440, 900, 1, services());
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 60, 60})));
    robot.frames(3);
    ask(robot, "png-frames", folder / "frames");
    robot.click("dialog.start");
    robot.click("dialog.stop");
    wait(robot);
    EXPECT_FALSE(robot.has("dialog.export"));
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("cancelled")));
    EXPECT_FALSE(fs::exists(folder / "frames" / "step-0001.png"));
}

TEST_F(ExportPanel, AsksBeforeItWritesOverAFile) {
    write("a.svg");
    Robot robot(1440, 900, 1, services());
    ask(robot, "svg", folder / "a.svg");
    robot.click("dialog.start");
    EXPECT_EQ(text("a.svg"), "mine");
    EXPECT_TRUE(robot.has("dialog.export.exists"));
    EXPECT_FALSE(robot.has("dialog.start"));
    // Another name is another question.
    name(robot, folder / "b.svg");
    EXPECT_FALSE(robot.has("dialog.replace"));
    name(robot, folder / "a.svg");
    robot.click("dialog.start");
    EXPECT_EQ(text("a.svg"), "mine");
    robot.click("dialog.replace");
    wait(robot);
    EXPECT_THAT(text("a.svg"), HasSubstr("<svg"));
}

TEST_F(ExportPanel, AFailedExportGoesBackToTheFormAndIsForgotten) {
    Robot robot(1440, 900, 1, services());
    ask(robot, "svg", folder / "missing" / "a.svg");
    robot.click("dialog.start");
    wait(robot);
    ASSERT_TRUE(robot.has("dialog.export.error"));
    EXPECT_THAT(robot.app.messages(), IsEmpty());
    // The keyboard is in the name again.
    robot.key(Key::a, true);
    robot.type((folder / "a.svg").string());
    robot.key(Key::enter);
    wait(robot);
    EXPECT_FALSE(robot.has("dialog.export"));
    EXPECT_TRUE(fs::exists(folder / "a.svg"));
    EXPECT_THAT(text("config/settings.toml"), Not(HasSubstr("missing")));
}

TEST_F(ExportPanel, ANamesExtensionChoosesTheFormat) {
    Robot robot(1440, 900, 1, services());
    ask(robot, "png", folder / "fig.2");
    EXPECT_TRUE(robot.has("dialog.export.name"));  // fig.2.png
    name(robot, folder / "fig.2.svg");
    EXPECT_FALSE(robot.has("dialog.export.name"));
    robot.click("dialog.start");
    wait(robot);
    EXPECT_THAT(text("fig.2.svg"), HasSubstr("<svg"));
}

TEST_F(ExportPanel, AFigureIsMadeForItsPlace) {
    Robot robot(1440, 900, 1, services());
    ask(robot, "svg", folder / "a.svg");
    EXPECT_TRUE(robot.has("dialog.export.scale"));
    robot.click("dialog.export.only");
    robot.click("dialog.export.only.grids");
    robot.click("dialog.export.size");
    robot.click("dialog.export.size.column");
    EXPECT_FALSE(robot.has("dialog.export.scale")) << "a column says how large it is";
    robot.click("dialog.start");
    wait(robot);
    EXPECT_THAT(text("a.svg"), HasSubstr("width=\"317.48\""));  // 8.4 cm at 96 pixels an inch
    EXPECT_THAT(text("a.svg"), Not(HasSubstr(">Input<")));
    // What was chosen last is kept, and can be taken back.
    ask(robot, "svg", folder / "b.svg");
    EXPECT_FALSE(robot.has("dialog.export.scale"));
    robot.click("dialog.export.only");
    robot.click("dialog.export.only.all");
    robot.click("dialog.export.size");
    robot.click("dialog.export.size.fits");
    robot.click("dialog.start");
    wait(robot);
    EXPECT_THAT(text("b.svg"), HasSubstr(">Input<"));
    EXPECT_THAT(text("b.svg"), Not(HasSubstr("width=\"317.48\"")));
}

TEST_F(ExportPanel, TikzIsADocumentOrASnippet) {
    Robot robot(1440, 900, 1, services());
    ask(robot, "tikz", folder / "a.tex");
    robot.click("dialog.export.snippet.snippet");
    robot.click("dialog.start");
    wait(robot);
    EXPECT_THAT(text("a.tex"), HasSubstr("\\begin{tikzpicture}"));
    EXPECT_THAT(text("a.tex"), Not(HasSubstr("\\documentclass")));
}

TEST_F(ExportPanel, AHandoutIsTwoFiles) {
    Robot robot(1440, 900, 1, services());
    const auto make = [&](const fs::path& target) {
        robot.click("menu.export");
        robot.click("menu.export.handout");
        ASSERT_TRUE(robot.has("dialog.handout"));
        robot.click("dialog.handout.target");
        robot.key(Key::a, true);
        robot.type(target.string());
        robot.click("dialog.make");
        robot.frames(2);
    };
    make(folder / "week3");
    EXPECT_FALSE(robot.has("dialog.handout"));
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("week3.pdf and week3-key.pdf")));
    EXPECT_TRUE(fs::exists(folder / "week3.pdf"));
    EXPECT_TRUE(fs::exists(folder / "week3-key.pdf"));
    // They are not written over unasked.
    write("week3-key.pdf");
    make(folder / "week3");
    EXPECT_TRUE(robot.has("dialog.handout.exists"));
    EXPECT_EQ(text("week3-key.pdf"), "mine");
    robot.click("dialog.replace");
    robot.frames(2);
    EXPECT_THAT(text("week3-key.pdf"), HasSubstr("%PDF"));
    // What cannot be written is said in the dialog, which stays.
    make(folder / "missing" / "week4.pdf");
    EXPECT_TRUE(robot.has("dialog.handout.error"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.handout"));
}

TEST_F(ExportPanel, AHandoutIsSeenBeforeItIsMade) {
    Robot robot(1280, 720, 1, services());
    robot.click("menu.export");
    robot.click("menu.export.handout");
    robot.frames(4);
    EXPECT_THAT(faults_of(dialog_of(robot.app.anchors()), 1280, 720), testing::IsEmpty());
    EXPECT_GT(robot.at("dialog.handout.page").visible.h, 300);
    EXPECT_FALSE(robot.has("dialog.handout.shown_page")) << "one page";
    robot.click("dialog.handout.tier.half-worked");
    robot.click("dialog.handout.version.key");
    for (int i = 0; i < 10; ++i) robot.click("dialog.handout.exercises.more");
    for (int i = 0; i < 9; ++i) robot.click("dialog.handout.questions.more");
    robot.frames(3);
    EXPECT_TRUE(robot.has("dialog.handout.shown_page")) << "several";
    robot.click("dialog.handout.shown_page.more");
    robot.frames(3);
    EXPECT_THAT(faults_of(dialog_of(robot.app.anchors()), 1280, 720), testing::IsEmpty());
    robot.click("dialog.handout.target");
    robot.key(Key::a, true);
    robot.type((folder / "tiers").string());
    robot.click("dialog.make");
    robot.frames(2);
    EXPECT_TRUE(fs::exists(folder / "tiers.pdf"));
}

}  // namespace

}  // namespace poolscope::ui
