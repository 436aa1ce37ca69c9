/// Forward, backward, compare and stages: the strip above the stage, and what each mode edits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::Mode;
using model::Pane;

TEST(Modes, AreChosenInTheStripAndByKey) {
    Robot robot;
    for (const auto& [id, mode] : {std::pair{"backward", Mode::backward},
                                   {"compare", Mode::compare},
                                   {"stages", Mode::stages},
                                   {"forward", Mode::forward}}) {
        robot.click(std::string("mode.") + id);
        EXPECT_EQ(robot.view().mode, mode);
    }
    for (const auto& [key, mode] : {std::pair{Key::b, Mode::backward},
                                    {Key::c, Mode::compare},
                                    {Key::s, Mode::stages},
                                    {Key::f, Mode::forward}}) {
        robot.key(key);
        EXPECT_EQ(robot.view().mode, mode);
    }
}

TEST(Modes, TheTimelineCountsTheFiguresSteps) {
    Robot robot;
    const auto expect_end = [&](std::size_t steps) {
        robot.click("transport.last");
        EXPECT_EQ(robot.view().step + 1, steps);
    };
    expect_end(9);
    robot.click("mode.backward");
    expect_end(9);
    robot.click("mode.stages");
    const auto& figure = robot.app.store().figure();
    const auto& results = robot.app.store().run().results;
    const std::size_t steps = model::figure_steps(figure, results, Grain::window);
    ASSERT_GT(steps, 9U) << "every stage in turn";
    expect_end(steps);
    robot.click("transport.first");
    robot.click("transport.play");
    robot.frames(70);
    EXPECT_EQ(robot.view().step, 1U);
}

TEST(Backward, HasNoGrainOfCells) {
    Robot robot;
    robot.click("mode.backward");
    EXPECT_FALSE(robot.at("transport.grain.cell").enabled);
    robot.click("transport.grain.cell");
    EXPECT_EQ(robot.view().grain, Grain::window);
    robot.click("mode.forward");
    EXPECT_TRUE(robot.at("transport.grain.cell").enabled);
}

TEST(Backward, TheOutputsGradientIsTyped) {
    Robot robot;
    robot.click("mode.backward");
    EXPECT_FALSE(robot.at("mode.reset_gradient").enabled);
    robot.click(robot.cell(Pane::output, 1, 1));
    EXPECT_EQ(robot.view().pointer.selected, (model::CellRef{Pane::output, 0, 1, 1}));
    robot.type("-3");
    robot.key(Key::enter);
    ASSERT_TRUE(robot.document().grad_output);
    EXPECT_EQ(robot.document().grad_output->at(0, 0, 1, 1), -3);
    EXPECT_EQ(robot.document().grad_output->at(0, 0, 0, 0), 1);
    EXPECT_EQ(robot.view().pointer.selected, (model::CellRef{Pane::output, 0, 2, 1}))
        << "Enter goes down";
    robot.key(Key::down, true);
    EXPECT_EQ(robot.view().pointer.selected->row, 2) << "and stays inside";
    robot.key(Key::up, true);
    robot.key(Key::left, true);
    EXPECT_EQ(robot.view().pointer.selected, (model::CellRef{Pane::output, 0, 1, 0}));
    robot.key(Key::escape);
    robot.click("mode.reset_gradient");
    EXPECT_FALSE(robot.document().grad_output);
    robot.key(Key::z, true);
    EXPECT_TRUE(robot.document().grad_output);
}

TEST(Backward, TheOutputsGradientIsPaintedAndTheInputIsNot) {
    Robot robot;
    robot.click("mode.backward");
    robot.double_click(robot.cell(Pane::output, 0, 0));
    ASSERT_TRUE(robot.has("stage.editor"));
    robot.type("4");
    robot.key(Key::enter);
    robot.click(robot.cell(Pane::output, 0, 0));
    robot.key(Key::p);
    robot.drag(robot.cell(Pane::output, 0, 0), {robot.cell(Pane::output, 0, 2)});
    robot.key(Key::p);
    EXPECT_EQ(robot.document().grad_output->at(0, 0, 0, 2), 4);
    const auto input = robot.document().input;
    robot.click(robot.cell(Pane::input, 1, 1));
    EXPECT_FALSE(robot.view().pointer.selected);
    robot.type("5");
    EXPECT_FALSE(robot.has("stage.editor"));
    EXPECT_EQ(robot.document().input, input);
}

TEST(Backward, EditsTheSampleAndTheGroupThatAreShown) {
    Robot robot;
    ASSERT_TRUE(
        robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{4, 4, 4, 0, 2})));
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::SetOperator{"maxout"})));
    robot.frames(3);
    robot.click("mode.backward");
    robot.key(Key::page_down, false, true);
    ASSERT_EQ(robot.view().sample, 1);
    ASSERT_TRUE(robot.app.store().dispatch(model::ViewAction(model::SetChannel{2, false})));
    robot.frames(3);
    robot.click(robot.cell(Pane::output, 1, 1, 1));
    robot.type("7");
    robot.key(Key::enter);
    ASSERT_TRUE(robot.document().grad_output);
    EXPECT_EQ(robot.document().grad_output->at(1, 1, 1, 1), 7);
}

TEST(Compare, TwoDialectsAreChosen) {
    Robot robot;
    robot.click("mode.compare");
    robot.click("mode.first");
    robot.click("mode.first.onnx");
    EXPECT_EQ(robot.view().compare_first, "onnx");
    robot.click("mode.second");
    robot.click("mode.second.explicit");
    EXPECT_EQ(robot.view().compare_second, "explicit");
    EXPECT_TRUE(robot.has("inspector.compare.0")) << "how many cells differ";
}

TEST(Compare, TheInspectorSaysWhatTheDialectsChanged) {
    Robot robot;
    robot.click("layer.operator.avg");
    robot.click("mode.compare");
    ASSERT_TRUE(robot.app.store().figure().compare);
    EXPECT_GT(robot.app.store().figure().compare->differing, 0U);
    EXPECT_TRUE(robot.has("inspector.compare.1"));
}

TEST(Compare, TheInputIsEdited) {
    Robot robot;
    robot.click("mode.compare");
    robot.click(robot.cell(Pane::input, 2, 2));
    robot.type("9");
    robot.key(Key::enter);
    EXPECT_EQ(robot.input(2, 2), 9);
}

TEST(Stages, AnEquivalenceIsChosenWhereItHolds) {
    Robot robot;
    robot.click("mode.stages");
    EXPECT_TRUE(robot.has("inspector.stages.0"));
    robot.click("mode.equivalence");
    EXPECT_FALSE(robot.at("mode.equivalence.negation").enabled) << "the layer is no minimum";
    robot.click("mode.equivalence.relu");
    EXPECT_EQ(robot.view().equivalence, "relu");
    robot.click("layer.operator.min");
    robot.click("mode.equivalence");
    robot.click("mode.equivalence.negation");
    EXPECT_EQ(robot.view().equivalence, "negation");
    ASSERT_TRUE(robot.app.store().figure().stages);
    EXPECT_TRUE(robot.app.store().figure().stages->agrees);
}

}  // namespace

}  // namespace poolscope::ui
