/// What figures leave out: each selection has its words and no other, and the grids stay.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/layer_words.hpp"
#include "scenes.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Drawing draw(const NamedScene& scene, const Parts& parts) {
    const model::Run run{scene.document, results_of(scene)};
    const model::Figure figure = model::make_figure(run, scene.view);
    return build_drawing({.run = run,
                          .view = scene.view,
                          .figure = figure,
                          .language = i18n::language_or_default("en"),
                          .parts = parts},
                         theme::theme_or_default("light"), scene.size);
}

/// The words that lie outside the grids.
std::vector<std::string> words_beside(const Drawing& drawing) {
    std::vector<std::string> words;
    for (const Text& text : free_texts(drawing)) {
        const bool on_grid = std::ranges::any_of(
            drawing.hits, [&](const HitGrid& grid) { return grid.visible.contains(text.at); });
        if (!on_grid) words.push_back(words_of(text));
    }
    return words;
}

/// The default scene: a 6 x 6 grid under max.
NamedScene plain() {
    return {"plain", model::default_document()};
}

TEST(Parts, AllOfThemAreThereUnlessSomeAreLeftOut) {
    EXPECT_EQ(to_text(draw(plain(), {})), to_text(draw(plain(), parts_of("all"))));
    EXPECT_EQ(to_text(draw(plain(), {})), to_text(draw(plain(), parts_of("none such"))));
    std::set<std::string_view> ids;
    for (const Selection& one : selections()) EXPECT_TRUE(ids.insert(one.id).second);
}

TEST(Parts, GridsAloneHaveNoWords) {
    for (const NamedScene& scene : named_scenes()) {
        if (!results_of(scene).geometry) continue;  // the reason stays
        EXPECT_THAT(words_beside(draw(scene, parts_of("grids"))), IsEmpty()) << scene.name;
    }
}

TEST(Parts, AFigureHasTitlesAndASlideTheFormula) {
    const auto figure = words_beside(draw(plain(), parts_of("figure")));
    EXPECT_THAT(figure, Contains("Input"));
    EXPECT_THAT(figure, Contains("Output"));
    EXPECT_THAT(figure, Not(Contains(HasSubstr("max("))));
    EXPECT_THAT(figure, Not(Contains(HasSubstr("Step 1"))));
    const auto slide = words_beside(draw(plain(), parts_of("slide")));
    EXPECT_THAT(slide, Contains(HasSubstr("max")));
    EXPECT_THAT(slide, Not(Contains(HasSubstr("Step 1"))));
    EXPECT_THAT(slide, Not(Contains("padding")));
}

TEST(Parts, AStripSaysTheLayerBetweenItsGrids) {
    for (const NamedScene& scene : named_scenes()) {
        const bool apart = scene.view.picture_view != model::PictureView::over;
        if (!results_of(scene).geometry || scene.view.all_channels || !apart) continue;
        NamedScene low = scene;
        low.size = {600, 280};
        const Drawing drawn = draw(low, parts_of("strip"));
        const auto words = words_beside(drawn);
        for (const std::string& word : line_words(scene.document.layer()))
            EXPECT_THAT(words, Contains(word)) << scene.name;
        float in = 0, out = drawn.size.w;
        for (const HitGrid& grid : drawn.hits)
            if (grid.pane == model::Pane::input)
                in = std::max(in, grid.visible.right());
            else
                out = std::min(out, grid.visible.x);
        EXPECT_LT(in, out) << scene.name << ": the output stands beside the input";
    }
}

TEST(Parts, AStripSaysTheLayerAboveWhatHasNothingBetween) {
    for (const char* name : {"picture-before-and-after", "max-unpadded-all"}) {
        NamedScene low = named_scene(name);
        low.size = {600, 280};
        EXPECT_THAT(words_beside(draw(low, parts_of("strip"))), Contains(HasSubstr("max · ")))
            << name;
    }
}

/// What a student is asked for is not told between the grids.
TEST(Parts, AStripHidesWhatIsPredicted) {
    NamedScene scene = plain();
    scene.view.prediction.hides_field = FieldId::stride;
    const auto words = words_beside(draw(scene, parts_of("strip")));
    EXPECT_THAT(words, Contains("stride ?"));
    EXPECT_THAT(words, Not(Contains(HasSubstr("stride 2"))));
}

TEST(Parts, NumbersOfRowsAndColumnsFollowTheView) {
    NamedScene scene = plain();
    const auto counted = [&](const char* id) {
        const auto words = words_beside(draw(scene, parts_of(id)));
        return std::ranges::count_if(words, [](const std::string& word) { return word == "5"; });
    };
    EXPECT_EQ(counted("figure"), 2);
    EXPECT_EQ(counted("strip"), 2);
    EXPECT_EQ(counted("grids"), 0);
    scene.view.indices = false;
    EXPECT_EQ(counted("figure"), 0);
}

TEST(Parts, NoWordsLieOverOthersOrOutside) {
    for (const Selection& selection : selections())
        for (const NamedScene& scene : named_scenes()) {
            SCOPED_TRACE(scene.name + " " + std::string(selection.id));
            const Drawing drawn = draw(scene, selection.parts);
            if (!free_texts(drawn).empty()) expect_words_inside_and_apart(drawn);
        }
}

TEST(Parts, WhatIsLeftOutLeavesItsRoomToTheGrids) {
    NamedScene scene = plain();
    scene.size = {640, 400};
    float before = 0;
    for (const char* id : {"all", "slide", "figure", "grids"}) {
        const float cell = draw(scene, parts_of(id)).hits.front().cell;
        EXPECT_GT(cell, before) << id;
        before = cell;
    }
}

TEST(TextPlace, FollowsItsAlignment) {
    Text text{{100, 50}, 20, Align::start, {{"12", {}, Font::regular}}};
    const float width = theme::text_width("12", 20, Font::regular);
    EXPECT_FLOAT_EQ(width_of(text), width);
    EXPECT_FLOAT_EQ(start_of(text).x, 100);
    text.align = Align::middle;
    EXPECT_FLOAT_EQ(start_of(text).x, 100 - width / 2);
    text.align = Align::end;
    EXPECT_FLOAT_EQ(start_of(text).x, 100 - width);
    // The middle of the digits is where it was put.
    EXPECT_FLOAT_EQ(start_of(text).y,
                    50 + 20 * theme::font_metrics(Font::regular).digit_height / 2);
}

}  // namespace
}  // namespace poolscope::drawing
