/// Everything can be reached and pressed without a mouse.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"
#include "session/actions/actions.hpp"

namespace poolscope::ui {

namespace {

/// The controls that Tab comes to, from the one that has the focus on, until it is there again.
std::vector<std::string> path_of(Robot& robot) {
    std::vector<std::string> path;
    for (int i = 0; i < 400; ++i) {
        robot.key(Key::tab);
        const std::string now(robot.app.focused());
        if (!path.empty() && path.front() == now) break;
        path.push_back(now);
    }
    return path;
}

TEST(Focus, TabComesToEveryControlOfEveryPanel) {
    Robot robot;
    const auto path = path_of(robot);
    const std::set<std::string> reached(path.begin(), path.end());
    EXPECT_EQ(reached.size(), path.size()) << "each once";
    std::vector<std::string> missed;
    for (const auto& [name, anchor] : robot.app.anchors().all()) {
        if (anchor.kind != AnchorKind::widget || !anchor.enabled) continue;
        // The parts of a number box are its keys.
        const bool part =
            name.ends_with(".less") || name.ends_with(".more") || name.ends_with(".value");
        if (!part && !reached.contains(name) && name != "layer.operator.more")
            missed.push_back(name);
    }
    EXPECT_THAT(missed, testing::IsEmpty());
    EXPECT_TRUE(reached.contains("stage"));
    EXPECT_TRUE(reached.contains("layer.operator.more"));
}

TEST(Focus, ShiftTabGoesBack) {
    Robot robot;
    robot.key(Key::tab);
    const std::string first(robot.app.focused());
    EXPECT_EQ(first, "menu.file");
    robot.key(Key::tab);
    EXPECT_NE(robot.app.focused(), first);
    robot.key(Key::tab, false, true);
    EXPECT_EQ(robot.app.focused(), first);
}

void go_to(Robot& robot, std::string_view control) {
    for (int i = 0; i < 400 && robot.app.focused() != control; ++i) robot.key(Key::tab);
    ASSERT_EQ(robot.app.focused(), control);
}

TEST(Focus, EnterAndSpacePress) {
    Robot robot;
    go_to(robot, "layer.operator.avg");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    go_to(robot, "layer.ceil_mode");
    robot.key(Key::space);
    EXPECT_TRUE(robot.document().layer().params.ceil_mode);
    EXPECT_FALSE(robot.playback().playing) << "Space pressed the control";
    robot.key(Key::escape);
    EXPECT_EQ(robot.app.focused(), "");
    robot.key(Key::space);
    EXPECT_TRUE(robot.playback().playing);
}

TEST(Focus, ArrowsChangeANumber) {
    Robot robot;
    go_to(robot, "layer.stride_h");
    robot.key(Key::right);
    EXPECT_EQ(robot.document().layer().params.stride.h, 3);
    robot.key(Key::left);
    robot.key(Key::down);
    EXPECT_EQ(robot.document().layer().params.stride.h, 1);
    EXPECT_EQ(robot.view().step, 0U) << "the arrows did not step";
    robot.key(Key::enter);
    robot.type("2");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.stride.h, 2);
}

TEST(Focus, AControlOutOfSightIsBroughtIntoView) {
    Robot robot(1280, 720);
    go_to(robot, "layer.dialect.onnx");
    robot.frames(2);
    const Anchor anchor = robot.at("layer.dialect.onnx");
    EXPECT_NEAR(anchor.visible.h, anchor.rect.h, 1);
}

TEST(Focus, TheGridIsEnteredFromTheKeyboard) {
    Robot robot;
    go_to(robot, "stage");
    robot.key(Key::enter);
    ASSERT_TRUE(robot.view().pointer.selected);
    robot.key(Key::right, true);
    robot.type("42");
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(0, 1), 42);
    robot.key(Key::escape);
    EXPECT_FALSE(robot.view().pointer.selected);
    robot.key(Key::f2);
    EXPECT_TRUE(robot.view().pointer.selected) << "a shortcut enters it too";
}

