/// What must hold for every drawing: words stay inside, cells answer where they lie, the cost is
/// bounded.
#include <cmath>
#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "words.hpp"

namespace poolscope::drawing {
namespace {

const std::vector<Size> sizes{{320, 200},  {320, 240},  {640, 500},  {848, 752},
                              {1024, 300}, {400, 1200}, {1500, 900}, {3840, 2160}};

class EverySceneAndSize : public testing::TestWithParam<NamedScene> {};

TEST_P(EverySceneAndSize, WordsLieInsideAndApart) {
    NamedScene scene = GetParam();
    for (const Size size : sizes) {
        scene.size = size;
        expect_words_inside_and_apart(build(scene));
    }
}

TEST_P(EverySceneAndSize, PanesLieInsideAndApart) {
    NamedScene scene = GetParam();
    for (const Size size : sizes) {
        scene.size = size;
        const Drawing drawing = build(scene);
        for (std::size_t i = 0; i < drawing.hits.size(); ++i) {
            const HitGrid& grid = drawing.hits[i];
            EXPECT_GT(grid.cell, 0) << size.w << 'x' << size.h;
            EXPECT_TRUE(inside(grid.visible, {0, 0, size.w, size.h}, 0.1F))
                << size.w << 'x' << size.h;
            for (std::size_t j = i + 1; j < drawing.hits.size(); ++j) {
                EXPECT_FALSE(overlap(grid.visible, drawing.hits[j].visible))
                    << size.w << 'x' << size.h;
            }
        }
        EXPECT_TRUE(inside(drawing.content, {0, 0, size.w, size.h}, 0.1F));
    }
}

TEST_P(EverySceneAndSize, ACellAnswersAtItsOwnMiddle) {
    const Drawing drawing = build(GetParam());
    for (const HitGrid& grid : drawing.hits) {
        for (int row = grid.first_row; row < grid.first_row + grid.rows; ++row) {
            for (int col = grid.first_col; col < grid.first_col + grid.cols; ++col) {
                const model::CellRef cell{grid.pane, grid.channel, row, col};
                const auto rect = cell_rect(drawing, cell);
                if (!rect || rect->w < 0.1F || rect->h < 0.1F) {
                    continue;
                }
                ASSERT_EQ(hit_test(drawing, rect->center()), cell) << row << ", " << col;
            }
        }
    }
}

TEST_P(EverySceneAndSize, NumbersFitTheirCells) {
    NamedScene scene = GetParam();
    for (const Size size : sizes) {
        scene.size = size;
        const Drawing drawing = build(scene);
        for (const Primitive& primitive : drawing.primitives) {
            const Text* text = std::get_if<Text>(&primitive);
            if (text == nullptr || text->align != Align::middle) {
                continue;
            }
            const auto cell = hit_test(drawing, text->at);
            const auto rect = cell ? cell_rect(drawing, *cell) : std::nullopt;
            const HitGrid* grid = nullptr;
            for (const HitGrid& candidate : drawing.hits) {
                if (cell && candidate.pane == cell->pane && candidate.channel == cell->channel) {
                    grid = &candidate;
                }
            }
            if (!rect || grid == nullptr || grid->cell < 20) {
                continue;  // a strip's label, or words outside the cells
            }
            EXPECT_LE(bounds_of(*text).w, grid->cell) << words_of(*text);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Scenes, EverySceneAndSize, testing::ValuesIn(named_scenes()),
                         [](const auto& one) {
                             std::string name = one.param.name;
                             for (char& c : name) {
                                 c = c == '-' ? '_' : c;
                             }
                             return name;
                         });

TEST(Drawing, CostDoesNotGrowWithThePicture) {
    model::Document document = picture_document(4096, 4096);
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.padding = {1, 1, 1, 1};
    model::Results results = model::outline_results(document);  // the output is not needed here
    model::ViewState view;
    for (const float zoom : {1.0F, 4.0F, 37.0F, 150.0F, 240.0F, 1024.0F}) {
        for (const std::size_t step : {std::size_t{0}, std::size_t{2000000}}) {
            for (const Size size : {Size{848, 752}, Size{3840, 2160}}) {
                view.camera.zoom = zoom;
                view.step = step;
                view.pointer.hover = model::CellRef{model::Pane::input, 0, 2000, 2000};
                const Drawing drawing = build_drawing({{document, results}, view, {}},
                                                      theme::theme_or_default("light"), size);
                EXPECT_LT(drawing.primitives.size(), 15000U) << zoom;
            }
        }
    }
}

TEST(Drawing, ZoomShowsTheAskedPlace) {
    NamedScene scene = named_scene("picture-zoomed");
    const Drawing drawing = build(scene);
    const HitGrid& input = drawing.hits.front();
    const auto middle = hit_test(drawing, input.visible.center());
    ASSERT_TRUE(middle);
    EXPECT_NEAR(middle->col - input.first_col, 0.12 * input.cols, 2);
    EXPECT_NEAR(middle->row - input.first_row, 0.36 * input.rows, 2);
    EXPECT_LE(input.cell, 96);
}

TEST(Drawing, AZoomedPaneIsCutOffAtItsEdge) {
    const Drawing drawing = build(named_scene("picture-zoomed"));
    const Rect& pane = drawing.hits.front().visible;
    bool clipped = false;
    bool edged = false;
    int within = 0;
    for (const Primitive& one : drawing.primitives) {
        if (const auto* clip = std::get_if<ClipBegin>(&one)) clipped = clip->rect == pane;
        if (std::holds_alternative<ClipEnd>(one)) clipped = false;
        const Box* box = std::get_if<Box>(&one);
        edged = edged || (box != nullptr && !clipped && box->rect == pane && box->stroke.width > 0);
        if (box == nullptr || !overlap(box->rect, pane) || box->rect == pane) continue;
        EXPECT_TRUE(clipped) << box->rect.x << ", " << box->rect.y;
        ++within;
    }
    EXPECT_GT(within, 50);
    EXPECT_TRUE(edged) << "a line shows that there is more";
}

TEST(Drawing, CellsGrowToWhatFitsAndNoLarger) {
    NamedScene scene{"", grid_document(1, 3, 3), {}, {3840, 2160}};
    EXPECT_FLOAT_EQ(build(scene).hits.front().cell, 96);
    scene.view.camera.zoom = 100;
    EXPECT_FLOAT_EQ(build(scene).hits.front().cell, 96);
}

TEST(Drawing, AStageUsesItsRoom) {
    // The stages of windows of 1920 x 1080, 1366 x 768 and 1280 x 720 pixels.
    for (const auto& [size, least] :
         {std::pair{Size{1328, 888}, 66.0F}, {Size{878, 592}, 45.0F}, {Size{792, 544}, 42.0F}}) {
        NamedScene scene{"", model::default_document()};
        scene.size = size;
        EXPECT_GE(build(scene).hits.front().cell, least) << size.w << 'x' << size.h;
    }
}

/// The largest words that are a number on one of the input's cells, px an em.
float number_size(const Drawing& drawing) {
    float largest = 0;
    for (const Primitive& one : drawing.primitives) {
        const auto* text = std::get_if<Text>(&one);
        const auto cell = text != nullptr ? hit_test(drawing, text->at) : std::nullopt;
        if (cell && cell->pane == model::Pane::input) largest = std::max(largest, text->size);
    }
    return largest;
}

TEST(Drawing, WordsGrowWithTheStage) {
    const auto drawn = [](Size size) {
        NamedScene scene{"", model::default_document()};
        scene.size = size;
        return build(scene);
    };
    const auto formula = [](const Drawing& drawing) {
        for (const Text& text : free_texts(drawing))
            if (drawing.formula.contains(text.at)) return text.size;
        return 0.0F;
    };
    const Drawing usual = drawn({848, 752});
    const Drawing large = drawn({1696, 1504});
    EXPECT_NEAR(number_size(usual) / usual.hits.front().cell, 0.45F, 0.02F);
    EXPECT_NEAR(number_size(large) / large.hits.front().cell, 0.45F, 0.02F);
    EXPECT_GT(formula(large), 1.5F * formula(usual));
    EXPECT_GT(large.caption.h, 1.5F * usual.caption.h);
}

TEST(Drawing, TheDefaultSceneHasTheDesignsMeasures) {
    NamedScene scene{"", model::default_document()};
    const Drawing drawing = build(scene);
    const HitGrid& input = drawing.hits[0];
    EXPECT_NEAR(input.cell, 54, 0.01);
    EXPECT_NEAR(input.origin.x, 52, 0.5);
    EXPECT_NEAR(input.origin.y, 96, 0.5);
    EXPECT_NEAR(drawing.hits[1].cell, 54, 0.01);
}

TEST(Drawing, TheErrorStandsInPlaceOfTheOutput) {
    const NamedScene scene = named_scene("error");
    const model::Results results = results_of(scene);
    const Drawing drawing = build(scene);
    ASSERT_EQ(drawing.hits.size(), 1U);
    EXPECT_EQ(drawing.hits[0].pane, model::Pane::input);
    std::string words;
    for (const Text& text : free_texts(drawing)) {
        words += words_of(text) + ' ';
    }
    // Broken into lines, and with a capital, every word of the error is there.
    EXPECT_NE(words.find(results.geometry.error().located().english().substr(1)), std::string::npos)
        << words;
    EXPECT_NE(words.find(results.geometry.error().remedy.english().substr(1)), std::string::npos)
        << words;
}

/// How many boxes are stroked in `color`.
int strokes_in(const Drawing& drawing, Color color) {
    int count = 0;
    for (const Primitive& primitive : drawing.primitives) {
        const Box* box = std::get_if<Box>(&primitive);
        count += box != nullptr && box->stroke.color == color && box->stroke.width > 0 ? 1 : 0;
    }
    return count;
}

TEST(Drawing, AnInputCellLightsExactlyItsReaders) {
    NamedScene scene = named_scene("hover-input");
    const model::Results results = results_of(scene);
    const Color hover = theme::theme_or_default("light").hover;
    constexpr int own_and_legend = 2;
    for (int row = -1; row <= 4; ++row) {
        for (int col = -1; col <= 4; ++col) {
            scene.view.pointer.hover = model::CellRef{model::Pane::input, 0, row, col};
            const auto readers = readers_of(*results.geometry, row, col).count();
            EXPECT_EQ(strokes_in(build(scene), hover), static_cast<int>(readers) + own_and_legend)
                << row << ", " << col;
        }
    }
}

TEST(Drawing, EveryTiedCellIsMarkedAndOneWins) {
    const Drawing drawing = build(named_scene("ties"));
    const theme::Theme& light = theme::theme_or_default("light");
    // Four tie: three dashed rings and one winner's, besides the legend's two.
    ASSERT_EQ(light.tie, light.winner);
    EXPECT_EQ(strokes_in(drawing, light.winner), 4 + 2);
}

TEST(Drawing, TheFrameGlidesBetweenTwoWindows) {
    NamedScene scene = named_scene("glide-under-way");
    const Color color = theme::theme_or_default("light").window;
    const auto frame = [&](float glide) {
        scene.view.glide.share = glide;
        const Drawing drawing = build(scene);
        for (const Primitive& primitive : drawing.primitives) {
            const Box* box = std::get_if<Box>(&primitive);
            if (box != nullptr && box->stroke.color == color) {
                return box->rect;
            }
        }
        return Rect{};
    };
    const Rect start = frame(0);
    const Rect half = frame(0.5F);
    const Rect end = frame(1);
    EXPECT_NE(start, end);
    EXPECT_NEAR(half.x, (start.x + end.x) / 2, 0.01);
    EXPECT_NEAR(half.y, (start.y + end.y) / 2, 0.01);
}

}  // namespace
}  // namespace poolscope::drawing
