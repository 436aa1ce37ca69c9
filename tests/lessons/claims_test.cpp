/// What the lessons state in words, tried on many layers and on the lessons' own numbers.
#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "lessons/lessons.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/forward.hpp"
#include "questions/exercises.hpp"
#include "questions/tools.hpp"
#include "support/random.hpp"

namespace poolscope::lessons {
namespace {

using namespace questions;

using Grid = std::vector<std::vector<float>>;

Grid drawn(int rows, int cols, std::uint64_t seed, int least = -9) {
    Grid grid(static_cast<std::size_t>(rows), std::vector<float>(static_cast<std::size_t>(cols)));
    std::uint64_t number = 0;
    for (auto& row : grid)
        for (float& cell : row)
            cell = static_cast<float>(std::floor(unit_draw(seed, {++number}) * 19.0) + least);
    return grid;
}

std::vector<float> flat(const Grid& grid) {
    std::vector<float> cells;
    for (const auto& row : grid) cells.insert(cells.end(), row.begin(), row.end());
    return cells;
}

Grid pooled(const model::Document& document, int sample = 0, int channel = 0) {
    const auto output = pool<float>(document.layer(), *document.input->whole())->output;
    Grid grid;
    for (int row = 0; row < output.shape().h; ++row) {
        auto& cells = grid.emplace_back();
        for (int col = 0; col < output.shape().w; ++col)
            cells.push_back(output.at(sample, channel, row, col));
    }
    return grid;
}

Grid pooled(const Grid& grid, const char* op, const PoolParams& params) {
    return pooled(layer(static_cast<int>(grid.size()), static_cast<int>(grid.front().size()),
                        flat(grid), op, params));
}

/// Clockwise by a quarter.
Grid turned(const Grid& grid) {
    Grid result(grid.front().size(), std::vector<float>(grid.size()));
    for (std::size_t row = 0; row < grid.size(); ++row)
        for (std::size_t col = 0; col < grid[row].size(); ++col)
            result[col][grid.size() - 1 - row] = grid[row][col];
    return result;
}

Grid moved(const Grid& grid, int right) {
    Grid result(grid.size(), std::vector<float>(grid.front().size(), 0));
    for (std::size_t row = 0; row < grid.size(); ++row)
        for (std::size_t col = 0; col + static_cast<std::size_t>(right) < grid[row].size(); ++col)
            result[row][col + static_cast<std::size_t>(right)] = grid[row][col];
    return result;
}

Lesson lesson_of(std::string_view id) {
    ReadLesson read = read_carried(id);
    if (!read.faults.empty()) throw std::runtime_error(read.faults.front().message());
    return std::move(read.lesson);
}

const model::Document& document_of(const Lesson& lesson, std::size_t page) {
    return lesson.pages.at(page).opened.document;
}

Grid cells_of(const model::Document& document) {
    Grid grid;
    for (int row = 0; row < document.shape().h; ++row) {
        auto& cells = grid.emplace_back();
        for (int col = 0; col < document.shape().w; ++col)
            cells.push_back(document.input->at(0, 0, row, col));
    }
    return grid;
}

/// The right option of a page's question, in English.
std::string right_option(const Lesson& lesson, std::size_t page, std::size_t question) {
    for (const Option& option : lesson.pages.at(page).questions.at(question).options)
        if (option.right) return option.text.in("en");
    return {};
}

std::vector<double> weights_at(const model::Document& document, int row, int col) {
    return step_at(exercise_of(document), {0, row, col}).reduction.weights;
}

/// Every cell's distance from `truth`: the root of their mean square.
double error_of(const Grid& grid, double truth) {
    const auto cells = flat(grid);
    double sum = 0;
    for (const float cell : cells) sum += (static_cast<double>(cell) - truth) * (cell - truth);
    return std::sqrt(sum / static_cast<double>(cells.size()));
}

// Shift and invariance.

TEST(Claims, AnOutputStaysExactlyWhereItsWindowsMaximumDoes) {
    int asked = 0;
    for (const ListedLesson& listed : listed_lessons())
        for (const Page& page : listed.lesson->pages)
            for (const PageQuestion& one : page.questions) {
                const model::Document& document = page.opened.document;
                if (one.kind != "shift" || document.layer().op->id != "max") continue;
                ASSERT_EQ(one.wish.shift_rows, 0);
                const Grid before = cells_of(document);
                const Grid after = moved(before, one.wish.shift_cols);
                const auto geometry = *make_geometry(document.layer(), document.shape());
                int changed = 0;
                for (int row = 0; row < geometry.output.h; ++row)
                    for (int col = 0; col < geometry.output.w; ++col) {
                        float old = -99;
                        float fresh = -99;
                        for (int i = 0; i < geometry.rows.kernel_size; ++i)
                            for (int k = 0; k < geometry.cols.kernel_size; ++k) {
                                const auto r =
                                    static_cast<std::size_t>(row * geometry.rows.stride + i);
                                const auto c =
                                    static_cast<std::size_t>(col * geometry.cols.stride + k);
                                old = std::max(old, before[r][c]);
                                fresh = std::max(fresh, after[r][c]);
                            }
                        changed += old == fresh ? 0 : 1;
                    }
                const auto put = put_question(one, page, document, 0, 1);
                EXPECT_EQ(put->right.in("en"), std::to_string(changed)) << listed.id;
                ++asked;
            }
    EXPECT_GE(asked, 5);
}

TEST(Claims, WinnersThatStayInTheirWindowsAreNotEnough) {
    const Lesson lesson = lesson_of("shift");
    const model::Document& document = document_of(lesson, 2);
    const Grid before = pooled(document);
    const Grid after = pooled(moved(cells_of(document), 1), "max", document.layer().params);
    for (int row = 0; row < 3; ++row) {
        const Step<float> step = step_at(exercise_of(document), {0, row, 2});
        EXPECT_EQ(step.taps[*step.reduction.selected].col, 4) << "one more is column 5, inside";
        EXPECT_LT(before[static_cast<std::size_t>(row)][2], after[static_cast<std::size_t>(row)][2])
            << "a larger neighbour comes in";
    }
}

TEST(Claims, AShiftByWholeStridesMovesTheOutputAlong) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed)
        for (const char* op : {"max", "avg", "min", "median", "lp"})
            for (int kernel = 1; kernel <= 3; ++kernel)
                for (int stride = 1; stride <= 3; ++stride) {
                    const Grid grid = drawn(6, 9, seed, 0);
                    const PoolParams params = windows(kernel, stride, 0);
                    const Grid before = pooled(grid, op, params);
                    const Grid after = pooled(moved(grid, stride), op, params);
                    for (std::size_t row = 0; row < before.size(); ++row)
                        for (std::size_t col = 0; col + 1 < before[row].size(); ++col)
                            ASSERT_EQ(after[row][col + 1], before[row][col]) << op << seed;
                }
}

