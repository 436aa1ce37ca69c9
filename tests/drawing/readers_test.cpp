/// The input's panes as a map of how often each cell is read.
#include <algorithm>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "drawing/memo.hpp"
#include "scenes.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

/// A layer whose windows overlap, leave cells out, and reach over the edge.
std::vector<NamedScene> layers() {
    std::vector<NamedScene> all;
    const auto add = [&](const char* name, PoolParams params, const char* op = "max") {
        NamedScene one{name, grid_document(2, 6, 7), {}};
        one.document.layer().op = *find_operator(op);
        one.document.layer().params = params;
        one.view.counts_readers = true;
        all.push_back(std::move(one));
    };
    add("overlapping", {.kernel_size = {3, 2}, .stride = {1, 1}, .padding = {1, 0, 1, 0}});
    add("gaps", {.kernel_size = {2, 2}, .stride = {3, 3}});
    add("dilated", {.kernel_size = {2, 2}, .stride = {1, 2}, .dilation = {2, 3}}, "avg");
    add("adaptive", {.placement = Placement::adaptive, .output_size = {4, 5}});
    add("fractional",
        settled(
            {find_operator("fractional").value(), {.kernel_size = {2, 2}, .output_size = {3, 4}}})
            .params,
        "fractional");
    return all;
}

/// The words in the upper part of a cell.
std::string number_in(const Drawing& drawing, int row, int col) {
    const auto rect = cell_rect(drawing, {model::Pane::input, 0, row, col});
    if (!rect) return "no cell";
    std::string number;
    float highest = rect->bottom();
    for (const Text& text : free_texts(drawing)) {
        const bool within = text.at.x > rect->x && text.at.x < rect->right() &&
                            text.at.y > rect->y && text.at.y < highest;
        if (within) number = words_of(text);
        if (within) highest = text.at.y;
    }
    return number;
}

TEST(ReaderCounts, StandInEveryCell) {
    for (const NamedScene& layer : layers()) {
        const model::Results results = results_of(layer);
        ASSERT_TRUE(results.geometry) << layer.name;
        const Geometry plane = model::geometry_of({layer.document, results}, {0, 0});
        const Drawing drawn = build(layer);
        for (int row = 0; row < 6; ++row)
            for (int col = 0; col < 7; ++col)
                EXPECT_EQ(number_in(drawn, row, col),
                          std::to_string(readers_of(plane, row, col).count()))
                    << layer.name << ": (" << row << ", " << col << ")";
        const auto texts = free_texts(drawn);
        EXPECT_TRUE(std::ranges::any_of(texts, [](const Text& text) {
            return words_of(text) == "Times read";
        })) << layer.name;
    }
}

TEST(ReaderCounts, AreHiddenWhereTheyMayBeAskedFor) {
    for (NamedScene asked : layers()) {
        asked.view.prediction.hides_values = true;
        NamedScene plain = asked;
        plain.view.counts_readers = false;
        EXPECT_EQ(to_text(build(asked)), to_text(build(plain))) << asked.name;
    }
}

/// A picture's counts are coloured from none on, in one plane of their own.
TEST(ReaderCounts, OfAPictureAreAHeatmap) {
    NamedScene picture{"picture", picture_document(90, 120), {}};
    picture.document.layer().params.kernel_size = {5, 5};
    picture.document.layer().params.stride = {2, 2};
    picture.view.counts_readers = true;
    const Drawing drawn = build(picture);
    const auto map = std::ranges::find_if(drawn.primitives, [](const Primitive& one) {
        return std::holds_alternative<Heatmap>(one);
    });
    ASSERT_NE(map, drawn.primitives.end());
    const auto& heatmap = std::get<Heatmap>(*map);
    EXPECT_EQ(heatmap.values->shape(), (Shape{1, 1, 90, 120}));
    EXPECT_EQ(heatmap.low, 0);
    EXPECT_EQ(heatmap.high, 9);
    EXPECT_EQ(heatmap.values->at(0, 0, 44, 44), 9);
}

/// Threads that draw for one film keep the counts in one place, also while their windows differ.
TEST(ReaderCounts, AreSharedBetweenThreads) {
    const std::vector<NamedScene> all = layers();
    std::vector<model::Run> runs;
    std::vector<std::string> alone;
    for (const NamedScene& layer : all) {
        runs.push_back({layer.document, results_of(layer)});
        alone.push_back(to_text(build(layer)));
    }
    Memo memo;
    std::vector<std::jthread> threads;
    std::atomic<int> different = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < 3 * all.size(); ++i) {
                const std::size_t k = i % all.size();
                const Drawing drawn =
                    build_drawing({runs[k], all[k].view, {}, i18n::language(), &memo},
                                  theme::theme_or_default(all[k].theme), all[k].size);
                different += to_text(drawn) == alone[k] ? 0 : 1;
            }
        });
    threads.clear();
    EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace poolscope::drawing
