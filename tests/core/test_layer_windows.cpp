/// The three laws for every kind of layer as windows over cells, over random ones against their
/// definitions: the fold of the steps is the whole output, any step stands by itself, readers are
/// the exact inverse of windows. And what a step's formula says.
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/network_gen.hpp"
#include "core/one_layer.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

/// A drawn layer with all that is compared.
struct Case {
    DrawnLayer drawn{};
    PlacedLayer placed{};
    Tensor<float> laid{};   ///< what its windows lie over
    Tensor<float> whole{};  ///< forward()'s
};

/// Nothing where the layer cannot be, which only convolutions may say.
std::optional<Case> draw(Random& random, DrawnKind kind) {
    Case one{.drawn = random_layer(random, kind)};
    const auto shapes = one.drawn.shapes();
    auto placed = as_windows(one.drawn.layer, shapes);
    if (!placed) {
        EXPECT_EQ(placed.error().code, ErrorCode::window_outside) << placed.error().message();
        EXPECT_EQ(kind, DrawnKind::conv);
        EXPECT_FALSE(output_shape(one.drawn.layer, shapes));
        return std::nullopt;
    }
    one.placed = std::move(*placed);
    const auto views = one.drawn.views();
    const auto outputs = forward(one.drawn.network(), views[0], {.threads = 1});
    if (!outputs) {
        ADD_FAILURE() << outputs.error().message();
        return std::nullopt;
    }
    one.whole = *outputs->back();
    if (std::holds_alternative<Join>(one.drawn.layer))
        one.laid = joined_inputs(std::get<Join>(one.drawn.layer), views).value();
    else
        one.laid = one.drawn.inputs[0];
    return one;
}

/// Runs `check` over so many layers of each kind.
template <class Check>
void for_layers(std::uint32_t seed, const Check& check) {
    for (const DrawnKind kind : drawn_kinds) {
        Random random(seed);
        int legal = 0;
        for (int i = 0; legal < layer_count() && i < 4 * layer_count(); ++i) {
            const auto one = draw(random, kind);
            if (testing::Test::HasFailure()) return;
            if (!one) continue;
            ++legal;
            check(*one, random);
            if (testing::Test::HasFatalFailure())
                FAIL() << kind_id(one->drawn.layer) << " number " << i << " over "
                       << shape_text(one->laid.shape());
        }
        ASSERT_EQ(legal, layer_count());
    }
}

/// Where a tap of the windows lies among the layer's inputs.
InputChannel origin_of(const Case& one, int channel) {
    const auto* join = std::get_if<Join>(&one.drawn.layer);
    if (join == nullptr) return {0, channel};
    return input_channel_of(*join, one.drawn.shapes(), channel);
}

void expect_taps(const Case& one, const Step<float>& step, const NaiveOutput& wanted) {
    ASSERT_EQ(step.taps.size(), wanted.taps.size());
    for (std::size_t i = 0; i < wanted.taps.size(); ++i) {
        const Tap<float>& tap = step.taps[i];
        const NaiveTap& naive = wanted.taps[i];
        const auto [input, channel] = origin_of(one, tap.channel);
        ASSERT_EQ(input, naive.input);
        ASSERT_EQ(channel, naive.channel);
        ASSERT_EQ(tap.kind == TapKind::real, naive.real);
        ASSERT_NEAR(tap.weight, naive.weight, 1e-12 * std::abs(naive.weight));
        ASSERT_EQ(double{tap.value}, naive.value);  // padding reads as 0
        if (!std::holds_alternative<Join>(one.drawn.layer)) {
            ASSERT_EQ(tap.row, naive.row);
            ASSERT_EQ(tap.col, naive.col);
        }
    }
}

void expect_value(const Case& one, const Step<float>& step, const NaiveOutput& wanted) {
    const Sum sum =
        naive_value(one.drawn.layer, wanted, step.c, step.folded, wanted.biased && step.bias_in);
    // Summed in double and rounded once.
    ASSERT_NEAR(double{step.reduction.output}, sum.value,
                1e-12 * sum.magnitude + 1e-7 * std::abs(sum.value));
    ASSERT_NEAR(step.reduction.running, sum.value, 1e-12 * sum.magnitude);
}

