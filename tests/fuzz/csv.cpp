/// Fuzzes the reader of CSV files: what it reads is written and read back the same.
#include "fuzz/fuzz.hpp"
#include "io/narrow.hpp"
#include "io/text_grid.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto grid = io::read_csv(fuzz::as_text(data, size));
    if (!grid) return fuzz::check_error(grid.error()), 0;
    const auto narrow = io::narrowed(*grid);
    if (!narrow) return fuzz::check_error(narrow.error()), 0;
    for (const io::TextFormat& format : io::text_formats()) {
        if (format.id != "csv") continue;
        const auto again = io::read_csv(format.write(narrow->values, std::nullopt));
        fuzz::must(again && fuzz::same_values(narrow->values, io::to_float(*again)));
    }
    return 0;
}
