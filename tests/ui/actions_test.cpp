/// The action table: every row works by its menu and by its key, and all sleep when they should.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"
#include "session/actions/actions.hpp"

namespace poolscope::ui {

namespace {

TEST(Actions, HaveNamesOfTheirOwn) {
    std::set<std::string_view> ids;
    for (const ActionRow& row : action_rows()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.label.empty()) << row.id;
        EXPECT_EQ(row.run == nullptr, row.submenu != Submenu::none) << row.id;
        EXPECT_TRUE(row.menu != Menu::none || row.shortcut.key != Key::none)
            << row.id << " cannot be reached";
    }
}

TEST(Actions, EveryMenuShowsItsRows) {
    Robot robot;
    for (const auto& [menu, id] : {std::pair{Menu::file, "menu.file"},
                                   {Menu::edit, "menu.edit"},
                                   {Menu::view, "menu.view"},
                                   {Menu::lessons, "menu.lessons"},
                                   {Menu::exports, "menu.export"},
                                   {Menu::help, "menu.help"}}) {
        const auto expect_rows = [&robot, menu = menu](bool shown) {
            for (const ActionRow& row : action_rows()) {
                if (row.menu != menu || row.submenu == Submenu::exporters) continue;
                if (row.submenu == Submenu::lessons) continue;
                EXPECT_EQ(robot.has("menu." + std::string(row.id)), shown) << row.id;
            }
        };
        robot.click(id);
        expect_rows(true);
        robot.key(Key::escape);
        expect_rows(false);
    }
}

TEST(Actions, MenusDoWhatTheySay) {
    Robot robot;
    const auto choose = [&](const std::string& menu, const std::string& row) {
        robot.click("menu." + menu);
        robot.click("menu." + row);
    };
    const auto step = [&](const std::string& row) {
        robot.click("menu.view");
        robot.click("menu.view.steps");
        robot.frames(2);
        robot.click("menu." + row);
    };
    step("play.forward");
    EXPECT_EQ(robot.view().step, 1U);
    step("play.back");
    step("play.last");
    EXPECT_EQ(robot.view().step, 8U);
    step("play.first");
    EXPECT_EQ(robot.view().step, 0U);
    step("play.toggle");
    EXPECT_TRUE(robot.playback().playing);
    step("play.toggle");
    step("play.loop");
    EXPECT_TRUE(robot.preferences().loop);
    choose("view", "view.zoom_in");
    EXPECT_EQ(robot.view().camera.zoom, 1.5F);
    choose("view", "view.zoom_out");
    EXPECT_EQ(robot.view().camera.zoom, 1);
    choose("view", "view.panels");
    EXPECT_FALSE(robot.has("panel.layer"));
    choose("view", "view.panels");
    choose("help", "help.about");
    EXPECT_TRUE(robot.has("dialog.about"));
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("dialog.about"));
    choose("help", "help.shortcuts");
    EXPECT_TRUE(robot.has("dialog.shortcuts"));
    robot.key(Key::escape);
    robot.click("layer.operator.avg");
    choose("edit", "edit.undo");
    EXPECT_EQ(robot.document().layer().op->id, "max");
    choose("edit", "edit.redo");
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    choose("edit", "edit.copy");
    EXPECT_THAT(robot.clipboard(), testing::StartsWith("1\t3\t2"));
}

TEST(Actions, SubmenusListTheirRows) {
    Robot robot;
    robot.click("menu.edit");
    robot.click("menu.edit.fill");
    robot.click("menu.edit.fill.checkerboard");
    EXPECT_EQ(robot.input(0, 1), 9);
    robot.click("menu.edit");
    robot.click("menu.edit.copy_as");
    robot.click("menu.edit.copy_as.numpy");
    EXPECT_THAT(robot.clipboard(), testing::StartsWith("np.array("));
    robot.key(Key::c, true);
    EXPECT_THAT(robot.clipboard(), testing::StartsWith("np.array(")) << "the form used last";
    robot.click("menu.view");
    robot.click("menu.view.theme");
    robot.click("menu.view.theme.dark");
    EXPECT_EQ(robot.preferences().theme, "dark");
    robot.click("menu.view");
    robot.click("menu.view.colormap");
    robot.click("menu.view.colormap.grey");
    EXPECT_EQ(robot.view().colormap, "grey");
}

