/// Layers and steps in words.
#include "drawing/layer_text.hpp"

#include <gtest/gtest.h>

#include "drawing/shown_step.hpp"
#include "scenes.hpp"

namespace poolscope::drawing {
namespace {

std::string size_formula(int input, PoolParams params) {
    const auto geometry = make_geometry(Shape{1, 1, input, input}, params);
    return geometry ? plain_text(output_size_formula(geometry->rows, params.ceil_mode))
                    : geometry.error().located().english();
}

TEST(OutputSizeFormula, PutsTheNumbersIn) {
    PoolParams params;
    params.kernel_size = {3, 3};
    params.padding = {1, 1, 1, 1};
    EXPECT_EQ(size_formula(6, params), "⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3");
    params.padding = {1, 0, 0, 0};
    EXPECT_EQ(size_formula(6, params), "⌊(6 + 1 + 0 − 3) / 2⌋ + 1 = 3");
    params.dilation = {2, 2};
    EXPECT_EQ(size_formula(6, params), "⌊(6 + 1 + 0 − (2·(3 − 1) + 1)) / 2⌋ + 1 = 2");
    params = {};
    params.ceil_mode = true;
    EXPECT_EQ(size_formula(7, params), "⌈(7 + 2·0 − 2) / 2⌉ + 1 = 4");
}

TEST(OutputSizeFormula, SaysWhereTheLastWindowIsLeftOut) {
    PoolParams params;
    params.kernel_size = {1, 1};
    params.ceil_mode = true;
    EXPECT_EQ(size_formula(32, params),
              "⌈(32 + 2·0 − 1) / 2⌉ + 1 − 1 = 16 (a last window that starts past the input is left "
              "out)");
}

std::string caption_of(const NamedScene& scene) {
    const model::Results results = results_of(scene);
    const Grain grain = scene.view.grain;
    const auto step = model::step_of({scene.document, results}, grain, scene.view.step, {});
    return step_caption(scene.document.layer(), *step,
                        {scene.view.step, model::steps_per_channel(results, grain), grain});
}

TEST(StepCaption, OfTheDefaultScene) {
    NamedScene scene{"", model::default_document()};
    scene.view.step = 4;
    EXPECT_EQ(caption_of(scene),
              "Step 5 of 9 · output (1, 1) reads rows 1–3, columns 1–3 · 9 real cells, 0 padding · "
              "winner: input (1, 3)");
    scene.view.step = 0;
    EXPECT_EQ(caption_of(scene),
              "Step 1 of 9 · output (0, 0) reads rows −1 to 1, columns −1 to 1 · 4 real cells, 5 "
              "padding · winner: input (1, 1)");
}

TEST(StepCaption, NamesTiesOverhangAndDivisor) {
    EXPECT_NE(caption_of(named_scene("ties")).find("winner: input (0, 0), 4 tied"),
              std::string::npos);
    EXPECT_NE(caption_of(named_scene("ceil-overhang")).find("4 real cells, 0 padding, 5 overhang"),
              std::string::npos);
    EXPECT_TRUE(
        caption_of(named_scene("mean-exclude-pad")).ends_with("divided by 2: real cells only"));
    EXPECT_TRUE(caption_of(named_scene("mean-divisor-override"))
                    .ends_with("divided by 3 (divisor_override)"));
}

TEST(StepCaption, SaysWhereNoRealCellIs) {
    NamedScene scene = named_scene("no-real-cell");
    EXPECT_TRUE(caption_of(scene).ends_with(
        "0 real cells, 1 padding · this window holds no real cell: the maximum is −∞"));
    scene.document.layer().op = *find_operator("avg");
    EXPECT_TRUE(caption_of(scene).ends_with("this window holds no real cell: the mean is 0"));
}

TEST(StepCaption, ByCellNamesTheTap) {
    NamedScene scene{"", document_of(2, 2, {6, 7, 8, 2})};
    scene.view.grain = Grain::cell;
    scene.view.step = 1;
    EXPECT_EQ(
        caption_of(scene),
        "Step 2 of 4 · output (0, 0) reads rows 0–1, columns 0–1 · cell 2 of 4: input (0, 1) = "
        "7 · winner: input (0, 1)");
}

/// The caption with all that the stage knows.
std::string full_caption(const NamedScene& scene) {
    const model::Results results = results_of(scene);
    const auto shown = show_step({{scene.document, results}, scene.view, {}}, scene.view.channel);
    return step_caption(
        scene.document.layer(), shown->step,
        {shown->index, shown->count, scene.view.grain, &shown->geometry, shown->read});
}

TEST(StepCaption, OfOneRowLeavesRowsOut) {
    EXPECT_EQ(full_caption(named_scene("one-dimensional")),
              "Step 3 of 6 · output 2 reads columns 3–5 · 3 real cells, 0 padding · divided by 3");
}

TEST(StepCaption, OfAGroupNamesItsChannels) {
    NamedScene scene = named_scene("maxout-bound-one");
    EXPECT_EQ(full_caption(scene),
              "Step 2 of 25 · output (0, 1) of channel 0 reads input (0, 1) of channels 0–1 · "
              "2 real cells · winner: input (0, 1) of channel 1");
    scene.view.channel = 3;
    EXPECT_NE(full_caption(scene).find("of channel 1 reads input (0, 1) of channels 2–3"),
              std::string::npos);
}

TEST(StepCaption, SaysTheSamplesAndTheDraw) {
    const std::string samples = full_caption(named_scene("fractional-bound-one"));
    EXPECT_NE(samples.find("u = 0."), std::string::npos) << samples;
    EXPECT_NE(samples.find("(columns) from seed 1"), std::string::npos) << samples;
    const std::string draw = full_caption(named_scene("stochastic-unpadded-one"));
    EXPECT_NE(draw.find("picked: input ("), std::string::npos) << draw;
    EXPECT_NE(draw.find(" by u = 0."), std::string::npos) << draw;
}

TEST(StepCaption, MarksTheMaximumInAMix) {
    const std::string text = full_caption(named_scene("mixed-unpadded-one"));
    EXPECT_NE(text.find("winner: input (1, 4) · divided by 9"), std::string::npos) << text;
}

TEST(StepCaption, SaysWhatAWindowWithoutRealCellsGives) {
    NamedScene scene = named_scene("no-real-cell");
    const auto ending = [&](const char* op) {
        scene.document.layer().op = *find_operator(op);
        const std::string text = full_caption(scene);
        return text.substr(text.rfind("the "));
    };
    EXPECT_EQ(ending("min"), "the minimum is ∞");
    EXPECT_EQ(ending("lp"), "the norm is 0");
    EXPECT_EQ(ending("lse"), "the log-sum-exp is −∞");
    EXPECT_EQ(ending("softpool"), "the weighted mean is 0");
    EXPECT_EQ(ending("stochastic"), "the pick is 0");
}

TEST(OutputSizeFormula, OfSharedAndFractionalInputs) {
    PoolParams params;
    params.placement = Placement::adaptive;
    params.output_size = {5, 5};
    EXPECT_EQ(size_formula(7, params), "5 (window i reads ⌊i·7/5⌋ up to ⌈(i+1)·7/5⌉)");
    params.placement = Placement::global;
    EXPECT_EQ(size_formula(7, params), "1 (one window reads all 7)");
    params.placement = Placement::fractional;
    params.output_size = {3, 3};
    EXPECT_EQ(size_formula(5, params), "3 (α = (5 − 2) / (3 − 1) = 1.5, u = 0: starts 0, 1, 3)");
}

TEST(SpanText, OneManyNegativeDilated) {
    EXPECT_EQ(span_text({2, 1, 1}, "row {0}", "rows {0}"), "row 2");
    EXPECT_EQ(span_text({1, 3, 1}, "row {0}", "rows {0}"), "rows 1–3");
    EXPECT_EQ(span_text({-1, 3, 1}, "column {0}", "columns {0}"), "columns −1 to 1");
    EXPECT_EQ(span_text({0, 3, 2}, "row {0}", "rows {0}"), "rows 0–4 by 2");
}

using Lines = std::vector<std::string>;

TEST(UnderPointer, InputOutputPaddingOverhang) {
    const model::Document document = model::default_document();
    const model::Results results = model::compute_results(document);
    const auto at = [&](model::Pane pane, int row, int col) {
        return under_pointer({document, results}, {pane, 0, row, col});
    };
    EXPECT_EQ(at(model::Pane::input, 1, 3),
              (Lines{"input (1, 3) = 8", "read by 4 windows", "wins in 4 of them"}));
    EXPECT_EQ(at(model::Pane::input, 0, 0),
              (Lines{"input (0, 0) = 1", "read by 1 window", "wins in none of them"}));
    EXPECT_EQ(at(model::Pane::input, -1, 0),
              (Lines{"padding (−1, 0) reads as −∞", "read by 1 window", "wins in none of them"}));
    EXPECT_EQ(at(model::Pane::output, 1, 1),
              (Lines{"output (1, 1) = 8", "reads rows 1–3", "and columns 1–3"}));
    EXPECT_EQ(at(model::Pane::output, 9, 1), Lines{});
}

TEST(LayerFacts, OfTheDefaultLayerOverThreeChannels) {
    model::Document document = grid_document(3, 6, 6);
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.padding = {1, 1, 1, 1};
    EXPECT_EQ(
        layer_facts({document, model::compute_results(document)}),
        (Lines{"27 outputs · 192 cells read", "108 → 27 values (−75 %)", "0 cells never read"}));
    document.layer().params.kernel_size = {99, 99};
    const auto error = layer_facts({document, model::compute_results(document)});
    ASSERT_EQ(error.size(), 2U);
    EXPECT_NE(error[0].find("99"), std::string::npos);
}

TEST(UnderPointer, GroupsScoresAndSamples) {
    NamedScene scene = named_scene("maxout-bound-one");
    EXPECT_EQ(under_pointer({scene.document, results_of(scene)}, {model::Pane::output, 1, 0, 1}),
              (Lines{"output (0, 1) = 11", "reads input (0, 1)", "of channels 2–3"}));
    scene = named_scene("attention-scores");
    EXPECT_EQ(under_pointer({scene.document, results_of(scene)}, {model::Pane::input, 0, 0, 1}),
              (Lines{"input (0, 1) = 3", "score 0.5", "read by 1 window"}));
    scene = named_scene("batch");
    EXPECT_EQ(
        under_pointer({scene.document, results_of(scene)}, {model::Pane::input, 0, 3, 1}, 1)[0],
        "input (3, 1) = 16");
    EXPECT_EQ(under_pointer({scene.document, results_of(scene)}, {model::Pane::input, 0, 3, 1}, 3),
              Lines{});
}

TEST(LayerFacts, NeverClaimsThatAllIsGone) {
    model::Document document = grid_document(1, 64, 64);
    document.layer().params.kernel_size = {64, 64};
    EXPECT_EQ(layer_facts({document, model::compute_results(document)})[1],
              "4096 → 1 values (−99.9 %)");
}

}  // namespace
}  // namespace poolscope::drawing
