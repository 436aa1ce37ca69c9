/// How long networks take on one thread: the classifier of 8 x 8 digits, and those of the ONNX
/// files that the environment names (POOLSCOPE_NETWORKS, a list with colons). Prints a line each,
/// as "name<tab>milliseconds"; scripts/measure sets them beside ONNX Runtime's.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/onnx_file.hpp"
#include "model/layer_kinds.hpp"
#include "poolscope/network.hpp"

namespace {

using namespace poolscope;
using Clock = std::chrono::steady_clock;

/// conv 3 x 3 (4) - ReLU - max 2 - conv 3 x 3 (8) - ReLU - max 2 - linear 10 - softmax.
Network digits_network() {
    Network network;
    Shape shape{1, 1, 8, 8};
    const auto add = [&](AnyLayer layer) {
        const Shape input = shape;
        shape = *output_shape(layer, {&input, 1});
        const int before = static_cast<int>(network.layers.size()) - 1;
        network.layers.push_back({.layer = std::move(layer), .inputs = {before}});
    };
    for (const int channels : {4, 8}) {
        add(Conv2d{.weight = model::random_weights({channels, shape.c, 3, 3}, 0.3, 1),
                   .bias = model::random_weights({1, channels, 1, 1}, 0.1, 2),
                   .padding = {1, 1, 1, 1}});
        add(Pointwise{Function::relu});
        add(Layer{});
    }
    add(Linear{.weight = model::random_weights({1, 1, 10, 32}, 0.2, 3),
               .bias = model::random_weights({1, 10, 1, 1}, 0.1, 4)});
    add(Softmax{});
    return network;
}

/// The fastest of many runs, in milliseconds.
double fastest(const Network& network, const Shape& input, int runs) {
    const Weights cells = model::random_weights(input, 1, 5);
    const NetworkShapes shapes = shapes_of(network, input);
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const auto begin = Clock::now();
        const auto done = forward(network, TensorView<float>(*cells),
                                  {.keep_all = false, .threads = 1, .shapes = &shapes});
        const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
        if (!done) {
            std::fprintf(stderr, "%s\n", done.error().message().c_str());
            std::exit(1);
        }
        best = std::min(best, took.count());
    }
    return best;
}

std::vector<std::byte> bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream whole;
    whole << file.rdbuf();
    const std::string text = whole.str();
    const auto* begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

void measure_file(const std::filesystem::path& path) {
    const auto read = io::read_onnx(bytes_of(path), {.folder = path.parent_path()});
    if (!read) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), read.error().message().c_str());
        std::exit(1);
    }
    std::printf("%s\t%.3f\n", path.stem().c_str(), fastest(read->network, read->input, 8));
}

}  // namespace

int main() {
    std::printf("digits 8 x 8\t%.4f\n", fastest(digits_network(), {1, 1, 8, 8}, 2000));
    const char* named = std::getenv("POOLSCOPE_NETWORKS");
    std::istringstream paths(named != nullptr ? named : "");
    for (std::string path; std::getline(paths, path, ':');) measure_file(path);
    return 0;
}
