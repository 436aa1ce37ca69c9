/// What operators and placements add to a drawing: rulers, weights, scores, groups and samples.
#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "drawing/memo.hpp"
#include "drawing/shown_step.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

std::multiset<std::string> all_words(const Drawing& drawing) {
    std::multiset<std::string> words;
    for (const Text& text : free_texts(drawing)) {
        words.insert(words_of(text));
    }
    return words;
}

const HitGrid& grid_of(const Drawing& drawing, model::Pane pane, int channel) {
    return *std::ranges::find_if(drawing.hits, [&](const HitGrid& grid) {
        return grid.pane == pane && grid.channel == channel;
    });
}

/// The words in a cell, from the top.
std::vector<std::string> words_in(const Drawing& drawing, const model::CellRef& cell) {
    std::vector<Text> texts;
    for (const Text& text : free_texts(drawing)) {
        if (hit_test(drawing, text.at) == cell) {
            texts.push_back(text);
        }
    }
    std::ranges::sort(texts, {}, [](const Text& text) { return text.at.y; });
    std::vector<std::string> words;
    for (const Text& text : texts) {
        words.push_back(words_of(text));
    }
    return words;
}

/// Boxes stroked in `color` within a pane.
int strokes_within(const Drawing& drawing, Color color, const HitGrid& grid) {
    return static_cast<int>(std::ranges::count_if(drawing.primitives, [&](const Primitive& one) {
        const Box* box = std::get_if<Box>(&one);
        return box != nullptr && box->stroke.width > 0 && box->stroke.color == color &&
               grid.visible.contains(box->rect.center());
    }));
}

TEST(Ruler, WritesTheCutsAndWhatTheyAreRoundedTo) {
    const auto words = all_words(build(named_scene("adaptive-cuts")));
    for (const char* wanted : {"⌊2.8⌋ = 2", "⌈4.2⌉ = 5", "⌊1.4⌋ = 1", "⌈2.8⌉ = 3", "5.6", "7"}) {
        EXPECT_TRUE(words.contains(wanted)) << wanted;
    }
    for (const std::string& word : all_words(build(named_scene("max-padded-one")))) {
        EXPECT_EQ(word.find("⌊"), std::string::npos) << word;
    }
}

TEST(Ruler, BracketsTheWindowsCells) {
    const Drawing drawing = build(named_scene("adaptive-cuts"));
    const HitGrid& input = grid_of(drawing, model::Pane::input, 0);
    const Color color = theme::theme_or_default("light").window;
    bool columns = false;
    bool rows = false;
    for (const Primitive& primitive : drawing.primitives) {
        const Line* line = std::get_if<Line>(&primitive);
        if (line == nullptr || line->stroke.color != color || line->stroke.dash > 0) {
            continue;
        }
        columns = columns || (std::abs(line->a.x - (input.origin.x + 2 * input.cell)) < 0.1F &&
                              std::abs(line->b.x - (input.origin.x + 5 * input.cell)) < 0.1F);
        rows = rows || (std::abs(line->a.y - (input.origin.y + 1 * input.cell)) < 0.1F &&
                        std::abs(line->b.y - (input.origin.y + 3 * input.cell)) < 0.1F);
    }
    EXPECT_TRUE(columns);
    EXPECT_TRUE(rows);
}

TEST(Ruler, OfAFractionalLayerIsThePlanesOwn) {
    NamedScene scene = named_scene("fractional-bound-one");
    scene.document.layer().params.samples =
        Shared<Tensor<double>>(Tensor<double>({1, 4, 1, 2}, {0.5, 0.5, 0.25, 0.9, 0, 0, 0, 0}));
    // alpha = (5 - 2) / (3 - 1) = 1.5 along the columns; output 1 of u = 0.25 would start at 1.875.
    EXPECT_TRUE(all_words(build(scene)).contains("⌊1.88⌋ = 1"));
    scene.view.channel = 0;
    EXPECT_TRUE(all_words(build(scene)).contains("⌊2.25⌋ = 2"));
}

TEST(Weights, StandBelowTheNumbersOfTheWindow) {
    const NamedScene scene = named_scene("attention-scores");
    const Drawing drawing = build(scene);
    double sum = 0;
    for (const int row : {0, 1}) {
        for (const int col : {2, 3}) {
            const auto words = words_in(drawing, {model::Pane::input, 0, row, col});
            ASSERT_EQ(words.size(), 2U);
            ASSERT_TRUE(words[1].starts_with("×")) << words[1];
            sum += std::stod(words[1].substr(std::string("×").size()));
        }
    }
    EXPECT_NEAR(sum, 1, 0.02);
    EXPECT_EQ(words_in(drawing, {model::Pane::input, 0, 3, 3}).size(), 1U);
    EXPECT_TRUE(all_words(drawing).contains("× weight"));
}

