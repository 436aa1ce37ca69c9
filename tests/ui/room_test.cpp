/// The stage has the room: panels narrow and fold, larger words take none of the grid's, and what
/// is zoomed keeps the window in sight.
#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "drawing/drawing.hpp"
#include "poolscope/step.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::Pane;

struct WindowSize {
    int width;
    int height;
};
constexpr WindowSize windows[] = {{1280, 720}, {1366, 768}, {1920, 1080}};

/// In the window's pixels.
float cell_pixels(Robot& robot) {
    const drawing::Drawing& shown = robot.app.stage_drawing();
    return shown.hits.empty() ? 0 : shown.hits.front().cell * robot.app.stage_scale();
}

/// A grid of this size under the present layer.
void open_grid(Robot& robot, int rows, int cols) {
    ASSERT_TRUE(
        robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, rows, cols, 0, 1})));
    robot.frames(3);
}

TEST(Room, TheStageHasMostOfASmallWindow) {
    Robot robot(1280, 720);
    EXPECT_GE(robot.at("panel.stage").rect.w, 0.6F * 1280);
    EXPECT_TRUE(robot.has("panel.inspector"));
    EXPECT_GE(cell_pixels(robot), 42);
}

TEST(Room, TheGridGrowsWithALargeWindow) {
    Robot robot(1920, 1080);
    EXPECT_GE(cell_pixels(robot), 66) << "8 rows of them in 888 pixels";
}

TEST(Room, ALargerInterfaceNeverShrinksTheGrid) {
    for (const WindowSize& window : windows) {
        for (const auto& [rows, cols] : {std::pair{6, 6}, {4, 12}, {14, 5}, {64, 64}}) {
            Robot robot(window.width, window.height);
            open_grid(robot, rows, cols);
            for (const char* mode : {"forward", "backward", "compare", "stages"}) {
                robot.click(std::string("mode.") + mode);
                robot.frames(3);
                const float usual = cell_pixels(robot);
                ASSERT_GT(usual, 0);
                for (int larger = 1; larger <= 4; ++larger) {
                    robot.key(Key::equal, true, true);
                    robot.frames(3);
                    if (!robot.app.messages().empty()) break;  // there is no room for more
                    EXPECT_GE(cell_pixels(robot), usual * 0.99F)
                        << rows << " x " << cols << " in " << window.width << ", " << mode
                        << ", larger by " << larger << ", scale " << robot.app.scale();
                }
                while (robot.app.scale() > 1) robot.key(Key::minus, true, true);
                robot.frames(3);
            }
        }
    }
}

TEST(Room, WordsOnTheStageGrowWithTheInterface) {
    Robot robot(1920, 1080);
    open_grid(robot, 2, 2);
    const float before = robot.app.stage_scale();
    robot.key(Key::equal, true, true);
    robot.frames(3);
    EXPECT_GT(robot.app.stage_scale(), before) << "the grid has its room";
}

TEST(Room, ALargerInterfaceKeepsTheWordsBelowTheGrid) {
    Robot robot(1280, 720);
    robot.key(Key::equal, true, true);
    robot.frames(3);
    ASSERT_GT(robot.app.scale(), 1);
    EXPECT_GT(robot.app.stage_drawing().formula.h, 0);
    EXPECT_GT(robot.app.stage_drawing().caption.h, 0);
}

TEST(Room, TheInspectorFoldsAway) {
    Robot robot;
    const float before = robot.at("panel.stage").rect.w;
    robot.click("mode.fold");
    robot.frames(2);
    EXPECT_FALSE(robot.has("panel.inspector"));
    EXPECT_GT(robot.at("panel.stage").rect.w, before + 200);
    robot.click("mode.fold");
    robot.frames(2);
    EXPECT_TRUE(robot.has("panel.inspector"));
    EXPECT_EQ(robot.at("panel.stage").rect.w, before);
}

TEST(Room, InASmallWindowTheInspectorFoldsByItself) {
    Robot robot(1024, 640);
    EXPECT_FALSE(robot.has("panel.inspector"));
    EXPECT_GE(robot.at("panel.stage").rect.w, 0.65F * 1024);
    robot.click("mode.fold");
    robot.frames(2);
    EXPECT_TRUE(robot.has("panel.inspector")) << "but opens where it is asked for";
}

