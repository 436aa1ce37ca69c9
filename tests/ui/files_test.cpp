/// Opening, saving, dropping, the question about unsaved work, settings, and the clipboard.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/scene_file.hpp"
#include "robot.hpp"
#include "session/actions/actions.hpp"
#include "session/files.hpp"
#include "session/folder_list.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A folder of its own for each test, with settings and recent files inside.
class Files : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder = fs::path(testing::TempDir()) / (std::string("poolscope-ui-") + info->name());
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    Services services() const {
        Services given;
        given.settings_file = folder / "config" / "settings.toml";
        given.recent_file = folder / "state" / "recent.toml";
        given.screenshot_folder = folder;
        return given;
    }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    /// A scene other than the default one.
    fs::path write_scene(const std::string& name) const {
        model::Document document = model::default_document();
        document.layer().op = *find_operator("avg");
        EXPECT_TRUE(io::save_scene(document, {}, folder / name));
        return folder / name;
    }
    static void change(Robot& robot) { robot.click("layer.operator.avg"); }

    fs::path folder;
};

TEST_F(Files, ADroppedSceneOpens) {
    Robot robot(1440, 900, 1, services());
    robot.app.drop({write_scene("mean.pool.toml")});
    robot.frames(3);
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    EXPECT_EQ(robot.app.title(), "mean — Poolscope");
    EXPECT_FALSE(robot.app.store().modified());
}

TEST_F(Files, ADroppedGridOpens) {
    Robot robot(1440, 900, 1, services());
    robot.app.drop({write("grid.csv", "1,2\n3,4\n5,6\n")});
    robot.frames(3);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 3, 2}));
    EXPECT_EQ(robot.app.title(), "grid.csv — Poolscope");
    EXPECT_TRUE(robot.app.store().file().empty()) << "saving asks where to";
}

TEST_F(Files, AWrongFileIsAMessageAndTheDocumentStays) {
    Robot robot(1440, 900, 1, services());
    change(robot);
    const model::Document before = robot.document();
    for (const fs::path& path :
         {write("broken.csv", "1,2\n3\n"), write("broken.pool.toml", "version = \"x\"\n"),
          write("broken.npy", "\x93NUMPY"), folder / "missing.csv", folder}) {
        robot.app.drop({path});
        robot.frames(3);
        EXPECT_FALSE(robot.has("dialog.unsaved")) << "nothing takes the document's place";
        EXPECT_EQ(robot.document(), before) << path;
        EXPECT_EQ(robot.app.messages().size(), 1U) << path;
        EXPECT_TRUE(robot.app.store().modified());
        robot.click("message.0.dismiss");
    }
}

TEST_F(Files, APictureIsGivenUpWhereTheProgramIsToEnd) {
    bool ends = false;
    Services given = services();
    given.asked_to_end = [&ends] { return ends; };
    Robot robot(1440, 900, 1, given);
    const fs::path picture = write("a.ppm", "P6 2 1 255\nabcdef");
    const model::Document before = robot.document();
    ends = true;
    robot.app.drop({picture});
    robot.frames(3);
    EXPECT_EQ(robot.document(), before);
    EXPECT_EQ(robot.app.messages().size(), 1U);
    ends = false;
    robot.app.drop({picture});
    robot.frames(3);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 3, 1, 2}));
}

TEST_F(Files, TheDialogOffersEveryPicture) {
    for (const auto* name : {"a.png", "a.JPG", "a.jpeg", "a.webp", "a.bmp", "a.gif", "a.tga",
                             "a.ppm", "a.pgm", "a.pnm", "a.b.WebP", "a.npy", "a.csv"})
        EXPECT_TRUE(is_offered(name, FileFilter::inputs)) << name;
    for (const auto* name : {"a", "png", "a.pdf", "a.webp.zip", "a."})
        EXPECT_FALSE(is_offered(name, FileFilter::inputs)) << name;
}

