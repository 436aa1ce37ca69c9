/// A step as a formula: its numbers, what counts, and what is left out where it is too long.
#include "drawing/formula.hpp"
#include "poolscope/step.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "scenes.hpp"

namespace poolscope::drawing {
namespace {

std::string formula_of(const NamedScene& scene) {
    const model::Results results = results_of(scene);
    const auto step =
        model::step_of({scene.document, results}, scene.view.grain, scene.view.step, {});
    return plain_text(formula_pieces(make_formula(scene.document.layer(), *step)));
}

NamedScene scene_of(model::Document document, std::size_t step = 0) {
    NamedScene scene{"", std::move(document)};
    scene.view.step = step;
    return scene;
}

TEST(Formula, OfAMaximum) {
    EXPECT_EQ(formula_of(scene_of(document_of(2, 2, {6, 7, 8, -2}))), "max( 6, 7, 8, −2 ) = 8");
}

TEST(Formula, OfAMaximumShowsThePaddingAsItCounts) {
    model::Document document = document_of(2, 2, {-6, -7, -8, -2});
    document.layer().params.padding = {1, 1, 0, 0};
    EXPECT_EQ(formula_of(scene_of(document)), "max( −∞, −∞, −∞, −6 ) = −6");
}

TEST(Formula, OfAMeanTurnsMinusSigns) {
    model::Document document = document_of(2, 2, {-1, 3, -4, 8});
    document.layer().op = *find_operator("avg");
    EXPECT_EQ(formula_of(scene_of(document)), "( −1 + 3 − 4 + 8 ) / 4 = 1.5");
}

TEST(Formula, OfAMeanLeavesOutWhatIsNotCounted) {
    model::Document document = document_of(2, 2, {1, 3, 4, 8});
    document.layer().op = *find_operator("avg");
    document.layer().params.padding = {1, 0, 0, 0};
    EXPECT_EQ(formula_of(scene_of(document)), "( 0 + 0 + 1 + 3 ) / 4 = 1");
    document.layer().params.count_include_pad = false;
    EXPECT_EQ(formula_of(scene_of(document)), "( 1 + 3 ) / 2 = 2");
    document.layer().params.divisor_override = 8;
    EXPECT_EQ(formula_of(scene_of(document)), "( 1 + 3 ) / 8 = 0.5");
}

TEST(Formula, OfAMeanWithoutRealCells) {
    model::Document document = document_of(1, 1, {5});
    document.layer().op = *find_operator("avg");
    document.layer().params.kernel_size = {1, 1};
    document.layer().params.padding = {1, 1, 1, 1};
    document.layer().params.count_include_pad = false;
    EXPECT_EQ(formula_of(scene_of(document)), "mean of no real cell = 0");
}

TEST(Formula, ByCellSaysWhatIsKnownSoFar) {
    NamedScene scene = scene_of(document_of(2, 2, {6, 7, 8, 2}), 1);
    scene.view.grain = Grain::cell;
    EXPECT_EQ(formula_of(scene), "max( 6, 7, 8, 2 )  maximum so far 7");
    scene.document.layer().op = *find_operator("avg");
    EXPECT_EQ(formula_of(scene), "( 6 + 7 + 8 + 2 )  sum so far 13");
    scene.view.step = 3;
    EXPECT_EQ(formula_of(scene), "( 6 + 7 + 8 + 2 ) / 4 = 5.75");
}

/// The formula of `op` over a window of four cells.
std::string formula_over(const char* op, std::vector<float> cells, const PoolParams& params = {},
                         Grain grain = Grain::window, std::size_t step = 0) {
    NamedScene scene = scene_of(document_of(2, 2, std::move(cells)), step);
    scene.document.layer() = settled({*find_operator(op), params});
    scene.view.grain = grain;
    return formula_of(scene);
}

TEST(Formula, OfAMinimumAndANorm) {
    EXPECT_EQ(formula_over("min", {6, 7, 8, -2}), "min( 6, 7, 8, −2 ) = −2");
    EXPECT_EQ(formula_over("lp", {0, 0, 3, -4}), "( |0|² + |0|² + |3|² + |−4|² )^(1/2) = 5");
}

TEST(Formula, OfWeightsRoundsThem) {
    EXPECT_EQ(formula_over("softpool", {1, 1, 1, 1}), "0.25·1 + 0.25·1 + 0.25·1 + 0.25·1 = 1");
    EXPECT_EQ(formula_over("softpool", {0, 0, 10, -10}),
              "5e−5·0 + 5e−5·0 + 1·10 − 2e−9·10 ≈ 9.999");
    EXPECT_EQ(formula_over("attention", {1, 2, 3, 6}), "0.25·1 + 0.25·2 + 0.25·3 + 0.25·6 = 3");
}

TEST(Formula, SaysNearlyWhereItIsRounded) {
    EXPECT_EQ(formula_over("avg", {8, 8, 8, 8.4444F}), "( 8 + 8 + 8 + 8.444 ) / 4 ≈ 8.111");
    EXPECT_EQ(formula_over("avg", {0.12345F, 0.87655F, 1, 2}),
              "( 0.1235 + 0.8766 + 1 + 2 ) / 4 ≈ 1")
        << "what is added is rounded";
    EXPECT_EQ(formula_over("max", {0.12345F, 1, 2, 3}), "max( 0.1235, 1, 2, 3 ) = 3");
    EXPECT_EQ(formula_over("max", {3.14159F, 1, 2, 3}), "max( 3.142, 1, 2, 3 ) ≈ 3.142");
    EXPECT_EQ(formula_over("avg", {1, 1, 1, 0.33333F}, {}, Grain::cell, 3),
              "( 1 + 1 + 1 + 0.3333 ) / 4 ≈ 0.8333");
    EXPECT_EQ(formula_over("lp", {1, 1, 1, 2}), "( |1|² + |1|² + |1|² + |2|² )^(1/2) ≈ 2.646");
    EXPECT_EQ(formula_over("lse", {0, 0, 0, 0}),
              "1/1 · ln( ( e^(1·0) + e^(1·0) + e^(1·0) + e^(1·0) ) / 4 ) = 0");
}

TEST(Formula, AndItsCellAreOfOnePrecision) {
    NamedScene scene{"", document_of(3, 3, {8, 8, 8, 8, 8, 8, 8, 8, 9}), {}};
    scene.document.layer().op = *find_operator("avg");
    scene.document.layer().params.kernel_size = {3, 3};
    const Drawing drawing = build(scene);
    const auto cell = cell_rect(drawing, {model::Pane::output, 0, 0, 0});
    std::string in_cell, in_formula;
    for (const Primitive& one : drawing.primitives) {
        const auto* text = std::get_if<Text>(&one);
        if (text == nullptr) continue;
        if (cell->contains(text->at)) in_cell = text->spans.front().text;
        if (drawing.formula.contains(text->at)) in_formula = text->spans.back().text;
    }
    EXPECT_EQ(in_cell, "8.111");
    EXPECT_EQ(in_formula, in_cell);
}

TEST(Formula, OfWeightsByCellWeighsOnlyWhatIsRead) {
    EXPECT_EQ(formula_over("attention", {1, 3, 5, 7}, {}, Grain::cell, 1),
              "0.5·1 + 0.5·3 + 5 + 7  so far 2");
}

TEST(Formula, OfAMixShowsTheMaximumFirst) {
    PoolParams params;
    params.mix = 0.25;
    EXPECT_EQ(formula_over("mixed", {5, 6, 7, 8}, params),
              "0.25·8 + 0.75·( 5 + 6 + 7 + 8 ) / 4 = 6.875");
}

TEST(Formula, OfAPickShowsItsDraw) {
    const std::string text = formula_over("stochastic", {0, 0, 5, 0});
    EXPECT_TRUE(text.starts_with("pick( 0: 0, 0: 0, 5: 1, 0: 0; u = 0.")) << text;
    EXPECT_TRUE(text.ends_with(" ) = 5")) << text;
}

TEST(Formula, ByCellClosesItsBrackets) {
    EXPECT_EQ(formula_over("lse", {1, 1, 1, 1}, {}, Grain::cell, 1),
              "1/1 · ln( ( e^(1·1) + e^(1·1) + e^(1·1) + e^(1·1) ) )  so far 1");
}

TEST(RoundedWeight, KeepsThreeDecimalsOrOneDigit) {
    EXPECT_DOUBLE_EQ(rounded_weight(0.26894), 0.269);
    EXPECT_DOUBLE_EQ(rounded_weight(0.00034), 0.0003);
    EXPECT_DOUBLE_EQ(rounded_weight(0), 0);
    EXPECT_DOUBLE_EQ(rounded_weight(1), 1);
    EXPECT_GT(rounded_weight(5e-324), 0);
    EXPECT_TRUE(std::isnan(rounded_weight(std::numeric_limits<double>::quiet_NaN())));
}

float width_of(const FittedFormula& fitted) {
    float width = 0;
    for (const Piece& piece : fitted.pieces) {
        width += theme::text_width(piece.text, fitted.size, font_of(piece.role));
    }
    return width;
}

TEST(Formula, FitsAnyWidthAndKeepsTheWinner) {
    model::Document document = grid_document(1, 12, 12);
    std::vector<float> values(document.input->whole()->cells().begin(),
                              document.input->whole()->cells().end());
    values[100] = 4321;
    document = document_of(12, 12, std::move(values));
    document.layer().params.kernel_size = {12, 12};
    const model::Results results = model::compute_results(document);
    const auto step = model::step_of({document, results}, Grain::window, 0, {});
    const Formula formula = make_formula(document.layer(), *step);
    for (const float room : {200.0F, 400.0F, 744.0F, 2000.0F}) {
        const FittedFormula fitted = fit_formula(formula, room, 23);
        const std::string text = plain_text(fitted.pieces);
        EXPECT_LE(width_of(fitted), room + 0.1F) << text;
        EXPECT_NE(text.find("…, 4321, …"), std::string::npos) << text;
        EXPECT_TRUE(text.ends_with(" = 4321")) << text;
    }
}

TEST(Formula, ShortOnesKeepTheirSize) {
    const Formula formula{{{"max( ", Role::plain}}, {}, {{" )", Role::plain}}, ", ", 0};
    EXPECT_FLOAT_EQ(fit_formula(formula, 700, 23).size, 23);
}

}  // namespace
}  // namespace poolscope::drawing