TEST(Claims, AnEdgesOneIsBothTimesInOneColumn) {
    const Lesson lesson = lesson_of("shift");
    const model::Document& document = document_of(lesson, 4);
    const Grid before = pooled(document);
    const Grid after = pooled(moved(cells_of(document), 1), "max", document.layer().params);
    for (std::size_t col = 0; col < before[0].size(); ++col) {
        EXPECT_EQ(before[0][col] == 1 && after[0][col] == 1, col == 1);
        EXPECT_GE(std::min(before[0][col], after[0][col]), 0) << "the -1 is lost";
    }
}

// Turning and enlarging.

TEST(Claims, PoolingTurnsAlongByAQuarterAndGlobalPoolingStays) {
    PoolParams global;
    global.placement = Placement::global;
    for (std::uint64_t seed = 1; seed <= 50; ++seed)
        for (const char* op : {"max", "min", "avg"}) {
            const Grid grid = drawn(6, 6, seed);
            for (int kernel = 2; kernel <= 3; ++kernel)
                EXPECT_EQ(pooled(turned(grid), op, windows(kernel, kernel, 0)),
                          turned(pooled(grid, op, windows(kernel, kernel, 0))));
            EXPECT_EQ(pooled(turned(grid), op, global), pooled(grid, op, global));
        }
    const Lesson lesson = lesson_of("turn-and-scale");
    EXPECT_EQ(cells_of(document_of(lesson, 1)), turned(cells_of(document_of(lesson, 0))));
    EXPECT_EQ(right_option(lesson, 0, 0), "9, 6 / 6, 8");
    EXPECT_EQ(pooled(document_of(lesson, 1)), (Grid{{9, 6}, {6, 8}}));
    const Grid half = turned(turned(cells_of(document_of(lesson, 4))));
    EXPECT_EQ(right_option(lesson, 4, 0), "2, 0 / 6, 2");
    EXPECT_EQ(pooled(half, "avg", windows(2, 2, 0)), (Grid{{2, 0}, {6, 2}}));
}

TEST(Claims, AnEnlargedPicturePoolsToTheSmallOne) {
    const Lesson lesson = lesson_of("turn-and-scale");
    EXPECT_EQ(pooled(document_of(lesson, 3)), (Grid{{1, 3}, {2, 4}}));
    EXPECT_EQ(pooled(Grid{{1, 3}, {2, 4}}, "max", windows(2, 2, 0)), (Grid{{4}}));
}

// Noise.

