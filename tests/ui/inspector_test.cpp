/// The panel at the right: channels, size, fills, clipboard.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/text_grid.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

TEST(Inspector, ResizesTheInputAndKeepsItsCells) {
    Robot robot;
    robot.click("inspector.rows.more");
    robot.click("inspector.cols.less");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 7, 5}));
    EXPECT_EQ(robot.input(1, 3), 8);
    EXPECT_EQ(robot.input(6, 0), 0);
    robot.click("inspector.channels.more");
    EXPECT_EQ(robot.document().shape().c, 2);
    for (int i = 0; i < 3; ++i) robot.key(Key::z, true);
    EXPECT_EQ(robot.document(), model::default_document());
}

TEST(Inspector, EveryFillFillsAndCanBeUndone) {
    for (const char* fill : {"range", "random", "edge", "checkerboard", "ties", "negatives"}) {
        Robot robot;
        robot.click(std::string("inspector.fill.") + fill);
        EXPECT_NE(robot.document(), model::default_document()) << fill;
        robot.key(Key::z, true);
        EXPECT_EQ(robot.document(), model::default_document()) << fill;
        robot.key(Key::y, true);
        EXPECT_NE(robot.document(), model::default_document()) << fill;
    }
}

TEST(Inspector, RangeCountsRowByRowAndNegativesAreNegative) {
    Robot robot;
    robot.click("inspector.fill.range");
    EXPECT_EQ(robot.input(0, 0), 0);
    EXPECT_EQ(robot.input(2, 3), 15);
    robot.click("inspector.fill.negatives");
    const auto cells = robot.document().input->whole()->cells();
    EXPECT_TRUE(std::all_of(cells.begin(), cells.end(), [](float v) { return v < 0; }));
}

TEST(Inspector, RandomAgainTakesTheNextSeedAndASeedRepeats) {
    Robot robot;
    robot.click("inspector.fill.random");
    EXPECT_EQ(robot.document().seed, 1U);
    const auto first = robot.document().input;
    robot.click("inspector.fill.random");
    EXPECT_EQ(robot.document().seed, 2U);
    EXPECT_NE(*robot.document().input, *first);
    robot.click("inspector.seed.less");
    EXPECT_EQ(robot.document().seed, 1U);
    EXPECT_EQ(*robot.document().input, *first);
}

TEST(Inspector, ShowsOneSampleOfABatch) {
    Robot robot;
    EXPECT_FALSE(robot.has("inspector.sample")) << "one sample needs no choice";
    ASSERT_TRUE(
        robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 6, 6, 0, 4})));
    robot.frames(3);
    robot.click("inspector.sample.more");
    EXPECT_EQ(robot.view().sample, 1);
    robot.key(Key::page_up, false, true);
    EXPECT_EQ(robot.view().sample, 0);
    robot.key(Key::page_up, false, true);
    EXPECT_EQ(robot.view().sample, 3) << "round to the last";
}

TEST(Inspector, EditsTheSampleThatIsShownAndKeepsTheBatch) {
    Robot robot;
    ASSERT_TRUE(
        robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 6, 6, 0, 3})));
    robot.frames(3);
    robot.click("inspector.sample.more");
    robot.click(robot.cell(model::Pane::input, 0, 0));
    robot.type("5");
    robot.key(Key::enter);
    robot.key(Key::escape);
    EXPECT_EQ(robot.document().input->at(1, 0, 0, 0), 5);
    EXPECT_EQ(robot.document().input->at(0, 0, 0, 0), 1) << "the first sample is left alone";
    robot.click("inspector.rows.more");
    robot.click("inspector.channels.more");
    EXPECT_EQ(robot.document().shape(), (Shape{3, 2, 7, 6})) << "a resize keeps the batch";
    robot.click("inspector.samples.less");
    EXPECT_EQ(robot.document().shape(), (Shape{2, 2, 7, 6}));
    EXPECT_EQ(robot.document().input->at(1, 0, 0, 0), 5);
    robot.key(Key::c, true);
    EXPECT_THAT(robot.clipboard(), testing::StartsWith("5\t")) << "the sample that is shown";
}

TEST(Inspector, ShowsOneChannelOrAll) {
    Robot robot;
    EXPECT_FALSE(robot.has("inspector.channel.all")) << "one channel needs no choice";
    robot.click("inspector.channels.more");
    robot.click("inspector.channels.more");
    robot.click("inspector.channel.1");
    EXPECT_EQ(robot.view().channel, 1);
    robot.click("inspector.channel.all");
    EXPECT_TRUE(robot.view().all_channels);
    robot.click("inspector.channel.2");
    EXPECT_EQ(robot.view().channel, 2);
    EXPECT_FALSE(robot.view().all_channels);
    robot.key(Key::page_down);
    EXPECT_EQ(robot.view().channel, 0);
    robot.key(Key::page_up);
    EXPECT_EQ(robot.view().channel, 2);
    robot.key(Key::a);
    EXPECT_TRUE(robot.view().all_channels);
}