TEST(LayerWindows, TheFoldOfTheStepsIsTheWholeOutput) {
    for_layers(21, [](const Case& one, Random&) {
        const StepRange<float> steps(one.laid, one.placed, Grain::window);
        const Shape& shape = one.whole.shape();
        ASSERT_EQ(steps.geometry().output, shape);
        ASSERT_EQ(steps.size(), shape.count());
        // As windows it is a layer that pool() takes too: the fold itself, bit for bit.
        const auto pooled = pool(one.placed.layer, one.laid, {.threads = 1});
        ASSERT_TRUE(pooled) << pooled.error().message();
        std::size_t at = 0;
        for (int n = 0; n < shape.n; ++n)
            for (int c = 0; c < shape.c; ++c)
                for (int row = 0; row < shape.h; ++row)
                    for (int col = 0; col < shape.w; ++col, ++at) {
                        const Step<float> step = steps[at];
                        ASSERT_TRUE(step.complete());
                        ASSERT_EQ(std::tuple(step.n, step.c, step.out_row, step.out_col),
                                  std::tuple(n, c, row, col));
                        const NaiveOutput wanted = naive_output(one.drawn, n, c, row, col);
                        expect_value(one, step, wanted);
                        ASSERT_EQ(pooled->output.cells()[at], step.reduction.output);
                        const Sum sum = naive_value(one.drawn.layer, wanted, c, wanted.taps.size(),
                                                    wanted.biased);
                        ASSERT_NEAR(one.whole.at(n, c, row, col), step.reduction.output,
                                    1e-5 * sum.magnitude);
                    }
    });
}

TEST(LayerWindows, AnyStepStandsByItself) {
    for_layers(22, [](const Case& one, Random& random) {
        const StepRange<float> windows(one.laid, one.placed, Grain::window);
        const StepRange<float> cells(one.laid, one.placed, Grain::cell);
        const Geometry& geometry = windows.geometry();
        // The steps by cell of one plane: each output's taps, and what is added after them.
        std::vector<std::tuple<int, int, std::size_t, bool>> places;
        for (int row = 0; row < geometry.output.h; ++row)
            for (int col = 0; col < geometry.output.w; ++col) {
                ASSERT_EQ(first_step_of(geometry, Grain::cell, row, col), places.size());
                const NaiveOutput output = naive_output(one.drawn, 0, 0, row, col);
                for (std::size_t tap = 1; tap <= output.taps.size(); ++tap)
                    places.emplace_back(row, col, tap, !output.biased);
                if (output.biased) places.emplace_back(row, col, output.taps.size(), true);
            }
        ASSERT_EQ(plane_steps(geometry, Grain::cell), places.size());
        for (int i = 0; i < 8; ++i) {
            const auto any =
                static_cast<std::size_t>(random.from(0, static_cast<int>(windows.size()) - 1));
            const Step<float> window = windows[any];
            const NaiveOutput output =
                naive_output(one.drawn, window.n, window.c, window.out_row, window.out_col);
            ASSERT_EQ(window.index, any);
            expect_taps(one, window, output);
            const auto index =
                static_cast<std::size_t>(random.from(0, static_cast<int>(cells.size()) - 1));
            const Step<float> step = cells[index];
            const auto& [row, col, folded, bias_in] = places[index % places.size()];
            ASSERT_EQ(std::tuple(step.out_row, step.out_col, step.folded, step.bias_in),
                      std::tuple(row, col, folded, bias_in));
            const NaiveOutput wanted = naive_output(one.drawn, step.n, step.c, row, col);
            ASSERT_EQ(step.complete(), folded == wanted.taps.size() && bias_in);
            expect_taps(one, step, wanted);
            expect_value(one, step, wanted);
        }
    });
}

using Cell = std::tuple<int, int, int>;  // channel, row, column

