/// The stage's modes: the way back, two dialects side by side, and equivalences stage by stage.
#include "model/figure.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "model/action.hpp"
#include "model/store.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/step.hpp"

namespace poolscope::model {
namespace {

/// 2 samples of 4 channels of 5 x 7 cells with ties, under windows that overlap and are cut off.
Document small_document(const Operator& op) {
    Document document = default_document();
    Values values(Shape{2, 4, 5, 7});
    float next = 0;
    for (float& cell : values.cells()) cell = next = next > 6 ? next - 6.25F : next + 1.75F;
    document.input = std::make_shared<const Values>(std::move(values));
    document.channel_names = default_channel_names(4, false);
    document.layer().op = &op;
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.stride = {2, 1};
    document.layer().params.ceil_mode = true;
    document.layer().params.output_size = {2, 3};
    document.layer() = settled(document.layer());
    return document;
}

bool same_bits(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

Figure figure_of(const Document& document, const Results& results, Mode mode) {
    ViewState view;
    view.mode = mode;
    return make_figure({document, results}, view);
}

TEST(BackwardFigure, TheLastStepIsTheWholeGradientBitForBit) {
    for (const Operator* op : operators()) {
        if (op->gradient.get<float>() == nullptr) continue;
        Document document = small_document(*op);
        const Results results = compute_results(document);
        ASSERT_TRUE(results.output) << op->id;
        Values gradient(results.geometry->output);
        float next = -2;
        for (float& cell : gradient.cells()) cell = next = next > 2 ? -2.1F : next + 0.3F;
        document.grad_output = std::make_shared<const Values>(gradient);

        const Figure figure = figure_of(document, results, Mode::backward);
        ASSERT_TRUE(figure.backward) << op->id;
        EXPECT_EQ(*figure.backward->grad_output->whole(), gradient);
        const auto whole =
            pool_backward({op, document.layer().params}, *document.input->whole(), gradient);
        ASSERT_TRUE(whole);
        EXPECT_TRUE(same_bits(figure.backward->grad_input->whole()->cells(), whole->cells()))
            << op->id;

        const std::size_t last = figure_steps(figure, results, Grain::cell) - 1;
        const int group = results.geometry->channel_group;
        for (int sample = 0; sample < 2; ++sample)
            for (int channel = 0; channel < 4; ++channel) {
                const Values folded =
                    gradient_so_far({document, results}, *figure.backward, {sample, channel}, last)
                        .sum;
                ASSERT_EQ(folded.shape(), (Shape{1, group, 5, 7}));
                const int first = channel / group * group;
                for (int k = 0; k < group; ++k)
                    EXPECT_TRUE(
                        std::ranges::equal(folded.plane(0, k), whole->plane(sample, first + k)))
                        << op->id;
            }
    }
}

TEST(BackwardFigure, AStepSaysWhereItsGradientGoes) {
    const Document document = default_document();
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::backward);
    ASSERT_TRUE(figure.backward);
    EXPECT_EQ(figure_steps(figure, results, Grain::cell), 9u);
    const auto back = backward_step_of({document, results}, *figure.backward, {}, 1);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->forward.out_col, 1);
    EXPECT_EQ(back->shares[*back->forward.reduction.selected], 1.0F);
    EXPECT_FALSE(backward_step_of({document, results}, *figure.backward, {}, 9));
    const auto received = gradient_so_far({document, results}, *figure.backward, {}, 0);
    EXPECT_EQ(received.touched.at(0, 0, 1, 1), 1);  // the winner
    EXPECT_EQ(received.touched.at(0, 0, 5, 5), 0);  // not reached yet
    // The 8 wins in two of the first three windows.
    EXPECT_EQ(gradient_so_far({document, results}, *figure.backward, {}, 2).sum.at(0, 0, 1, 3),
              2.0F);
}

TEST(BackwardFigure, ALargePlaneShowsTheWholeGradientAtEveryStep) {
    Document document = default_document();
    document.input = std::make_shared<const Values>(Shape{1, 2, 450, 450}, 1.0F);
    document.layer().op = *find_operator("avg");
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::backward);
    ASSERT_TRUE(figure.backward);
    const auto first = gradient_so_far({document, results}, *figure.backward, {0, 1}, 0);
    EXPECT_TRUE(first.whole);
    EXPECT_TRUE(std::ranges::equal(first.sum.plane(0, 0),
                                   figure.backward->grad_input->whole()->plane(0, 1)));
    EXPECT_EQ(first.touched.at(0, 0, 449, 449), 1);
}

