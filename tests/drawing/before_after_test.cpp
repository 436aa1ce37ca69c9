/// A picture and what is pooled of it, one over the other at one size.
#include <gtest/gtest.h>

#include "scenes.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

using model::Pane;

const HitGrid& grid_of(const Drawing& drawing, Pane pane) {
    for (const HitGrid& grid : drawing.hits)
        if (grid.pane == pane) return grid;
    throw std::invalid_argument("no such pane");
}

/// What of a drawing's heatmaps shows these values.
const Heatmap* map_of(const Drawing& drawing, const model::SharedValues& values) {
    for (const Primitive& one : drawing.primitives) {
        const auto* map = std::get_if<Heatmap>(&one);
        if (map != nullptr && map->values == values) return map;
    }
    return nullptr;
}

struct Over {
    NamedScene scene = named_scene("picture-before-and-after");
    model::Results results = results_of(scene);
    Drawing drawing;

    explicit Over(float share) {
        scene.view.divider = share;
        draw();
    }
    void draw() {
        drawing = build_drawing({{scene.document, results}, scene.view, {}},
                                theme::theme_or_default("light"), scene.size);
    }
};

TEST(BeforeAfter, TheDividerCutsOnePictureInTwo) {
    for (const float share : {0.0F, 0.3F, 1.0F}) {
        const Over one(share);
        ASSERT_EQ(one.drawing.dividers.size(), 1U);
        const Divider& divider = one.drawing.dividers.front();
        EXPECT_NEAR(divider.x, divider.pane.x + share * divider.pane.w, 0.01);
        const Heatmap* before = map_of(one.drawing, one.scene.document.input);
        ASSERT_NE(before, nullptr);
        const Heatmap* after = map_of(one.drawing, one.results.output);
        EXPECT_EQ(after == nullptr, share == 1);
        if (after != nullptr) {
            EXPECT_GE(after->rect.x, divider.x - 0.01F);
            const float output = grid_of(one.drawing, Pane::output).cell;
            EXPECT_NEAR(after->rect.right(), before->rect.right(), output);
        }
    }
}

/// The middle of each output lies on the middle of the window that it is pooled from.
TEST(BeforeAfter, OutputsLieOnTheirWindows) {
    for (const auto& [kernel, stride, padding] :
         {std::tuple{2, 2, 0}, std::tuple{3, 2, 1}, std::tuple{8, 4, 0}, std::tuple{3, 5, 0}}) {
        Over one(0);
        PoolParams& params = one.scene.document.layer().params;
        params.kernel_size = {kernel, kernel};
        params.stride = {stride, stride};
        params.padding = {padding, padding, padding, padding};
        one.results = results_of(one.scene);
        one.draw();
        const HitGrid& out = grid_of(one.drawing, Pane::output);
        const HitGrid& in = grid_of(one.drawing, Pane::input);
        const Geometry& geometry = *one.results.geometry;
        for (const int index : {0, 1, geometry.output.w - 1}) {
            const Window window = window_at(geometry, 0, index);
            const float cells = static_cast<float>(window.cols.start + window.cols.last() + 1) / 2 -
                                static_cast<float>(in.first_col);
            EXPECT_NEAR(out.origin.x + (static_cast<float>(index) + 0.5F) * out.cell,
                        in.origin.x + cells * in.cell, 0.05)
                << kernel << ' ' << stride << ' ' << index;
        }
    }
}

TEST(BeforeAfter, PointingAnswersForTheSideThatIsSeen) {
    const Over one(0.5F);
    const Rect& pane = one.drawing.dividers.front().pane;
    const auto left = hit_test(one.drawing, {pane.x + pane.w * 0.25F, pane.center().y});
    const auto right = hit_test(one.drawing, {pane.x + pane.w * 0.75F, pane.center().y});
    ASSERT_TRUE(left && right);
    EXPECT_EQ(left->pane, Pane::input);
    EXPECT_EQ(right->pane, Pane::output);
    EXPECT_NEAR(right->col, one.results.geometry->output.w * 0.75, 2);
}

TEST(BeforeAfter, ShowsTheWholeOutputAtAnyStep) {
    Over one(0);
    one.scene.view.step = one.scene.view.glide.from = 0;
    one.draw();
    const Heatmap* after = map_of(one.drawing, one.results.output);
    ASSERT_NE(after, nullptr);
    EXPECT_GT(after->region.w * after->region.h,
              0.9F * static_cast<float>(one.results.output->shape().plane_count()));
    EXPECT_EQ(after->opacity, 1);
}

TEST(BeforeAfter, IsLargerThanSideBySide) {
    const Over one(0.5F);
    const float over = grid_of(one.drawing, Pane::input).cell;
    EXPECT_GT(over, 1.3F * grid_of(build(named_scene("picture")), Pane::input).cell);
}

TEST(BeforeAfter, AGridOrAPredictionIsShownAsEver) {
    NamedScene grid = named_scene("max-padded-one");
    const std::string beside = to_text(build(grid));
    grid.view.picture_view = model::PictureView::over;
    EXPECT_EQ(to_text(build(grid)), beside);
    Over asked(0.5F);
    asked.scene.view.prediction.hides_values = true;
    asked.draw();
    EXPECT_TRUE(asked.drawing.dividers.empty());
    EXPECT_EQ(map_of(asked.drawing, asked.results.output), nullptr);
}

TEST(TrueSize, AnOutputPixelIsAsLargeAsAnInputPixel) {
    const Drawing drawing = build(named_scene("picture-at-true-size"));
    EXPECT_FLOAT_EQ(grid_of(drawing, Pane::output).cell, grid_of(drawing, Pane::input).cell);
    NamedScene beside = named_scene("picture-at-true-size");
    beside.view.picture_view = model::PictureView::beside;
    const Drawing usual = build(beside);
    EXPECT_GT(grid_of(usual, Pane::output).cell, 1.5F * grid_of(usual, Pane::input).cell);
    EXPECT_GT(grid_of(drawing, Pane::input).cell, grid_of(usual, Pane::input).cell);
}

}  // namespace
}  // namespace poolscope::drawing