TEST_F(Files, TheTitleMarksUnsavedChanges) {
    Robot robot;
    EXPECT_EQ(robot.app.title(), "Untitled — Poolscope");
    change(robot);
    EXPECT_EQ(robot.app.title(), "Untitled* — Poolscope");
    robot.key(Key::z, true);
    EXPECT_EQ(robot.app.title(), "Untitled — Poolscope");
}

TEST_F(Files, SavesUnderANewNameThenUnderTheSame) {
    Robot robot(1440, 900, 1, services());
    change(robot);
    robot.key(Key::s, true);
    ASSERT_TRUE(robot.has("dialog.file"));
    robot.key(Key::a, true);
    robot.type((folder / "mine").string());
    robot.key(Key::enter);
    ASSERT_TRUE(fs::exists(folder / "mine.pool.toml")) << "the ending is added";
    EXPECT_FALSE(robot.app.store().modified());
    EXPECT_EQ(robot.app.title(), "mine — Poolscope");
    robot.click("layer.kernel_h.less");
    robot.key(Key::s, true);
    EXPECT_FALSE(robot.has("dialog.file"));
    const auto saved = io::open_document(folder / "mine.pool.toml");
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->document, robot.document());
}

TEST_F(Files, SavingOverAnotherFileAsksFirst) {
    Robot robot(1440, 900, 1, services());
    const fs::path other = write("other.pool.toml", "keep me");
    robot.key(Key::s, true, true);
    robot.key(Key::a, true);
    robot.type(other.string());
    robot.key(Key::enter);
    ASSERT_TRUE(robot.has("dialog.file"));
    EXPECT_EQ(fs::file_size(other), 7U);
    robot.click("dialog.confirm");
    EXPECT_GT(fs::file_size(other), 7U);
    EXPECT_FALSE(robot.has("dialog.file"));
}

TEST_F(Files, AFolderThatCannotBeWrittenIsAMessage) {
    Robot robot(1440, 900, 1, services());
    change(robot);
    robot.key(Key::s, true);
    robot.key(Key::a, true);
    robot.type("/proc/nowhere/scene");
    robot.key(Key::enter);
    EXPECT_EQ(robot.app.messages().size(), 1U);
    EXPECT_TRUE(robot.app.store().modified());
}

TEST_F(Files, AsksBeforeUnsavedWorkIsDropped) {
    Robot robot(1440, 900, 1, services());
    EXPECT_TRUE(robot.app.may_close());
    change(robot);
    const fs::path scene = write_scene("other.pool.toml");
    robot.app.open(scene);
    robot.frames(3);
    ASSERT_TRUE(robot.has("dialog.unsaved"));
    robot.click("dialog.cancel");
    EXPECT_TRUE(robot.app.store().modified());
    EXPECT_TRUE(robot.app.store().file().empty());

    robot.app.open(scene);
    robot.frames(3);
    robot.click("dialog.discard");
    EXPECT_EQ(robot.app.store().file(), scene);
    EXPECT_FALSE(robot.app.store().modified());
}

TEST_F(Files, ClosingAsksAndSaveGoesOnToClose) {
    Robot robot(1440, 900, 1, services());
    change(robot);
    EXPECT_FALSE(robot.app.may_close());
    robot.frames(3);
    ASSERT_TRUE(robot.has("dialog.unsaved"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.app.wants_quit());
    EXPECT_FALSE(robot.app.may_close());
    robot.frames(3);
    robot.key(Key::enter);  // Save is the one that is meant
    ASSERT_TRUE(robot.has("dialog.file"));
    robot.key(Key::a, true);
    robot.type((folder / "last").string());
    robot.key(Key::enter);
    EXPECT_TRUE(fs::exists(folder / "last.pool.toml"));
    EXPECT_TRUE(robot.app.wants_quit());
}

TEST_F(Files, QuitWithoutChangesQuits) {
    Robot robot;
    robot.key(Key::q, true);
    EXPECT_TRUE(robot.app.wants_quit());
}

TEST_F(Files, OpensThroughTheDialogWithTheKeyboard) {
    Robot robot(1440, 900, 1, services());
    write_scene("a-scene.pool.toml");
    write("b-grid.csv", "1,2\n3,4\n");
    write("c-other.xyz", "?");
    robot.key(Key::o, true);
    ASSERT_TRUE(robot.has("dialog.file"));
    robot.type(folder.string());
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("dialog.file.entry.a-scene.pool.toml"));
    EXPECT_TRUE(robot.has("dialog.file.entry.b-grid.csv"));
    EXPECT_FALSE(robot.has("dialog.file.entry.c-other.xyz"));
    robot.key(Key::down);
    robot.key(Key::down);
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("dialog.file"));
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 2, 2}));
}

