/// The drawings of the ways back, of two dialects side by side, and of equivalences by stages.
#include <algorithm>

#include <gtest/gtest.h>

#include "scenes.hpp"
#include "theme/colormap.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

using model::Mode;

/// A document, its view and everything that its drawing needs.
struct Shown : model::Run {
    model::ViewState view;
    model::Figure figure;

    Shown(model::Document shown, model::ViewState seen)
        : Run(model::run_of(std::move(shown))),
          view(std::move(seen)),
          figure(model::make_figure(*this, view)) {}
    [[nodiscard]] DrawingInput input() const { return {*this, view, figure}; }
    [[nodiscard]] Drawing drawn(Size size = {848, 752}) const {
        return build_drawing(input(), theme::theme_or_default("light"), size);
    }
};

/// 6 x 6 under kernel_size 3, stride 2, padding 1: the document that the program opens with.
Shown shown(const std::string& op, Mode mode, std::size_t step) {
    model::Document document = model::default_document();
    document.layer().op = *find_operator(op);
    model::ViewState view;
    view.mode = mode;
    view.step = view.glide.from = step;
    return {std::move(document), std::move(view)};
}

bool says(const Drawing& drawing, const std::string& words) {
    return std::ranges::any_of(free_texts(drawing), [&](const Text& text) {
        return words_of(text).find(words) != std::string::npos;
    });
}

/// Rings of the colour in which differing cells are flagged.
std::size_t flags(const Drawing& drawing) {
    const Color flag = theme::theme_or_default("light").invalid;
    return static_cast<std::size_t>(
        std::ranges::count_if(drawing.primitives, [&](const Primitive& primitive) {
            const Box* box = std::get_if<Box>(&primitive);
            return box != nullptr && box->stroke.width > 0 && box->stroke.color == flag;
        }));
}

std::size_t cross_hatched(const Drawing& drawing) {
    const float cell = drawing.hits.front().cell;
    return static_cast<std::size_t>(
        std::ranges::count_if(drawing.primitives, [&](const Primitive& primitive) {
            const Box* box = std::get_if<Box>(&primitive);
            return box != nullptr && box->pattern == Pattern::cross_hatch &&
                   box->rect.w > cell / 2;  // the legend's are smaller
        }));
}

TEST(BackwardScene, SaysWhereTheGradientGoes) {
    const Drawing max = shown("max", Mode::backward, 4).drawn();
    EXPECT_TRUE(says(max, "1 → all to input (1, 3)"));
    EXPECT_TRUE(says(max, "Input gradient"));
    EXPECT_TRUE(says(max, "Output gradient"));
    const Drawing mean = shown("avg", Mode::backward, 0).drawn();
    // Nine cells divide, four of them real.
    EXPECT_TRUE(says(mean, "1 / 9 ≈ 0.1111  to each of 4 real cells"));
    EXPECT_TRUE(says(mean, "Step 1 of 9"));
    const Drawing soft = shown("softpool", Mode::backward, 4).drawn();
    EXPECT_TRUE(says(soft, "1 · ( "));
}

TEST(BackwardScene, CellsThatReceivedNothingAreMarkedAndCounted) {
    for (const std::size_t step : {std::size_t{0}, std::size_t{4}, std::size_t{8}}) {
        const Shown one = shown("max", Mode::backward, step);
        const auto received = model::gradient_so_far(one, *one.figure.backward, {0, 0}, step);
        const auto untouched =
            static_cast<std::size_t>(std::ranges::count(received.touched.plane(0, 0), 0));
        const Drawing drawing = one.drawn();
        EXPECT_EQ(cross_hatched(drawing), untouched) << step;
        EXPECT_TRUE(says(drawing, std::to_string(untouched) + " cells have received nothing"));
    }
}

TEST(BackwardScene, OverlapsAddUpInView) {
    // Input (1, 3) = 8 wins in the outputs (0, 1), (0, 2), (1, 1) and (1, 2).
    const Drawing last = shown("max", Mode::backward, 8).drawn();
    const auto cell = cell_rect(last, {model::Pane::input, 0, 1, 3});
    ASSERT_TRUE(cell);
    const auto texts = free_texts(last);
    EXPECT_TRUE(std::ranges::any_of(
        texts, [&](const Text& text) { return cell->contains(text.at) && words_of(text) == "4"; }));
}

/// The fill of a cell's box.
std::optional<Color> fill_of(const Drawing& drawing, const model::CellRef& cell) {
    const auto rect = cell_rect(drawing, cell);
    std::optional<Color> fill;
    for (const Primitive& primitive : drawing.primitives) {
        const Box* box = std::get_if<Box>(&primitive);
        const bool within = rect && box != nullptr && rect->contains(box->rect.center());
        if (within && box->fill.a == 255 && box->rect.w > rect->w / 2) fill = box->fill;
    }
    return fill;
}

TEST(BackwardScene, GridsHaveTheColoursOfGradientsWhateverMapIsChosen) {
    Shown one = shown("max", Mode::backward, 8);
    for (const char* map : {"", "cividis", "grey"}) {
        one.view.colormap = map;
        const Drawing drawing = one.drawn();
        const auto color = [](float value, float largest) {
            return theme::color_of(theme::colormap_or_default("diverging"), value, -largest,
                                   largest);
        };
        EXPECT_EQ(fill_of(drawing, {model::Pane::output, 0, 1, 1}), color(1, 1));
        // Input (1, 3) has won four times, and others once or not at all.
        EXPECT_EQ(fill_of(drawing, {model::Pane::input, 0, 1, 3}), color(4, 4));
        EXPECT_EQ(fill_of(drawing, {model::Pane::input, 0, 0, 0}), color(0, 4));
        EXPECT_TRUE(says(drawing, "input gradient"));
        EXPECT_TRUE(says(drawing, "−4"));
    }
}

