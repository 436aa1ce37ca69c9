/// Legal but extreme layers, values and names: the drawing and its words stay sound, and stay
/// quick.
#include <array>
#include <chrono>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "drawing/layer_text.hpp"
#include "drawing/memo.hpp"
#include "drawing/shown_step.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

constexpr int int_max = std::numeric_limits<int>::max();

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Shortened, IsTheLongestThatFits) {
    const std::string words = "größer — as the maximum · 最大";
    const float full = theme::text_width(words, 14, Font::regular);
    EXPECT_EQ(shortened(words, full, 14, Font::regular), words);
    std::string before;
    for (int i = 0; static_cast<float>(i) * 1.5F < full; ++i) {
        const float width = static_cast<float>(i) * 1.5F;
        const std::string text = shortened(words, width, 14, Font::regular);
        EXPECT_LE(theme::text_width(text, 14, Font::regular), width);
        EXPECT_GE(text.size(), before.size());
        const std::string kept = text.substr(0, text.rfind("…"));
        EXPECT_TRUE(text.empty() || text.ends_with("…")) << text;
        EXPECT_TRUE(words.starts_with(kept)) << text;
        before = text;
    }
    EXPECT_EQ(shortened(words, 1, 14, Font::regular), "");
}

TEST(Shortened, TakesNoLongerForALongText) {
    const std::string words(60000, 'n');
    EXPECT_LT(seconds([&] { EXPECT_LT(shortened(words, 700, 14, Font::regular).size(), 200U); }),
              0.2);
}

/// Every number that a scene file sets of a layer.
using Field = std::function<void(PoolParams&, int)>;
const std::vector<Field> fields{[](PoolParams& p, int v) { p.kernel_size.h = v; },
                                [](PoolParams& p, int v) { p.kernel_size.w = v; },
                                [](PoolParams& p, int v) { p.stride.h = v; },
                                [](PoolParams& p, int v) { p.stride.w = v; },
                                [](PoolParams& p, int v) { p.padding.top = v; },
                                [](PoolParams& p, int v) { p.padding.left = v; },
                                [](PoolParams& p, int v) { p.padding.bottom = v; },
                                [](PoolParams& p, int v) { p.padding.right = v; },
                                [](PoolParams& p, int v) { p.dilation.h = v; },
                                [](PoolParams& p, int v) { p.dilation.w = v; },
                                [](PoolParams& p, int v) { p.divisor_override = v; },
                                [](PoolParams& p, int v) { p.output_size.h = v; },
                                [](PoolParams& p, int v) { p.output_size.w = v; },
                                [](PoolParams& p, int v) { p.channel_group = v; }};

/// Draws and describes the layer; whatever overflows is for the sanitizers to see.
void expect_drawn(const model::Document& document) {
    const model::Results results = model::outline_results(document);
    model::ViewState view;
    view.step = 1;
    const Drawing drawing = build_drawing({{document, results}, view, {}},
                                          theme::theme_or_default("light"), {848, 752});
    EXPECT_FALSE(drawing.primitives.empty());
    EXPECT_FALSE(layer_facts({document, results}).empty());
    if (!results.geometry) {
        return;
    }
    const PoolParams& params = document.layer().params;
    EXPECT_FALSE(output_size_formula(results.geometry->rows, params.ceil_mode).empty());
    EXPECT_FALSE(output_size_formula(results.geometry->cols, params.ceil_mode).empty());
    if (const auto step = model::step_of({document, results}, Grain::window, 0, {})) {
        const std::string caption =
            step_caption({document.layer().op, params}, *step, {0, 1, Grain::window});
        EXPECT_FALSE(caption.empty());
    }
    EXPECT_FALSE(under_pointer({document, results}, {model::Pane::input, 0, -1, -1}).empty());
}

TEST(ExtremeLayers, AreDrawnAndDescribed) {
    const std::array values{int_max, 1 << 28, std::numeric_limits<int>::min()};
    for (const char* op : {"max", "avg"}) {
        for (const bool ceil_mode : {false, true}) {
            for (std::size_t i = 0; i < fields.size(); ++i) {
                for (std::size_t j = i; j < fields.size(); ++j) {
                    for (const int value : values) {
                        model::Document document = grid_document(1, 5, 5);
                        document.layer().op = *find_operator(op);
                        document.layer().params.kernel_size = {1, 1};
                        document.layer().params.ceil_mode = ceil_mode;
                        fields[i](document.layer().params, value);
                        fields[j](document.layer().params, value == int_max ? 1 << 28 : int_max);
                        SCOPED_TRACE(std::to_string(i) + " and " + std::to_string(j));
                        expect_drawn(document);
                    }
                }
            }
        }
    }
}