TEST_F(Files, OpensThroughTheDialogWithTheMouse) {
    Robot robot(1440, 900, 1, services());
    write_scene("a-scene.pool.toml");
    fs::create_directory(folder / "sub");
    robot.key(Key::o, true);
    robot.type(folder.string());
    robot.key(Key::enter);
    robot.double_click("dialog.file.entry.sub");
    robot.frames(2);
    EXPECT_FALSE(robot.has("dialog.file.entry.a-scene.pool.toml"));
    robot.click("dialog.file.up");
    robot.click("dialog.file.entry.a-scene.pool.toml");
    robot.click("dialog.confirm");
    EXPECT_EQ(robot.document().layer().op->id, "avg");
}

TEST_F(Files, AMissingNameKeepsTheDialogOpen) {
    Robot robot(1440, 900, 1, services());
    robot.key(Key::o, true);
    robot.type("/nowhere/at/all.csv");
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("dialog.file"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.file"));
}

TEST_F(Files, ReplacesTheInputUnderTheSameLayer) {
    Robot robot(1440, 900, 1, services());
    const PoolParams params = robot.document().layer().params;
    const fs::path grid = write("grid.csv", "1,2,3\n4,5,6\n7,8,9\n");
    robot.click("menu.file");
    robot.click("menu.file.input");
    robot.type(grid.string());
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(robot.document().layer().params, params);
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document(), model::default_document());
}

TEST_F(Files, RemembersRecentFilesThemeAndFolder) {
    const fs::path scene = write_scene("kept.pool.toml");
    {
        Robot robot(1440, 900, 1, services());
        robot.app.open(scene);
        robot.frames(3);
        robot.click("menu.theme_chip");
        EXPECT_EQ(robot.preferences().theme, "dark");
    }
    Robot robot(1440, 900, 1, services());
    EXPECT_EQ(robot.preferences().theme, "dark");
    robot.click("menu.file");
    robot.click("menu.file.recent");
    robot.click("menu.file.recent.0");
    EXPECT_EQ(robot.app.store().file(), scene);
    robot.key(Key::o, true);
    EXPECT_TRUE(robot.has("dialog.file.entry.kept.pool.toml")) << "it opens in the last folder";
}

TEST_F(Files, EveryExampleOpens) {
    Robot robot;
    ASSERT_FALSE(io::examples().empty());
    for (const io::Example& example : io::examples()) {
        robot.click("menu.file");
        robot.click("menu.file.examples");
        robot.click("menu.file.examples." + std::string(example.id));
        EXPECT_TRUE(robot.app.messages().empty()) << example.id;
        EXPECT_EQ(robot.app.store().whole(), io::open_example(example.id)->document) << example.id;
    }
}

