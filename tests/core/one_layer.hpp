/// Short ways to pool a small plane, for tests with numbers that a person can check by hand.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "poolscope/backward.hpp"
#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline const Operator& op_named(std::string_view id) {
    return *find_operator(id).value();
}

/// A square layer.
inline PoolParams square(int k, int s, int p = 0, bool ceil_mode = false) {
    return {
        .kernel_size = {k, k}, .stride = {s, s}, .padding = {p, p, p, p}, .ceil_mode = ceil_mode};
}

inline Tensor<double> grid(int h, int w, std::vector<double> cells) {
    return {Shape{1, 1, h, w}, std::move(cells)};
}

/// One window that holds all of `cells`.
inline PoolParams whole() {
    return {.placement = Placement::global};
}

/// The first step of a layer by window. The input lives as long as the call.
inline Step<double> first_step(const Tensor<double>& input, std::string_view op,
                               const PoolParams& params) {
    return make_steps(input, {&op_named(op), params}, Grain::window).value()[0];
}

/// What `op` makes of one window that holds `cells`.
inline double reduced(std::string_view op, const std::vector<double>& cells,
                      PoolParams params = {}) {
    params.placement = Placement::global;
    return first_step(grid(1, static_cast<int>(cells.size()), cells), op, params).reduction.output;
}

/// The gradient of `op` by one window of `cells`, for a gradient of 1.
inline std::vector<double> gradient_of(std::string_view op, const std::vector<double>& cells,
                                       PoolParams params = {}) {
    params.placement = Placement::global;
    const auto gradient =
        pool_backward({&op_named(op), params}, grid(1, static_cast<int>(cells.size()), cells),
                      Tensor<double>({1, 1, 1, 1}, 1.0));
    const auto found = gradient.value().cells();
    return {found.begin(), found.end()};
}

/// The formula of a range's step `index` as text; numbers with up to three decimals.
inline std::string formula_at(const StepRange<double>& steps, std::size_t index) {
    const auto step = steps[index];
    const Operator& op = *steps.layer().op;
    const FormulaForm& form = op.formula;
    const NumberText number = [](double value) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.3f", value);
        std::string short_text = digits;
        while (short_text.back() == '0') short_text.pop_back();
        if (short_text.back() == '.') short_text.pop_back();
        return short_text;
    };
    const FormulaNumbers numbers = formula_numbers(steps.layer(), step, number);
    std::string text;
    const auto add = [&text](const Pieces& pieces) {
        for (const Piece& piece : pieces) text += piece.text;
    };
    add(form.head == nullptr ? Pieces{{std::string(op.id)}, {"( "}} : form.head(numbers));
    bool first = true;
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        if (step.taps[i].kind != TapKind::real && !form.padding_counts) continue;
        FormulaTap tap{.value = step.taps[i].value,
                       .weight = step.reduction.weights.empty() ? step.taps[i].weight
                                                                : step.reduction.weights[i],
                       .before = step.reduction.before.empty() ? 0.0 : step.reduction.before[i]};
        double& leading = form.weight_leads ? tap.weight : tap.value;
        const bool flips = form.adds && !first && leading < 0;
        if (!first) text += flips ? " − " : form.joiner;
        if (flips) leading = -leading;
        first = false;
        add(form.item == nullptr ? Pieces{{numbers.number(tap.value)}} : form.item(tap, numbers));
    }
    add(form.tail == nullptr ? Pieces{{" ) = "}, {numbers.number(numbers.output)}}
                             : form.tail(numbers));
    return text;
}

/// The formula of a layer's step `index` by window.
inline std::string formula_of(const Operator& op, const Tensor<double>& input,
                              const PoolParams& params, std::size_t index = 0) {
    return formula_at(make_steps(input, {&op, params}, Grain::window).value(), index);
}

inline std::string formula_of(std::string_view op, const Tensor<double>& input,
                              const PoolParams& params, std::size_t index = 0) {
    return formula_of(op_named(op), input, params, index);
}

}  // namespace poolscope