TEST(ExtremeLayers, OfEveryPlacementAreDrawnAndDescribed) {
    for (const Operator* op : operators()) {
        for (const Placement placement :
             {Placement::adaptive, Placement::global, Placement::fractional, Placement::channels}) {
            for (const int value : {int_max, 1 << 28, 12000, 5, 0, -1}) {
                model::Document document = grid_document(2, 5, 5);
                document.layer().op = op;
                document.layer().params.placement = placement;
                document.layer().params.kernel_size = {1, 1};
                document.layer().params.output_size = {1, value};
                document.layer().params.channel_group = value;
                document.layer().params = settled({op, document.layer().params}).params;
                SCOPED_TRACE(std::string{op->id} + " " + std::to_string(value));
                expect_drawn(document);
            }
        }
    }
}

TEST(ExtremeLayers, SayTheirTruePaddedSize) {
    NamedScene scene{"", grid_document(1, 5, 5), {}, {1600, 752}};
    scene.document.layer().params.padding = {0, int_max, 0, int_max};
    const Drawing drawing = build(scene);
    std::string words;
    for (const Text& text : free_texts(drawing)) {
        words += words_of(text) + '\n';
    }
    EXPECT_NE(words.find("padded 5 × 4294967299"), std::string::npos) << words;
}

TEST(ExtremeValues, AreColouredAcrossTheirRange) {
    constexpr float most = 3e38F;
    NamedScene scene{"", document_of(1, 3, {-most, 0, most}), {}};
    scene.document.layer().params.kernel_size = {1, 1};
    scene.document.layer().params.stride = {1, 1};
    for (const char* map : {"", "viridis", "diverging"}) {
        scene.view.colormap = map;
        const Drawing drawing = build(scene);
        NamedScene small = scene;
        small.document.input = document_of(1, 3, {-1, 0, 1}).input;
        const Drawing same = build(small);
        // Every cell has the colour that it has where the range is -1 .. 1.
        for (std::size_t i = 0; i < drawing.primitives.size() && i < same.primitives.size(); ++i) {
            const Box* a = std::get_if<Box>(&drawing.primitives[i]);
            const Box* b = std::get_if<Box>(&same.primitives[i]);
            if (a != nullptr && b != nullptr && a->rect == b->rect) {
                EXPECT_EQ(a->fill, b->fill) << map << " primitive " << i;
            }
        }
    }
}

/// The layer's reads, counted tap by tap.
std::size_t counted_reads(const Geometry& geometry) {
    const auto along = [](const Axis& axis) {
        std::size_t sum = 0;
        for (int i = 0; i < axis.output; ++i) {
            for (int tap = 0; tap < axis.kernel_size; ++tap) {
                const int position = axis.span_at(i).at(tap);
                sum += position >= 0 && position < axis.input ? 1 : 0;
            }
        }
        return sum;
    };
    return along(geometry.rows) * along(geometry.cols);
}

TEST(LayerFacts, CountReadsAsTapByTap) {
    model::Document document = grid_document(1, 1, 1);
    for (int input = 1; input <= 9; ++input) {
        document.input = grid_document(1, input, 10 - input).input;
        for (int code = 0; code < 5 * 6 * 5 * 4 * 4 * 2; ++code) {
            int rest = code;
            const auto digit = [&](int base) {
                const int value = rest % base;
                rest /= base;
                return value;
            };
            PoolParams params;
            params.kernel_size = {1 + digit(5), 2};
            params.stride = {1 + digit(6), 1};
            params.dilation = {1 + digit(5), 1};
            params.padding = {digit(4), 0, digit(4), 1};
            params.ceil_mode = digit(2) == 1;
            document.layer().params = params;
            const model::Results results = model::outline_results(document);
            if (results.geometry) {
                const auto reads = counted_reads(*results.geometry);
                const std::string facts = layer_facts({document, results})[0];
                ASSERT_NE(facts.find("· " + std::to_string(reads) + " cell"), std::string::npos)
                    << facts << " but " << reads << " at " << input << ", " << code;
            }
        }
    }
}

