/// The desktop's dialogs in place of the program's, printing, and messages.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using FileAnswer = Result<std::optional<fs::path>>;

class Desktop : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::path(testing::TempDir()) / "poolscope-desktop";
        fs::remove_all(folder);
        fs::create_directories(folder);
        services.screenshot_folder = folder;
    }
    void TearDown() override { fs::remove_all(folder); }

    void answer_files(FileAnswer answer) {
        services.desktop.ask_file = [this, answer = std::move(answer)](const FileQuestion& question,
                                                                       const StopQuery&) {
            asked = question;
            return answer;
        };
    }
    /// Frames until the dialog is gone; the desktop answers on a thread.
    static void wait(Robot& robot, const char* dialog) {
        for (int i = 0; i < 200 && robot.has(dialog); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            robot.frames(1);
        }
        EXPECT_FALSE(robot.has(dialog));
    }

    Services services;
    FileQuestion asked;
    fs::path folder;
};

TEST_F(Desktop, AFileIsChosenInItsDialog) {
    std::ofstream(folder / "grid.csv") << "1,2\n3,4\n5,6\n";
    answer_files(folder / "grid.csv");
    Robot robot(1440, 900, 1, services);
    robot.key(Key::o, true);
    wait(robot, "dialog.desktop_file");
    robot.frames(2);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 3, 2}));
    EXPECT_EQ(asked.kind, FileQuestion::Kind::open);
    ASSERT_EQ(asked.kinds.size(), 2U);
    EXPECT_THAT(asked.kinds.front().patterns, testing::IsSupersetOf({"*.png", "*.toml", "*.npy"}));
}

TEST_F(Desktop, OursIsShownWhereItHasNone) {
    answer_files(fail(ErrorCode::unsupported, say("no portal"), say("install one")));
    Robot robot(1440, 900, 1, services);
    robot.key(Key::o, true);
    wait(robot, "dialog.desktop_file");
    robot.frames(2);
    EXPECT_TRUE(robot.has("dialog.file.up"));
    EXPECT_THAT(robot.app.messages(), IsEmpty());
    robot.key(Key::escape);
    robot.key(Key::o, true);
    EXPECT_TRUE(robot.has("dialog.file.up")) << "and at once the next time";
}

TEST_F(Desktop, ANameThatGetsItsEndingIsAskedAboutHere) {
    std::ofstream(folder / "mine.pool.toml") << "keep me";
    answer_files(folder / "mine");
    Robot robot(1440, 900, 1, services);
    robot.key(Key::s, true);
    wait(robot, "dialog.desktop_file");
    robot.frames(2);
    EXPECT_EQ(fs::file_size(folder / "mine.pool.toml"), 7U);
    ASSERT_TRUE(robot.has("dialog.file.up"));
    robot.key(Key::enter);
    EXPECT_EQ(fs::file_size(folder / "mine.pool.toml"), 7U) << "Replace is asked";
    robot.key(Key::enter);
    EXPECT_GT(fs::file_size(folder / "mine.pool.toml"), 7U);
}