TEST(Actions, GreyRowsDoNothing) {
    Robot robot;
    robot.click("menu.edit");
    EXPECT_FALSE(robot.at("menu.edit.undo").enabled);
    EXPECT_FALSE(robot.at("menu.edit.cell").enabled);
    robot.click("menu.edit.undo");
    EXPECT_EQ(robot.document(), model::default_document());
}

TEST(Actions, ThemeKeyTakesTheNextTheme) {
    Robot robot;
    robot.key(Key::t, true, true);
    EXPECT_EQ(robot.preferences().theme, "dark");
    robot.key(Key::t, true, true);
    EXPECT_EQ(robot.preferences().theme, "light");
}

TEST(Actions, NewBeginsAgain) {
    Robot robot;
    robot.click("layer.operator.avg");
    robot.key(Key::n, true);
    ASSERT_TRUE(robot.has("dialog.unsaved"));
    robot.key(Key::left);  // from Save to Don't save
    robot.key(Key::enter);
    EXPECT_EQ(robot.document(), model::default_document());
    EXPECT_FALSE(robot.app.store().can_undo());
}

TEST(Actions, SleepWhileADialogIsOpen) {
    Robot robot;
    robot.key(Key::f1);
    ASSERT_TRUE(robot.has("dialog.shortcuts"));
    robot.key(Key::right);
    robot.key(Key::l);
    robot.key(Key::q, true);
    EXPECT_EQ(robot.view().step, 0U);
    EXPECT_FALSE(robot.preferences().loop);
    EXPECT_FALSE(robot.app.wants_quit());
}

TEST(Actions, SleepWhileTypingInANumberBox) {
    Robot robot;
    robot.click("layer.kernel_h");
    robot.key(Key::space);
    robot.key(Key::right);
    robot.key(Key::l);
    robot.key(Key::n, true);
    EXPECT_FALSE(robot.playback().playing);
    EXPECT_EQ(robot.view().step, 0U);
    EXPECT_FALSE(robot.preferences().loop);
    robot.key(Key::escape);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 1U) << "and wake afterwards";
}

TEST(Actions, SleepWhileAMenuIsOpen) {
    Robot robot;
    robot.click("menu.file");
    robot.key(Key::space);
    EXPECT_FALSE(robot.playback().playing);
}

TEST(Actions, UndoCoversEveryKindOfChange) {
    Robot robot;
    const model::Document start = robot.document();
    const std::vector<void (*)(Robot&)> changes = {[](Robot& r) { r.click("layer.operator.avg"); },
                                                   [](Robot& r) { r.click("layer.kernel_h.less"); },
                                                   [](Robot& r) { r.click("layer.ceil_mode"); },
                                                   [](Robot& r) { r.click("inspector.rows.more"); },
                                                   [](Robot& r) { r.click("inspector.fill.ties"); },
                                                   [](Robot& r) {
                                                       r.clipboard("5 6\n7 8\n9 1\n");
                                                       r.key(Key::v, true);
                                                   },
                                                   [](Robot& r) {
                                                       r.click(r.cell(model::Pane::input, 0, 0));
                                                       r.type("3");
                                                       r.key(Key::enter);
                                                       r.key(Key::escape);
                                                   }};
    std::vector<model::Document> states{start};
    for (const auto& change : changes) {
        change(robot);
        EXPECT_FALSE(robot.document() == states.back()) << states.size();
        states.push_back(robot.document());
    }
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        robot.key(Key::z, true);
        EXPECT_EQ(robot.document(), states[i]) << i;
    }
    for (std::size_t i = 1; i < states.size(); ++i) {
        robot.key(Key::z, true, true);
        EXPECT_EQ(robot.document(), states[i]) << i;
    }
}

TEST(Keys, AreNamedAsOnTheKeyboard) {
    EXPECT_EQ(name_of({Key::s, true, true, false}), "Ctrl+Shift+S");
    EXPECT_EQ(name_of({Key::space, false, false, false}), "Space");
    EXPECT_EQ(name_of({Key::f12, false, false, false}), "F12");
    EXPECT_EQ(name_of({}), "");
}

}  // namespace

}  // namespace poolscope::ui
