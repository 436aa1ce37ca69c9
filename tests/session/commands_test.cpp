/// Rows of the action table, and their keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/desk.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr KeyPress space{Key::space, false, false, false};

TEST(Commands, AnEditIsUndoneAndDoneAgain) {
    Desk desk;
    const float before = desk.input(0, 0);
    EXPECT_FALSE(is_enabled(action_row("edit.undo"), desk.session));
    desk.set_input(0, 0, before + 5);
    ASSERT_EQ(desk.input(0, 0), before + 5);
    desk.run("edit.undo");
    EXPECT_EQ(desk.input(0, 0), before);
    desk.run("edit.redo");
    EXPECT_EQ(desk.input(0, 0), before + 5);
    EXPECT_FALSE(is_enabled(action_row("edit.redo"), desk.session));
}

TEST(Commands, AKeyRunsTheFirstRowThatIsEnabled) {
    Desk desk;
    desk.press({Key::right, false, false, false});
    EXPECT_EQ(desk.session.view().step, 1U) << "no cell is selected: a step forward";
    desk.run("cell.first");
    desk.press({Key::right, false, false, false});
    EXPECT_EQ(desk.session.view().step, 1U);
    ASSERT_TRUE(desk.session.view().pointer.selected);
    EXPECT_EQ(desk.session.view().pointer.selected->col, 1);
}

TEST(Commands, KeysThatAreTakenRunOnlyWhatMayBeRunAtAnyTime) {
    Desk desk;
    desk.press(space, true);
    EXPECT_FALSE(desk.session.playback().playing);
    desk.press({Key::f12, false, false, false}, true);
    EXPECT_TRUE(desk.session.screenshot_due);
}

TEST(Commands, WhatPlaysMovesOnWithTime) {
    Desk desk;
    desk.press(space);
    ASSERT_TRUE(desk.session.playback().playing);
    for (int i = 0; i < 8; ++i) desk.session.advance(0.5);
    EXPECT_GE(desk.session.view().step, 2U);
    EXPECT_EQ(desk.session.now, 4.0);
}

TEST(Commands, AValueIsTypedIntoTheSelectedCell) {
    Desk desk;
    desk.run("cell.first");
    desk.run("edit.cell");
    ASSERT_TRUE(desk.session.editor.cell);
    desk.session.editor.buffer = "seven";
    EXPECT_FALSE(write_typed_value(desk.session));
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, HasSubstr("type a number"));
    desk.session.editor.buffer = "-7.5";
    EXPECT_TRUE(write_typed_value(desk.session));
    desk.session.apply_queue();
    EXPECT_EQ(desk.input(0, 0), -7.5F);
}

TEST(Commands, TheInterfaceGrowsAsFarAsTheWindowHasRoom) {
    Desk desk;
    const double chosen = desk.session.settings.ui_scale;
    desk.run("view.larger");
    EXPECT_GT(desk.session.settings.ui_scale, chosen);
    EXPECT_THAT(desk.session.notices, IsEmpty());
    const double larger = desk.session.settings.ui_scale;
    desk.session.drawn_scale = chosen;
    desk.run("view.larger");
    EXPECT_EQ(desk.session.settings.ui_scale, larger);
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, HasSubstr("hide the side panels (Ctrl+E)"));
}

TEST(Commands, TheNextThemeGoesRoundTheList) {
    for (const bool projector : {false, true}) {
        Desk desk;
        desk.session.projector = projector;
        const std::string first = desk.session.preferences().theme;
        for (std::size_t i = 0; i + 1 < theme::themes().size(); ++i) {
            desk.run("view.theme_next");
            EXPECT_NE(desk.session.preferences().theme, first) << i;
        }
        desk.run("view.theme_next");
        EXPECT_EQ(desk.session.preferences().theme, first);
    }
}

}  // namespace

}  // namespace poolscope::session