TEST(Claims, NoiseIsAsMeasured) {
    const Lesson lesson = lesson_of("noise");
    const PoolParams params = windows(2, 2, 0);
    const Grid bright = cells_of(document_of(lesson, 0));
    const Grid dark = cells_of(document_of(lesson, 1));
    EXPECT_EQ(pooled(bright, "max", params)[1][1], 9);
    EXPECT_EQ(pooled(dark, "max", params)[1][1], 4);
    EXPECT_EQ(pooled(bright, "avg", params)[1][1], 5.25F);
    const Grid noisy = cells_of(document_of(lesson, 2));
    const auto cells = flat(noisy);
    EXPECT_EQ(std::accumulate(cells.begin(), cells.end(), 0.0F) / 36, 5);
    EXPECT_NEAR(error_of(noisy, 5), 1.37, 0.005);
    const auto maxima = flat(pooled(noisy, "max", params));
    EXPECT_GT(*std::ranges::min_element(maxima), 5);
    EXPECT_NEAR(std::accumulate(maxima.begin(), maxima.end(), 0.0F) / 9, 6.67, 0.005);
    EXPECT_NEAR(error_of(pooled(noisy, "avg", params), 5), 0.53, 0.005);
    EXPECT_EQ(pooled(document_of(lesson, 3)), (Grid{{6, 6}, {1, 6}}));
}

// Padding and size.

int length_of(int input, const PoolParams& params) {
    const auto shape = output_shape({1, 1, input, input}, params);
    return shape ? shape->h : 0;
}

TEST(Claims, EqualPaddingKeepsTheSizeOfOddSpansOnly) {
    for (int kernel = 1; kernel <= 7; ++kernel)
        for (int dilation = 1; dilation <= 2; ++dilation)
            for (int padding = 0; padding <= 8; ++padding) {
                PoolParams params = windows(kernel, 1, padding);
                params.dilation = {dilation, dilation};
                const int span = dilation * (kernel - 1) + 1;
                EXPECT_EQ(length_of(15, params) == 15, 2 * padding == span - 1);
            }
}

TEST(Claims, AfterReluPaddingOfZeroGivesTheSameMaximum) {
    const auto differ = [](const Grid& grid) {
        Grid padded(grid.size() + 2, std::vector<float>(grid.front().size() + 2, 0));
        for (std::size_t row = 0; row < grid.size(); ++row)
            std::ranges::copy(grid[row], padded[row + 1].begin() + 1);
        return pooled(grid, "max", windows(3, 2, 1)) != pooled(padded, "max", windows(3, 2, 0));
    };
    for (std::uint64_t seed = 1; seed <= 50; ++seed) EXPECT_FALSE(differ(drawn(5, 7, seed, 0)));
    EXPECT_FALSE(differ(cells_of(document_of(lesson_of("padding"), 2))));
    EXPECT_TRUE(differ(cells_of(document_of(lesson_of("padding"), 1)))) << "below zero";
}

TEST(Claims, StrideTwoIsTwoSmallerForThreeAndFourAlone) {
    for (int length = 2; length <= 64; ++length)
        EXPECT_EQ(length - length_of(length, windows(2, 2, 0)) == 2, length == 3 || length == 4);
}

TEST(Claims, CeilModeSameAndPaddingMakeTheSizesTrue) {
    for (const auto& [input, kernel, claimed] : {std::tuple{7, 2, 4}, std::tuple{4, 3, 2}}) {
        EXPECT_EQ(length_of(input, windows(kernel, 2, 0)), claimed - 1);
        EXPECT_EQ(length_of(input, windows(kernel, 2, 1)), claimed);
        PoolParams up = windows(kernel, 2, 0);
        up.ceil_mode = true;
        EXPECT_EQ(length_of(input, up), claimed);
        PoolParams same = windows(kernel, 2, 0);
        same.padding_mode = PaddingMode::same_upper;
        EXPECT_EQ(length_of(input, same), claimed);
    }
}

// Cost and other means.

/// What the windows of one channel read in all the stages.
int reads(const std::vector<Layer>& layers, Shape input) {
    int sum = 0;
    for (const Layer& one : layers) {
        const Geometry geometry = *make_geometry(one, input);
        sum += geometry.output.h * geometry.output.w * geometry.rows.kernel_size *
               geometry.cols.kernel_size;
        input = geometry.output;
    }
    return sum;
}

