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

/// Sizes that a comparison is shown at: a wide window's stage, the design's, that of a small
/// window, and a projector's.
constexpr Size stages_sizes[] = {{1328, 888}, {848, 752}, {792, 544}, {600, 480}, {720, 405}};

/// Where a row's middle lies on a pane.
float row_y(const HitGrid& grid, int row) {
    return grid.origin.y + (static_cast<float>(row - grid.first_row) + 0.5F) * grid.cell;
}

TEST(CompareScene, BothSidesHaveCellsOfOneSizeAndRowsInLine) {
    const Shown one = shown("avg", Mode::compare, 4);  // the two pad differently
    ASSERT_NE(one.figure.subjects[0].run->results.geometry->rows.pad_begin,
              one.figure.subjects[1].run->results.geometry->rows.pad_begin);
    for (const Size size : stages_sizes) {
        SCOPED_TRACE(size.w);
        const Drawing drawing = one.drawn(size);
        ASSERT_EQ(drawing.hits.size(), 4U);
        const auto& hits = drawing.hits;
        for (const HitGrid& grid : hits) EXPECT_FLOAT_EQ(grid.cell, hits[0].cell);
        EXPECT_FLOAT_EQ(row_y(hits[0], 0), row_y(hits[2], 0));
        EXPECT_FLOAT_EQ(row_y(hits[1], 0), row_y(hits[3], 0));
    }
}

TEST(CompareScene, SidesOfDifferentOutputSizesAreInLineToo) {
    Shown one = shown("max", Mode::compare, 0);
    model::Document document = one.document;
    document.layer().params.ceil_mode = true;  // which Keras has not
    document.layer().params.padding = {};
    const Shown both(document, one.view);
    ASSERT_NE(both.figure.subjects[0].run->results.geometry->output,
              both.figure.subjects[1].run->results.geometry->output);
    for (const Size size : stages_sizes) {
        const Drawing drawing = both.drawn(size);
        ASSERT_EQ(drawing.hits.size(), 4U);
        EXPECT_FLOAT_EQ(drawing.hits[0].cell, drawing.hits[2].cell);
        EXPECT_FLOAT_EQ(row_y(drawing.hits[0], 0), row_y(drawing.hits[2], 0));
        EXPECT_FLOAT_EQ(row_y(drawing.hits[1], 0), row_y(drawing.hits[3], 0));
        EXPECT_EQ(drawing.hits[1].rows, 3);
        EXPECT_EQ(drawing.hits[3].rows, 2);
    }
}

TEST(CompareScene, DigitsComeBeforeCaptions) {
    const Shown one = shown("avg", Mode::compare, 4);
    for (const Size size : stages_sizes) {
        SCOPED_TRACE(size.w);
        const Drawing drawing = one.drawn(size);
        const auto texts = free_texts(drawing);
        for (const HitGrid& grid : drawing.hits) {
            if (grid.pane != model::Pane::input) continue;
            for (int i = 0; i < 36; ++i) {
                const Rect cell{
                    grid.origin.x + static_cast<float>(i % 6 - grid.first_col) * grid.cell,
                    grid.origin.y + static_cast<float>(i / 6 - grid.first_row) * grid.cell,
                    grid.cell, grid.cell};
                EXPECT_TRUE(std::ranges::any_of(texts, [&](const Text& text) {
                    return cell.contains(text.at);
                })) << i;
            }
        }
    }
}

/// The slanted strokes of unequal signs.
std::size_t signs(const Drawing& drawing) {
    const theme::Theme& theme = theme::theme_or_default("light");
    return static_cast<std::size_t>(
        std::ranges::count_if(drawing.primitives, [&](const Primitive& primitive) {
            const Line* line = std::get_if<Line>(&primitive);
            return line != nullptr && line->a.x != line->b.x && line->a.y != line->b.y &&
                   (line->stroke.color == theme.invalid || line->stroke.color == theme.panel);
        }));
}