TEST(LayerWindows, ReadersAreTheExactInverseAlsoOfChannels) {
    for_layers(23, [](const Case& one, Random&) {
        const Geometry& geometry = one.placed.geometry;
        const StepRange<float> steps(one.laid, one.placed, Grain::window);
        std::map<Cell, std::set<Cell>> readers;
        for (int c = 0; c < geometry.output.c; ++c) {
            const auto [first, count] = channels_read(geometry, c);
            for (int row = 0; row < geometry.output.h; ++row)
                for (int col = 0; col < geometry.output.w; ++col) {
                    const NaiveOutput output = naive_output(one.drawn, 0, c, row, col);
                    const std::size_t plane = output.taps.size() / static_cast<std::size_t>(count);
                    for (std::size_t i = 0; i < output.taps.size(); ++i) {
                        const NaiveTap& tap = output.taps[i];
                        const bool joins = std::holds_alternative<Join>(one.drawn.layer);
                        const int channel = first + static_cast<int>(i / plane);
                        readers[{channel, joins ? row : tap.row, joins ? col : tap.col}].insert(
                            {c, row, col});
                    }
                }
        }
        std::size_t found = 0;
        const int top = -geometry.rows.pad_begin - 1, left = -geometry.cols.pad_begin - 1;
        for (int channel = 0; channel < geometry.input.c; ++channel) {
            const auto [first, count] = channels_reading(geometry, channel);
            ASSERT_EQ(output_channel_of(geometry, channel, count - 1), first + count - 1);
            for (int row = top; row <= geometry.rows.overhang_end(); ++row)
                for (int col = left; col <= geometry.cols.overhang_end(); ++col) {
                    const Readers places = readers_of(geometry, row, col);
                    std::set<Cell> all;
                    for (int c = first; c < first + count; ++c)
                        for (const int r : places.rows)
                            for (const int q : places.cols) all.insert({c, r, q});
                    const auto wanted = readers.find({channel, row, col});
                    ASSERT_EQ(all, wanted == readers.end() ? std::set<Cell>{} : wanted->second);
                    found += wanted == readers.end() ? 0 : 1;
                }
        }
        ASSERT_EQ(found, readers.size());
    });
}

TEST(LayerWindows, EveryKindHasItsRow) {
    std::set<std::string_view> ids;
    for (const Operator* row : layer_operators()) {
        ids.insert(row->id);
        EXPECT_NE(row->reduce.get<double>(), nullptr) << row->id;
        EXPECT_NE(row->gradient.get<float>(), nullptr) << row->id;
        EXPECT_FALSE(row->name.empty() || row->note.empty()) << row->id;
        for (const Operator* pooling : operators()) EXPECT_NE(pooling->id, row->id);
    }
    EXPECT_EQ(ids.size(), layer_operators().size());
    Random random(24);
    std::set<std::string_view> drawn;
    for (const DrawnKind kind : drawn_kinds)
        for (int i = 0; i < 200; ++i) {
            const auto one = draw(random, kind);
            if (!one) continue;
            EXPECT_EQ(one->placed.layer.op->id, kind_id(one->drawn.layer));
            drawn.insert(kind_id(one->drawn.layer));
        }
    EXPECT_EQ(drawn, ids) << "a kind is not tested: draw it in tests/core/network_gen.hpp";
}

TEST(LayerWindows, WhatNoWindowsCanSayIsNamed) {
    const Shape maps[] = {{1, 2, 3, 4}};
    const auto rows = as_windows(Softmax{1, 3}, maps);
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::unsupported);
    EXPECT_THAT(rows.error().message(), testing::HasSubstr("cannot be stepped"));
    const auto constant = as_windows(Constant{Weights(Tensor<float>({1, 1, 1, 1}))}, {});
    ASSERT_FALSE(constant);
    EXPECT_EQ(constant.error().code, ErrorCode::unsupported);
    // A layer's windows are laid over another input only where its weights fit it.
    const Conv2d conv{.weight = Weights(Tensor<float>({2, 2, 1, 1}))};
    const PlacedLayer placed = as_windows(conv, maps).value();
    EXPECT_EQ(place(placed.layer, {1, 2, 9, 9}).value().geometry.output, (Shape{1, 2, 9, 9}));
    EXPECT_EQ(place(placed.layer, {1, 3, 9, 9}).error().code, ErrorCode::bad_channel_group);
    EXPECT_EQ(place(placed.layer, {1, 4, 9, 9}).error().code, ErrorCode::bad_shape);
}

/// The formula of the first step of a layer over `inputs`; `taps` of them are read where it is by
/// cell.
std::string formula(const AnyLayer& layer, const Tensor<float>& input, std::size_t index = 0) {
    const Shape shapes[] = {input.shape()};
    const PlacedLayer placed = as_windows(layer, shapes).value();
    Tensor<double> cells(input.shape());
    std::copy(input.cells().begin(), input.cells().end(), cells.cells().begin());
    return formula_at(StepRange<double>(cells, placed, Grain::window), index);
}

