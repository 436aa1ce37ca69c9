/// Fuzzes the translation of sentences that hold pieces of outside text, such as an error's.
#include "fuzz/fuzz.hpp"
#include "i18n/tr.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view english = fuzz::as_text(data, size);
    const i18n::LanguageScope chinese("zh");
    const std::string said = i18n::tr_sentence(english);
    fuzz::must(english.empty() == said.empty());
    return 0;
}
