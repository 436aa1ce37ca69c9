/// Fuzzes the parser of TOML behind its sieve, and the writing of any text as TOML.
#include "fuzz/fuzz.hpp"
#include "io/toml_text.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::as_text(data, size);
    if (const auto parsed = io::parse_toml(text); !parsed) fuzz::check_error(parsed.error());
    if (!io::toml_holds(text)) return 0;
    const auto held = io::parse_toml("x = " + io::toml_string(text));
    fuzz::must(held && (*held)["x"].value<std::string>() == text);
    return 0;
}
