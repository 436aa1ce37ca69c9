/// The fonts that the program carries, and how wide their words are.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace poolscope::theme {

enum class Font { regular, semibold, mono };

/// Every font that the program carries.
[[nodiscard]] std::span<const Font> all_fonts();

/// Where a character that a font lacks is looked for, in this order: mono has the brackets and
/// signs that Inter lacks. A font for another script is one row more here and in the list of files.
[[nodiscard]] std::span<const Font> fallback_fonts();

/// The bytes of the font file (OpenType), embedded in the program.
[[nodiscard]] std::span<const std::byte> font_bytes(Font font);

/// The family name and weight under which fontconfig and Pango know it, e.g. {"Inter", 600}.
struct FontName {
    const char* family;
    int weight;
};
[[nodiscard]] FontName font_name(Font font);

/// A font's vertical metrics as fractions of an em.
struct FontMetrics {
    float ascent = 0;        ///< above the baseline
    float descent = 0;       ///< below it, positive
    float digit_height = 0;  ///< of "7": a line of text is centred on half of it above the baseline
};
[[nodiscard]] FontMetrics font_metrics(Font font);

/// The font that draws a character: `font`, or the first of the fallbacks that has it, or `font`
/// where none does.
[[nodiscard]] Font font_for(char32_t character, Font font);

/// One character's advance at one pixel an em, from the font that font_for() names.
[[nodiscard]] float advance(char32_t character, Font font);

/// Takes the first character off `text`, which must not be empty; a malformed byte gives U+FFFD.
[[nodiscard]] char32_t next_character(std::string_view& text);

/// The advance width of one line of UTF-8 `text` at `size` pixels an em, in pixels, unhinted;
/// glyphs that the font lacks are measured in the mono font. Painters may differ by a pixel a word.
[[nodiscard]] float text_width(std::string_view text, float size, Font font);

}  // namespace poolscope::theme
