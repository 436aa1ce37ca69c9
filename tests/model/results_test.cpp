/// Results and their readers; the worker thread gives the same as the caller's own.
#include "model/results.hpp"

#include <chrono>
#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "model/action.hpp"

namespace poolscope::model {
namespace {

Document large_document() {
    Document document = default_document();
    Values values(Shape{1, 3, 700, 900});
    float next = 0;
    for (float& cell : values.cells()) cell = (next = next > 250 ? 0 : next + 1.25F);
    document.input = std::make_shared<const Values>(std::move(values));
    document.channel_names = default_channel_names(3, true);
    document.params.kernel_size = {3, 3};
    document.params.stride = {1, 1};
    return document;
}

/// Asks until the results are whole, at most a minute.
void wait_for(ResultsCache& cache, const Document& document, std::uint64_t revision) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (cache.get(document, revision).computing && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

TEST(Results, DefaultDocument) {
    const Results results = compute_results(default_document());
    ASSERT_TRUE(results.geometry);
    ASSERT_TRUE(results.output);
    ASSERT_TRUE(results.indices);
    const std::vector<float> expected{6, 8, 8, 9, 8, 8, 7, 6, 9};
    EXPECT_EQ(std::vector<float>(results.output->cells().begin(), results.output->cells().end()),
              expected);
    EXPECT_EQ(results.input_range, (ValueRange{0, 9}));
    EXPECT_EQ(results.never_read, 0u);
    EXPECT_FALSE(results.computing);
}

TEST(Results, WinsOfACell) {
    const Document document = default_document();
    const Results results = compute_results(document);
    EXPECT_EQ(win_count(document, results, {Pane::input, 0, 1, 3}, 0),
              4u);  // the 8: read by four windows, wins in all
    EXPECT_EQ(win_count(document, results, {Pane::input, 0, 0, 0}, 0), 0u);
    EXPECT_EQ(win_count(document, results, {Pane::input, 0, -1, 0}, 0), 0u);
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
    document.params.kernel_size = {20, 20};
    const Results results = compute_results(document);
    ASSERT_FALSE(results.geometry);
    EXPECT_EQ(results.geometry.error().code, ErrorCode::window_outside);
    EXPECT_EQ(steps_per_channel(results, Grain::cell), 0u);
    EXPECT_FALSE(step_of(document, results, Grain::window, 0, {}));
    EXPECT_FALSE(results.computing);
}

TEST(Results, AHostileLayerIsRefusedBeforeItIsComputed) {
    Document document = default_document();
    document.params.padding = {20000, 20000, 20000, 20000};
    EXPECT_EQ(compute_results(document).geometry.error().code, ErrorCode::too_large);
    document.params.kernel_size = {16000, 16000};
    document.params.stride = {9000, 9000};
    EXPECT_EQ(compute_results(document).geometry.error().code, ErrorCode::too_large);
}

TEST(Results, StepsByWindowAndByCell) {
    const Document document = default_document();
    const Results results = compute_results(document);
    EXPECT_EQ(steps_per_channel(results, Grain::window), 9u);
    EXPECT_EQ(steps_per_channel(results, Grain::cell), 81u);
    EXPECT_EQ(first_step_of(*results.geometry, Grain::window, 1, 1), 4u);
    EXPECT_EQ(first_step_of(*results.geometry, Grain::cell, 1, 1), 36u);
    const auto step = step_of(document, results, Grain::cell, 36, {});
    ASSERT_TRUE(step);
    EXPECT_EQ(step->out_row, 1);
    EXPECT_EQ(step->folded, 1u);
    EXPECT_EQ(step->reduction.running, 6.0);
    EXPECT_FALSE(step_of(document, results, Grain::window, 9, {}));
    EXPECT_FALSE(step_of(document, results, Grain::window, 0, {0, 1}));
}

TEST(ResultsCache, ALargeLayerComesFromTheWorker) {
    const Document document = large_document();
    ResultsCache cache;
    EXPECT_TRUE(cache.get(document, 1).computing);
    EXPECT_TRUE(cache.get(document, 1).geometry);
    wait_for(cache, document, 1);
    ASSERT_FALSE(cache.busy());
    const Results expected = compute_results(document);
    EXPECT_EQ(*cache.get(document, 1).output, *expected.output);
    EXPECT_EQ(*cache.get(document, 1).indices, *expected.indices);
}

TEST(ResultsCache, AChangedDocumentStopsTheWorker) {
    Document document = large_document();
    ResultsCache cache;
    for (std::uint64_t revision = 1; revision < 40; ++revision) {
        document.params.kernel_size = {static_cast<int>(3 + revision % 5), 3};
        EXPECT_TRUE(cache.get(document, revision).computing);
    }
    wait_for(cache, document, 39);
    ASSERT_FALSE(cache.busy());
    EXPECT_EQ(*cache.get(document, 39).output, *compute_results(document).output);
}

}  // namespace
}  // namespace poolscope::model
