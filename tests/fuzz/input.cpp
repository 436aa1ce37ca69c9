/// Fuzzes the opening of a file that is no scene, by its name (the first line) and its bytes.
#include "fuzz/fuzz.hpp"
#include "io/load.hpp"
#include "model/run.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes = fuzz::as_text(data, size);
    const std::string_view ending = fuzz::take_line(bytes).substr(0, 8);
    auto input = io::read_input(io::as_bytes(bytes), "file." + std::string(ending));
    if (!input) {
        fuzz::must(!input.error().located().english().empty());
        return 0;
    }
    const Shape shape = input->values->shape();
    fuzz::must(model::check_input(shape).has_value());
    fuzz::must(input->channel_names.size() == static_cast<std::size_t>(shape.c));
    fuzz::must(model::outline_results(io::document_of(std::move(*input))).geometry.has_value());
    return 0;
}
