/// Fuzzes the reader of scenes: what it reads can be worked with, and is written and read back the
/// same.
#include "io/scene_file.hpp"

#include "fuzz/files.hpp"
#include "fuzz/fuzz.hpp"
#include "model/part.hpp"

using namespace poolscope;

namespace {

/// What a network's layers put out is computed where it is small.
bool is_small(const model::LayerOutputs& outputs) {
    std::size_t cells = 0;
    for (const Shape& shape : outputs.shapes.outputs) cells += shape.count();
    return cells < 4096;
}

/// Every layer can be looked at, or says why not.
void look_at_layers(const model::Document& document) {
    model::LayerOutputs outputs;
    outputs.shapes = shapes_of({document.layers}, document.shape());
    outputs.outputs.resize(document.layers.size());
    if (outputs.shapes.error) fuzz::check_error(*outputs.shapes.error);
    if (!is_small(outputs)) return;
    outputs = model::layer_outputs(document);
    fuzz::must(!outputs.computing);
    for (std::size_t at = 0; at < document.layers.size(); ++at) {
        const model::Run run = model::part_of(document, outputs, at);
        if (!run.results.geometry) fuzz::check_error(run.results.geometry.error());
        fuzz::must(run.document.layers.size() == 1);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto opened = io::read_scene(fuzz::as_text(data, size), fuzz::named_files());
    if (!opened) return fuzz::check_error(opened.error()), 0;
    const auto& [document, view, is_scene, remarks] = *opened;
    fuzz::must(model::check_input(document.shape()).has_value());
    fuzz::must(document.channel_names.size() == static_cast<std::size_t>(document.shape().c));
    fuzz::must(view.layer < document.layers.size());
    if (model::is_network(document)) {
        look_at_layers(document);
    } else {
        const auto results = model::outline_results(document);
        if (!results.geometry) fuzz::check_error(results.geometry.error());
    }
    const std::string text = io::write_scene(document, view);
    const auto again = io::read_scene(text, fuzz::named_files());
    fuzz::must(again.has_value());
    fuzz::must(io::write_scene(again->document, again->view) == text);
    return 0;
}