TEST(Claims, RowsThenColumnsReadAsTheLessonCounts) {
    const auto staged = [](const Layer& one, const Shape& input) {
        return reads(*(*find_equivalence("separable"))->layers(one, input), input);
    };
    const Lesson lesson = lesson_of("cost");
    const model::Document& document = document_of(lesson, 3);
    EXPECT_EQ(reads({document.layer()}, document.shape()), 81);
    EXPECT_EQ(staged(document.layer(), document.shape()), 72);
    EXPECT_EQ(right_option(lesson, 3, 0), "72");
    const Layer apart = settled({*find_operator("max"), windows(3, 3, 0)});
    EXPECT_EQ(reads({apart}, {1, 1, 6, 6}), 36);
    EXPECT_EQ(staged(apart, {1, 1, 6, 6}), 48);
    const Layer dense = settled({*find_operator("max"), windows(3, 1, 0)});
    EXPECT_NEAR(staged(dense, {1, 1, 500, 500}) / (498.0 * 498.0), 6, 0.02);
    const model::Document& channels = document_of(lesson, 2);
    EXPECT_EQ(2 * reads({channels.layer()}, channels.shape()), 288);
}

TEST(Claims, SoftPoolIsAsStated) {
    const Lesson lesson = lesson_of("softmax-and-chance");
    EXPECT_NEAR(pooled(document_of(lesson, 0))[0][0], 7.99, 0.005);
    const Grid twice = pooled(document_of(lesson, 1));
    EXPECT_NEAR(twice[0][0], 0.475, 0.0005);
    EXPECT_NEAR(twice[0][1], 1.42, 0.005);
    const Grid grid = cells_of(document_of(lesson, 1));
    for (const char* op : {"max", "avg"}) {
        const Grid other = pooled(grid, op, windows(2, 2, 0));
        EXPECT_EQ(other[0][1], 2 * other[0][0]) << op;
    }
    EXPECT_NEAR(weights_at(document_of(lesson, 2), 0, 0)[2], 0.3, 1e-9);
}

TEST(Claims, AttentionsWeightsAreAsStated) {
    const Lesson lesson = lesson_of("attention");
    EXPECT_NEAR(weights_at(document_of(lesson, 1), 0, 0)[3], 0.5, 1e-6);
    EXPECT_NEAR(pooled(document_of(lesson, 2))[0][0], 2, 0.001);
}

// Gradients and indices.

TEST(Claims, ATiedCellIsNotWithoutEffect) {
    const Lesson lesson = lesson_of("gradient");
    Grid grid = cells_of(document_of(lesson, 1));
    EXPECT_EQ(pooled(grid, "max", windows(2, 2, 0)), (Grid{{5}}));
    grid[1][1] = 5.1F;
    EXPECT_EQ(pooled(grid, "max", windows(2, 2, 0)), (Grid{{5.1F}}));
}

TEST(Claims, TheCornersGradientsAddUp) {
    const Lesson lesson = lesson_of("gradient");
    const model::Document& document = document_of(lesson, 5);
    const Tensor<float> ones(make_geometry(document.layer(), document.shape())->output, 1);
    const auto gradient = pool_backward<float>(document.layer(), *document.input->whole(), ones);
    EXPECT_EQ(gradient->at(0, 0, 0, 0), 2.25F);
}

TEST(Claims, IndicesAreAsStated) {
    const Lesson lesson = lesson_of("indices");
    const auto results = [&](std::size_t page) {
        const model::Document& document = document_of(lesson, page);
        return *pool<float>(document.layer(), *document.input->whole(), {.return_indices = true});
    };
    EXPECT_EQ(right_option(lesson, 0, 1), std::to_string(results(0).indices->at(0, 0, 0, 1)));
    EXPECT_EQ(right_option(lesson, 4, 0), std::to_string(results(4).indices->at(0, 0, 0, 1)));
    EXPECT_EQ(results(1).indices->at(0, 0, 0, 0), 1 * 5 + 2) << "place 5 is row 1, column 2";
    const auto back = [&](std::size_t page) {
        const auto made = results(page);
        return *unpool<float>(made.output, *made.indices, document_of(lesson, page).shape());
    };
    const auto cells = back(2).output;
    const auto& input = *document_of(lesson, 2).input;
    int same = 0;
    for (std::size_t i = 0; i < cells.cells().size(); ++i)
        same += cells.cells()[i] == input[i] ? 1 : 0;
    EXPECT_EQ(right_option(lesson, 2, 0), std::to_string(same));
    EXPECT_EQ(back(3).repeated, 3U) << "four windows, one index";
}

TEST(Claims, WhatDoesNotWinLeavesNoTrace) {
    const Lesson lesson = lesson_of("choosing");
    const model::Document& document = document_of(lesson, 0);
    const auto made =
        *pool<float>(document.layer(), *document.input->whole(), {.return_indices = true});
    Grid kept(4, std::vector<float>(4, 0));
    for (const std::int64_t index : made.indices->cells()) {
        const auto at = static_cast<std::size_t>(index);
        kept[at / 4][at % 4] = (*document.input)[at];
    }
    EXPECT_EQ(pooled(kept, "max", document.layer().params), pooled(document));
    EXPECT_EQ(std::ranges::count(flat(kept), 0.0F), 12);
}

}  // namespace
}  // namespace poolscope::lessons
