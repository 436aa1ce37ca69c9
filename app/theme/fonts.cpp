/// Measures the embedded fonts with stb_truetype, caching the characters that are used most.
#include "theme/fonts.hpp"

#include <stb_truetype.h>

#include <array>
#include <vector>

#include "assets/assets.hpp"

namespace poolscope::theme {

namespace {

constexpr std::size_t font_count = 3;
constexpr std::array<const char*, font_count> files{
    "fonts/Inter-Regular.otf", "fonts/Inter-SemiBold.otf", "fonts/DejaVuSansMono.ttf"};
constexpr std::array<Font, font_count> fonts{Font::regular, Font::semibold, Font::mono};
constexpr std::array<Font, 1> fallbacks{Font::mono};
/// Latin, Greek and Cyrillic are measured once; the rest when asked.
constexpr char32_t cached_characters = 0x500;

std::size_t index_of(Font font) {
    return static_cast<std::size_t>(font);
}

struct Face {
    stbtt_fontinfo info{};
    float em = 1;  ///< font units to ems
    FontMetrics metrics;
    std::vector<float> advances;  ///< ems; negative where the font lacks the character

    explicit Face(Font font) {
        const auto bytes = font_bytes(font);
        const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
        stbtt_InitFont(&info, data, stbtt_GetFontOffsetForIndex(data, 0));
        em = stbtt_ScaleForMappingEmToPixels(&info, 1.0F);
        int ascent = 0, descent = 0, gap = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        stbtt_GetFontVMetrics(&info, &ascent, &descent, &gap);
        stbtt_GetCodepointBox(&info, '7', &x0, &y0, &x1, &y1);
        metrics = {static_cast<float>(ascent) * em, static_cast<float>(-descent) * em,
                   static_cast<float>(y1) * em};
        for (char32_t c = 0; c < cached_characters; ++c) advances.push_back(measure(c));
    }

    [[nodiscard]] float measure(char32_t character) const {
        const int glyph = stbtt_FindGlyphIndex(&info, static_cast<int>(character));
        if (glyph == 0) return -1;
        int width = 0, bearing = 0;
        stbtt_GetGlyphHMetrics(&info, glyph, &width, &bearing);
        return static_cast<float>(width) * em;
    }

    [[nodiscard]] float advance_of(char32_t character) const {
        return character < cached_characters ? advances[character] : measure(character);
    }
};

const Face& face(Font font) {
    static const std::array<Face, font_count> faces{Face{Font::regular}, Face{Font::semibold},
                                                    Face{Font::mono}};
    return faces[index_of(font)];
}

/// The width that a missing character takes, in ems, as the painters' boxes do.
constexpr float missing_advance = 0.6F;

}  // namespace

std::span<const Font> all_fonts() {
    return fonts;
}

std::span<const Font> fallback_fonts() {
    return fallbacks;
}

std::span<const std::byte> font_bytes(Font font) {
    return assets::find(files[index_of(font)]).value_or(std::span<const std::byte>{});
}

FontName font_name(Font font) {
    switch (font) {
        case Font::regular:
            return {"Inter", 400};
        case Font::semibold:
            return {"Inter", 600};
        case Font::mono:
            return {"DejaVu Sans Mono", 400};
    }
    return {"Inter", 400};
}

FontMetrics font_metrics(Font font) {
    return face(font).metrics;
}

Font font_for(char32_t character, Font font) {
    if (face(font).advance_of(character) >= 0) return font;
    for (const Font fallback : fallbacks) {
        if (face(fallback).advance_of(character) >= 0) return fallback;
    }
    return font;
}

float advance(char32_t character, Font font) {
    const float own = face(font).advance_of(character);
    if (own >= 0) return own;
    const float other = face(font_for(character, font)).advance_of(character);
    return other >= 0 ? other : missing_advance;
}

char32_t next_character(std::string_view& text) {
    constexpr char32_t bad = 0xFFFD;
    const auto first = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    if (first < 0x80) return first;
    if (first < 0xC2 || first > 0xF4) return bad;
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char32_t value = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if (text.empty()) return bad;
        const auto next = static_cast<unsigned char>(text.front());
        if ((next & 0xC0U) != 0x80U) return bad;
        value = (value << 6) | (next & 0x3FU);
        text.remove_prefix(1);
    }
    constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    return value < least[more] || surrogate || value > 0x10FFFF ? bad : value;
}

float text_width(std::string_view text, float size, Font font) {
    float width = 0;
    while (!text.empty()) width += advance(next_character(text), font);
    return width * size;
}

}  // namespace poolscope::theme
