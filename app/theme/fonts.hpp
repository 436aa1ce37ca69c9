/// The fonts that the program carries, and how wide their words are.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace poolscope::theme {

enum class Font { regular, semibold, mono };

/// The bytes of the font file (OpenType), embedded in the program.
[[nodiscard]] std::span<const std::byte> font_bytes(Font font);

/// The family name and weight under which fontconfig and Pango know it, e.g. {"Inter", 600}.
struct FontName {
    const char* family;
    int weight;
};
[[nodiscard]] FontName font_name(Font font);

/// The advance width of one line of UTF-8 `text` at `size` pixels an em, in pixels, unhinted; glyphs that the font
/// lacks are measured in the mono font. Painters may differ by a pixel a word.
[[nodiscard]] float text_width(std::string_view text, float size, Font font);

}  // namespace poolscope::theme
