/// The strip of a network's layers: its cards, what stands on them, and where it is seen from.
#include <algorithm>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/strip.hpp"
#include "model/layer_kinds.hpp"
#include "model/layer_outputs.hpp"

namespace poolscope::drawing {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// Pooling, a convolution to 4 maps, ReLU and a linear layer to 10 numbers, over the first scene.
model::Document small_network() {
    model::Document document = model::default_document();
    const auto add = [&](std::string_view kind, const Shape& input) {
        const int before = static_cast<int>(document.layers.size()) - 1;
        document.layers.push_back(
            {.layer = model::new_layer(*model::find_kind(kind), input, 1), .inputs = {before}});
    };
    add("conv", {1, 1, 3, 3});
    add("relu", {1, 4, 3, 3});
    add("linear", {1, 4, 3, 3});
    return document;
}

template <class Kind>
std::vector<Kind> all_of_kind(const Strip& strip) {
    std::vector<Kind> found;
    for (const Primitive& one : strip.drawing.primitives)
        if (const auto* kind = std::get_if<Kind>(&one)) found.push_back(*kind);
    return found;
}

std::vector<std::string> words(const Strip& strip) {
    std::vector<std::string> all;
    for (const Text& text : all_of_kind<Text>(strip))
        for (const TextSpan& span : text.spans) all.push_back(span.text);
    return all;
}

Strip strip_of(const model::Document& document, std::size_t at = 1, float width = 800,
               const std::vector<std::optional<MarkedCells>>* marks = nullptr) {
    const model::LayerOutputs outputs = model::layer_outputs(document);
    return build_strip({.network = document, .outputs = outputs, .at = at, .marks = marks},
                       theme::theme_or_default("light"), width, false);
}

TEST(Strip, HasACardForTheInputAndEveryLayer) {
    const Strip strip = strip_of(small_network());
    ASSERT_EQ(strip.cards.size(), 5U);
    EXPECT_FALSE(strip.cards.front().layer);
    EXPECT_EQ(strip.cards.back().layer, 3U);
    EXPECT_THAT(words(strip), ElementsAre("Input", "1 × 6 × 6", "max", "1 × 3 × 3", "conv",
                                          "4 × 3 × 3", "ReLU", "4 × 3 × 3", "linear", "10"));
    for (std::size_t i = 1; i < strip.cards.size(); ++i)
        EXPECT_GE(strip.cards[i].rect.x, strip.cards[i - 1].rect.right());
    EXPECT_EQ(strip.gaps.size(), 5U);
}

TEST(Strip, ShowsTheMapsOfALayerAndNumbersAsBars) {
    const Strip strip = strip_of(small_network());
    // 1 of the input, 1 of the pooling, 4 of the convolution and of the ReLU, none of the numbers.
    EXPECT_EQ(all_of_kind<Heatmap>(strip).size(), 10U);
    const theme::Theme& theme = theme::theme_or_default("light");
    const auto bars = std::ranges::count_if(all_of_kind<Box>(strip), [&](const Box& box) {
        return box.fill == theme.output || box.fill == theme.window;
    });
    EXPECT_EQ(bars, 10);
}

TEST(Strip, TellsHowManyMapsAreNotShown) {
    model::Document document = small_network();
    auto& conv = std::get<Conv2d>(document.layers[1].layer);
    conv.weight = model::random_weights({12, 1, 3, 3}, 1, 1);
    conv.bias = model::random_weights({1, 12, 1, 1}, 1, 1);
    document.layers.resize(3);
    EXPECT_THAT(words(strip_of(document)), Contains("+8").Times(2));
}

TEST(Strip, RingsTheLayerThatIsLookedAt) {
    const theme::Theme& theme = theme::theme_or_default("light");
    for (const std::size_t at : {0U, 2U}) {
        const Strip strip = strip_of(small_network(), at);
        std::vector<Rect> rung;
        for (const Box& box : all_of_kind<Box>(strip))
            if (box.stroke.color == theme.accent) rung.push_back(box.rect);
        EXPECT_THAT(rung, ElementsAre(strip.cards[at + 1].rect));
    }
}

TEST(Strip, MarksWhatACellSeesOnTheMaps) {
    const std::vector<std::optional<MarkedCells>> marks{MarkedCells{1, 2, 3, 2}, std::nullopt};
    const Strip strip = strip_of(small_network(), 1, 800, &marks);
    const theme::Theme& theme = theme::theme_or_default("light");
    std::vector<Rect> boxes;
    for (const Box& box : all_of_kind<Box>(strip))
        if (box.stroke.color == theme.window) boxes.push_back(box.rect);
    ASSERT_EQ(boxes.size(), 1U);
    const Heatmap map = all_of_kind<Heatmap>(strip).front();
    const float cell = map.rect.w / 6;
    EXPECT_NEAR(boxes[0].x, map.rect.x + 2 * cell, 0.6F);
    EXPECT_NEAR(boxes[0].y, map.rect.y + 1 * cell, 0.6F);
    EXPECT_NEAR(boxes[0].w, 2 * cell, 1.1F);
    EXPECT_NEAR(boxes[0].h, 3 * cell, 1.1F);
}

TEST(Strip, WhatCannotBeHasNoShape) {
    model::Document document = small_network();
    std::get<Conv2d>(document.layers[1].layer).weight = model::random_weights({4, 3, 3, 3}, 1, 1);
    const Strip strip = strip_of(document, 0);
    EXPECT_THAT(words(strip), Contains("–").Times(3));
    const theme::Theme& theme = theme::theme_or_default("light");
    const auto faulty = std::ranges::count_if(all_of_kind<Box>(strip), [&](const Box& box) {
        return box.stroke.color == theme.invalid && box.rect == strip.cards[2].rect;
    });
    EXPECT_EQ(faulty, 1);
}

TEST(Strip, ScrollsToTheCardThatIsLookedAt) {
    model::Document document = small_network();
    document.layers.pop_back();
    for (int i = 0; i < 20; ++i)
        document.layers.push_back({.layer = Pointwise{Function::relu},
                                   .inputs = {static_cast<int>(document.layers.size()) - 1}});
    const Strip strip = strip_of(document, 12, 800);
    ASSERT_GT(strip.drawing.size.w, 800);
    const float scroll = scrolled_to(strip, 12, 0, 800);
    EXPECT_GE(strip.cards[13].rect.x - scroll, 0);
    EXPECT_LE(strip.cards[13].rect.right() - scroll, 800);
    EXPECT_EQ(scrolled_to(strip, 0, 500, 800), 0);
    // What is in sight stays where it is.
    EXPECT_EQ(scrolled_to(strip, 12, scroll, 800), scroll);
}

TEST(Strip, JoinsBranchesByArcsAboveTheCards) {
    model::Document document = small_network();
    document.layers.pop_back();
    const auto lines = [&] { return all_of_kind<Line>(strip_of(document)).size(); };
    const std::size_t chain = lines();
    document.layers.push_back({.layer = Join{Joining::add}, .inputs = {1, 2}});
    // One arrow more, and an arc of three lines.
    EXPECT_EQ(lines(), chain + 3 + 3);
    const Strip strip = strip_of(document);
    for (const Line& line : all_of_kind<Line>(strip)) EXPECT_GE(line.a.y, 0);
}

}  // namespace
}  // namespace poolscope::drawing
