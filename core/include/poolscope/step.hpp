/// One step of a layer as a value, and where steps stand within a plane.
#pragma once

#include <cstddef>
#include <vector>

#include "poolscope/layer.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope {

/// Everything there is to know at one step; a function of the step's index alone.
template <class Scalar>
struct Step {
    std::size_t index = 0;  ///< within the range
    int n = 0;
    int c = 0;  ///< of the output
    int out_row = 0;
    int out_col = 0;
    Window window{};
    TapCounts counts{};               ///< of the whole window
    std::vector<Tap<Scalar>> taps{};  ///< the whole window's, row by row
    std::size_t folded = 0;  ///< taps read so far: taps.size() by window, 1 .. taps.size() by cell
    Reduction<Scalar> reduction{};  ///< over the taps folded so far
    double draw = 0.0;              ///< the output's number in [0, 1), from the layer's seed
    bool bias_in = true;  ///< what is added after the taps is in; by cell that is a step of its own
    double own = 0.0;     ///< see WindowContext
    [[nodiscard]] bool complete() const { return folded == taps.size() && bias_in; }
};

/// An output of one plane and how many of its window's taps a step has read.
struct StepLocation {
    int out_row = 0;
    int out_col = 0;
    int folded = 0;       ///< 1 .. the window's taps by cell, all of them by window
    bool bias_in = true;  ///< see Step
};

/// What a reduction knew at `step`.
template <class Scalar>
[[nodiscard]] WindowContext context_of(const Layer& layer, const Geometry& geometry,
                                       const Step<Scalar>& step) {
    return {.params = layer.params,
            .counts = step.counts,
            .draw = step.draw,
            .weights = layer.weights ? &*layer.weights : nullptr,
            .channel = step.c,
            .filter = step.c % geometry.group_outputs,
            .bias_in = step.bias_in,
            .own = step.own};
}

/// The numbers of `step` for its formula.
template <class Scalar>
[[nodiscard]] FormulaNumbers formula_numbers(const Layer& layer, const Step<Scalar>& step,
                                             NumberText number) {
    return {.params = layer.params,
            .number = number,
            .counts = step.counts,
            .output = static_cast<double>(step.reduction.output),
            .running = step.reduction.running,
            .draw = step.draw,
            .divisor = step.reduction.divisor,
            .weights = layer.weights ? &*layer.weights : nullptr,
            .channel = step.c,
            .own = step.own};
}

/// Steps of one (n, c) plane of a layer.
[[nodiscard]] std::size_t plane_steps(const Geometry& geometry, Grain grain);

/// Where step `index` of a plane stands; index < plane_steps().
[[nodiscard]] StepLocation locate_step(const Geometry& geometry, Grain grain, std::size_t index);

/// The plane's first step that is about output (out_row, out_col).
[[nodiscard]] std::size_t first_step_of(const Geometry& geometry, Grain grain, int out_row,
                                        int out_col);

}  // namespace poolscope
