/// Fuzzes the reader of the list of recent files: what it reads is written and read back the same.
#include "io/recent.hpp"

#include "fuzz/fuzz.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto files = io::parse_recent(fuzz::as_text(data, size));
    if (!files) return fuzz::check_error(files.error()), 0;
    fuzz::must(files->size() <= io::max_recent_files);
    const auto again = io::parse_recent(io::recent_text(*files));
    fuzz::must(again && *again == *files);
    return 0;
}