TEST(CompareFigure, FlagsEveryCellThatDiffers) {
    Document document = default_document();
    document.layer().op = *find_operator("avg");
    const Results results = compute_results(document);
    ViewState view;
    view.mode = Mode::compare;
    view.compare_first = "pytorch";
    view.compare_second = "onnx";
    document.layer().params.count_include_pad = false;
    Figure figure = make_figure({document, compute_results(document)}, view);
    ASSERT_TRUE(figure.compare);
    EXPECT_EQ(figure.compare->differing, 0u);
    EXPECT_EQ(figure.compare->why, "");

    view.compare_second = "keras";
    figure = make_figure({document, results}, view);
    ASSERT_TRUE(figure.compare) << figure.error->message();
    ASSERT_EQ(figure.subjects.size(), 2u);
    EXPECT_EQ(figure.subjects[0].title, "PyTorch");
    EXPECT_EQ(figure.subjects[1].run->document.layer().dialect->id, "keras");
    EXPECT_NE(figure.compare->why, "");
    std::size_t differing = 0;
    const Values& a = *figure.subjects[0].run->results.output->whole();
    const Values& b = *figure.subjects[1].run->results.output->whole();
    ASSERT_EQ(a.shape(), b.shape());
    for (std::size_t i = 0; i < a.cells().size(); ++i) {
        EXPECT_EQ(figure.compare->differs->cells()[i], a.cells()[i] == b.cells()[i] ? 0 : 1);
        differing += a.cells()[i] == b.cells()[i] ? 0 : 1;
    }
    EXPECT_GT(differing, 0u);
    EXPECT_EQ(figure.compare->differing, differing);
}

TEST(CompareFigure, OneSideStandsWhereTheOtherDialectHasNoSuchLayer) {
    Document document = default_document();
    document.layer().op = *find_operator("lp");  // Keras has none
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::compare);
    EXPECT_FALSE(figure.error);
    ASSERT_EQ(figure.subjects.size(), 2u);
    EXPECT_TRUE(figure.subjects[0].run->results.output);
    EXPECT_FALSE(figure.subjects[1].run->results.geometry);
    EXPECT_FALSE(figure.compare->differs);
    EXPECT_EQ(figure_steps(figure, results, Grain::window), 9u);
    EXPECT_TRUE(subject_step(figure, 1, Grain::window, 4).begun);
    EXPECT_EQ(step_at_grain(figure, results, Grain::window, Grain::cell, 1), 9u);
}

TEST(CompareFigure, CellsThatOnlyOneHasDiffer) {
    Document document = default_document();
    document.layer().params.kernel_size = {2, 2};
    document.layer().params.stride = {4, 4};
    document.layer().params.padding = {};
    document.layer().params.ceil_mode = true;  // Keras rounds down
    ViewState view;
    view.mode = Mode::compare;
    const Results results = compute_results(document);
    ASSERT_EQ(results.geometry->output, (Shape{1, 1, 2, 2}));
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.stride = {2, 2};
    const Results ceiled = compute_results(document);
    ASSERT_EQ(ceiled.geometry->output, (Shape{1, 1, 3, 3}));
    const Figure figure = make_figure({document, ceiled}, view);
    ASSERT_TRUE(figure.compare) << figure.error->message();
    EXPECT_EQ(figure.compare->differs->shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(figure.compare->differing, 5u);
    EXPECT_EQ(figure_steps(figure, ceiled, Grain::window), 9u);
    EXPECT_EQ(subject_step(figure, 1, Grain::window, 8).step, 3u);
    EXPECT_TRUE(subject_step(figure, 1, Grain::window, 4).ended);
    EXPECT_FALSE(subject_step(figure, 0, Grain::window, 8).ended);
}

TEST(CompareFigure, SaysWhyThereIsNothingToCompare) {
    const Document document = small_document(**find_operator("softpool"));
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::compare);
    ASSERT_TRUE(figure.error);
    EXPECT_EQ(figure.error->code, ErrorCode::not_expressible);
    EXPECT_EQ(figure_steps(figure, results, Grain::window), 0u);
}

