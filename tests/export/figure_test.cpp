/// Figures for a medium, and sheets: as wide as they should be, legible there, and said once.
#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/medium.hpp"
#include "export/picture.hpp"
#include "export/sheet.hpp"
#include "scenes.hpp"

namespace poolscope::exporting {
namespace {

using testing::HasSubstr;

Request request_for(const drawing::NamedScene& scene, const model::ExportPlan& plan,
                    const char* exporter = "pdf") {
    model::Run run{scene.document, drawing::results_of(scene)};
    model::Figure figure = model::make_figure(run, scene.view);
    return request_of(*find_exporter(exporter), plan, std::move(run), scene.view,
                      std::move(figure));
}

drawing::NamedScene plain() {
    return {"plain", model::default_document()};
}

drawing::Drawing drawn(const Request& request) {
    auto drawing = picture_drawing(request, {});
    EXPECT_TRUE(drawing) << drawing.error().message();
    return drawing.value_or(drawing::Drawing{});
}

std::vector<drawing::Text> texts_of(const drawing::Drawing& drawing) {
    std::vector<drawing::Text> texts;
    for (const drawing::Primitive& one : drawing.primitives)
        if (const auto* text = std::get_if<drawing::Text>(&one)) texts.push_back(*text);
    return texts;
}

std::string words_of(const drawing::Text& text) {
    std::string words;
    for (const drawing::TextSpan& span : text.spans) words += span.text;
    return words;
}

/// How often each line of text stands there.
std::map<std::string, int> counted(const drawing::Drawing& drawing) {
    std::map<std::string, int> counts;
    for (const drawing::Text& text : texts_of(drawing)) ++counts[words_of(text)];
    return counts;
}

TEST(Medium, AFigureIsAsWideAsItsPlace) {
    for (const Medium& medium : media()) {
        const Request pdf = request_for(plain(), {.medium = std::string(medium.id)});
        const double inches =
            static_cast<double>(drawn(pdf).size.w) * static_cast<double>(pdf.scale) / 72;
        EXPECT_NEAR(inches, medium.inches, 0.001) << medium.id;
        const Request svg = request_for(plain(), {.medium = std::string(medium.id)}, "svg");
        EXPECT_NEAR(svg.scale / pdf.scale, 96.0 / 72, 1e-5);
        const Request png = request_for(plain(), {.medium = std::string(medium.id)}, "png");
        EXPECT_NEAR(png.scale / pdf.scale, medium.dots / 72, 2e-3);
    }
    EXPECT_NEAR(find_medium("column")->inches * 2.54, 8.4, 1e-9);
    EXPECT_EQ(find_medium("poster"), nullptr);
}

TEST(Medium, ASlideIsAFullOneOfPixels) {
    const Request request = request_for(plain(), {.medium = "slide"}, "png");
    const drawing::Drawing slide = drawn(request);
    EXPECT_NEAR(slide.size.w * request.scale, 1920, 0.01);
    EXPECT_NEAR(slide.size.h * request.scale, 1080, 0.01);
}

/// Points an em of the smallest words, where the figure is.
double smallest_words(const drawing::Drawing& drawing, float scale) {
    float smallest = 1000;
    for (const drawing::Text& text : texts_of(drawing))
        if (!words_of(text).empty()) smallest = std::min(smallest, text.size);
    return static_cast<double>(smallest) * static_cast<double>(scale);
}

TEST(Medium, ItsWordsCanBeRead) {
    // Points. A slide of 13.3 inches is seen from the last row; the least are numbers in cells.
    const std::map<std::string_view, double> least{
        {"slide", 12.0}, {"column", 5.5}, {"handout", 7.0}};
    for (const Medium& medium : media())
        for (const drawing::Selection& selection : drawing::selections()) {
            const Request request = request_for(plain(), {.only = std::string(selection.id),
                                                          .medium = std::string(medium.id),
                                                          .range = model::ExportRange::shown});
            EXPECT_GE(smallest_words(drawn(request), request.scale), least.at(medium.id))
                << medium.id << ' ' << selection.id;
        }
}

/// No line of a caption is cut.
TEST(Medium, ItsCaptionIsWhole) {
    for (const Medium& medium : media())
        for (std::size_t step = 0; step < 9; ++step) {
            drawing::NamedScene scene = plain();
            scene.view.step = step;
            const Request request = request_for(
                scene, {.medium = std::string(medium.id), .range = model::ExportRange::shown});
            for (const auto& [words, count] : counted(drawn(request))) {
                const bool formula = words.find("max(") != std::string::npos;
                EXPECT_TRUE(formula || words.find("…") == std::string::npos)
                    << medium.id << ": " << words;
            }
        }
}

/// Pixels that are printed say how many of them are an inch; vectors and pixels of any size do not.
TEST(Medium, PicturesOfPixelsSayTheirDensity) {
    EXPECT_EQ(request_for(plain(), {.medium = "column"}, "png").dots, 300);
    EXPECT_EQ(request_for(plain(), {.medium = "column"}, "svg").dots, 0);
    EXPECT_EQ(request_for(plain(), {}, "png").dots, 0);
}

/// Nor is any line of two dialects' captions.
TEST(Medium, TwoDialectsCaptionsAreWhole) {
    for (const char* op : {"max", "avg"})
        for (const char* language : {"en", "zh"})
            for (const Medium& medium : media())
                for (std::size_t step = 0; step < 9; ++step) {
                    drawing::NamedScene scene = plain();
                    scene.document.layer().op = *find_operator(op);
                    scene.view.mode = model::Mode::compare;
                    scene.view.step = step;
                    const Request request =
                        request_for(scene, {.medium = std::string(medium.id),
                                            .language = language,
                                            .range = model::ExportRange::shown});
                    for (const auto& [words, count] : counted(drawn(request))) {
                        const bool formula = words.find("= ") != std::string::npos ||
                                             words.find("≈ ") != std::string::npos;
                        EXPECT_TRUE(formula || words.find("…") == std::string::npos)
                            << op << ' ' << language << ' ' << medium.id << ": " << words;
                    }
                }
}

TEST(Medium, WhatLiesBelowTheGridsFollowsThemClosely) {
    const Request column = request_for(plain(), {.medium = "column"});
    const drawing::Drawing whole = column.drawing_at({});
    float end = 0;
    for (const drawing::HitGrid& grid : whole.hits) end = std::max(end, grid.visible.bottom());
    EXPECT_GT(whole.formula.y, end);
    EXPECT_LT(whole.formula.y, end + 60);
}

TEST(Sheet, SaysOnceWhatItsStepsHaveInCommon) {
    const Request request = request_for(plain(), {.sheet = true});
    ASSERT_EQ(request.count, 9U);
    const auto counts = counted(drawn(request));
    for (const char* once : {"Input", "Output", "window", "winner", "padding"})
        EXPECT_EQ(counts.contains(once) ? counts.at(once) : 0, 1) << once;
    int steps = 0;
    for (const auto& [words, count] : counts) steps += words.starts_with("Step ") ? count : 0;
    EXPECT_EQ(steps, 9);
}

/// Ties occur in some of the steps alone.
TEST(Sheet, ItsLegendIsOfAllItsSteps) {
    drawing::NamedScene scene{"ties", drawing::document_of(2, 4, {1, 2, 5, 5, 3, 4, 5, 5})};
    scene.document.layer().params.kernel_size = scene.document.layer().params.stride = {2, 2};
    const auto counts = counted(drawn(request_for(scene, {.sheet = true})));
    EXPECT_EQ(counts.contains("tied"), true);
}

/// Several panes in each step need their names in each.
TEST(Sheet, ChannelsKeepTheirNames) {
    drawing::NamedScene scene{"channels", drawing::grid_document(2, 4, 4)};
    scene.view.all_channels = true;
    const Request request = request_for(scene, {.sheet = true});
    const auto counts = counted(drawn(request));
    EXPECT_EQ(counts.at("Channel 0"), static_cast<int>(request.count));
}

TEST(Sheet, WhatSeveralLayersComeToIsSaidOnce) {
    drawing::NamedScene scene = plain();
    scene.view.mode = model::Mode::compare;
    const Request request = request_for(scene, {.sheet = true});
    int conclusions = 0;
    for (const auto& [words, count] : counted(drawn(request)))
        if (words.find("output cell") != std::string::npos && words.find("Step") != 0)
            conclusions += count;
    EXPECT_EQ(conclusions, 1);
}

TEST(Sheet, OfAMediumIsReadThereOrRefused) {
    const auto refused =
        picture_drawing(request_for(plain(), {.medium = "column", .sheet = true}), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::too_large);
    EXPECT_THAT(refused.error().message(), HasSubstr("9 steps cannot be read"));
    EXPECT_THAT(refused.error().message(), HasSubstr("fewer steps, or grids alone"));
    // Nine figures on a page of a handout, two on a column, and a small layer's on a slide.
    const Request nine =
        request_for(plain(), {.only = "figure", .medium = "handout", .sheet = true});
    const drawing::Drawing page = drawn(nine);
    EXPECT_EQ(page.size.w, 640);
    EXPECT_LE(page.size.h, 940);
    EXPECT_GE(smallest_words(page, nine.scale), 5.5);
    EXPECT_EQ(counted(page).at("Input"), 1);
    const drawing::Drawing column = drawn(request_for(plain(), {.only = "figure",
                                                                .medium = "column",
                                                                .sheet = true,
                                                                .range = model::ExportRange::part,
                                                                .from = 1,
                                                                .to = 2}));
    EXPECT_EQ(column.size.w, 336);
    drawing::NamedScene small{"small", drawing::grid_document(1, 4, 4)};
    small.document.layer().params.kernel_size = small.document.layer().params.stride = {2, 2};
    const drawing::Drawing slide =
        drawn(request_for(small, {.only = "figure", .medium = "slide", .sheet = true}));
    EXPECT_EQ(slide.size, (drawing::Size{640, 360}));
}

}  // namespace
}  // namespace poolscope::exporting
