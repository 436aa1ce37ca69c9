/// Stepping, playing and looking: every field stays within its bounds.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "model/action.hpp"

namespace poolscope::model {
namespace {

class View : public ::testing::Test {
protected:
    void apply(const ViewAction& action) {
        viewing = update(viewing, action, {document, results}, figure);
    }

    Document document = default_document();
    Results results = compute_results(document);
    Figure figure;
    Viewing viewing;
    ViewState& view = viewing.view;
};

TEST_F(View, SteppingClampsAtTheEnds) {
    apply(StepBy{-1});
    EXPECT_EQ(view.step, 0u);
    apply(SeekEnd{});
    EXPECT_EQ(view.step, 8u);
    apply(StepBy{1});
    EXPECT_EQ(view.step, 8u);
    apply(Seek{100});
    EXPECT_EQ(view.step, 8u);
}

TEST_F(View, TheDividerStaysWithinThePicture) {
    apply(SetPictureView{PictureView::over});
    EXPECT_EQ(view.picture_view, PictureView::over);
    apply(SetDivider{0.3F});
    EXPECT_EQ(view.divider, 0.3F);
    apply(SetDivider{-0.2F});
    EXPECT_EQ(view.divider, 0);
    apply(SetDivider{7});
    EXPECT_EQ(view.divider, 1);
    apply(SetDivider{std::numeric_limits<float>::quiet_NaN()});
    EXPECT_EQ(view.divider, 0.5F);
}

TEST_F(View, SteppingWrapsWhenLooping) {
    apply(SetLoop{true});
    apply(StepBy{-1});
    EXPECT_EQ(view.step, 8u);
    apply(StepBy{1});
    EXPECT_EQ(view.step, 0u);
}

TEST_F(View, SeekingWhilePlayingPauses) {
    apply(SetPlaying{true});
    apply(Seek{3});
    EXPECT_FALSE(viewing.playback.playing);
    EXPECT_EQ(view.glide.share, 1.0F);
}

TEST_F(View, PlayingVisitsEveryStepAndStopsAtTheLast) {
    apply(SetSpeed{4});
    apply(SetPlaying{true});
    std::vector<std::size_t> seen{view.step};
    for (int frame = 0; frame < 60 * 10 && viewing.playback.playing; ++frame) {
        apply(Tick{1.0 / 60});
        if (view.step != seen.back()) seen.push_back(view.step);
    }
    EXPECT_FALSE(viewing.playback.playing);
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(view.glide.share, 1.0F);
}

TEST_F(View, PlayingTakesTheTimeThatTheSpeedSays) {
    apply(SetSpeed{2});
    apply(SetPlaying{true});
    for (int frame = 0; frame < 119; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 3u);
    for (int frame = 0; frame < 3; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 4u);
}

TEST_F(View, TheWindowGlidesWhilePlaying) {
    apply(SetPlaying{true});
    for (int frame = 0; frame < 65; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 1u);
    EXPECT_EQ(view.glide.from, 0u);
    EXPECT_GT(view.glide.share, 0.0F);
    EXPECT_LT(view.glide.share, 1.0F);
    for (int frame = 0; frame < 30; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.glide.share, 1.0F);
}

TEST_F(View, PlaysFromHereToThereAndStops) {
    apply(SetLoop{true});
    apply(PlayTo{2, 4});
    EXPECT_EQ(view.step, 2u);
    EXPECT_TRUE(viewing.playback.playing);
    for (int frame = 0; frame < 60 * 6; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 4u);
    EXPECT_FALSE(viewing.playback.playing);
    apply(PlayTo{2, 4});
    apply(Seek{0});
    apply(SetPlaying{true});
    for (int frame = 0; frame < 60 * 6; ++frame) apply(Tick{1.0 / 60});
    EXPECT_GT(view.step, 4u) << "what was to stop it is forgotten";
    apply(PlayTo{4, 4});
    EXPECT_FALSE(viewing.playback.playing) << "there is no way to go";
    apply(PlayTo{4, 400});
    EXPECT_FALSE(viewing.playback.playing);
}

TEST_F(View, APredictionTakesAwayWhatWouldTellIt) {
    apply(SetPin{CellRef{Pane::input, 0, 1, 1}});
    apply(SetHover{CellRef{Pane::input, 0, 1, 1}});
    apply(SetPlaying{true});
    Prediction prediction;
    prediction.hides_values = true;
    apply(SetPrediction{prediction});
    EXPECT_FALSE(view.pointer.linked());
    EXPECT_FALSE(viewing.playback.playing);
    EXPECT_TRUE(view.prediction.hides());
    apply(SetPrediction{});
    EXPECT_FALSE(view.prediction.hides());
}

TEST_F(View, PlayAtTheEndStartsOver) {
    apply(SeekEnd{});
    apply(SetPlaying{true});
    EXPECT_EQ(view.step, 0u);
    EXPECT_TRUE(viewing.playback.playing);
}

TEST_F(View, LoopingGoesOn) {
    apply(SetLoop{true});
    apply(SeekEnd{});
    viewing.playback.playing = true;
    for (int frame = 0; frame < 70; ++frame) apply(Tick{1.0 / 60});
    EXPECT_TRUE(viewing.playback.playing);
    EXPECT_EQ(view.step, 0u);
}

TEST_F(View, AStalledFrameSkipsNoStep) {
    apply(SetPlaying{true});
    apply(Tick{30.0});
    EXPECT_EQ(view.step, 1u);
}

TEST_F(View, PlaysARowASecond) {
    apply(SetSpeed{1, Pace::row});
    apply(SetPlaying{true});
    for (int frame = 0; frame < 61; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 3u) << "three windows a row";
    EXPECT_TRUE(viewing.playback.playing);
}

TEST_F(View, FinishesAPictureInSeconds) {
    document = Document{};
    document.input = std::make_shared<const Values>(Shape{1, 1, 400, 500});
    document.layers = default_document().layers;
    results = compute_results(document);
    apply(SetSpeed{1, Pace::finish});
    apply(SetPlaying{true});
    for (int frame = 0; frame < 60; ++frame) apply(Tick{1.0 / 60});
    EXPECT_NEAR(static_cast<double>(view.step), 200 * 250 / 4.0, 1000);
    for (int frame = 0; frame < 60 * 4; ++frame) apply(Tick{1.0 / 60});
    EXPECT_EQ(view.step, 200u * 250u - 1);
    EXPECT_FALSE(viewing.playback.playing);
}

TEST_F(View, FinishingASmallGridCanBeFollowed) {
    apply(SetSpeed{1, Pace::finish});
    apply(SetPlaying{true});
    for (int frame = 0; frame < 15; ++frame) apply(Tick{1.0 / 60});
    EXPECT_GE(view.step, 3u);
    EXPECT_LT(view.step, 8u);
}

TEST_F(View, GoesToTheWindowAboutACell) {
    apply(SetPlaying{true});
    apply(GoToCell{{Pane::output, 0, 2, 1}});
    EXPECT_EQ(view.step, 7u);
    EXPECT_FALSE(viewing.playback.playing);
    // Rows 2 .. 4 are about row 3, rows 3 .. 5 about row 4.
    apply(GoToCell{{Pane::input, 0, 3, 0}});
    EXPECT_EQ(view.step, 3u) << "output (1, 0)";
    apply(GoToCell{{Pane::input, 0, -1, -1}});
    EXPECT_EQ(view.step, 0u) << "padding belongs to windows too";
    apply(SetGrain{Grain::cell});
    apply(GoToCell{{Pane::output, 0, 1, 1}});
    EXPECT_EQ(view.step, 4u * 9u) << "by cell, at its first one";
}

TEST_F(View, GoesToTheNearestWindowWhereNoneReads) {
    document.layer().params = {.kernel_size = {1, 1}, .stride = {3, 3}};
    results = compute_results(document);
    ASSERT_EQ(results.geometry->output.h, 2);
    apply(GoToCell{{Pane::input, 0, 1, 5}});
    EXPECT_EQ(view.step, 1u) << "rows 0, columns 3: nearest";
}

TEST_F(View, MovesTheWindowToThePlaceNearestToAPoint) {
    apply(MoveWindow{0, 2.4, 4.6});
    EXPECT_EQ(view.step, 5u) << "rows 1 to 3, columns 3 to 5";
    apply(MoveWindow{0, -40, 1e6});
    EXPECT_EQ(view.step, 2u) << "it stays within the input";
}

TEST_F(View, StepsByARowOfWindows) {
    apply(Seek{1});
    apply(StepByRow{1});
    EXPECT_EQ(view.step, 4u);
    apply(StepByRow{5});
    EXPECT_EQ(view.step, 7u);
    apply(SetLoop{true});
    apply(StepByRow{1});
    EXPECT_EQ(view.step, 1u);
    apply(StepByRow{-1});
    EXPECT_EQ(view.step, 7u);
}

TEST_F(View, ChangingTheGrainKeepsTheOutputCell) {
    apply(Seek{4});
    apply(SetGrain{Grain::cell});
    EXPECT_EQ(view.step, 36u);
    apply(StepBy{5});
    apply(SetGrain{Grain::window});
    EXPECT_EQ(view.step, 4u);
}

TEST_F(View, NothingPointsOutsideTheDocument) {
    apply(SetChannel{7, true});
    EXPECT_EQ(view.channel, 0);
    EXPECT_FALSE(view.all_channels);
    apply(SelectCell{CellRef{Pane::output, 3, -5, 90}});
    EXPECT_EQ(*view.pointer.selected, (CellRef{Pane::input, 0, 0, 5}));
    apply(SetSpeed{100});
    EXPECT_EQ(viewing.preferences.speed, 8.0);
    apply(SetZoom{0.01F, -3, std::numeric_limits<float>::quiet_NaN()});
    EXPECT_EQ(view.camera.zoom, 1.0F);
    EXPECT_EQ(view.camera.center_x, 0.0F);
    EXPECT_EQ(view.camera.center_y, 0.5F);
}

TEST_F(View, APinThatIsNoLongerThereIsReleased) {
    apply(SetPin{CellRef{Pane::output, 0, 2, 2}});
    document.layer().params.stride = {4, 4};
    results = compute_results(document);
    apply(Tick{});
    EXPECT_FALSE(view.pointer.pin);
    apply(SetPin{CellRef{Pane::input, 0, -1, 6}});
    EXPECT_TRUE(view.pointer.pin);
    document.layer().params.padding = {};
    results = compute_results(document);
    apply(Tick{});
    EXPECT_FALSE(view.pointer.pin);
}

TEST_F(View, AnImpossibleLayerCannotBePlayed) {
    document.layer().params.kernel_size = {30, 30};
    results = compute_results(document);
    apply(SetPlaying{true});
    EXPECT_FALSE(viewing.playback.playing);
    apply(StepBy{1});
    EXPECT_EQ(view.step, 0u);
}

TEST_F(View, ThePinStandsInForTheHover) {
    apply(SetHover{CellRef{Pane::input, 0, 1, 1}});
    EXPECT_EQ(view.pointer.linked()->row, 1);
    apply(SetPin{CellRef{Pane::output, 0, 2, 2}});
    EXPECT_EQ(view.pointer.linked()->row, 2);
    apply(SetPin{});
    EXPECT_EQ(view.pointer.linked()->row, 1);
}

}  // namespace
}  // namespace poolscope::model
