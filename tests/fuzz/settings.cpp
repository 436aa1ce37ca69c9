/// Fuzzes the reader of the program's settings: what it reads is written and read back the same.
#include "io/settings.hpp"

#include "fuzz/fuzz.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto settings = io::parse_settings(fuzz::as_text(data, size));
    if (!settings) return fuzz::check_error(settings.error()), 0;
    const std::string text = io::settings_text(*settings);
    const auto again = io::parse_settings(text);
    fuzz::must(again && io::settings_text(*again) == text);
    return 0;
}
