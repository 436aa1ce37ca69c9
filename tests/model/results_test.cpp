/// Results and their readers; the worker thread gives the same as the caller's own.
#include "model/run.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "model/action.hpp"
#include "poolscope/step.hpp"
#include "work/background.hpp"

namespace poolscope::model {
namespace {

Document large_document() {
    Document document = default_document();
    Values values(Shape{1, 3, 700, 900});
    float next = 0;
    for (float& cell : values.cells()) cell = (next = next > 250 ? 0 : next + 1.25F);
    document.input = std::make_shared<const Values>(std::move(values));
    document.channel_names = default_channel_names(3, true);
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.stride = {1, 1};
    return document;
}

/// Asks until the results are whole, at most a minute.
void wait_for(ResultsCache& cache, const Document& document, std::uint64_t revision) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (cache.get(document, revision).results.computing &&
           std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

TEST(Results, DefaultDocument) {
    const Results results = compute_results(default_document());
    ASSERT_TRUE(results.geometry);
    ASSERT_TRUE(results.output);
    const std::vector<float> expected{6, 8, 8, 9, 8, 8, 7, 6, 9};
    EXPECT_EQ(std::vector<float>(results.output->whole()->cells().begin(),
                                 results.output->whole()->cells().end()),
              expected);
    EXPECT_EQ(results.input_range, (ValueRange{0, 9}));
    EXPECT_EQ(results.never_read, 0u);
    EXPECT_FALSE(results.computing);
}

TEST(Results, WinsOfACell) {
    const Document document = default_document();
    const Results results = compute_results(document);
    EXPECT_EQ(win_count({document, results}, {Pane::input, 0, 1, 3}, 0),
              4u);  // the 8: read by four windows, wins in all
    EXPECT_EQ(win_count({document, results}, {Pane::input, 0, 0, 0}, 0), 0u);
    EXPECT_EQ(win_count({document, results}, {Pane::input, 0, -1, 0}, 0), 0u);
}

/// Cells of few values, with NaN and infinities, so that most windows have ties.
Values tied_values(const Shape& shape, bool odd) {
    Values values(shape);
    std::uint32_t state = 12345;
    for (float& cell : values.cells()) {
        state = state * 1664525u + 1013904223u;
        const auto draw = (state >> 16) % 9;
        cell = static_cast<float>(draw % 4);
        if (odd && draw == 8) cell = std::numeric_limits<float>::quiet_NaN();
        if (odd && draw == 7) cell = -std::numeric_limits<float>::infinity();
        if (draw == 6) cell = -0.0F;
    }
    return values;
}

/// Whoever wins by the output is who wins by the steps, and every cell has that many wins.
void expect_the_steps_winners(const Document& document) {
    const Results results = compute_results(document);
    ASSERT_TRUE(results.geometry) << results.geometry.error().message();
    const Shape& out = results.geometry->output;
    const Shape& in = document.shape();
    for (int channel = 0; channel < in.c; ++channel) {
        Tensor<std::size_t> wins({1, 1, in.h, in.w});
        for (int row = 0; row < out.h; ++row)
            for (int col = 0; col < out.w; ++col) {
                const auto step =
                    step_of({document, results}, Grain::window,
                            static_cast<std::size_t>(row) * static_cast<std::size_t>(out.w) +
                                static_cast<std::size_t>(col),
                            {0, channel});
                ASSERT_TRUE(step);
                std::int64_t winner = -1;
                if (step->reduction.selected) {
                    const auto& tap = step->taps[*step->reduction.selected];
                    const int in_group = tap.channel % results.geometry->channel_group;
                    if (tap.kind == TapKind::real) {
                        winner = (std::int64_t{in_group} * in.h + tap.row) * in.w + tap.col;
                        if (tap.channel == channel) ++wins.at(0, 0, tap.row, tap.col);
                    }
                }
                EXPECT_EQ(winner_of({document, results}, {0, channel}, row, col), winner);
            }
        for (int row = 0; row < in.h; ++row)
            for (int col = 0; col < in.w; ++col)
                ASSERT_EQ(win_count({document, results}, {Pane::input, channel, row, col}, 0),
                          wins.at(0, 0, row, col))
                    << row << ", " << col;
    }
}

TEST(Results, WinnersAreThoseOfTheSteps) {
    for (const Operator* op : operators()) {
        if (!op->selects) continue;
        for (const bool odd : {false, true}) {
            if (odd && op->weighs) continue;  // draws from magnitudes
            Document document = default_document();
            document.input = std::make_shared<const Values>(tied_values({1, 4, 11, 13}, odd));
            document.channel_names = default_channel_names(4, false);
            document.layer().op = op;
            const auto expect_for = [&](PoolParams params) {
                document.layer().params = settled({op, std::move(params)}).params;
                SCOPED_TRACE(std::string(op->id) + (odd ? ", odd values" : ""));
                expect_the_steps_winners(document);
            };
            expect_for({.kernel_size = {3, 4}, .stride = {1, 1}, .padding = {1, 2, 1, 2}});
            expect_for({.kernel_size = {3, 3},
                        .stride = {2, 1},
                        .dilation = {2, 3},
                        .ceil_mode = true,
                        .output_size = {3, 3},
                        .channel_group = 2});
            if (op->placement) continue;
            expect_for({.placement = Placement::adaptive, .output_size = {4, 5}});
            expect_for({.placement = Placement::global});
        }
    }
}

TEST(Results, RangeSkipsWhatIsNotFinite) {
    Document document = default_document();
    document = *update(document, SetCell{.value = std::numeric_limits<float>::quiet_NaN()});
    document =
        *update(document, SetCell{.col = 1, .value = std::numeric_limits<float>::infinity()});
    EXPECT_EQ(compute_results(document).input_range, (ValueRange{0, 9}));
}

TEST(Results, AnImpossibleLayerIsANamedError) {
    Document document = default_document();
    document.layer().params.kernel_size = {20, 20};
    const Results results = compute_results(document);
    ASSERT_FALSE(results.geometry);
    EXPECT_EQ(results.geometry.error().code, ErrorCode::window_outside);
    EXPECT_EQ(steps_per_channel(results, Grain::cell), 0u);
    EXPECT_FALSE(step_of({document, results}, Grain::window, 0, {}));
    EXPECT_FALSE(results.computing);
}

TEST(Results, AHostileLayerIsRefusedBeforeItIsComputed) {
    Document document = default_document();
    document.layer().params.padding = {20000, 20000, 20000, 20000};
    EXPECT_EQ(compute_results(document).geometry.error().code, ErrorCode::too_large);
    document.layer().params.kernel_size = {16000, 16000};
    document.layer().params.stride = {9000, 9000};
    EXPECT_EQ(compute_results(document).geometry.error().code, ErrorCode::too_large);
}

TEST(Results, StepsByWindowAndByCell) {
    const Document document = default_document();
    const Results results = compute_results(document);
    EXPECT_EQ(steps_per_channel(results, Grain::window), 9u);
    EXPECT_EQ(steps_per_channel(results, Grain::cell), 81u);
    EXPECT_EQ(first_step_of(*results.geometry, Grain::window, 1, 1), 4u);
    EXPECT_EQ(first_step_of(*results.geometry, Grain::cell, 1, 1), 36u);
    const auto step = step_of({document, results}, Grain::cell, 36, {});
    ASSERT_TRUE(step);
    EXPECT_EQ(step->out_row, 1);
    EXPECT_EQ(step->folded, 1u);
    EXPECT_EQ(step->reduction.running, 6.0);
    EXPECT_FALSE(step_of({document, results}, Grain::window, 9, {}));
    EXPECT_FALSE(step_of({document, results}, Grain::window, 0, {0, 1}));
}

/// An operator whose every window is long work.
Document slow_document() {
    Document document = large_document();
    document.layer().op = *find_operator("softpool");
    document.layer().params.kernel_size = {9, 9};
    document.input = std::make_shared<const Values>(tied_values({1, 3, 200, 300}, false));
    return document;
}

TEST(ResultsCache, ALargeLayerComesFromTheWorker) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    const Document document = slow_document();
    ResultsCache cache;
    EXPECT_TRUE(cache.get(document, 1).results.computing);
    EXPECT_TRUE(cache.get(document, 1).results.geometry);
    wait_for(cache, document, 1);
    ASSERT_FALSE(cache.busy());
    EXPECT_EQ(*cache.get(document, 1).results.output, *compute_results(document).output);
}

TEST(ResultsCache, TellsHowFarItIs) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    const Document document = slow_document();
    ResultsCache cache;
    std::vector<float> told;
    // Asked once each time: it may be done before it is asked again.
    for (auto results = cache.get(document, 1).results; results.computing;
         results = cache.get(document, 1).results) {
        told.push_back(results.progress);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_LT(told.front(), 0.9F);
    EXPECT_GT(told.back(), 0.1F);
    EXPECT_LE(told.back(), 1.0F);
}

TEST(ResultsCache, AChangedDocumentStopsTheWorker) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    Document document = slow_document();
    ResultsCache cache;
    const auto began = std::chrono::steady_clock::now();
    for (std::uint64_t revision = 1; revision < 40; ++revision) {
        document.layer().params.kernel_size = {static_cast<int>(5 + revision % 5), 9};
        EXPECT_TRUE(cache.get(document, revision).results.computing);
    }
    const auto asked = std::chrono::steady_clock::now();
    wait_for(cache, document, 39);
    const auto done = std::chrono::steady_clock::now();
    ASSERT_FALSE(cache.busy());
    EXPECT_EQ(*cache.get(document, 39).results.output, *compute_results(document).output);
    // Forty layers were begun in less than the time of a few.
    EXPECT_LT(asked - began, 10 * (done - asked));
}

TEST(ResultsCache, ShowsTheOutputBeforeWhileItComputes) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    Document document = slow_document();
    ResultsCache cache;
    wait_for(cache, document, 1);
    const auto before = cache.get(document, 1).results.output;
    document.layer().params.kernel_size = {11, 11};
    const Results& next = cache.get(document, 2).results;
    ASSERT_TRUE(next.computing);
    EXPECT_EQ(next.output, nullptr);
    EXPECT_EQ(next.previous, before);
    document.layer().params.kernel_size = {12, 11};
    EXPECT_EQ(cache.get(document, 3).results.previous, before);
    wait_for(cache, document, 3);
    EXPECT_EQ(cache.get(document, 3).results.previous, nullptr);
}

TEST(ResultsCache, FindsTheRangeOfALargeGridThatChanged) {
    Document document = large_document();
    ResultsCache cache;
    wait_for(cache, document, 1);
    document = *update(document, SetCell{.value = 4000});
    wait_for(cache, document, 2);
    EXPECT_EQ(cache.get(document, 2).results.input_range, (ValueRange{0, 4000}));
}

}  // namespace
}  // namespace poolscope::model
