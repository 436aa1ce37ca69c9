/// Fuzzes the reader of ONNX files: a network that is read has the shapes that it was read with, or
/// the file is refused with a reason.
#include "fuzz/fuzz.hpp"
#include "io/onnx_file.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = io::as_bytes(fuzz::as_text(data, size));
    const auto read = io::read_onnx(bytes);
    if (!read) return fuzz::check_error(read.error()), 0;
    if (read->unread) fuzz::check_error(*read->unread);
    const auto& layers = read->network.layers;
    fuzz::must(!layers.empty() && layers.size() <= io::max_network_layers);
    fuzz::must(read->output_layer >= 0 && read->output_layer < static_cast<int>(layers.size()));
    const NetworkShapes shapes = shapes_of(read->network, read->input);
    fuzz::must(!shapes.error && shapes.outputs.size() == layers.size());
    fuzz::must(costs_of(read->network, read->input, shapes).size() == layers.size());
    // Small ones are run.
    if (activation_bytes(read->network, shapes, true) > 1 << 14) return 0;
    for (const LayerCosts& costs : costs_of(read->network, read->input, shapes))
        if (costs.macs + costs.taps > 1 << 16) return 0;
    const auto outputs = forward(read->network, Tensor<float>(read->input), {.threads = 1});
    fuzz::must(outputs && outputs->back()->shape() == shapes.outputs.back());
    return 0;
}