TEST(Scores, StandInPlaceOfValuesWhileTheyAreEdited) {
    NamedScene scene = named_scene("attention-scores-edited");
    const Drawing drawing = build(scene);
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_in(drawing, {model::Pane::input, 0, 0, 1}), (Words{"0.5", "x=3"}));
    EXPECT_TRUE(all_words(drawing).contains("Scores"));
    scene.document.layer().op = *find_operator("max");  // has no scores to edit
    EXPECT_EQ(words_in(build(scene), {model::Pane::input, 0, 0, 1}), Words{"3"});
}

TEST(Groups, HaveAPaneForEachChannelAndMarkTheWinnersAlone) {
    const Drawing drawing = build(named_scene("maxout-bound-one"));
    ASSERT_EQ(drawing.hits.size(), 3U);
    const HitGrid& first = grid_of(drawing, model::Pane::input, 0);
    const HitGrid& second = grid_of(drawing, model::Pane::input, 1);
    EXPECT_EQ(grid_of(drawing, model::Pane::output, 0).rows, 5);
    const theme::Theme& theme = theme::theme_or_default("light");
    EXPECT_EQ(strokes_within(drawing, theme.winner, first), 0);
    EXPECT_EQ(strokes_within(drawing, theme.winner, second), 1);
    EXPECT_EQ(strokes_within(drawing, theme.window, first), 1);
    EXPECT_EQ(strokes_within(drawing, theme.window, second), 1);
    EXPECT_EQ(build(named_scene("maxout-bound-all")).hits.size(), 6U);
}

TEST(Groups, LinkAnOutputToItsCellInEachChannel) {
    NamedScene scene = named_scene("maxout-bound-all");
    scene.view.pointer.hover = model::CellRef{model::Pane::output, 1, 2, 3};
    const Drawing drawing = build(scene);
    const Color color = theme::theme_or_default("light").hover;
    for (const int channel : {0, 1, 2, 3}) {
        EXPECT_EQ(strokes_within(drawing, color, grid_of(drawing, model::Pane::input, channel)),
                  channel >= 2 ? 1 : 0)
            << channel;
    }
}

TEST(Samples, AreNamedAndShown) {
    NamedScene scene = named_scene("batch");
    const Drawing drawing = build(scene);
    EXPECT_TRUE(all_words(drawing).contains("sample 2 of 3 · channel 0 · 4 × 4"));
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_in(drawing, {model::Pane::input, 0, 3, 1}), Words{"16"});
    scene.view.sample = 0;
    EXPECT_EQ(words_in(build(scene), {model::Pane::input, 0, 3, 1}), Words{"22"});
}

TEST(Median, MarksBothMiddleCells) {
    NamedScene scene{"", document_of(2, 2, {9, 3, 5, 1}), {}};
    scene.document.layer().op = *find_operator("median");
    const Drawing drawing = build(scene);
    const HitGrid& input = grid_of(drawing, model::Pane::input, 0);
    EXPECT_EQ(strokes_within(drawing, theme::theme_or_default("light").winner, input), 2);
    EXPECT_TRUE(all_words(drawing).contains("taken"));
}

TEST(LargeSteps, FollowTheirLayer) {
    NamedScene scene{"", grid_document(1, 160, 160), {}};
    scene.document.layer().op = *find_operator("lp");
    scene.document.layer().params.placement = Placement::global;
    Memo memo;  // keeps the step of one layer, and must not show it for another
    const auto expect_right = [&] {
        const model::Run run{scene.document, results_of(scene)};
        const auto& results = run.results;
        const auto shown =
            show_step({.run = run, .view = scene.view, .figure = {}, .memo = &memo}, 0);
        ASSERT_TRUE(shown);
        EXPECT_GT(shown->omitted, 0U);
        EXPECT_EQ(shown->step.reduction.output, results.output->at(0, 0, 0, 0));
    };
    for (const double norm : {1.0, 2.0, 3.0, 2.0}) {
        scene.document.layer().params.norm = norm;
        expect_right();
    }
    model::Values values = *scene.document.input->whole();
    values.cells()[12345] += 1000;
    scene.document.input = std::make_shared<const model::Values>(std::move(values));
    expect_right();
    scene.document.layer().op = *find_operator("lse");
    expect_right();
}

}  // namespace
}  // namespace poolscope::drawing
