/// Bringing the window to a place, the view that follows it, the lens, the brush and the right
/// button's menu.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/drawing.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::CellRef;
using model::Pane;

/// A picture of small cells under 4 x 4 windows.
void show_picture(Robot& robot) {
    model::Document document = robot.document();
    model::Values values(Shape{1, 1, 200, 300});
    for (std::size_t i = 0; i < values.cells().size(); ++i)
        values.cells()[i] = static_cast<float>(i * 37 % 251);
    document.input = std::make_shared<const model::Values>(std::move(values));
    document.picture = true;
    document.channel_names = {"grey"};
    document.layer().params = {.kernel_size = {4, 4}, .stride = {4, 4}};
    robot.app.store().open(document, {}, {});
    for (int i = 0; i < 200 && robot.app.store().computing(); ++i) robot.frames(1);
    robot.frames(4);
}

/// The step of an output of that picture.
constexpr std::size_t step_of(int row, int col) {
    return static_cast<std::size_t>(row * 75 + col);
}

drawing::Drawing drawn(Robot& robot) {
    const Anchor stage = robot.at("panel.stage");
    const float scale = robot.app.stage_scale();
    return drawing::build_drawing(
        {robot.app.store().run(), robot.view(), robot.app.store().figure()},
        theme::theme_or_default(robot.preferences().theme),
        {stage.rect.w / scale, stage.rect.h / scale});
}

/// A point of the drawing, in the window's pixels.
drawing::Point on_stage(Robot& robot, drawing::Point at) {
    const Anchor stage = robot.at("panel.stage");
    const float scale = robot.app.stage_scale();
    return {stage.rect.x + at.x * scale, stage.rect.y + at.y * scale};
}

TEST(WindowPlace, ADoubleClickOnAPictureBringsTheWindowThere) {
    Robot robot;
    show_picture(robot);
    robot.double_click(robot.cell(Pane::input, 101, 203));
    EXPECT_EQ(robot.view().step, step_of(25, 50));
    EXPECT_FALSE(robot.has("stage.editor"));
    EXPECT_FALSE(robot.view().pointer.pin) << "the cell is let go of";
}

TEST(WindowPlace, ADoubleClickOnAnOutputGoesThere) {
    Robot robot;
    robot.double_click(robot.cell(Pane::output, 2, 1));
    EXPECT_EQ(robot.view().step, 7U);
    robot.double_click(robot.cell(Pane::input, -1, -1));
    EXPECT_EQ(robot.view().step, 0U) << "padding has no number to type";
}

TEST(WindowPlace, EnterBringsItToTheSelectedCellOfAPicture) {
    Robot robot;
    show_picture(robot);
    robot.click(robot.cell(Pane::input, 42, 82));
    ASSERT_TRUE(robot.view().pointer.selected);
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("stage.editor"));
    EXPECT_EQ(robot.view().step, step_of(10, 20));
}

TEST(WindowPlace, IsDraggedByItsFrame) {
    Robot robot;
    const auto before = drawn(robot).windows.front();
    const drawing::Point grip = on_stage(robot, {before.rect.right(), before.rect.center().y});
    const float two = 2 * before.cell * robot.app.stage_scale();
    robot.drag(grip, {{grip.x + two, grip.y + two}});
    EXPECT_EQ(robot.view().step, 4U) << "one window on and one down, which are two cells each";
    EXPECT_EQ(robot.document(), model::default_document());
    robot.drag(robot.cell(Pane::input, 2, 2), {robot.cell(Pane::input, 4, 4)});
    EXPECT_EQ(robot.view().step, 4U) << "its cells do not hold it";
}

TEST(WindowPlace, ASmallOneIsDraggedAnywhere) {
    Robot robot;
    show_picture(robot);
    robot.drag(robot.cell(Pane::input, 1, 1), {robot.cell(Pane::input, 101, 201)});
    EXPECT_EQ(robot.view().step, step_of(25, 50));
}

