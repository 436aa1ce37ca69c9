/// The stage: hover, pins, editing, painting, zoom.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::CellRef;
using model::Pane;

TEST(Stage, FollowsThePointer) {
    Robot robot;
    robot.move_to(robot.cell(Pane::input, 1, 3));
    EXPECT_EQ(robot.view().pointer.hover, (CellRef{Pane::input, 0, 1, 3}));
    robot.move_to(robot.cell(Pane::output, 2, 0));
    EXPECT_EQ(robot.view().pointer.hover, (CellRef{Pane::output, 0, 2, 0}));
    robot.move_to(robot.cell(Pane::input, -1, -1));
    EXPECT_EQ(robot.view().pointer.hover, (CellRef{Pane::input, 0, -1, -1}));
    robot.move_to("transport.play");
    EXPECT_EQ(robot.view().pointer.hover, std::nullopt);
}

TEST(Stage, NamesTheCellUnderThePointer) {
    Robot robot;
    robot.move_to(robot.cell(Pane::input, 1, 3));
    robot.frames(60);
    EXPECT_EQ(robot.app.shown_tooltip(), "input (1, 3) = 8");
}

TEST(Stage, AClickPinsAndAnotherReleases) {
    Robot robot;
    const drawing::Point out = robot.cell(Pane::output, 1, 1);
    robot.click(out);
    EXPECT_EQ(robot.view().pointer.pin, (CellRef{Pane::output, 0, 1, 1}));
    EXPECT_EQ(robot.view().pointer.selected, std::nullopt);
    robot.move_to(robot.cell(Pane::input, 0, 0));
    EXPECT_EQ(robot.view().pointer.linked(), (CellRef{Pane::output, 0, 1, 1}));
    robot.click(out);
    EXPECT_EQ(robot.view().pointer.pin, std::nullopt);
}

TEST(Stage, AClickSelectsAnInputCell) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 2, 4));
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 2, 4}));
    EXPECT_EQ(robot.view().pointer.pin, (CellRef{Pane::input, 0, 2, 4}));
    robot.key(Key::escape);
    EXPECT_EQ(robot.view().pointer.selected, std::nullopt);
    EXPECT_EQ(robot.view().pointer.pin, std::nullopt);
    robot.click(robot.cell(Pane::input, -1, 2));
    EXPECT_EQ(robot.view().pointer.selected, std::nullopt) << "padding cannot be edited";
    EXPECT_TRUE(robot.view().pointer.pin) << "but pinned";
}

TEST(Stage, ArrowKeysStepWhateverIsSelected) {
    Robot robot;
    robot.key(Key::right);
    robot.click(robot.cell(Pane::input, 2, 4));
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 2U);
    robot.key(Key::down);
    EXPECT_EQ(robot.view().step, 5U) << "a row of windows";
    robot.key(Key::up);
    robot.key(Key::left);
    EXPECT_EQ(robot.view().step, 1U);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 2, 4}));
    robot.type("12");
    robot.key(Key::left);
    EXPECT_EQ(robot.view().step, 1U) << "while a cell is typed into, they are its field's";
}

TEST(Stage, ControlAndArrowsMoveTheSelectedCell) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 2, 4));
    robot.key(Key::left, true);
    for (int i = 0; i < 3; ++i) robot.key(Key::up, true);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 0, 3})) << "and stay inside";
    EXPECT_EQ(robot.view().pointer.pin, robot.view().pointer.selected);
    EXPECT_EQ(robot.view().step, 0U) << "they do not step";
    robot.key(Key::tab);
    robot.key(Key::down, true);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 1, 4}));
    robot.key(Key::tab, false, true);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 1, 3}));
}

TEST(Stage, TypingReplacesTheValueAndEnterGoesDown) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 1));
    robot.type("-1.5");
    EXPECT_TRUE(robot.has("stage.editor"));
    EXPECT_EQ(robot.input(1, 1), 6) << "not yet";
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(1, 1), -1.5F);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 2, 1}));
    robot.type("1e3");
    robot.key(Key::tab);
    EXPECT_EQ(robot.input(2, 1), 1000);
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 2, 2}));
    EXPECT_FALSE(robot.has("stage.editor"));
}