TEST(CompareScene, TheFlagIsNeverAColourAlone) {
    const Shown one = shown("avg", Mode::compare, 4);
    for (const Size size : {Size{1328, 888}, Size{600, 480}, Size{720, 405}, Size{480, 320}}) {
        const Drawing drawing = one.drawn(size);
        EXPECT_EQ(flags(drawing), 2 * one.figure.compare->differing) << size.w;
        EXPECT_EQ(signs(drawing), flags(drawing) + 1) << "and one before the words, " << size.w;
    }
    model::Document picture = picture_document(120, 160);
    picture.layer().params.kernel_size = picture.layer().params.stride = {7, 7};
    picture.layer().params.ceil_mode = true;
    model::ViewState view;
    view.mode = Mode::compare;
    const Shown large(picture, view);
    ASSERT_GT(large.figure.compare->differing, 0U);
    const Drawing drawing = large.drawn({600, 480});
    EXPECT_GT(flags(drawing), 0U);
    EXPECT_LT(flags(drawing), large.figure.compare->differing) << "cells too small share one";
    EXPECT_EQ(signs(drawing), flags(drawing) + 1);
}

/// All that is said outside the formulas, in one piece.
std::string all_words(const Drawing& drawing) {
    std::string words;
    for (const Text& text : free_texts(drawing)) words += words_of(text) + " ";
    return words;
}

/// On the stage of a window of 1280 x 720 and of 1366 x 768.
TEST(CompareScene, BothSidesSayAllOfTheirSteps) {
    for (const Size size : {Size{775, 588}, Size{862, 640}}) {
        for (std::size_t step = 0; step < 9; ++step) {
            std::size_t winners = 0, counts = 0;
            for (const Text& text : free_texts(shown("max", Mode::compare, step).drawn(size))) {
                winners += words_of(text).find("winner: input") != std::string::npos ? 1 : 0;
                counts += words_of(text).find("real cells") != std::string::npos ? 1 : 0;
            }
            EXPECT_EQ(winners, 2U) << size.w << ", step " << step;
            EXPECT_EQ(counts, 2U) << size.w << ", step " << step;
        }
    }
}

/// The unequal sign is as large as a small letter.
TEST(CompareScene, TheFlagCanBeRead) {
    for (const Size size : {Size{775, 588}, Size{862, 640}, Size{1200, 800}}) {
        const Drawing drawing = shown("max", Mode::compare, 4).drawn(size);
        const Color flag = theme::theme_or_default("light").invalid;
        std::size_t grounds = 0;
        for (const Primitive& primitive : drawing.primitives) {
            const Box* box = std::get_if<Box>(&primitive);
            if (box == nullptr || box->fill != flag || box->rect.w > 14) continue;
            ++grounds;
            EXPECT_GE(box->rect.w, 9) << size.w;
        }
        const bool small = drawing.hits.front().cell < 44;
        EXPECT_EQ(grounds, small ? 2U * 3 + 1 : 1U) << "and the key in the conclusion";
    }
}

/// A line of the conclusion ends where a clause does, where that takes no more lines.
TEST(CompareScene, TheReasonIsBrokenBetweenItsClauses) {
    for (const Text& text : free_texts(shown("max", Mode::compare, 4).drawn({640, 360}))) {
        if (!words_of(text).starts_with("PyTorch pads")) continue;
        EXPECT_TRUE(words_of(text).ends_with("right 1;")) << words_of(text);
    }
}

TEST(CompareScene, TheReasonIsWholeAndSaidOnce) {
    const Shown one = shown("avg", Mode::compare, 4);
    const std::string why = one.figure.compare->why.english();
    for (const Size size : stages_sizes) {
        const std::string words = all_words(one.drawn(size));
        const std::size_t at = words.find(why);
        ASSERT_NE(at, std::string::npos) << words;
        EXPECT_EQ(words.find(why, at + 1), std::string::npos) << words;
        for (const model::Subject& subject : one.figure.subjects) {
            if (!subject.subtitle.empty()) {
                EXPECT_EQ(words.find(subject.subtitle.english()), std::string::npos) << words;
            }
        }
    }
}

TEST(StagesScene, SaysWhereAsManyCellsAreRead) {
    const Drawing drawing = shown("max", Mode::stages, 0).drawn();
    EXPECT_TRUE(says(drawing, "6 taps an output in place of 9; 81 a channel, as many as directly"));
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

TEST(Modes, TheLayersLineStandsInEachOnce) {
    for (const Mode mode : {Mode::forward, Mode::backward, Mode::compare, Mode::stages}) {
        for (const Size size : stages_sizes) {
            const auto texts = free_texts(shown("max", mode, 4).drawn(size));
            EXPECT_EQ(std::ranges::count_if(texts,
                                            [](const Text& text) {
                                                return words_of(text) ==
                                                       "max · 3 × 3 · stride 2 · padding 1";
                                            }),
                      1)
                << static_cast<int>(mode) << " at " << size.w;
        }
    }
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
