/// Dialects, whole layers and the grids beside the input: what each action makes of them.
#include <limits>

#include <gtest/gtest.h>

#include "model/action.hpp"
#include "model/bounds.hpp"
#include "model/run.hpp"
#include "model/store.hpp"
#include "poolscope/step.hpp"
#include "support/plane_array.hpp"

namespace poolscope::model {
namespace {

Document under(const std::string& op, const std::string& dialect) {
    const auto changed = update(default_document(), SetOperator{op}).and_then([&](Document next) {
        return update(next, SetDialect{dialect});
    });
    EXPECT_TRUE(changed) << changed.error().message();
    return changed.value_or(default_document());
}

TEST(SetDialect, AppliesItsRules) {
    const Document keras = under("avg", "keras");
    EXPECT_EQ(keras.layer().dialect->id, "keras");
    EXPECT_EQ(keras.layer().params.padding_mode, PaddingMode::same_upper);
    EXPECT_FALSE(keras.layer().params.count_include_pad);
    EXPECT_TRUE(under("lp", "pytorch").layer().params.signed_powers);
    EXPECT_EQ(update(default_document(), SetDialect{"caffe"}).error().code, ErrorCode::not_found);
}

TEST(SetDialect, RefusesAnOperatorThatItHasNot) {
    const auto soft = update(default_document(), SetOperator{"softpool"});
    for (const char* dialect : {"pytorch", "keras", "onnx"}) {
        const auto refused = update(*soft, SetDialect{dialect});
        ASSERT_FALSE(refused) << dialect;
        EXPECT_EQ(refused.error().code, ErrorCode::not_expressible);
    }
    const auto changed = update(under("max", "keras"), SetOperator{"lp"});
    EXPECT_EQ(changed.error().code, ErrorCode::not_expressible);
}

/// An action under a dialect, and a part of the framework's reason to refuse it.
struct Refusal {
    const char* op;
    const char* dialect;
    void (*change)(PoolParams& params);
    const char* reason;
};

TEST(SetDialect, LimitsAreRefusedWithTheFrameworksReason) {
    const Refusal refusals[] = {
        {"max", "pytorch",
         [](PoolParams& p) {
             p.padding = {2, 2, 2, 2};
         },
         "pad should be at most half of kernel size"},
        {"avg", "pytorch", [](PoolParams& p) { p.divisor_override = 0; },
         "divisor must be not zero"},
        {"lp", "pytorch", [](PoolParams& p) { p.norm = 0; }, "float division by zero"},
        {"max", "pytorch",
         [](PoolParams& p) {
             p.placement = Placement::adaptive;
             p.output_size = {0, 2};
         },
         "output_size"},
        {"avg", "onnx", [](PoolParams& p) { p.divisor_override = 3; }, "divisor_override"},
        {"max", "keras", [](PoolParams& p) { p.ceil_mode = true; }, "ceil_mode"},
    };
    for (const Refusal& refusal : refusals) {
        const Document document = under(refusal.op, refusal.dialect);
        PoolParams params = document.layer().params;
        refusal.change(params);
        const auto refused = update(document, SetParams{params});
        ASSERT_FALSE(refused) << refusal.reason;
        EXPECT_NE(refused.error().located().english().find(refusal.reason), std::string::npos)
            << refused.error().located().english();
    }
}

TEST(SetDialect, ALayerThatWasLetInIsShownAsAnError) {
    Document document = default_document();
    document.layer().dialect = *find_dialect("pytorch");
    document.layer().params.padding = {2, 2, 2, 2};
    const Results results = compute_results(document);
    ASSERT_FALSE(results.geometry);
    EXPECT_EQ(results.geometry.error().code, ErrorCode::bad_padding);
    EXPECT_FALSE(results.computing);
}

TEST(SetLayer, TakesAWholeLayer) {
    Layer layer{.op = *find_operator("avg"),
                .params = {.kernel_size = {2, 2}, .stride = {1, 1}},
                .dialect = *find_dialect("onnx")};
    const auto set = update(default_document(), SetLayer{layer});
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->layer().op->id, "avg");
    EXPECT_EQ(set->layer().params.stride, (Extent{1, 1}));
    EXPECT_EQ(set->layer().dialect->id, "onnx");
    EXPECT_EQ(*set->input, *default_document().input);
    layer.op = *find_operator("softpool");
    EXPECT_FALSE(update(default_document(), SetLayer{layer}));
    layer = {.params = {.kernel_size = {0, 2}}, .dialect = *find_dialect("pytorch")};
    EXPECT_FALSE(update(default_document(), SetLayer{layer}));
}

TEST(Bounds, KeepToTheDialect) {
    Document document = default_document();
    EXPECT_EQ(bounds_of(document).pad_top.high, 64);
    document = *update(document, SetDialect{"pytorch"});
    document.layer().params.padding = {};
    // Padding of both sides is the dialect's to judge; each is looked at while the others stay.
    EXPECT_LE(bounds_of(document).pad_top.high, 64);
    const ParamBounds bounds = bounds_of(under("lp", "pytorch"));
    EXPECT_EQ(bounds.dilation_h.high, 1);
}

TEST(Bounds, OfOutputsFollowThePlacement) {
    Document document = default_document();
    document.layer().params.placement = Placement::adaptive;
    document.layer().params.output_size = {3, 3};
    EXPECT_EQ(bounds_of(document).output_h.high, 512);
    document = under("fractional", "explicit");
    document.layer().params.kernel_size = {2, 2};
    document.layer().params.output_size = {2, 2};
    EXPECT_EQ(bounds_of(document).output_w.high, 5);  // 5 windows of 2 cells fit 6
}

TEST(Grids, TheGradientIsOnesUntilItIsEdited) {
    const Document before = default_document();
    const Results results = compute_results(before);
    const Shape& output = results.geometry->output;
    EXPECT_EQ(grad_output_of(before, output), Values(output, 1.0F));
    const auto after =
        update(before, SetCell{.row = 1, .col = 2, .value = -3, .grid = Grid::grad_output});
    ASSERT_TRUE(after) << after.error().message();
    EXPECT_EQ(*after->input, *before.input);
    Values expected(output, 1.0F);
    expected.at(0, 0, 1, 2) = -3;
    EXPECT_EQ(grad_output_of(*after, output), expected);
    // Cells that still fit hold in an output of another shape; the others are 1.
    EXPECT_EQ(grad_output_of(*after, {1, 1, 4, 3}).at(0, 0, 1, 2), -3);
    EXPECT_EQ(grad_output_of(*after, {1, 1, 4, 3}).at(0, 0, 3, 2), 1);
    EXPECT_EQ(update(before, SetCell{.row = 3, .grid = Grid::grad_output}).error().code,
              ErrorCode::bad_argument);
    EXPECT_EQ(*update(*after, ResetGrid{Grid::grad_output}), before);
}

TEST(Grids, ScoresAreOnePlaneForAll) {
    const auto resized = update(default_document(), ResizeInput{2, 4, 5, 0, 3});
    ASSERT_TRUE(resized);
    const auto before = update(*resized, SetOperator{"attention"});
    ASSERT_TRUE(before);
    EXPECT_EQ(scores_of(*before), Values({1, 1, 4, 5}));
    const auto after = update(*before, PaintLine{.channel = 1,
                                                 .from_row = 0,
                                                 .from_col = 0,
                                                 .to_row = 3,
                                                 .to_col = 0,
                                                 .value = 2,
                                                 .sample = 2,
                                                 .grid = Grid::scores});
    ASSERT_TRUE(after) << after.error().message();
    ASSERT_TRUE(after->layer().params.scores);
    const Values scores = scores_of(*after);
    EXPECT_TRUE((plane_array(scores, 0, 0).col(0) == 2).all());
    EXPECT_TRUE((plane_array(scores, 0, 0).col(1) == 0).all());
    EXPECT_TRUE(compute_results(*after).output);
    // They are cut and grown with the input.
    const auto grown = update(*after, ResizeInput{2, 5, 4, 0, 1});
    ASSERT_TRUE(grown);
    EXPECT_EQ(grown->layer().params.scores->shape(), (Shape{1, 1, 5, 4}));
    EXPECT_EQ(scores_of(*grown).at(0, 0, 3, 0), 2);
    EXPECT_TRUE(compute_results(*grown).output);
    EXPECT_FALSE(update(*after, ResetGrid{Grid::scores})->layer().params.scores);
}

TEST(Grids, TheirEditsAreUndone) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetOperator{"attention"})));
    ASSERT_TRUE(store.dispatch(DocumentAction(SetCell{.value = 4, .grid = Grid::scores})));
    ASSERT_TRUE(
        store.dispatch(DocumentAction(SetCell{.row = 1, .value = 7, .grid = Grid::grad_output})));
    EXPECT_TRUE(store.document().grad_output);
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_FALSE(store.document().grad_output);
    EXPECT_EQ(scores_of(store.document()).at(0, 0, 0, 0), 4);
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_FALSE(store.document().layer().params.scores);
    ASSERT_TRUE(store.dispatch(Redo{}));
    ASSERT_TRUE(store.dispatch(Redo{}));
    EXPECT_EQ(scores_of(store.document()).at(0, 0, 0, 0), 4);
    EXPECT_EQ(store.document().grad_output->at(0, 0, 1, 0), 7);
    // One stroke over the gradient is one step.
    for (int col = 0; col < 3; ++col)
        ASSERT_TRUE(store.dispatch(DocumentAction(
            SetCell{.col = col, .value = 5, .gesture = 8, .grid = Grid::grad_output})));
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_EQ(store.document().grad_output->at(0, 0, 0, 0), 1);
    EXPECT_EQ(store.document().grad_output->at(0, 0, 1, 0), 7);
}

TEST(Batches, EachSampleIsEditedByItself) {
    const auto document = update(default_document(), ResizeInput{1, 6, 6, 0, 2});
    ASSERT_TRUE(document);
    EXPECT_EQ(document->shape(), (Shape{2, 1, 6, 6}));
    const auto edited = update(*document, SetCell{.value = 9, .sample = 1});
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited->input->at(1, 0, 0, 0), 9);
    EXPECT_EQ(edited->input->at(0, 0, 0, 0), 1);
    EXPECT_EQ(update(*document, SetCell{.sample = 2}).error().code, ErrorCode::bad_argument);
    const auto step = step_of({*edited, compute_results(*edited)}, Grain::window, 0, {1, 0});
    ASSERT_TRUE(step);
    EXPECT_EQ(step->n, 1);
    EXPECT_EQ(step->reduction.output, 9);
}

}  // namespace
}  // namespace poolscope::model