TEST(StagesFigure, EveryEquivalenceAgreesWithTheOperator) {
    std::size_t shown = 0;
    for (const Equivalence& equivalence : equivalences())
        for (const Operator* op : operators()) {
            Document document = small_document(*op);
            document.layer().params.padding = {};
            document.layer().params.ceil_mode = false;
            document.layer().params.stride = {1, 1};
            document.layer().params.kernel_size = {2, 2};
            const Results results = compute_results(document);
            ViewState view;
            view.mode = Mode::stages;
            view.equivalence = std::string(equivalence.id);
            const Figure figure = make_figure({document, results}, view);
            if (figure.error) continue;
            ++shown;
            ASSERT_TRUE(figure.stages);
            EXPECT_TRUE(figure.stages->agrees)
                << equivalence.id << " of " << op->id << ": " << figure.stages->difference;
            EXPECT_LE(figure.stages->difference, figure.stages->allowed);
            EXPECT_GE(figure.subjects.size(), 2u);
            EXPECT_EQ(figure.subjects.back().run->results.output->shape(), results.output->shape());
        }
    EXPECT_GE(shown, 4u);
}

TEST(StagesFigure, StepsGoFromStageToStage) {
    Document document = default_document();
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::stages);
    ASSERT_TRUE(figure.stages) << figure.error->message();
    ASSERT_EQ(figure.subjects.size(), 2u);  // rows, then columns
    const std::size_t first = steps_per_channel(figure.subjects[0].run->results, Grain::window);
    const std::size_t all = figure_steps(figure, results, Grain::window);
    EXPECT_EQ(all, first + steps_per_channel(figure.subjects[1].run->results, Grain::window));
    EXPECT_FALSE(subject_step(figure, 1, Grain::window, first - 1).begun);
    EXPECT_TRUE(subject_step(figure, 1, Grain::window, first).begun);
    EXPECT_EQ(subject_step(figure, 1, Grain::window, first).step, 0u);
    EXPECT_TRUE(subject_step(figure, 0, Grain::window, first).ended);
    // A step keeps its stage and its output when the grain changes, there and back.
    for (std::size_t step = 0; step < all; ++step) {
        const std::size_t cell = step_at_grain(figure, results, Grain::window, Grain::cell, step);
        EXPECT_LT(cell, figure_steps(figure, results, Grain::cell));
        EXPECT_EQ(step_at_grain(figure, results, Grain::cell, Grain::window, cell), step);
    }
}

TEST(Figures, StepsChangeGrainWhereWindowsDiffer) {
    for (const auto placement : {Placement::adaptive, Placement::global, Placement::sliding}) {
        Document document = small_document(**find_operator("max"));
        document.layer().params.placement = placement;
        document.layer().params.output_size = {
            3, 4};  // 5 and 7 cells: windows of 2 and 3 cells overlap
        const Results results = compute_results(document);
        ASSERT_TRUE(results.output);
        const Figure forward;
        const std::size_t windows = steps_per_channel(results, Grain::window);
        std::size_t before = 0;
        for (std::size_t step = 0; step < windows; ++step) {
            const std::size_t cell =
                step_at_grain(forward, results, Grain::window, Grain::cell, step);
            EXPECT_EQ(cell, before);
            const auto window = step_of({document, results}, Grain::window, step, {});
            ASSERT_TRUE(window);
            before += window->taps.size();
            EXPECT_EQ(step_at_grain(forward, results, Grain::cell, Grain::window, before - 1),
                      step);
        }
        EXPECT_EQ(before, steps_per_channel(results, Grain::cell));
    }
}