TEST(Focus, MenusOpenAndAreWalkedByKeys) {
    Robot robot;
    robot.key(Key::f10);
    robot.frames(3);
    EXPECT_TRUE(robot.has("menu.file.save"));
    EXPECT_EQ(robot.app.focused(), "menu.file.new") << "the first item is lit";
    robot.key(Key::right);
    robot.frames(3);
    EXPECT_TRUE(robot.has("menu.edit.undo"));
    EXPECT_FALSE(robot.has("menu.file.save"));
    robot.key(Key::right);
    robot.frames(3);
    for (int i = 0; i < 60 && robot.app.focused() != "menu.view.theme"; ++i) robot.key(Key::down);
    ASSERT_EQ(robot.app.focused(), "menu.view.theme");
    robot.key(Key::right);
    robot.frames(3);
    robot.key(Key::down);
    EXPECT_EQ(robot.app.focused(), "menu.view.theme.dark");
    robot.key(Key::enter);
    robot.frames(2);
    EXPECT_EQ(robot.preferences().theme, "dark");
    EXPECT_FALSE(robot.has("menu.view.theme")) << "the menu closed";
    robot.key(Key::f10);
    robot.frames(3);
    robot.key(Key::escape);
    robot.frames(2);
    EXPECT_FALSE(robot.has("menu.file.save"));
}

TEST(Focus, MenusAreWalkedPastAPointerThatRestsOnOne) {
    Robot robot;
    robot.move_to("menu.lessons");
    robot.frames(3);
    robot.key(Key::f10);
    robot.frames(3);
    EXPECT_TRUE(robot.has("menu.file.save"));
    // Edit's last item is chosen there, and forgotten when the menu is left.
    robot.key(Key::right);
    robot.frames(3);
    for (int i = 0; i < 60 && robot.app.focused() != "menu.edit.fill"; ++i) robot.key(Key::down);
    robot.key(Key::escape);
    robot.frames(3);
    robot.key(Key::f10);
    robot.frames(3);
    for (const char* item : {"menu.edit.undo", "menu.view.theme", "menu.lesson.padding",
                             "menu.export.handout", "menu.help.shortcuts", "menu.file.save"}) {
        robot.key(Key::right);
        robot.frames(3);
        EXPECT_TRUE(robot.has(item)) << item;
    }
    // The pointer has the menus again once it moves.
    robot.move_to("menu.view");
    robot.frames(3);
    EXPECT_TRUE(robot.has("menu.view.theme"));
}

TEST(Focus, DialogsAreFilledInByKeys) {
    Robot robot;
    robot.key(Key::f10);
    robot.frames(3);
    for (int i = 0; i < 8 && !robot.has("menu.export.handout"); ++i) {
        robot.key(Key::right);
        robot.frames(3);
    }
    for (int i = 0; i < 20 && robot.app.focused() != "menu.export.handout"; ++i)
        robot.key(Key::down);
    robot.key(Key::enter);
    robot.frames(3);
    ASSERT_TRUE(robot.has("dialog.handout"));
    // The title has the keyboard; Tab goes from field to field, to numbers and to the buttons.
    robot.key(Key::tab);
    EXPECT_EQ(robot.app.focused(), "dialog.handout.target");
    go_to(robot, "dialog.handout.exercises");
    robot.key(Key::right);
    go_to(robot, "dialog.cancel");
    robot.key(Key::enter);
    robot.frames(2);
    EXPECT_FALSE(robot.has("dialog.handout"));
}

TEST(Focus, AQuestionMarkShowsTheKeysUnlessItIsTyped) {
    Robot robot;
    robot.type("?");
    robot.frames(2);
    EXPECT_TRUE(robot.has("dialog.shortcuts"));
    robot.key(Key::escape);
    robot.frames(2);
    robot.key(Key::o, true);
    robot.frames(2);
    robot.type("?");
    EXPECT_TRUE(robot.has("dialog.file"));
    EXPECT_FALSE(robot.has("dialog.shortcuts"));
}

TEST(Focus, TheSheetHasEveryShortcut) {
    Robot robot;
    robot.key(Key::f1);
    robot.frames(3);
    for (const ActionRow& row : action_rows())
        if (row.shortcut.key != Key::none) {
            EXPECT_TRUE(robot.has("dialog.shortcuts." + std::string(row.id))) << row.id;
        }
}

TEST(Focus, NoTwoActionsShareAKeyAtOneTime) {
    Robot robot;
    for (const ActionRow& a : action_rows())
        for (const ActionRow& b : action_rows())
            if (&a < &b && a.shortcut.key != Key::none && a.shortcut == b.shortcut) {
                EXPECT_TRUE(a.enabled && b.enabled) << a.id << " and " << b.id;
            }
}

}  // namespace

}  // namespace poolscope::ui
