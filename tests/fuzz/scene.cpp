/// Fuzzes the reader of scenes: what it reads can be worked with, and is written and read back the
/// same.
#include "io/scene_file.hpp"

#include "fuzz/files.hpp"
#include "fuzz/fuzz.hpp"
#include "model/run.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto opened = io::read_scene(fuzz::as_text(data, size), fuzz::read_named);
    if (!opened) return fuzz::check_error(opened.error()), 0;
    const auto& [document, view, is_scene, remarks] = *opened;
    fuzz::must(model::check_input(document.shape()).has_value());
    fuzz::must(document.channel_names.size() == static_cast<std::size_t>(document.shape().c));
    const auto results = model::outline_results(document);
    if (!results.geometry) fuzz::check_error(results.geometry.error());
    const std::string text = io::write_scene(document, view);
    const auto again = io::read_scene(text, fuzz::read_named);
    fuzz::must(again.has_value());
    fuzz::must(io::write_scene(again->document, again->view) == text);
    return 0;
}