TEST_F(Desktop, OursCanBeTakenWhileItWaits) {
    std::atomic<bool> given_up = false;
    services.desktop.ask_file = [&](const FileQuestion&, const StopQuery& stop) -> FileAnswer {
        while (!stop()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        given_up = true;
        return std::nullopt;
    };
    Robot robot(1440, 900, 1, services);
    robot.key(Key::o, true);
    ASSERT_TRUE(robot.has("dialog.desktop_file"));
    robot.frames(30);  // in which the fonts of its words come
    EXPECT_GT(robot.app.wait_seconds(), 1) << "idle while it waits";
    robot.click("dialog.ours");
    EXPECT_TRUE(given_up);
    EXPECT_TRUE(robot.has("dialog.file.up"));
}

TEST_F(Desktop, GivingUpAFileGoesBackToTheExport) {
    answer_files(std::nullopt);
    Robot robot(1440, 900, 1, services);
    robot.key(Key::e, true, true);
    robot.click("dialog.export.browse");
    wait(robot, "dialog.desktop_file");
    robot.frames(2);
    EXPECT_TRUE(robot.has("dialog.export"));
}

TEST_F(Desktop, OurDialogMakesAFolder) {
    Robot robot(1440, 900, 1, services);
    robot.key(Key::s, true);
    robot.key(Key::a, true);
    robot.type(folder.string());
    robot.key(Key::enter);  // into it
    robot.click("dialog.file.new_folder");
    robot.type("pictures");
    robot.key(Key::enter);
    EXPECT_TRUE(fs::is_directory(folder / "pictures"));
    robot.type("mine");
    robot.key(Key::enter);
    EXPECT_TRUE(fs::exists(folder / "pictures" / "mine.pool.toml"));
}

TEST_F(Desktop, EscapeLeavesTheFolderUnmadeAndTheDialogOpen) {
    Robot robot(1440, 900, 1, services);
    robot.key(Key::s, true);
    robot.click("dialog.file.new_folder");
    robot.type("x");
    robot.key(Key::escape);
    EXPECT_TRUE(robot.has("dialog.file.name"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.file.name"));
}

TEST(Dialogs, OneEscapeClosesEach) {
    const auto gone = [](Robot& robot, const char* dialog) {
        ASSERT_TRUE(robot.has(dialog)) << dialog;
        robot.key(Key::escape);
        EXPECT_FALSE(robot.has(dialog)) << dialog;
    };
    Robot robot;
    robot.key(Key::o, true);
    gone(robot, "dialog.file");
    robot.key(Key::e, true, true);
    gone(robot, "dialog.export");
    robot.key(Key::e, true, true);
    robot.click("dialog.export.scale");  // a number is being typed
    robot.type("3");
    gone(robot, "dialog.export");
    robot.key(Key::g);
    gone(robot, "dialog.glossary");
    robot.key(Key::v, true, true);
    gone(robot, "dialog.call");
    robot.click("menu.export");
    robot.click("menu.export.handout");
    gone(robot, "dialog.handout");
}

TEST_F(Desktop, OurDialogHasThePersonsPlaces) {
    services.desktop.places = [this] { return std::vector<Place>{{"folder|Pictures", folder}}; };
    std::ofstream(folder / "grid.csv") << "1,2\n";
    Robot robot(1440, 900, 1, services);
    robot.key(Key::o, true);
    robot.click("dialog.file.place.folder|Pictures");
    EXPECT_TRUE(robot.has("dialog.file.entry.grid.csv"));
}

TEST_F(Desktop, PrintsTheStepAsOnePage) {
    std::string pdf, title;
    services.desktop.print = [&](const PrintLook& look, const WritePage& write,
                                 const StopQuery&) -> Result<Printed> {
        title = look.title;
        const auto file = write({595, 420});
        if (!file) return error_of(file);
        std::ifstream in(*file, std::ios::binary);
        pdf.assign(std::istreambuf_iterator<char>(in), {});
        return Printed::yes;
    };
    Robot robot(1440, 900, 1, services);
    robot.key(Key::right);
    robot.key(Key::p, true);
    wait(robot, "dialog.print");
    EXPECT_THAT(title, HasSubstr("step 2"));
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_GT(pdf.size(), 2000U) << "its paper: tests/window/desktop_test.py";
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("sent to the printer")));
}

/// What is printed of a handout that is laid out anew: how the printer is asked, and the bytes.
struct PrintedHandout {
    std::string title, paper, pdf;
};

TEST_F(Desktop, PrintsTheVersionOfAHandoutThatIsShown) {
    std::vector<PrintedHandout> printed;
    services.desktop.print = [&](const PrintLook& look, const WritePage& write,
                                 const StopQuery&) -> Result<Printed> {
        const auto file = write({100, 100});
        if (!file) return error_of(file);
        std::ifstream in(*file, std::ios::binary);
        printed.push_back({look.title, std::string(look.paper),
                           std::string(std::istreambuf_iterator<char>(in), {})});
        return Printed::yes;
    };
    Robot robot(1440, 900, 1, services);
    robot.click("menu.export");
    robot.click("menu.export.handout");
    robot.click("dialog.handout.paper.letter");
    robot.click("dialog.to_printer");
    wait(robot, "dialog.print");
    robot.frames(2);
    ASSERT_TRUE(robot.has("dialog.handout")) << "the key may be wanted too";
    robot.click("dialog.handout.version.key");
    robot.click("dialog.to_printer");
    wait(robot, "dialog.print");
    ASSERT_EQ(printed.size(), 2U);
    EXPECT_EQ(printed[0].paper, "na_letter");
    EXPECT_EQ(printed[1].title, printed[0].title + " (key)");
    for (const PrintedHandout& one : printed) EXPECT_TRUE(one.pdf.starts_with("%PDF-"));
    EXPECT_NE(printed[0].pdf, printed[1].pdf) << "their pages: tests/window/desktop_test.py";
    EXPECT_THAT(robot.app.messages(), testing::Contains(HasSubstr("(key)” was sent")));
}

TEST_F(Desktop, WithoutPrintingTheMenuIsGrey) {
    Robot robot;
    robot.click("menu.export");
    EXPECT_FALSE(robot.at("menu.export.print").enabled);
    robot.click("menu.export.handout");
    EXPECT_FALSE(robot.at("dialog.to_printer").enabled);
}

TEST_F(Desktop, AMessageOffersTheFileInItsFolder) {
    fs::path shown;
    services.desktop.show_in_folder = [&](const fs::path& file) -> Result<void> {
        shown = file;
        return {};
    };
    Robot robot(1440, 900, 1, services);
    robot.app.give_screenshot(std::vector<std::byte>(5));
    robot.frames(3);
    robot.click("message.0.show");
    EXPECT_EQ(shown.parent_path(), folder);
    EXPECT_EQ(shown.extension(), ".png");
}

TEST(Messages, LeaveByThemselvesAndMoveNothing) {
    Robot robot;
    const drawing::Rect stage = robot.at("panel.stage").rect;
    robot.key(Key::c, true);
    robot.frames(3);
    ASSERT_TRUE(robot.has("message.0"));
    EXPECT_EQ(robot.at("panel.stage").rect, stage);
    EXPECT_LE(robot.app.wait_seconds(), 10) << "it is due to go";
    robot.frames(12, 1);
    EXPECT_FALSE(robot.has("message.0"));
    EXPECT_GT(robot.app.wait_seconds(), 60) << "and then all is idle";
}

TEST(Messages, StayWhileThePointerIsOnThem) {
    Robot robot;
    robot.key(Key::c, true);
    robot.frames(3);
    robot.move_to("message.0");
    robot.frames(30, 1);
    EXPECT_TRUE(robot.has("message.0"));
    robot.move_to(drawing::Point{5, 500});
    robot.frames(5, 1);
    EXPECT_FALSE(robot.has("message.0"));
}

TEST(Messages, WhatWentWrongStaysLonger) {
    Robot robot;
    robot.clipboard("no grid");
    robot.key(Key::v, true);
    robot.frames(10, 1);
    EXPECT_TRUE(robot.has("message.0"));
    robot.frames(30, 1);
    EXPECT_FALSE(robot.has("message.0"));
}

/// Frames as the window's loop draws them, until it sleeps.
void until_it_sleeps(Robot& robot) {
    for (int i = 0; i < 50 && robot.app.wait_seconds() < 0.05; ++i) robot.frames(1);
}

TEST(Messages, ALongOneIsShownWhole) {
    Robot robot(1280, 720);
    robot.app.open("/none.png");
    until_it_sleeps(robot);
    ASSERT_TRUE(robot.has("message.0"));
    robot.app.open("/none/" + std::string(60, 'a') + "/" + std::string(60, 'b') + "/" +
                   std::string(60, 'c') + "/" + std::string(60, 'd') + ".png");
    robot.frames(1);
    until_it_sleeps(robot);
    for (const char* id : {"message.0", "message.1"}) {
        ASSERT_TRUE(robot.has(id));
        EXPECT_NEAR(robot.at(id).visible.h, robot.at(id).rect.h, 1) << id;
    }
}

}  // namespace

}  // namespace poolscope::ui
