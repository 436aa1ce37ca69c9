/// Fuzzes the reader of .npz archives: each array that is listed can be read, or is refused with a
/// reason.
#include "io/npz.hpp"

#include "fuzz/fuzz.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    const auto bytes = io::as_bytes(fuzz::as_text(data, size));
    const auto arrays = io::list_npz(bytes);
    if (!arrays) return fuzz::check_error(arrays.error()), 0;
    fuzz::must(!arrays->empty());
    for (std::size_t i = 0; i < std::min<std::size_t>(arrays->size(), 4); ++i) {
        const auto array = io::read_npz(bytes, (*arrays)[i].name, most_bytes);
        if (!array) {
            fuzz::check_error(array.error());
            continue;
        }
        const auto cells = std::visit(
            [](const auto& tensor) { return tensor.cells().size_bytes(); }, array->tensor);
        fuzz::must(cells <= 2 * most_bytes);  // float16 doubles
        fuzz::must(array->rank >= 1 && array->rank <= 4);
    }
    return 0;
}
