/// Fuzzes the reader of one number as text: what it reads is written and read back the same.
#include "io/number_text.hpp"

#include "fuzz/fuzz.hpp"
#include "io/text_grid.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto mark : {io::DecimalMark::point, io::DecimalMark::comma}) {
        const auto value = io::read_number(fuzz::as_text(data, size), mark);
        if (!value) {
            fuzz::check_error(value.error());
            continue;
        }
        const auto again = io::read_number(io::number_text(*value), mark);
        fuzz::must(again && fuzz::same_value(*value, *again));
    }
    return 0;
}
