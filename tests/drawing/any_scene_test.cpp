/// Random layers, views and sizes: whatever is asked for, the drawing stays sound.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "words.hpp"

namespace poolscope::drawing {
namespace {

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int number(int low, int high) { return std::uniform_int_distribution<int>{low, high}(engine_); }
    bool coin() { return number(0, 1) == 1; }
    float part() { return static_cast<float>(number(0, 1000)) / 1000.0F; }

private:
    std::mt19937 engine_;
};

PoolParams any_params(Dice& dice) {
    PoolParams params;
    params.kernel_size = {dice.number(1, 5), dice.number(1, 5)};
    params.stride = {dice.number(1, 4), dice.number(1, 4)};
    params.padding = {dice.number(0, 3), dice.number(0, 3), dice.number(0, 3), dice.number(0, 3)};
    params.dilation = {dice.number(1, 3), dice.number(1, 3)};
    params.ceil_mode = dice.coin();
    params.count_include_pad = dice.coin();
    if (dice.number(0, 4) == 0) {
        params.divisor_override = dice.number(1, 9);
    }
    params.padding_mode = static_cast<PaddingMode>(dice.number(0, 3));
    params.output_size = {dice.number(1, 9), dice.number(1, 9)};
    params.channel_group = dice.number(1, 3);
    params.norm = dice.number(0, 3) == 0 ? std::numeric_limits<double>::infinity()
                                         : 1 + 4 * static_cast<double>(dice.part());
    params.signed_powers = dice.coin();
    params.sharpness = 0.01 + 5 * static_cast<double>(dice.part());
    params.mix = static_cast<double>(dice.part());
    params.seed = static_cast<std::uint64_t>(dice.number(0, 1 << 20));
    const std::array placements{Placement::sliding, Placement::sliding, Placement::adaptive,
                                Placement::global};
    params.placement = placements[static_cast<std::size_t>(dice.number(0, 3))];
    return params;
}

/// A batch of `samples`, each with the cells of `document` in another order.
void repeat(model::Document& document, int samples) {
    Shape shape = document.shape();
    const auto from = document.input->whole()->cells();
    shape.n = samples;
    model::Values values(shape);
    for (std::size_t i = 0; i < values.cells().size(); ++i) {
        values.cells()[i] = from[(i * 5 + i / from.size()) % from.size()];
    }
    document.input = std::make_shared<const model::Values>(std::move(values));
}

model::CellRef any_cell(Dice& dice, const Shape& shape) {
    return {dice.coin() ? model::Pane::input : model::Pane::output, dice.number(0, shape.c - 1),
            dice.number(-3, shape.h + 3), dice.number(-3, shape.w + 3)};
}

model::ViewState any_view(Dice& dice, const model::Document& document) {
    const Shape& shape = document.shape();
    model::ViewState view;
    view.grain = dice.coin() ? Grain::cell : Grain::window;
    view.step = static_cast<std::size_t>(dice.number(0, 300));
    view.glide.from = static_cast<std::size_t>(dice.number(0, 300));
    view.glide.share = dice.coin() ? 1.0F : dice.part();
    view.channel = dice.number(0, shape.c - 1);
    view.all_channels = dice.coin();
    view.pointer.hover = dice.coin() ? std::optional{any_cell(dice, shape)} : std::nullopt;
    view.pointer.pin = dice.number(0, 3) == 0 ? std::optional{any_cell(dice, shape)} : std::nullopt;
    view.colormap = dice.coin() ? "" : dice.coin() ? "diverging" : "colour";
    view.sample = dice.number(0, shape.n);
    view.edits_scores = dice.coin();
    view.counts_readers = dice.number(0, 3) == 0;
    view.camera.zoom = dice.coin() ? 1.0F : 1 + 30 * dice.part() * dice.part();
    view.camera.center_x = dice.part();
    view.camera.center_y = dice.part();
    return view;
}

NamedScene any_scene(unsigned seed) {
    Dice dice(seed);
    const int rows = dice.number(1, dice.coin() ? 8 : 120);
    const int cols = dice.number(1, dice.coin() ? 8 : 120);
    NamedScene scene;
    scene.document = dice.number(0, 3) == 0 ? picture_document(rows, cols)
                                            : grid_document(dice.number(1, 6), rows, cols);
    const auto list = operators();
    const auto index = static_cast<std::size_t>(dice.number(0, static_cast<int>(list.size()) - 1));
    const Operator& op = *list[dice.number(0, 2) == 0 ? index % 2 : index];
    if (dice.number(0, 3) == 0) {
        repeat(scene.document, dice.number(2, 3));
    }
    scene.document.layer() = settled({&op, any_params(dice)});
    if (op.scored && dice.coin()) {
        scene.document.layer().params.scores =
            Shared<Tensor<float>>(Tensor<float>({1, 1, rows, cols}, dice.part()));
    }
    scene.view = any_view(dice, scene.document);
    scene.theme = dice.coin() ? "light" : "dark";
    scene.size = {static_cast<float>(dice.number(320, dice.coin() ? 900 : 3840)),
                  static_cast<float>(dice.number(200, dice.coin() ? 800 : 2160))};
    scene.finished = dice.number(0, 5) != 0;
    return scene;
}

bool sound(const Rect& rect) {
    return std::isfinite(rect.x) && std::isfinite(rect.y) && std::isfinite(rect.w) &&
           std::isfinite(rect.h) && rect.w >= 0 && rect.h >= 0;
}

/// Counts the primitives with impossible coordinates.
struct Unsound {
    int operator()(const Box& box) const { return sound(box.rect) && box.radius >= 0 ? 0 : 1; }
    int operator()(const Line& line) const {
        return std::isfinite(line.a.x + line.a.y + line.b.x + line.b.y) ? 0 : 1;
    }
    int operator()(const Polygon& polygon) const { return polygon.points.size() >= 3 ? 0 : 1; }
    int operator()(const Text& text) const {
        return std::isfinite(text.at.x + text.at.y) && text.size > 0 && !text.spans.empty() ? 0 : 1;
    }
    int operator()(const Heatmap& map) const {
        const Shape& shape = map.values->shape();
        const bool within = map.region.x >= -0.01F && map.region.y >= -0.01F &&
                            map.region.right() <= static_cast<float>(shape.w) + 0.01F &&
                            map.region.bottom() <= static_cast<float>(shape.h) + 0.01F;
        return sound(map.rect) && sound(map.region) && within ? 0 : 1;
    }
    int operator()(const ClipBegin& clip) const { return sound(clip.rect) ? 0 : 1; }
    int operator()(const ClipEnd&) const { return 0; }
};

/// Heatmaps are drawn where their pane shows and no further.
bool in_a_pane(const Rect& rect, const Drawing& drawing) {
    return std::ranges::any_of(
        drawing.hits, [&](const HitGrid& grid) { return inside(rect, grid.visible, 0.1F); });
}

void expect_sound(const NamedScene& scene, const Drawing& drawing) {
    const Rect stage{0, 0, scene.size.w, scene.size.h};
    int clips = 0;
    for (const Primitive& primitive : drawing.primitives) {
        EXPECT_EQ(std::visit(Unsound{}, primitive), 0);
        if (const Heatmap* map = std::get_if<Heatmap>(&primitive)) {
            EXPECT_TRUE(in_a_pane(map->rect, drawing));
        }
        clips += std::holds_alternative<ClipBegin>(primitive) ? 1 : 0;
        clips -= std::holds_alternative<ClipEnd>(primitive) ? 1 : 0;
        EXPECT_TRUE(clips == 0 || clips == 1);
    }
    EXPECT_EQ(clips, 0);
    for (std::size_t i = 0; i < drawing.hits.size(); ++i) {
        const Rect& visible = drawing.hits[i].visible;
        EXPECT_TRUE(sound(visible));
        const Rect shown = intersection(visible, stage);
        EXPECT_NEAR(shown.w, visible.w, 0.1F);
        EXPECT_NEAR(shown.h, visible.h, 0.1F);
        for (std::size_t j = i + 1; j < drawing.hits.size(); ++j) {
            const Rect both = intersection(visible, drawing.hits[j].visible);
            EXPECT_FALSE(both.w > 0.5F && both.h > 0.5F);
        }
    }
}

TEST(AnyScene, StaysSound) {
    for (unsigned seed = 0; seed < 1200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const NamedScene scene = any_scene(seed);
        const Drawing drawing = build(scene);
        expect_sound(scene, drawing);
        if (drawing.size.w * drawing.size.h < 1e6F) {  // pairs of words: not for thousands of cells
            expect_words_inside_and_apart(drawing);
        }
    }
}

/// It stands inside the stage, beside the window, and is drawn soundly.
TEST(AnyScene, HasASoundLens) {
    std::size_t lenses = 0;
    for (unsigned seed = 0; seed < 600; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        NamedScene scene = any_scene(seed);
        scene.view.lens = true;
        const Drawing drawing = build(scene);
        int clips = 0;
        for (const Primitive& primitive : drawing.primitives) {
            EXPECT_EQ(std::visit(Unsound{}, primitive), 0);
            clips += std::holds_alternative<ClipBegin>(primitive) ? 1 : 0;
            clips -= std::holds_alternative<ClipEnd>(primitive) ? 1 : 0;
            EXPECT_TRUE(clips == 0 || clips == 1);
        }
        EXPECT_LE(drawing.lenses.size(), 1U);
        for (const Rect& card : drawing.lenses) {
            ++lenses;
            EXPECT_TRUE(inside(card, {0, 0, scene.size.w, scene.size.h}, 0));
            const int channel = std::ranges::find(drawing.hits, true, &HitGrid::lens)->channel;
            for (const WindowPlace& window : drawing.windows) {
                const bool covered = overlap(card, intersection(window.rect, window.visible));
                EXPECT_FALSE(window.channel == channel && covered);
            }
        }
    }
    EXPECT_GT(lenses, 200U);
}

TEST(AnyScene, IsAFunctionOfItsStateAlone) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        const NamedScene scene = any_scene(seed);
        EXPECT_EQ(to_text(build(scene)), to_text(build(scene))) << seed;
    }
}

}  // namespace
}  // namespace poolscope::drawing