TEST(Inspector, ChoosesAmongManyChannelsByNumber) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{40, 6, 6})));
    robot.frames(3);
    robot.click("inspector.channel.index");
    robot.type("17");
    robot.key(Key::enter);
    EXPECT_EQ(robot.view().channel, 17);
    robot.click("inspector.channel.all");
    EXPECT_TRUE(robot.view().all_channels);
}

TEST(Inspector, CopiesInEveryFormAndPastesItBack) {
    for (const io::TextFormat& format : io::text_formats()) {
        Robot robot;
        robot.click("inspector.copy");
        robot.click("inspector.copy." + std::string(format.id));
        const std::string text = robot.clipboard();
        EXPECT_EQ(text, format.write(*robot.document().input->whole(), 0)) << format.id;
        robot.click("inspector.fill.range");
        robot.clipboard(text);
        robot.click("inspector.paste");
        EXPECT_EQ(*robot.document().input, *model::default_document().input) << format.id;
    }
}

TEST(Inspector, ChoosesAColourMapForAHeatmap) {
    Robot robot;
    EXPECT_FALSE(robot.has("inspector.colormap.grey")) << "a grid of numbers has none";
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 300, 300})));
    robot.frames(4);
    robot.click("inspector.colormap.cividis");
    EXPECT_EQ(robot.view().colormap, "cividis");
    EXPECT_FALSE(robot.has("inspector.colormap.colour")) << "needs three channels";
}

TEST(Inspector, ShowsTheColourMapThatIsUsed) {
    Robot robot;
    const auto shows = [&](const std::string& map) {
        robot.frames(3);
        return robot.has("inspector.colormap.shown." + map);
    };
    const auto look = [&](const model::ViewAction& action) {
        EXPECT_TRUE(robot.app.store().dispatch(action));
    };
    EXPECT_FALSE(shows("viridis")) << "a grid of numbers is in the theme's own scale";
    // A picture that is so small that its cells stand one by one.
    const auto picture =
        std::make_shared<const model::Values>(Shape{1, 3, 6, 6}, std::vector<float>(108, 9));
    ASSERT_TRUE(robot.app.store().dispatch(
        model::DocumentAction(model::ReplaceInput{picture, {}, true, {}})));
    EXPECT_TRUE(shows("colour"));
    look(model::SetChannel{0, true});
    EXPECT_TRUE(shows("grey")) << "each channel by itself";
    look(model::SetColormap{"cividis"});
    EXPECT_TRUE(shows("cividis"));
    look(model::SetColormap{""});
    look(model::SetChannel{0, false});
    look(model::SetCountsReaders{true});
    EXPECT_FALSE(shows("colour")) << "counts are no picture";
    look(model::SetCountsReaders{false});
    look(model::SetMode{model::Mode::backward});
    EXPECT_TRUE(shows("diverging")) << "gradients have their own";
}

TEST(Inspector, GradientsKeepTheirColourMap) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{3, 300, 300})));
    robot.frames(4);
    EXPECT_TRUE(robot.at("inspector.colormap.colour").enabled);
    ASSERT_TRUE(
        robot.app.store().dispatch(model::ViewAction(model::SetMode{model::Mode::backward})));
    robot.frames(4);
    for (const char* map : {"colour", "grey", "diverging"}) {
        const std::string id = std::string("inspector.colormap.") + map;
        EXPECT_FALSE(robot.at(id).enabled) << map;
        robot.click(id);
        EXPECT_EQ(robot.view().colormap, "") << map;
    }
    robot.move_to("inspector.colormap.colour");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), testing::HasSubstr("Gradients keep this map"));
    robot.click("menu.view");
    robot.click("menu.view.colormap");
    EXPECT_FALSE(robot.at("menu.view.colormap.colour").enabled);
    EXPECT_FALSE(robot.at("menu.view.colormap.auto").enabled);
    robot.move_to("menu.view.colormap.grey");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), testing::HasSubstr("Gradients keep this map"));
}

TEST(Inspector, SaysWhatIsUnderThePointer) {
    Robot robot;
    const float before = robot.at("inspector.pointer").needed_width;
    robot.move_to(robot.cell(model::Pane::input, 1, 3));
    robot.frames(2);
    EXPECT_NE(robot.at("inspector.pointer").needed_width, before);
}

}  // namespace

}  // namespace poolscope::ui
