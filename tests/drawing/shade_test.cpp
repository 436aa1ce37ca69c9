/// A shade is a value, wherever the window is: the window is told by its frame and by the type of
/// the numbers in it.
#include <gtest/gtest.h>

#include "drawing/color_scale.hpp"
#include "on_cells.hpp"
#include "theme/colormap.hpp"

namespace poolscope::drawing {
namespace {

/// The face of each cell of the input's panes, in order.
std::vector<Color> fills_of(const Drawn& one) {
    std::vector<Color> fills;
    for_each_cell(one, model::Pane::input, [&](int, int, int, const OnCell& cell) {
        fills.push_back(cell.faces.empty() ? Color{} : cell.faces.front().fill);
    });
    return fills;
}

TEST(Shade, OfAnInputIsTheSameAtEveryStep) {
    std::size_t compared = 0;
    for (const Drawn& one : drawn_cells()) {
        const std::vector<Color> fills = fills_of(one);
        const std::size_t count = model::steps_per_channel(one.results, one.scene.view.grain);
        for (const std::size_t step : {std::size_t{0}, count / 2, count - 1}) {
            NamedScene moved = one.scene;
            moved.view.step = moved.view.glide.from = step;
            EXPECT_EQ(fills_of(Drawn{std::move(moved)}), fills) << one.scene.name << " at " << step;
            ++compared;
        }
    }
    EXPECT_GT(compared, 100U);
}

TEST(Shade, OfALargerValueIsStrongerInsideAndOutside) {
    NamedScene scene{"", document_of(1, 4, {6, 0, 3, 9}), {}};
    scene.document.layer().params.kernel_size = scene.document.layer().params.stride = {1, 2};
    const Drawn one{std::move(scene)};
    const std::vector<Color> fills = fills_of(one);
    ASSERT_EQ(fills.size(), 4U);
    ASSERT_EQ(one.step().window.cols.count, 2) << "it reads the first two";
    const Color ground = one.theme().background;
    EXPECT_GT(theme::contrast_ratio(fills[3], ground), theme::contrast_ratio(fills[0], ground));
    EXPECT_GT(theme::contrast_ratio(fills[0], ground), theme::contrast_ratio(fills[2], ground));
}

TEST(Shade, OfAPictureIsNeverThinned) {
    int maps = 0;
    for (const NamedScene& scene : named_scenes()) {
        for (const Primitive& one : build(scene).primitives) {
            const auto* map = std::get_if<Heatmap>(&one);
            if (map == nullptr) continue;
            ++maps;
            EXPECT_EQ(map->opacity, 1) << scene.name;
        }
    }
    EXPECT_GT(maps, 10);
}

/// The gradient is laid over the photograph, not the photograph over the gradient.
TEST(Shade, OfAGradientIsItsOwn) {
    NamedScene scene = named_scene("picture");
    scene.view.mode = model::Mode::backward;
    for (const char* theme : {"light", "dark"}) {
        scene.theme = theme;
        const Drawing drawing = build(scene);
        const Heatmap* top = nullptr;
        for (const Primitive& one : drawing.primitives) {
            const auto* map = std::get_if<Heatmap>(&one);
            const bool input =
                map != nullptr && drawing.hits.front().visible.contains(map->rect.center());
            if (input) top = map;
        }
        ASSERT_NE(top, nullptr);
        EXPECT_EQ(top->colormap, theme::gradient_colormap(scene.theme == "dark").id);
        EXPECT_TRUE(top->sparse);
        EXPECT_EQ(top->opacity, 1);
    }
}

/// The number of a cell, if it carries one: the first of its words.
const TextSpan* number_on(const Drawing& drawing, const Rect& cell) {
    const TextSpan* first = nullptr;
    float top = cell.bottom();
    for (const Primitive& one : drawing.primitives) {
        const auto* text = std::get_if<Text>(&one);
        if (text == nullptr || !cell.contains(text->at) || text->at.y >= top) continue;
        top = text->at.y;
        first = &text->spans.front();
    }
    return first;
}

TEST(Type, IsBoldInTheWindowAndQuietOutsideIt) {
    for (const char* theme : {"light", "dark"}) {
        int bold = 0, quiet = 0, greyer = 0;
        NamedScene scene{"", grid_document(1, 6, 6), {}};
        scene.theme = theme;
        scene.document.layer().params.kernel_size = {3, 3};
        const Drawn one{std::move(scene)};
        const Window window = one.step().window;
        for_each_cell(one, model::Pane::input, [&](int, int row, int col, const OnCell& cell) {
            const auto rect = cell_rect(one.drawing, {model::Pane::input, 0, row, col});
            const TextSpan* number = number_on(one.drawing, *rect);
            ASSERT_NE(number, nullptr);
            const Color fill = cell.faces.front().fill;
            const Color ink = text_on(one.theme(), fill);
            if (window.rows.contains(row) && window.cols.contains(col)) {
                EXPECT_EQ(number->font, Font::semibold);
                EXPECT_EQ(number->color, ink);
                ++bold;
                return;
            }
            EXPECT_EQ(number->font, Font::regular);
            const double read = theme::contrast_ratio(number->color, fill);
            EXPECT_GE(read, std::min(4.45, theme::contrast_ratio(ink, fill))) << "it is read";
            greyer += number->color == ink ? 0 : 1;
            ++quiet;
        });
        EXPECT_EQ(bold, 9);
        EXPECT_EQ(quiet, 27);
        EXPECT_GT(greyer, 15) << "where there is contrast to spare";
    }
}

TEST(Type, ByCellIsBoldForWhatHasBeenRead) {
    NamedScene scene = named_scene("cell-grain-max");
    const Drawn one{std::move(scene)};
    const Step<float> step = one.step();
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        const Tap<float>& tap = step.taps[i];
        if (tap.kind != TapKind::real) continue;
        const auto rect = cell_rect(one.drawing, {model::Pane::input, 0, tap.row, tap.col});
        const TextSpan* number = number_on(one.drawing, *rect);
        ASSERT_NE(number, nullptr);
        EXPECT_EQ(number->font, i < step.folded ? Font::semibold : Font::regular) << i;
    }
}

/// The frame of a drawing's window.
const Box* frame_of(const Drawing& drawing, Color color) {
    for (const Primitive& one : drawing.primitives) {
        const auto* box = std::get_if<Box>(&one);
        if (box == nullptr || box->stroke.width <= 0) continue;
        const Color line = box->stroke.color;
        if (theme::with_alpha(line, 1) == color) return box;
    }
    return nullptr;
}

TEST(Glide, FromRowToRowShowsOnlyPlacesWhereAWindowIs) {
    NamedScene scene{"", grid_document(1, 6, 6), {}};
    scene.document.layer().params.kernel_size = {2, 2};
    scene.document.layer().params.stride = {2, 2};
    const auto drawn = [&](std::size_t from, std::size_t to, float share) {
        scene.view.step = to;
        scene.view.glide = {.from = from, .share = share};
        return Drawn{scene};
    };
    const Color color = theme::theme_or_default("light").window;
    const auto still = [&](std::size_t step) {
        return frame_of(drawn(step, step, 1).drawing, color)->rect;
    };
    float faintest = 255;
    // From the end of the first row to the second, and from the last window to the first.
    for (const auto& [from, to] : {std::pair{2U, 3U}, std::pair{5U, 6U}, std::pair{8U, 0U}}) {
        for (float share = 0; share <= 1; share += 0.05F) {
            const Drawn one = drawn(from, to, share);
            const Box* frame = frame_of(one.drawing, color);
            ASSERT_NE(frame, nullptr);
            EXPECT_EQ(frame->rect, share < 0.5F ? still(from) : still(to)) << share;
            faintest = std::min<float>(faintest, frame->stroke.color.a);
        }
        EXPECT_EQ(frame_of(drawn(from, to, 0).drawing, color)->stroke.color.a, 255);
        EXPECT_EQ(frame_of(drawn(from, to, 1).drawing, color)->stroke.color.a, 255);
    }
    EXPECT_LT(faintest, 60) << "lifted, it is not seen to jump";
    // Within a row it slides.
    const Rect half = frame_of(drawn(0, 1, 0.5F).drawing, color)->rect;
    EXPECT_NEAR(half.x, (still(0).x + still(1).x) / 2, 0.01);
}

TEST(Glide, BoldNumbersAreThoseOfOneRealWindow) {
    NamedScene scene{"", grid_document(1, 6, 6), {}};
    scene.document.layer().params.kernel_size = {2, 2};
    scene.document.layer().params.stride = {2, 2};
    const auto bold = [&](std::size_t from, std::size_t to, float share) {
        scene.view.step = to;
        scene.view.glide = {.from = from, .share = share};
        const Drawn one{scene};
        std::vector<std::pair<int, int>> cells;
        for_each_cell(one, model::Pane::input, [&](int, int row, int col, const OnCell&) {
            const auto rect = cell_rect(one.drawing, {model::Pane::input, 0, row, col});
            const TextSpan* number = number_on(one.drawing, *rect);
            if (number->font == Font::semibold) cells.emplace_back(row, col);
        });
        return cells;
    };
    for (const auto& [from, to] : {std::pair{0U, 1U}, std::pair{2U, 3U}}) {
        const auto before = bold(from, from, 1), after = bold(to, to, 1);
        ASSERT_EQ(before.size(), 4U);
        for (float share = 0; share <= 1; share += 0.1F) {
            const auto now = bold(from, to, share);
            EXPECT_TRUE(now == before || now == after) << from << " to " << to << " at " << share;
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
