/// The lens: the window's cells enlarged on a card beside it.
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"
#include "on_cells.hpp"

namespace poolscope::drawing {
namespace {

NamedScene with_lens(NamedScene scene) {
    scene.view.lens = true;
    return scene;
}

NamedScene picture(int rows, int cols, PoolParams params, std::size_t step) {
    NamedScene scene{"picture", picture_document(rows, cols)};
    scene.document.layer().params = params;
    scene.view.step = step;
    return with_lens(std::move(scene));
}

bool meet(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

std::vector<std::string> words_on(const Drawing& drawing, const Rect& card) {
    std::vector<std::string> words;
    for (const Text& text : free_texts(drawing))
        if (card.contains(text.at)) words.push_back(words_of(text));
    return words;
}

TEST(Lens, ShowsTheNumbersOfCellsThatAreTooSmallForThem) {
    const Drawn one(picture(200, 300, {.kernel_size = {4, 4}, .stride = {4, 4}}, 20 * 75 + 30));
    ASSERT_EQ(one.drawing.lenses.size(), 1U);
    const Step<float> step = one.step();
    for (const Tap<float>& tap : step.taps) {
        const auto rect = lens_rect(one.drawing, {model::Pane::input, 0, tap.row, tap.col});
        ASSERT_TRUE(rect) << tap.row << ", " << tap.col;
        EXPECT_GE(rect->w, 20);
        EXPECT_EQ(hit_test(one.drawing, rect->center()),
                  (model::CellRef{model::Pane::input, 0, tap.row, tap.col}));
        EXPECT_THAT(on_cell(one.drawing, *rect).words,
                    testing::Contains(format_value(static_cast<double>(tap.value))));
    }
    const Tap<float>& winner = step.taps[*step.reduction.selected];
    const auto won = lens_rect(one.drawing, {model::Pane::input, 0, winner.row, winner.col});
    EXPECT_EQ(on_cell(one.drawing, *won).rings_in(one.theme().winner), 1);
    const auto words = words_on(one.drawing, one.drawing.lenses.front());
    EXPECT_THAT(words, testing::Contains("rows 80–83, columns 120–123"));
    EXPECT_THAT(words, testing::Contains("channel R · max · output (20, 30)"));
    EXPECT_THAT(
        words, testing::Contains("maximum of 16 cells = " +
                                 format_value(static_cast<double>(step.reduction.output)) +
                                 ", at " + position_text(one.geometry(0), winner.row, winner.col)));
}

TEST(Lens, NeverCoversTheWindow) {
    std::size_t seen = 0;
    for (const Size size : {Size{848, 752}, Size{640, 380}, Size{1300, 760}, Size{720, 405}}) {
        for (std::size_t step = 0; step < 50 * 75; step += 37) {
            NamedScene scene = picture(200, 300, {.kernel_size = {4, 4}, .stride = {4, 4}}, step);
            scene.size = size;
            const Drawing drawing = build(scene);
            for (const Rect& card : drawing.lenses) {
                ++seen;
                EXPECT_FALSE(meet(card, drawing.windows.front().rect)) << step;
                EXPECT_GE(card.x, 0);
                EXPECT_GE(card.y, 0);
                EXPECT_LE(card.right(), size.w);
                EXPECT_LE(card.bottom(), size.h);
            }
        }
    }
    EXPECT_GT(seen, 4 * 101 * 0.99);
}

/// On a slide, on a handout, at a projector, in a small window and a large
/// one.
constexpr Size stages[] = {{640, 360}, {640, 700}, {759, 427}, {860, 520}, {1300, 900}};

const Text* find_text(const Drawing& drawing, std::string_view start) {
    for (const Primitive& one : drawing.primitives)
        if (const auto* text = std::get_if<Text>(&one); text && words_of(*text).starts_with(start))
            return text;
    return nullptr;
}

TEST(Lens, CoversNoWordsOfTheStageAndNoOutput) {
    for (const Size size : stages) {
        for (std::size_t step = 0; step < 40 * 60; step += 101) {
            NamedScene scene = picture(320, 480, {.kernel_size = {8, 8}, .stride = {8, 8}}, step);
            scene.size = size;
            const Drawn one(scene);
            ASSERT_EQ(one.drawing.lenses.size(), 1U);
            const Rect& card = one.drawing.lenses.front();
            EXPECT_FALSE(meet(card, one.drawing.formula)) << size.w << " x " << size.h;
            EXPECT_FALSE(meet(card, one.drawing.caption)) << size.w << " x " << size.h;
            const Text* line = find_text(one.drawing, "max · 8 × 8");
            ASSERT_NE(line, nullptr);
            EXPECT_GT(card.y, line->at.y) << size.w << " x " << size.h;
            const Step<float> at = one.step();
            const auto written =
                cell_rect(one.drawing, {model::Pane::output, 0, at.out_row, at.out_col});
            EXPECT_FALSE(written && meet(card, *written)) << size.w << " x " << size.h;
        }
    }
}

/// Cells are smaller before some are left out.
TEST(Lens, ShowsAllOfAWindowThatHasRoom) {
    for (const Size size : stages) {
        for (std::size_t step = 0; step < 40 * 60; step += 101) {
            NamedScene scene = picture(320, 480, {.kernel_size = {8, 8}, .stride = {8, 8}}, step);
            scene.size = size;
            const Drawing drawing = build(scene);
            const auto lens = std::ranges::find(drawing.hits, true, &HitGrid::lens);
            ASSERT_NE(lens, drawing.hits.end());
            // Between a slide's titles and its formula there is room for fewer that can be read.
            const int all = size.h < 400 ? 5 : 8;
            EXPECT_GE(lens->rows, all) << size.w << " x " << size.h << ", " << step;
            EXPECT_GE(lens->cols, all) << size.w << " x " << size.h << ", " << step;
            EXPECT_GE(lens->cell, 20);
        }
    }
}

/// A question that asks for the operator is not answered by the lens.
TEST(Lens, DoesNotNameTheOperatorThatIsAskedFor) {
    NamedScene asked = picture(90, 120, {.kernel_size = {3, 3}, .stride = {3, 3}}, 44);
    asked.view.prediction.hides_field = FieldId::op;
    const Drawn one(asked);
    ASSERT_EQ(one.drawing.lenses.size(), 1U);
    EXPECT_THAT(words_on(one.drawing, one.drawing.lenses.front()),
                testing::Contains("channel R · ? · output (1, 4)"));
}

TEST(Lens, ShowsAPartOfALargeWindowAboutItsWinner) {
    const Drawn one(picture(200, 300, {.kernel_size = {50, 50}, .stride = {50, 50}}, 7));
    ASSERT_EQ(one.drawing.lenses.size(), 1U);
    const Step<float> step = one.step();
    const Tap<float>& winner = step.taps[*step.reduction.selected];
    EXPECT_TRUE(lens_rect(one.drawing, {model::Pane::input, 0, winner.row, winner.col}));
    const auto lens = std::ranges::find(one.drawing.hits, true, &HitGrid::lens);
    ASSERT_NE(lens, one.drawing.hits.end());
    EXPECT_LE(lens->rows, 12);
    EXPECT_LE(lens->cols, 12);
    EXPECT_THAT(words_on(one.drawing, one.drawing.lenses.front()),
                testing::Contains(testing::EndsWith("of 50 × 50 cells")));
}

TEST(Lens, HidesWhatAStudentIsAsked) {
    NamedScene asked = picture(90, 120, {.kernel_size = {3, 3}, .stride = {3, 3}}, 44);
    asked.view.prediction.hides_values = true;
    const Drawn one(asked);
    ASSERT_EQ(one.drawing.lenses.size(), 1U);
    const auto words = words_on(one.drawing, one.drawing.lenses.front());
    EXPECT_THAT(words, testing::Contains("output (1, 4) = ?"));
    EXPECT_THAT(words, testing::Not(testing::Contains(testing::HasSubstr("maximum"))));
}

/// Every kind of layer has one that is sound.
TEST(Lens, OfEveryScene) {
    std::size_t seen = 0;
    for (const NamedScene& scene : named_scenes()) {
        const Drawing drawing = build(with_lens(scene));
        seen += drawing.lenses.size();
        for (const Rect& card : drawing.lenses)
            for (const std::string& words : words_on(drawing, card))
                EXPECT_EQ(words.find('\x01'), std::string::npos) << scene.name;
    }
    EXPECT_GT(seen, named_scenes().size() / 2);
}

TEST(Lens, IsThereOnRequestAlone) {
    NamedScene scene = picture(200, 300, {.kernel_size = {4, 4}, .stride = {4, 4}}, 20);
    scene.view.lens = false;
    EXPECT_TRUE(build(scene).lenses.empty());
}

}  // namespace
}  // namespace poolscope::drawing
