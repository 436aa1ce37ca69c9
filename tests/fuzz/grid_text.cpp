/// Fuzzes the reader of pasted grids: what it reads it reads again from every form that the grid
/// can be copied in.
#include "io/text_grid.hpp"

#include "fuzz/fuzz.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto grid = io::read_grid_text(fuzz::as_text(data, size));
    if (!grid) return fuzz::check_error(grid.error()), 0;
    for (const io::TextFormat& format : io::text_formats()) {
        const auto again = io::read_grid_text(format.write(*grid, std::nullopt));
        fuzz::must(again && fuzz::same_values(*grid, *again));
    }
    return 0;
}