TEST(LayerFacts, CostDoesNotGrowWithTheLayer) {
    model::Document document = grid_document(1, 1, 1 << 21);
    document.layer().params.kernel_size = {1, 1 << 19};
    document.layer().params.stride = {1, 1};
    document.layer().params.padding = {0, 1 << 18, 0, 1 << 18};
    model::Results results;
    results.geometry = make_geometry(document.shape(), document.layer().params);
    ASSERT_TRUE(results.geometry);
    EXPECT_LT(seconds([&] {
                  for (int i = 0; i < 100; ++i) {
                      EXPECT_EQ(layer_facts({document, results}).size(), 3U);
                  }
              }),
              0.2);
}

/// A window of 150 x 150 taps, hanging over the padding.
model::Document large_window(const Operator& op) {
    model::Document document = grid_document(2, 200, 210);
    document.layer().op = &op;
    document.layer().params.kernel_size = {150, 150};
    document.layer().params.stride = {30, 30};
    document.layer().params.padding = {9, 9, 9, 9};
    document.layer().params.output_size = {2, 3};
    document.layer() = settled(document.layer());
    return document;
}

TEST(LargeWindows, AreOutlinedAtAnyStepAndSayTheSame) {
    for (const Operator* op : operators()) {
        if (op->placement == Placement::channels) {
            continue;  // spans at most as many cells as there are channels
        }
        const model::Document document = large_window(*op);
        SCOPED_TRACE(std::string{op->id});
        const Operator& row = *document.layer().op;
        for (const bool finished : {false, true}) {
            const model::Results results =
                finished ? model::compute_results(document) : model::outline_results(document);
            const auto expect_same = [&](Grain grain, std::size_t index) {
                model::ViewState view;
                view.grain = grain;
                view.step = index;
                view.glide.from = index;
                Memo memo;
                const model::Run run{document, results};
                const auto shown =
                    show_step({.run = run, .view = view, .figure = {}, .memo = &memo}, 1);
                auto whole = model::step_of({document, results}, grain, index, {0, 1});
                ASSERT_TRUE(shown && whole);
                single_out(row, *whole);
                EXPECT_LT(shown->step.taps.size(), 100U);
                EXPECT_EQ(shown->omitted + shown->step.taps.size(), whole->taps.size());
                EXPECT_EQ(shown->step.complete(), whole->complete());
                EXPECT_EQ(shown->step.reduction.selected.has_value(),
                          whole->reduction.selected.has_value());
                if (whole->reduction.selected && shown->step.reduction.selected) {
                    EXPECT_EQ(shown->step.taps[*shown->step.reduction.selected],
                              whole->taps[*whole->reduction.selected]);
                }
                if (row.selects || whole->complete()) {
                    EXPECT_FLOAT_EQ(shown->step.reduction.output, whole->reduction.output);
                    EXPECT_EQ(shown->step.reduction.divisor, whole->reduction.divisor);
                }
                if (!whole->complete()) {
                    EXPECT_DOUBLE_EQ(shown->step.reduction.running, whole->reduction.running);
                    EXPECT_EQ(shown->step.taps[shown->step.folded - 1],
                              whole->taps[whole->folded - 1]);
                }
                for (const int r : {0, 3, 60, 140}) {
                    const auto tap = shown->tap_at(1, r, 20);
                    EXPECT_EQ(shown->has_read(1, r, 20), tap && *tap < whole->folded) << r;
                }
                const StepPlace place{index, shown->count, grain, &shown->geometry};
                StepPlace outlined = place;
                outlined.read = shown->read;
                std::string said =
                    step_caption({&row, document.layer().params}, shown->step, outlined);
                std::string full = step_caption({&row, document.layer().params}, *whole, place);
                // Ties are not counted where taps are left out.
                said = said.substr(0, said.find(" tied"));
                if (const auto tied = full.rfind(", "); full.ends_with(" tied")) {
                    full = full.substr(0, tied);
                }
                EXPECT_EQ(said, full);
            };
            constexpr std::size_t taps = 150 * 150;
            expect_same(Grain::window, 0);
            expect_same(Grain::window, 4);
            for (const std::size_t tap : {std::size_t{0}, std::size_t{63}, std::size_t{64},
                                          std::size_t{9 * 150 + 20}, taps - 2, taps - 1}) {
                expect_same(Grain::cell, tap);
                expect_same(Grain::cell, 4 * taps + tap);
            }
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
