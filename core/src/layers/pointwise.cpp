/// Layers that make of each cell another.
#include <algorithm>
#include <cmath>

#include "layers/layers.hpp"
#include "layers/rows.hpp"
#include "support/planes.hpp"

namespace poolscope::layers {

namespace {

/// Cells that one thread does between two looks at whether to stop.
constexpr std::size_t run_cells = std::size_t{1} << 16;

/// Every cell by one function; false when stopped.
template <class Cell>
bool each_cell(const Task& task, const Cell& cell) {
    const auto from = task.inputs[0].cells();
    const auto to = task.output.cells();
    const std::size_t runs = (to.size() + run_cells - 1) / run_cells;
    const int threads = thread_count(task.threads, static_cast<double>(to.size()));
    return for_each_piece(runs, threads, [&](std::size_t run) {
        if (is_stopped(task.stop)) return false;
        const std::size_t first = run * run_cells;
        const std::size_t count = std::min(run_cells, to.size() - first);
        std::ranges::transform(from.subspan(first, count), to.subspan(first).begin(), cell);
        return true;
    });
}

/// No less than `low` and no more than `high`; NaN stays.
float clamped(float x, float low, float high) {
    const float raised = x < low ? low : x;
    return raised > high ? high : raised;
}

bool apply(const Pointwise& layer, const Task& task) {
    const float a = layer.alpha, b = layer.beta;
    switch (layer.function) {
        case Function::relu:
            return each_cell(task, [](float x) { return x < 0 ? 0.0F : x; });
        case Function::leaky_relu:
            return each_cell(task, [a](float x) { return x < 0 ? a * x : x; });
        case Function::elu:
            return each_cell(task, [a](float x) { return x < 0 ? a * std::expm1(x) : x; });
        case Function::sigmoid:
            return each_cell(task, [](float x) { return 1.0F / (1.0F + std::exp(-x)); });
        case Function::tanh:
            return each_cell(task, [](float x) { return std::tanh(x); });
        case Function::clip:
            return each_cell(task, [a, b](float x) { return clamped(x, a, b); });
        case Function::hard_sigmoid:
            return each_cell(task, [a, b](float x) { return clamped(a * x + b, 0, 1); });
    }
    return true;
}

}  // namespace

std::string_view id_of(const Pointwise& layer) {
    return function_row(layer.function).id;
}

Result<Shape> shape_of(const Pointwise& /*layer*/, Shapes inputs) {
    return inputs[0];
}

Result<void> compute(const Pointwise& layer, const Task& task) {
    if (!apply(layer, task)) return stopped();
    return {};
}

Result<void> send_back(const Pointwise& layer, const BackTask& task) {
    const auto cells = task.inputs[0].cells();
    const auto from = task.grad_output.cells();
    const auto to = task.grad_inputs[0]->cells();
    const std::size_t runs = (to.size() + run_cells - 1) / run_cells;
    const int threads = thread_count(task.threads, static_cast<double>(to.size()));
    const bool done = for_each_piece(runs, threads, [&](std::size_t run) {
        if (is_stopped(task.stop)) return false;
        const std::size_t end = std::min((run + 1) * run_cells, to.size());
        for (std::size_t i = run * run_cells; i < end; ++i) {
            const auto slope = static_cast<float>(slope_of(layer, double{cells[i]}));
            if (slope != 0) to[i] += from[i] * slope;
        }
        return true;
    });
    if (!done) return stopped();
    return {};
}

Result<PlacedLayer> windows_of(const Pointwise& layer, Shapes inputs) {
    return place({.op = &function_row(layer.function),
                  .params = {.kernel_size = {1, 1}, .stride = {1, 1}},
                  .weights = Shared(WindowWeights{.alpha = layer.alpha, .beta = layer.beta})},
                 inputs[0]);
}

}  // namespace poolscope::layers
