/// Fuzzes the breaking of any text into lines, by the widths of its characters: lines are pieces of
/// the text, in order, and lose nothing but blanks and newlines.
#include "fuzz/fuzz.hpp"
#include "theme/line_break.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::as_text(data, size);
    for (const float width : {0.0F, 60.0F, 400.0F}) {
        const char* end = text.data();
        for (const std::string_view line :
             theme::broken_lines(text, width, 13.0F, theme::Font::regular)) {
            if (line.data() == nullptr) continue;
            fuzz::must(line.data() >= end);
            for (; end != line.data(); ++end) fuzz::must(*end == ' ' || *end == '\n');
            end += line.size();
        }
        fuzz::must(end <= text.data() + text.size());
    }
    const float wide = theme::text_width(text, 13.0F, theme::Font::mono);
    fuzz::must(wide >= 0.0F);
    return 0;
}