TEST(BackwardScene, WhatCancelsOutInTheEndHasAScaleOnTheWay) {
    model::Document document = document_of(1, 3, {1, 5, 2});
    document.layer().params.kernel_size = {1, 2};
    document.layer().params.stride = {1, 1};
    document.grad_output = std::make_shared<const model::Values>(
        Tensor<float>(Shape{1, 1, 1, 2}, std::vector<float>{3, -3}));
    model::ViewState view;
    view.mode = Mode::backward;
    Shown one(document, view);
    ASSERT_EQ(one.figure.backward->largest_input, 0);
    EXPECT_EQ(fill_of(one.drawn(), {model::Pane::input, 0, 0, 1}),
              theme::colormap_or_default("diverging").colors.back());
    one.view.step = one.view.glide.from = 1;
    EXPECT_EQ(fill_of(one.drawn(), {model::Pane::input, 0, 0, 1}),
              theme::colormap_or_default("diverging").colors[128]);
}

TEST(BackwardScene, EachGroupOfChannelsHasItsOwnOutputGradient) {
    model::Document document = grid_document(4, 3, 3);
    document.layer().op = *find_operator("maxout");
    document.layer().params =
        settled({find_operator("maxout").value(), {.channel_group = 2}}).params;
    const model::Results results = model::compute_results(document);
    model::Values sent(results.geometry->output);
    sent.at(0, 1, 0, 0) = 7;
    document.grad_output = std::make_shared<const model::Values>(std::move(sent));
    model::ViewState view;
    view.mode = Mode::backward;
    view.channel = 2;  // of the second group
    const Drawing drawing = Shown(document, view).drawn();
    EXPECT_EQ(fill_of(drawing, {model::Pane::output, 1, 0, 0}),
              theme::colormap_or_default("diverging").colors.back());
}

TEST(BackwardScene, TheGrainIsTheWindowWhateverTheViewSays) {
    Shown one = shown("max", Mode::backward, 4);
    const std::string by_window = to_text(one.drawn());
    one.view.grain = Grain::cell;
    EXPECT_EQ(to_text(one.drawn()), by_window);
}

TEST(CompareScene, FlagsEachDifferingCellUnderBothDialects) {
    const Shown one = shown("avg", Mode::compare, 4);
    ASSERT_TRUE(one.figure.compare);
    ASSERT_GT(one.figure.compare->differing, 0U);
    EXPECT_EQ(flags(one.drawn()), 2 * one.figure.compare->differing);
    EXPECT_TRUE(says(one.drawn(), "output cells differ"));
    EXPECT_TRUE(says(one.drawn(), "PyTorch"));
    EXPECT_TRUE(says(one.drawn(), "Keras"));
}

TEST(CompareScene, TellsNothingToWhoPredicts) {
    Shown one = shown("avg", Mode::compare, 4);
    EXPECT_TRUE(says(one.drawn(), "0.4444") || says(one.drawn(), "/ 9"));
    one.view.prediction.hides_values = true;
    EXPECT_EQ(flags(one.drawn()), 0U);
    EXPECT_FALSE(says(one.drawn(), "output cells differ"));
    EXPECT_FALSE(says(one.drawn(), "/ 9"));
}

TEST(CompareScene, FlagsNothingWhereNothingDiffers) {
    model::Document document = model::default_document();
    document.layer().params.padding = {};
    model::ViewState view;
    view.mode = Mode::compare;
    const Shown one(document, view);
    ASSERT_TRUE(one.figure.compare);
    EXPECT_EQ(one.figure.compare->differing, 0U);
    EXPECT_EQ(flags(one.drawn()), 0U);
    EXPECT_TRUE(says(one.drawn(), "Every output cell is the same"));
}

TEST(StagesScene, ALaterStageWaitsAndItsInputIsNotEdited) {
    const Shown first = shown("max", Mode::stages, 0);
    ASSERT_EQ(first.figure.subjects.size(), 2U);
    EXPECT_TRUE(says(first.drawn(), "begins when stage"));
    const auto rows =
        model::steps_per_channel(first.figure.subjects[0].run->results, Grain::window);
    const Shown second = shown("max", Mode::stages, rows);
    const Drawing drawing = second.drawn();
    EXPECT_FALSE(says(drawing, "begins when stage"));
    EXPECT_TRUE(says(drawing, "to the last bit"));
    std::size_t inputs = 0;
    for (const HitGrid& grid : drawing.hits) {
        if (grid.pane == model::Pane::input) ++inputs;
    }
    EXPECT_EQ(inputs, 1U);
}

TEST(Modes, AReasonStandsInPlaceOfWhatCannotBeShown) {
    const Drawing refused = shown("lp", Mode::compare, 0).drawn();
    EXPECT_TRUE(says(refused, "Keras"));
    EXPECT_FALSE(refused.hits.empty());  // the input stays in reach
}

TEST(Modes, WordsStayInsideAndApart) {
    for (const Size size : {Size{848, 752}, Size{1328, 952}, Size{720, 560}, Size{600, 480}}) {
        for (const Mode mode : {Mode::backward, Mode::compare, Mode::stages}) {
            for (const char* op : {"max", "avg", "softpool"}) {
                SCOPED_TRACE(op);
                const Shown one = shown(op, mode, 4);
                expect_words_inside_and_apart(one.drawn(size));
            }
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