TEST(Room, InALargeWindowALargerInterfaceKeepsItsPanels) {
    Robot robot(1920, 1080);
    const float before = robot.at("panel.stage").rect.w;
    robot.key(Key::equal, true, true);
    robot.frames(3);
    EXPECT_TRUE(robot.has("panel.inspector"));
    EXPECT_GE(robot.at("panel.stage").rect.w, before - 64) << "they are narrower";
}

TEST(Room, RowAndColumnNumbersAreSwitchedInTheViewMenu) {
    Robot robot;
    ASSERT_TRUE(robot.view().indices);
    robot.click("menu.view");
    robot.click("menu.view.indices");
    EXPECT_FALSE(robot.view().indices);
    robot.click("menu.view");
    robot.click("menu.view.indices");
    EXPECT_TRUE(robot.view().indices);
}

/// The window of the step on show, on the stage.
drawing::Rect window_on_stage(Robot& robot) {
    const Geometry& geometry = *robot.app.store().run().results.geometry;
    const StepLocation at = locate_step(geometry, Grain::window, robot.view().step);
    const Window window = window_at(geometry, at.out_row, at.out_col);
    const drawing::HitGrid& grid = robot.app.stage_drawing().hits.front();
    return {grid.origin.x + static_cast<float>(window.cols.start - grid.first_col) * grid.cell,
            grid.origin.y + static_cast<float>(window.rows.start - grid.first_row) * grid.cell,
            static_cast<float>(window.cols.count) * grid.cell,
            static_cast<float>(window.rows.count) * grid.cell};
}

TEST(Room, TheFrameStaysInSightOfAZoomedGrid) {
    Robot robot(1280, 720);
    robot.key(Key::equal, true);
    robot.frames(3);
    const drawing::HitGrid& grid = robot.app.stage_drawing().hits.front();
    ASSERT_GT(grid.cell * static_cast<float>(grid.rows), grid.visible.h + 1) << "it is cut off";
    const auto in_sight = [&] {
        const drawing::Rect frame = window_on_stage(robot);
        const drawing::Rect& visible = robot.app.stage_drawing().hits.front().visible;
        return frame.x > visible.x - 1 && frame.right() < visible.right() + 1 &&
               frame.y > visible.y - 1 && frame.bottom() < visible.bottom() + 1;
    };
    EXPECT_TRUE(in_sight()) << "step 0";
    for (int step = 1; step < 9; ++step) {
        robot.key(Key::right);
        robot.frames(40);
        ASSERT_EQ(robot.view().step, static_cast<std::size_t>(step));
        EXPECT_TRUE(in_sight()) << "step " << step;
    }
}

/// Where a clip begins, and the boxes within it.
TEST(Room, TheFrameOfAZoomedGridIsWholeAtItsEdge) {
    Robot robot(1280, 720);
    robot.key(Key::equal, true);
    robot.frames(3);
    const drawing::Drawing& shown = robot.app.stage_drawing();
    const drawing::Rect frame = window_on_stage(robot);
    const theme::Color color = theme::theme_or_default("light").window;
    drawing::Rect clip{0, 0, shown.size.w, shown.size.h};
    bool found = false;
    for (const drawing::Primitive& one : shown.primitives) {
        if (const auto* begin = std::get_if<drawing::ClipBegin>(&one)) clip = begin->rect;
        if (std::holds_alternative<drawing::ClipEnd>(one))
            clip = {0, 0, shown.size.w, shown.size.h};
        const auto* box = std::get_if<drawing::Box>(&one);
        if (box == nullptr || box->stroke.color != color || box->rect.w < frame.w) continue;
        found = true;
        const float half = box->stroke.width / 2;
        EXPECT_LE(clip.x, box->rect.x - half) << "the line at the left";
        EXPECT_LE(clip.y, box->rect.y - half) << "and at the top";
    }
    EXPECT_TRUE(found);
}

}  // namespace

}  // namespace poolscope::ui