TEST(Figures, TooMuchWorkIsRefused) {
    Document document = default_document();
    document.input = std::make_shared<const Values>(Shape{1, 1, 1000, 1000});
    document.layer().params.stride = {1, 1};
    const Results results = compute_results(document);
    const Figure figure = figure_of(document, results, Mode::backward);
    ASSERT_TRUE(figure.error);
    EXPECT_EQ(figure.error->code, ErrorCode::too_large);
    EXPECT_FALSE(figure_of(document, results, Mode::forward).error);
}

TEST(Modes, TheOutputOnShowStaysFromModeToMode) {
    const Document document = default_document();
    const Results results = compute_results(document);
    const Figure forward;
    ViewState view;
    view.grain = Grain::cell;
    view.step = 40;  // the fifth tap of output (1, 1)
    view = update({view, {}, {}}, SetMode{Mode::backward}, {document, results}, forward).view;
    EXPECT_EQ(view.step, 4u);
    const Figure backward = make_figure({document, results}, view);
    view = update({view, {}, {}}, SetMode{Mode::forward}, {document, results}, backward).view;
    EXPECT_EQ(view.step, 36u);
}

TEST(Modes, ViewsStayWithinThem) {
    Store store;
    const auto look = [&](const ViewAction& action) { ASSERT_TRUE(store.dispatch(action)); };
    look(SetGrain{Grain::cell});
    look(SeekEnd{});
    EXPECT_EQ(store.view().step, 80u);
    look(SetMode{Mode::backward});
    EXPECT_EQ(store.figure().mode, Mode::backward);
    EXPECT_EQ(store.view().step, 8u);
    look(SelectCell{CellRef{Pane::input, 0, 5, 5}});
    EXPECT_EQ(*store.view().pointer.selected, (CellRef{Pane::output, 0, 2, 2}));
    look(SetMode{Mode::stages});
    look(SetEquivalence{"separable"});
    EXPECT_EQ(store.view().step, 0u);
    look(SetEquivalence{"nonsense"});
    EXPECT_EQ(store.view().equivalence, "separable");
    look(SetMode{Mode::compare});
    look(SetCompared{"explicit", "nonsense"});
    EXPECT_EQ(store.view().compare_first, "explicit");
    EXPECT_EQ(store.view().compare_second, "keras");
    look(SetSample{7});
    EXPECT_EQ(store.view().sample, 0);
    look(SetEditsScores{true});
    EXPECT_FALSE(store.view().edits_scores);
    ASSERT_TRUE(store.dispatch(DocumentAction(SetOperator{"attention"})));
    look(SetMode{Mode::forward});
    look(SetEditsScores{true});
    EXPECT_TRUE(store.view().edits_scores);
    ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, 6, 6, 0, 3})));
    look(SetSample{2});
    EXPECT_EQ(store.view().sample, 2);
    ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, 6, 6, 0, 2})));
    EXPECT_EQ(store.view().sample, 1);
}

TEST(Modes, PlayingStopsAtTheLastStepOfTheFigure) {
    Store store;
    ASSERT_TRUE(store.dispatch(ViewAction(SetMode{Mode::stages})));
    const std::size_t steps = figure_steps(store.figure(), store.run().results, Grain::window);
    ASSERT_GT(steps, 9u);
    ASSERT_TRUE(store.dispatch(ViewAction(SetSpeed{8})));
    ASSERT_TRUE(store.dispatch(ViewAction(SetPlaying{true})));
    for (int frame = 0; frame < 2000 && store.playback().playing; ++frame)
        ASSERT_TRUE(store.dispatch(ViewAction(Tick{0.1})));
    EXPECT_FALSE(store.playback().playing);
    EXPECT_EQ(store.view().step, steps - 1);
}

}  // namespace
}  // namespace poolscope::model
