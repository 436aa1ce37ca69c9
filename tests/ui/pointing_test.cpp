/// What is said of the cell under the pointer, and where: not before it is computed, and beside
/// what is compared.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/drawing.hpp"
#include "faults.hpp"
#include "i18n/language.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::Mode;
using model::Pane;

/// What the tooltip says of a cell once the pointer has rested on it.
std::string said_of(Robot& robot, Pane pane, int row, int col) {
    robot.move_to("transport.play");
    robot.move_to(robot.cell(pane, row, col));
    robot.frames(60);
    return robot.app.shown_tooltip();
}

TEST(Pointing, AnOutputToComeTellsNoValue) {
    Robot robot;
    robot.app.store().dispatch(model::ViewAction{model::Seek{3}});
    EXPECT_EQ(said_of(robot, Pane::output, 0, 2), "output (0, 2) = 8") << "written before";
    EXPECT_EQ(said_of(robot, Pane::output, 1, 0), "output (1, 0) = 9") << "written now";
    EXPECT_EQ(said_of(robot, Pane::output, 1, 1), "output (1, 1): not computed yet");
    EXPECT_EQ(said_of(robot, Pane::output, 2, 2), "output (2, 2): not computed yet");
    robot.key(Key::end);
    EXPECT_THAT(said_of(robot, Pane::output, 2, 2), testing::StartsWith("output (2, 2) = "));
}

TEST(Pointing, ByCellAnOutputIsToldOnceItsWindowIsRead) {
    Robot robot;
    robot.click("transport.grain.cell");
    EXPECT_EQ(said_of(robot, Pane::output, 0, 0), "output (0, 0): not computed yet");
    for (int i = 0; i < 8; ++i) robot.key(Key::right);
    EXPECT_EQ(said_of(robot, Pane::output, 0, 0), "output (0, 0) = 6") << "nine of nine";
}

TEST(Pointing, ComparedAndInStagesOutputsAreToldAsTheyAreReached) {
    Robot robot;
    robot.key(Key::c);
    EXPECT_EQ(said_of(robot, Pane::output, 2, 1), "PyTorch: output (2, 1): not computed yet");
    robot.key(Key::end);
    EXPECT_THAT(said_of(robot, Pane::output, 2, 1),
                testing::StartsWith("PyTorch: output (2, 1) = "));
    robot.key(Key::s);
    EXPECT_EQ(said_of(robot, Pane::output, 2, 1), "output (2, 1): not computed yet");
}

TEST(Pointing, BackwardEveryOutputIsKnown) {
    Robot robot;
    robot.key(Key::b);
    EXPECT_THAT(said_of(robot, Pane::output, 2, 2), testing::StartsWith("output (2, 2) = "));
}

/// The panes and the formula, in window pixels.
std::vector<drawing::Rect> compared(Robot& robot) {
    const Anchor stage = robot.at("panel.stage");
    const float scale = robot.app.stage_scale();
    const drawing::Size size{stage.rect.w / scale, stage.rect.h / scale};
    const auto drawn =
        drawing::build_drawing({.run = robot.app.store().run(),
                                .view = robot.view(),
                                .figure = robot.app.store().figure(),
                                .least_cell = robot.app.least_cell()},
                               theme::theme_or_default(robot.preferences().theme), size);
    std::vector<drawing::Rect> rects;
    const auto add = [&](const drawing::Rect& r) {
        if (r.w <= 0) return;
        rects.push_back(
            {stage.rect.x + r.x * scale, stage.rect.y + r.y * scale, r.w * scale, r.h * scale});
    };
    for (const drawing::HitGrid& grid : drawn.hits) add(grid.visible);
    add(drawn.formula);
    return rects;
}

TEST(Pointing, WordsStandBesideTheGrids) {
    int seen = 0;
    for (const char* language : {"en", "zh"}) {
        for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1920, 1080}}) {
            for (const Key mode : {Key::f, Key::b, Key::c, Key::s}) {
                Services services;
                services.language = language;
                Robot robot(width, height, 1, services);
                robot.key(mode);
                for (const auto& [pane, row, col] : {std::tuple{Pane::input, 0, 0},
                                                     {Pane::input, 2, 3},
                                                     {Pane::input, 5, 5},
                                                     {Pane::output, 0, 0},
                                                     {Pane::output, 1, 1}}) {
                    if (said_of(robot, pane, row, col).empty()) continue;
                    ++seen;
                    // In the corner of a small window there is no room beside everything.
                    if (width == 1280 && pane == Pane::input && row == 0) continue;
                    const Anchor words = robot.at("tooltip");
                    const drawing::Rect stage = robot.at("panel.stage").rect;
                    EXPECT_GE(words.rect.x, stage.x) << "it stays on the stage";
                    EXPECT_GE(words.rect.y, stage.y);
                    EXPECT_LE(words.rect.right(), stage.right());
                    EXPECT_LE(words.rect.bottom(), stage.bottom());
                    for (const drawing::Rect& one : compared(robot))
                        EXPECT_FALSE(overlap(words.rect, one))
                            << language << width << " mode " << static_cast<int>(mode) << " at "
                            << row << ", " << col;
                }
            }
        }
    }
    EXPECT_GT(seen, 60);
}

TEST(Pointing, AControlsWordsDoNotCoverIt) {
    Robot robot(1280, 720);
    for (const char* name : {"transport.next", "mode.compare", "layer.operator.avg",
                             "transport.grain.cell", "layer.kernel_h"}) {
        robot.move_to(name);
        robot.frames(60);
        ASSERT_FALSE(robot.app.shown_tooltip().empty()) << name;
        EXPECT_FALSE(overlap(robot.at("tooltip").rect, robot.at(name).rect)) << name;
        robot.move_to("transport.position");
    }
}

}  // namespace

}  // namespace poolscope::ui