TEST_F(Files, PastesAGridAndCopiesIt) {
    Robot robot;
    robot.clipboard("[[1, 2], [3, 4.5]]");
    robot.key(Key::v, true);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 2, 2}));
    EXPECT_EQ(robot.input(1, 1), 4.5F);
    robot.key(Key::c, true);
    EXPECT_EQ(robot.clipboard(), "1\t2\n3\t4.5\n");
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("Copied the input as")));
    robot.key(Key::c, true, true);
    EXPECT_THAT(robot.clipboard(), HasSubstr("4.5"));
    robot.clipboard("no grid");
    const model::Document before = robot.document();
    robot.key(Key::v, true);
    EXPECT_EQ(robot.document(), before);
    EXPECT_EQ(robot.app.messages().size(), 2U) << "what was copied, and what went wrong";
}

TEST_F(Files, CopiesTheFormulaAsLatex) {
    Robot robot;
    robot.click("menu.edit");
    robot.click("menu.edit.copy_formula");
    EXPECT_THAT(robot.clipboard(), HasSubstr("\\max ( -\\infty , "));
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("Copied the formula as LaTeX")));
    robot.key(Key::s);  // in stages there are several
    robot.clipboard("before");
    robot.click("menu.edit");
    robot.click("menu.edit.copy_formula");
    EXPECT_EQ(robot.clipboard(), "before");
    EXPECT_THAT(robot.app.messages(), testing::Contains(HasSubstr("several layers")));
}

TEST_F(Files, TypesAGridInADialog) {
    Robot robot;
    robot.click("menu.edit");
    robot.click("menu.edit.paste_text");
    ASSERT_TRUE(robot.has("dialog.paste"));
    EXPECT_FALSE(robot.at("dialog.use").enabled);
    robot.type("1 2 3");
    EXPECT_TRUE(robot.at("dialog.use").enabled);
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 1, 3}));
    EXPECT_FALSE(robot.playback().playing);
}

TEST_F(Files, OneOfSeveralPastedGridsIsChosen) {
    Robot robot;
    robot.clipboard("a = [[1, 2]]\nb = [[3, 4, 5]]");
    robot.key(Key::v, true);
    ASSERT_TRUE(robot.has("dialog.paste.which"));
    robot.click("dialog.paste.which");
    robot.click("dialog.paste.which.1");
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 1, 3}));
    EXPECT_EQ(robot.document().input->at(0, 0, 0, 0), 3.0F);
}

TEST_F(Files, OneOfSeveralGridsInAFileIsChosen) {
    Robot robot(1440, 900, 1, services());
    robot.app.drop({write("two.txt", "a = [[1, 2]]\nb = [[3, 4, 5]]")});
    robot.frames(2);
    ASSERT_TRUE(robot.has("dialog.paste.which"));
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 1, 2}));
}

TEST_F(Files, ScreenshotsAreWrittenWhole) {
    Robot robot(1440, 900, 1, services());
    robot.key(Key::f12);
    ASSERT_TRUE(robot.app.wants_screenshot());
    robot.app.give_screenshot(std::vector<std::byte>(5));
    EXPECT_FALSE(robot.app.wants_screenshot());
    std::size_t pictures = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".png") ++pictures;
    EXPECT_EQ(pictures, 1U);
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("poolscope-")));
    robot.app.give_screenshot(fail(ErrorCode::unreadable, say("no picture")));
    EXPECT_THAT(robot.app.messages(), testing::Contains(HasSubstr("No picture")));
}

TEST_F(Files, ScreenshotsAreTakenWhileTypingAndInDialogs) {
    Robot robot(1440, 900, 1, services());
    const auto take = [&](const char* when) {
        robot.key(Key::f12);
        EXPECT_TRUE(robot.app.wants_screenshot()) << when;
        robot.app.give_screenshot(std::vector<std::byte>(5));
        robot.frames(1);
    };
    robot.click("menu.edit");
    robot.click("menu.edit.paste_text");
    ASSERT_TRUE(robot.has("dialog.paste"));
    robot.type("1 2");
    take("with a number half typed");
    EXPECT_TRUE(robot.has("dialog.paste"));
    robot.type(" 3");
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 1, 3}));
}

}  // namespace

}  // namespace poolscope::ui