TEST(WindowPlace, TheViewFollowsItWhereItLeaves) {
    Robot robot;
    show_picture(robot);
    robot.move_to(robot.cell(Pane::input, 2, 2));
    for (int i = 0; i < 12; ++i) robot.wheel(1);
    const auto in_sight = [&] {
        const drawing::Drawing drawing = drawn(robot);
        const drawing::Rect& window = drawing.windows.front().rect;
        const drawing::Rect& shown = drawing.windows.front().visible;
        return window.x >= shown.x - 1 && window.right() <= shown.right() + 1 &&
               window.y >= shown.y - 1 && window.bottom() <= shown.bottom() + 1;
    };
    robot.key(Key::right);
    robot.frames(2);
    ASSERT_TRUE(in_sight());
    robot.key(Key::end);
    robot.frames(3);
    EXPECT_EQ(robot.view().step, step_of(49, 74));
    EXPECT_TRUE(in_sight());
    const float zoom = robot.view().camera.zoom;
    for (int i = 0; i < 40; ++i) {
        robot.key(Key::left);
        ASSERT_TRUE(in_sight()) << i;
    }
    EXPECT_EQ(robot.view().camera.zoom, zoom);
    // What a person looks at meanwhile stays until the next step.
    const drawing::Point from = on_stage(robot, drawn(robot).hits.front().visible.center());
    robot.drag(from, {{from.x + 400, from.y}}, 1);
    robot.frames(10);
    EXPECT_FALSE(in_sight());
    robot.key(Key::left);
    robot.frames(2);
    EXPECT_TRUE(in_sight());
}

TEST(Lens, IsSwitchedByItsKeyAndFollowsTheStep) {
    Robot robot;
    show_picture(robot);
    EXPECT_FALSE(robot.has("stage.lens"));
    robot.key(Key::z);
    ASSERT_TRUE(robot.has("stage.lens"));
    robot.double_click(robot.cell(Pane::input, 101, 203));
    const Anchor card = robot.at("stage.lens");
    robot.double_click(robot.cell(Pane::input, 21, 3));
    EXPECT_NE(robot.at("stage.lens").rect, card.rect);
    robot.click("menu.view");
    robot.click("menu.view.lens");
    EXPECT_FALSE(robot.has("stage.lens"));
}

TEST(Lens, ItsCellsArePointedAtAndTypedInto) {
    Robot robot;
    show_picture(robot);
    robot.key(Key::z);
    robot.double_click(robot.cell(Pane::input, 101, 203));
    const auto cell = drawing::lens_rect(drawn(robot), {Pane::input, 0, 102, 201});
    ASSERT_TRUE(cell);
    robot.click(on_stage(robot, cell->center()));
    EXPECT_EQ(robot.view().pointer.selected, (CellRef{Pane::input, 0, 102, 201}));
    robot.type("77");
    ASSERT_TRUE(robot.has("stage.editor"));
    const Anchor lens = robot.at("stage.lens");
    EXPECT_TRUE(lens.rect.contains(robot.at("stage.editor").rect.center()));
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(102, 201), 77);
}

TEST(Brush, PaintsWhatItIsDraggedOverAsOneUndoStep) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 1, 3));
    robot.click("mode.brush");
    ASSERT_TRUE(robot.has("mode.brush.value")) << "it is seen to be in hand";
    robot.drag(robot.cell(Pane::input, 1, 3),
               {robot.cell(Pane::input, 1, 5), robot.cell(Pane::input, 3, 5)});
    for (const auto& [row, col] : {std::pair{1, 4}, {1, 5}, {2, 5}, {3, 5}})
        EXPECT_EQ(robot.input(row, col), 8) << row << ", " << col;
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document(), model::default_document());
    EXPECT_FALSE(robot.app.store().can_undo());
    robot.click(robot.cell(Pane::input, 5, 5));
    EXPECT_EQ(robot.input(5, 5), 8) << "a click paints one cell";
    EXPECT_FALSE(robot.view().pointer.selected);
    robot.key(Key::p);
    EXPECT_FALSE(robot.has("mode.brush.value"));
    robot.click(robot.cell(Pane::input, 4, 4));
    EXPECT_TRUE(robot.view().pointer.selected) << "a click selects again";
}