TEST(Stage, TakesNotANumberAndInfinities) {
    Robot robot;
    for (const auto& [text, check] : {std::pair{"nan", +[](float v) { return std::isnan(v); }},
                                      {"inf", +[](float v) { return v == INFINITY; }},
                                      {"-inf", +[](float v) { return v == -INFINITY; }},
                                      {"2,5", +[](float v) { return v == 2.5F; }}}) {
        robot.double_click(robot.cell(Pane::input, 0, 0));
        ASSERT_TRUE(robot.has("stage.editor"));
        robot.type(text);
        robot.key(Key::enter);
        EXPECT_TRUE(check(robot.input(0, 0))) << text << " gave " << robot.input(0, 0);
        robot.key(Key::escape);
    }
}

TEST(Stage, EscapeLeavesTheValueAlone) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 1));
    robot.type("42");
    robot.key(Key::escape);
    EXPECT_EQ(robot.input(1, 1), 6);
    EXPECT_FALSE(robot.has("stage.editor"));
    EXPECT_TRUE(robot.view().pointer.selected) << "the first Escape only closes the editor";
    EXPECT_FALSE(robot.app.store().modified());
}

TEST(Stage, AWordIsRefusedWithAMessage) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 1));
    robot.type("4five");
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(1, 1), 6);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages().front(), testing::HasSubstr("\"4five\" is no number"));
    robot.click("message.0.dismiss");
    EXPECT_TRUE(robot.app.messages().empty());
}

TEST(Stage, TheEditorOpensOnTheValueWithEnterF2AndDoubleClick) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 3));
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("stage.editor"));
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(1, 3), 8) << "unchanged";
    EXPECT_FALSE(robot.app.store().modified());
    robot.key(Key::f2);
    EXPECT_TRUE(robot.has("stage.editor"));
    robot.key(Key::escape);
    robot.key(Key::escape);
    robot.double_click(robot.cell(Pane::input, 1, 3));
    EXPECT_TRUE(robot.has("stage.editor"));
    robot.type("7");
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(1, 3), 7) << "typing replaces the value";
}

TEST(Stage, ShortcutsSleepWhileTyping) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 1));
    robot.type("12");
    robot.key(Key::space);
    robot.key(Key::home);
    robot.key(Key::z, true);
    robot.key(Key::l);
    EXPECT_FALSE(robot.playback().playing);
    EXPECT_FALSE(robot.preferences().loop);
    EXPECT_TRUE(robot.has("stage.editor"));
}

TEST(Stage, ADragOverCellsChangesNone) {
    Robot robot;
    robot.drag(robot.cell(Pane::input, 1, 3),
               {robot.cell(Pane::input, 1, 5), robot.cell(Pane::input, 3, 5)});
    EXPECT_EQ(robot.document(), model::default_document());
    EXPECT_FALSE(robot.app.store().can_undo());
}

TEST(Stage, AHandThatShakesStillClicks) {
    Robot robot;
    const drawing::Point at = robot.cell(Pane::input, 5, 5);
    robot.drag(at, {{at.x + 9, at.y + 3}});
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 5, 5}));
}

TEST(Stage, TheWheelZoomsAboutThePointer) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 200, 300})));
    robot.frames(3);
    robot.move_to(robot.cell(Pane::input, 120, 80));
    // Until it fills its place, the picture grows from its middle.
    for (int i = 0; i < 5; ++i) robot.wheel(1);
    const auto cell = robot.view().pointer.hover;
    ASSERT_TRUE(cell);
    for (int i = 0; i < 6; ++i) robot.wheel(1);
    EXPECT_GT(robot.view().camera.zoom, 8);
    EXPECT_EQ(robot.view().pointer.hover, cell);
    for (int i = 0; i < 20; ++i) robot.wheel(-1);
    EXPECT_EQ(robot.view().camera.zoom, 1);
}

TEST(Stage, ARightDragPans) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 200, 300})));
    robot.frames(3);
    robot.move_to(robot.cell(Pane::input, 100, 150));
    for (int i = 0; i < 8; ++i) robot.wheel(1);
    const drawing::Point from = robot.cell(Pane::input, 100, 150);
    const drawing::Point to{from.x + 60, from.y - 40};
    robot.drag(from, {to}, 1);
    EXPECT_EQ(robot.view().pointer.hover, (CellRef{Pane::input, 0, 100, 150}))
        << "the cell came along";
}

TEST(Stage, ADoubleClickBesideTheCellsFits) {
    Robot robot;
    robot.key(Key::equal, true);
    EXPECT_GT(robot.view().camera.zoom, 1);
    const Anchor stage = robot.at("panel.stage");
    robot.double_click(drawing::Point{stage.rect.x + 8, stage.rect.bottom() - 8});
    EXPECT_EQ(robot.view().camera.zoom, 1);
}

}  // namespace

}  // namespace poolscope::ui
