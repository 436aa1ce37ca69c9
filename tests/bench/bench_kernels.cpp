/// Times Poolscope's kernels beside oneDNN, OpenCV and a copy of the input, in one process over the
/// same inputs. Names are LIBRARY/CASE/threads:T; scripts/bench runs it and prints the ratios.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>

#include "bench/peers.hpp"
#include "poolscope/forward.hpp"

namespace poolscope::bench {
namespace {

constexpr std::array thread_counts{1, 2};
constexpr double repetition_seconds = 0.02;
constexpr int repetitions = 9;
constexpr double slow_seconds = 0.2;  ///< such runs are not repeated

/// Cells as photographs and activations have them: positive and negative, none alike for long.
std::shared_ptr<const Tensor<float>> random_input(const Shape& shape) {
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    Tensor<float> input(shape);
    for (float& cell : input.cells()) cell = normal(random);
    return std::make_shared<const Tensor<float>>(std::move(input));
}

Peer poolscope_peer(const Case& layer, const std::shared_ptr<const Tensor<float>>& input,
                    int threads) {
    auto result = std::make_shared<PoolResult<float>>();
    const Operator& op = *find_operator(layer.max ? "max" : "avg").value();
    PoolOptions options;
    options.threads = threads;
    const auto run = [input, result, &op, params = layer.params(), options] {
        if (!pool_into(*result, {&op, params}, *input, options)) std::abort();
    };
    const auto output = [result] {
        return std::vector<float>(result->output.cells().begin(), result->output.cells().end());
    };
    return {"poolscope", run, output};
}

/// Ends the program where a peer's output is not ours: then its time means nothing.
void must_agree(const Case& layer, const Peer& ours, const Peer& peer) {
    if (!peer.output) return;
    ours.run();
    peer.run();
    const auto a = ours.output();
    const auto b = peer.output();
    double worst = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; worst < 1 && i < a.size(); ++i) {
        worst = std::max(worst, static_cast<double>(std::abs(a[i] - b[i])));
    }
    if (worst < 1e-4) return;
    std::fprintf(stderr, "bench_kernels: %s differs from ours on %.*s by %g\n", peer.name.c_str(),
                 static_cast<int>(layer.name.size()), layer.name.data(), worst);
    std::exit(1);
}

void add(const Peer& peer, const std::string& what, int threads) {
    const std::string name = peer.name + "/" + what + "/threads:" + std::to_string(threads);
    use_threads(threads);
    const bool slow = seconds_of(peer.run) > slow_seconds;
    benchmark::RegisterBenchmark(name.c_str(),
                                 [peer, threads](benchmark::State& state) {
                                     use_threads(threads);
                                     for ([[maybe_unused]] auto _ : state) peer.run();
                                 })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->MinTime(repetition_seconds)
        ->Repetitions(slow ? 1 : repetitions);
}

void add_case(const Case& layer, int threads) {
    const auto input = random_input(layer.shape());
    const Peer ours = poolscope_peer(layer, input, threads);
    std::vector<Peer> peers{onednn_nchw(layer, input->cells()),
                            onednn_best(layer, input->cells(), threads),
                            copy_of_input(input->cells(), threads)};
    if (auto peer = opencv(layer, input->cells())) peers.push_back(std::move(*peer));
    add(ours, std::string(layer.name), threads);
    for (const Peer& peer : peers) {
        must_agree(layer, ours, peer);
        // The keeper of the input is our own run.
        add({peer.name, [peer, input] { peer.run(); }, {}}, std::string(layer.name), threads);
    }
}

void add_curve(int threads) {
    const auto input = random_input({1, 3, 1080, 1920});
    for (const bool max : {true, false}) {
        for (const int kernel_size : curve_kernels) {
            const Case layer{.name = {},
                             .max = max,
                             .c = 3,
                             .h = 1080,
                             .w = 1920,
                             .kernel_size = kernel_size,
                             .padding = kernel_size / 2};
            add(poolscope_peer(layer, input, threads),
                std::string(max ? "curve_max" : "curve_avg") +
                    "/kernel:" + std::to_string(kernel_size),
                threads);
        }
    }
}

}  // namespace
}  // namespace poolscope::bench

// NOLINTNEXTLINE(bugprone-exception-escape): it ends the program
int main(int argc, char** argv) {
    using namespace poolscope::bench;
    const char* only = std::getenv("POOLSCOPE_BENCH_CASE");
    for (const int threads : thread_counts) {
        for (const Case& layer : cases) {
            if (only == nullptr || layer.name == only) add_case(layer, threads);
        }
        if (only == nullptr) add_curve(threads);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
