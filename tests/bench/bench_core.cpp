/// How long the pooling library takes: whole layers, and one step of a large one.
#include <benchmark/benchmark.h>

#include "poolscope/backward.hpp"
#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

Tensor<float> picture(int channels, int side) {
    Tensor<float> input({1, channels, side, side});
    for (std::size_t i = 0; i < input.cells().size(); ++i) {
        input.cells()[i] = static_cast<float>((i * 7919) % 65'521);
    }
    return input;
}

PoolParams layer(int kernel_size, int stride, int padding) {
    return {.kernel_size = {kernel_size, kernel_size},
            .stride = {stride, stride},
            .padding = {padding, padding, padding, padding}};
}

/// A layer over a 3 x 1024 x 1024 picture; cells read a second are the taps of all its windows.
void whole_layer(benchmark::State& state, const char* op, bool indices) {
    const auto input = picture(3, 1024);
    const auto kernel_size = static_cast<int>(state.range(0));
    const auto params = layer(kernel_size, static_cast<int>(state.range(1)), kernel_size / 2);
    const Operator& found = *find_operator(op).value();
    std::size_t outputs = 0;
    for ([[maybe_unused]] auto _ : state) {
        auto result = pool({&found, params}, input, {.return_indices = indices});
        outputs += result->output.cells().size();
        benchmark::DoNotOptimize(result);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(outputs) * kernel_size * kernel_size);
}
BENCHMARK_CAPTURE(whole_layer, max, "max", false)->Args({2, 2})->Args({3, 2})->Args({3, 1});
BENCHMARK_CAPTURE(whole_layer, max_indices, "max", true)->Args({3, 2})->Args({3, 1})->Args({31, 1});
BENCHMARK_CAPTURE(whole_layer, mean, "avg", false)->Args({2, 2})->Args({3, 2})->Args({3, 1});

/// The way back through a layer over a 3 x 1024 x 1024 picture.
void way_back(benchmark::State& state, const char* op) {
    const auto input = picture(3, 1024);
    const auto kernel_size = static_cast<int>(state.range(0));
    const auto params = layer(kernel_size, static_cast<int>(state.range(1)), kernel_size / 2);
    const Operator& found = *find_operator(op).value();
    const Tensor<float> grad_output(output_shape(input.shape(), params).value(), 1.0F);
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(pool_backward({&found, params}, input, grad_output));
    }
}
BENCHMARK_CAPTURE(way_back, max, "max")->Args({3, 2})->Args({31, 1})->UseRealTime();
BENCHMARK_CAPTURE(way_back, mean, "avg")->Args({3, 2})->Args({31, 1})->UseRealTime();

/// How many windows read each cell of a plane of 1024 x 1024.
void reader_counts(benchmark::State& state) {
    const auto kernel_size = static_cast<int>(state.range(0));
    const auto geometry =
        make_geometry({1, 1, 1024, 1024}, layer(kernel_size, 1, kernel_size / 2)).value();
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(reader_count_map(geometry));
}
BENCHMARK(reader_counts)->Arg(3)->Arg(101);

/// Any one step of a layer over a 3 x 4096 x 4096 picture: seeking costs what stepping costs.
void seek(benchmark::State& state, Grain grain) {
    const auto input = picture(3, 4096);
    const auto steps = make_steps(input, {find_operator("max").value(), layer(3, 2, 1)}, grain);
    std::size_t index = 0;
    for ([[maybe_unused]] auto _ : state) {
        index = (index + 7'368'787) % steps->size();
        benchmark::DoNotOptimize((*steps)[index]);
    }
}
BENCHMARK_CAPTURE(seek, window, Grain::window);
BENCHMARK_CAPTURE(seek, cell, Grain::cell);

}  // namespace
}  // namespace poolscope