std::string of_cell(const AnyLayer& layer, float x) {
    return formula(layer, Tensor<float>({1, 1, 1, 1}, x));
}

Weights one(float value) {
    return Weights(Tensor<float>({1, 1, 1, 1}, value));
}

TEST(LayerWindows, FormulasAreInRealNumbers) {
    const Conv2d conv{
        .weight = Weights(Tensor<float>({1, 1, 1, 3}, std::vector<float>{0.5F, -0.25F, 2})),
        .bias = one(-0.75F),
        .padding = {0, 1, 0, 0}};
    const Tensor<float> row({1, 1, 1, 3}, std::vector<float>{4, -8, 3});
    EXPECT_EQ(formula(conv, row), "0.5·0 − 0.25·4 + 2·(-8) − 0.75 = -17.75");
    EXPECT_EQ(formula(conv, row, 1), "0.5·4 − 0.25·(-8) + 2·3 − 0.75 = 9.25");
    const Linear linear{
        .weight = Weights(Tensor<float>({1, 1, 2, 3}, std::vector<float>{1, 2, 3, -4, 5, 6}))};
    EXPECT_EQ(formula(linear, row, 1), "-4·4 + 5·(-8) + 6·3 = -38");

    EXPECT_EQ(of_cell(Pointwise{Function::relu}, -3), "max( -3, 0 ) = 0");
    EXPECT_EQ(of_cell(Pointwise{Function::leaky_relu, 0.5F}, 3), "LeakyReLU( 3 ) = 3");
    EXPECT_EQ(of_cell(Pointwise{Function::leaky_relu, 0.5F}, -3),
              "LeakyReLU( -3 ) = 0.5·(-3) = -1.5");
    EXPECT_EQ(of_cell(Pointwise{Function::elu, 2}, -3), "ELU( -3 ) = 2·( e^-3 − 1 ) = -1.9");
    EXPECT_EQ(of_cell(Pointwise{Function::sigmoid}, 3), "1 / ( 1 + e^-3 ) = 0.953");
    EXPECT_EQ(of_cell(Pointwise{Function::tanh}, 3), "tanh( 3 ) = 0.995");
    EXPECT_EQ(of_cell(Pointwise{Function::clip, 0, 6}, 7), "min( max( 7, 0 ), 6 ) = 6");
    EXPECT_EQ(of_cell(Pointwise{Function::hard_sigmoid, 0.25F, 0.5F}, 1),
              "max( 0, min( 1, 0.25·1 + 0.5 ) ) = 0.75");
    const BatchNorm norm{one(2), one(0.5F), one(-1), one(3.75F), 0.25F};
    EXPECT_EQ(of_cell(norm, 3), "( 3 + 1 ) / √( 3.75 + 0.25 )·2 + 0.5 = 3·1 + 1.5 = 4.5");

    const Tensor<float> scores({1, 2, 1, 1}, std::vector<float>{3, 1});
    EXPECT_EQ(formula(Softmax{}, scores, 1), "e^1 / ( e^3 + e^1 ) = 0.119");
    const std::vector<Tensor<float>> two{Tensor<float>({1, 1, 1, 1}, 3),
                                         Tensor<float>({1, 1, 1, 1}, -2)};
    const std::vector<TensorView<float>> views(two.begin(), two.end());
    const Shape shapes[] = {{1, 1, 1, 1}, {1, 1, 1, 1}};
    const auto joined = [&](Joining joining) {
        const Tensor<float> laid = joined_inputs(Join{joining}, views).value();
        Tensor<double> cells(laid.shape());
        std::copy(laid.cells().begin(), laid.cells().end(), cells.cells().begin());
        return formula_at(
            StepRange<double>(cells, as_windows(Join{joining}, shapes).value(), Grain::window), 0);
    };
    EXPECT_EQ(joined(Joining::add), "3 − 2 = 1");
    EXPECT_EQ(joined(Joining::multiply), "3 · (-2) = -6");
    EXPECT_EQ(joined(Joining::concatenate), "3 = 3");
}

}  // namespace
}  // namespace poolscope
