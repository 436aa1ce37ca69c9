/// The fonts that words are set in, and how wide they are: those that the program carries, and for
/// characters that none of these has, the system's.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace poolscope::theme {

/// Words are set in the first three; the Chinese ones, which hold the characters of the program's
/// own words, stand in where those lack a character. Larger numbers name fonts of the system.
enum class Font { regular, semibold, mono, han, han_bold };

/// Every font that the program carries.
[[nodiscard]] std::span<const Font> all_fonts();

/// Where a character that `font` lacks is looked for, in this order: mono has the brackets and
/// signs that Inter lacks. A font for another script is one row more here and in the list of files.
[[nodiscard]] std::span<const Font> fallback_fonts(Font font);

/// Whether the program carries the font.
[[nodiscard]] bool is_carried(Font font);

/// The bytes of the font file (OpenType), and which of the file's fonts it is.
[[nodiscard]] std::span<const std::byte> font_bytes(Font font);
[[nodiscard]] int font_index(Font font);

/// A font of the system: its file's bytes, which live as long as the program, and which of the
/// file's fonts it is.
struct SystemFont {
    std::span<const std::byte> bytes;
    int index = 0;
};
/// Finds a font of the system that has a character; nothing where there is none.
using FontFinder = std::optional<SystemFont> (*)(char32_t character);

/// From now on, characters that the program's fonts lack are looked for by `find`, once each;
/// before, and after a null, they are missing.
void set_font_finder(FontFinder find);

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

/// The font that draws a character: `font`, or the first of the fallbacks that has it, or one of
/// the system's, or `font` where none does.
[[nodiscard]] Font font_for(char32_t character, Font font);

/// One character's advance at one pixel an em, from the font that font_for() names.
[[nodiscard]] float advance(char32_t character, Font font);

/// Takes the first character off `text`, which must not be empty; a malformed byte gives U+FFFD.
[[nodiscard]] char32_t next_character(std::string_view& text);

/// The advance width of one line of UTF-8 `text` at `size` pixels an em, in pixels, unhinted;
/// glyphs that the font lacks are measured in the font that has them. Painters may differ by a
/// pixel a word.
[[nodiscard]] float text_width(std::string_view text, float size, Font font);

}  // namespace poolscope::theme