TEST(Brush, ItsValueIsTyped) {
    Robot robot;
    robot.key(Key::p);
    robot.type("-2.5");
    robot.key(Key::enter);
    robot.click(robot.cell(Pane::input, 0, 0));
    EXPECT_EQ(robot.input(0, 0), -2.5F);
    robot.click("mode.brush.value");
    robot.frames(3);
    robot.type("6");
    robot.key(Key::enter);
    robot.click(robot.cell(Pane::input, 0, 1));
    EXPECT_EQ(robot.input(0, 1), 6);
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("mode.brush.value"));
}

TEST(RightButton, OpensAMenuOfWhatLiesThere) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 4, 4), 1);
    robot.frames(3);
    ASSERT_TRUE(robot.has("menu.context.copy_value"));
    EXPECT_FALSE(robot.has("menu.context.copy_window"));
    robot.click("menu.context.copy_value");
    EXPECT_EQ(robot.clipboard(), "5");
    robot.frames(2);
    EXPECT_FALSE(robot.has("menu.context.copy_value"));
    robot.click(robot.cell(Pane::output, 1, 2), 1);
    robot.frames(3);
    robot.click("menu.context.go_to");
    robot.frames(2);
    EXPECT_EQ(robot.view().step, 5U);
    robot.click(robot.cell(Pane::input, 2, 4), 1);
    robot.frames(3);
    EXPECT_TRUE(robot.has("menu.context.copy_window"));
    robot.key(Key::escape);
    robot.frames(2);
    EXPECT_FALSE(robot.has("menu.context.copy_window"));
}

TEST(RightButton, ItsMenuIsOpenedAndWalkedByKeys) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 4, 4));
    robot.key(Key::f10, false, true);
    robot.frames(3);
    ASSERT_EQ(robot.app.focused(), "menu.context.copy_value");
    robot.key(Key::down);
    EXPECT_EQ(robot.app.focused(), "menu.context.copy_row");
    EXPECT_EQ(robot.view().step, 0U);
    robot.key(Key::enter);
    EXPECT_EQ(robot.clipboard(), "0\t2\t6\t1\t5\t3\n");
}

TEST(RightButton, SetsACell) {
    Robot robot;
    robot.click(robot.cell(Pane::input, 4, 4), 1);
    robot.frames(3);
    robot.click("menu.context.set_to");
    robot.frames(3);
    ASSERT_TRUE(robot.has("stage.editor"));
    robot.type("31");
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(4, 4), 31);
}

TEST(KeyLine, SaysWhatTheArrowsDo) {
    Robot robot;
    EXPECT_TRUE(robot.has("transport.keys"));
    const float step_alone = robot.at("transport.keys").rect.w;
    robot.click(robot.cell(Pane::input, 4, 4));
    robot.frames(2);
    EXPECT_NE(robot.at("transport.keys").rect.w, step_alone);
}

TEST(Transport, PlaysByRowAndToTheEnd) {
    Robot robot;
    show_picture(robot);
    robot.click("transport.speed.row");
    EXPECT_EQ(robot.preferences().pace, model::Pace::row);
    robot.key(Key::space);
    robot.frames(62);
    EXPECT_NEAR(static_cast<double>(robot.view().step), 75, 10) << "a row of 75";
    robot.click("transport.speed.finish");
    robot.frames(60 * 5);
    EXPECT_EQ(robot.view().step, step_of(49, 74));
    EXPECT_FALSE(robot.playback().playing);
}

}  // namespace

}  // namespace poolscope::ui
