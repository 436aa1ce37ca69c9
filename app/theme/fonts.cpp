/// Measures the embedded fonts with stb_truetype, caching the characters that are used most.
#include "theme/fonts.hpp"

#include <stb_truetype.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "assets/assets.hpp"

namespace poolscope::theme {

namespace {

constexpr std::size_t font_count = 5;
constexpr std::array<const char*, font_count> files{
    "fonts/Inter-Regular.otf", "fonts/Inter-SemiBold.otf", "fonts/DejaVuSansMono.ttf",
    "fonts/NotoSansCJKsc-Regular.otf", "fonts/NotoSansCJKsc-Bold.otf"};
constexpr std::array<Font, font_count> fonts{Font::regular, Font::semibold, Font::mono, Font::han,
                                             Font::han_bold};
constexpr std::array<Font, 2> fallbacks{Font::mono, Font::han};
constexpr std::array<Font, 2> bold_fallbacks{Font::mono, Font::han_bold};
/// Latin, Greek and Cyrillic are measured once; the rest when asked.
constexpr char32_t cached_characters = 0x500;

std::size_t index_of(Font font) {
    return static_cast<std::size_t>(font);
}

struct Face {
    SystemFont file;
    stbtt_fontinfo info{};
    float em = 1;  ///< font units to ems
    FontMetrics metrics;
    std::vector<float> advances;  ///< ems; negative where the font lacks the character

    explicit Face(SystemFont font) : file(font) {
        const auto* data = reinterpret_cast<const unsigned char*>(file.bytes.data());
        stbtt_InitFont(&info, data, stbtt_GetFontOffsetForIndex(data, file.index));
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

Face embedded(Font font) {
    return Face({assets::find(files[index_of(font)]).value_or(std::span<const std::byte>{}), 0});
}

/// How often the finder was changed: what threads remember is then out of date.
std::atomic<std::uint64_t> finder_changes = 0;

/// The fonts of the system that were needed so far, and for which characters; shared by threads.
struct SystemFaces {
    std::mutex mutex;
    FontFinder find = nullptr;
    std::deque<Face> faces;  ///< they stay where they are
    std::unordered_map<char32_t, std::optional<Font>> found;
};

SystemFaces& system_faces() {
    static SystemFaces all;
    return all;
}

const Face& face(Font font) {
    static const std::array<Face, font_count> faces{embedded(Font::regular),
                                                    embedded(Font::semibold), embedded(Font::mono),
                                                    embedded(Font::han), embedded(Font::han_bold)};
    if (is_carried(font)) return faces[index_of(font)];
    SystemFaces& others = system_faces();
    const std::lock_guard lock(others.mutex);
    return others.faces[index_of(font) - font_count];
}

/// The font of the system that has a character, asked for once.
std::optional<Font> system_font_for(char32_t character) {
    SystemFaces& all = system_faces();
    const std::lock_guard lock(all.mutex);
    const auto known = all.found.find(character);
    if (known != all.found.end()) return known->second;
    std::optional<Font>& font = all.found[character];
    const auto file = all.find != nullptr ? all.find(character) : std::nullopt;
    if (!file) return font;
    const auto same = std::ranges::find_if(all.faces, [&](const Face& one) {
        return one.file.bytes.data() == file->bytes.data() && one.file.index == file->index;
    });
    const auto place = static_cast<std::size_t>(same - all.faces.begin());
    if (same == all.faces.end()) all.faces.emplace_back(*file);
    if (all.faces[place].advance_of(character) >= 0) font = static_cast<Font>(font_count + place);
    return font;
}

Font found_font(char32_t character, Font font) {
    if (face(font).advance_of(character) >= 0) return font;
    for (const Font fallback : fallback_fonts(font))
        if (face(fallback).advance_of(character) >= 0) return fallback;
    return system_font_for(character).value_or(font);
}

/// The width that a missing character takes, in ems, as the painters' boxes do.
constexpr float missing_advance = 0.6F;

}  // namespace

std::span<const Font> all_fonts() {
    return fonts;
}

std::span<const Font> fallback_fonts(Font font) {
    return font == Font::semibold || font == Font::han_bold ? bold_fallbacks : fallbacks;
}

bool is_carried(Font font) {
    return index_of(font) < font_count;
}

std::span<const std::byte> font_bytes(Font font) {
    return face(font).file.bytes;
}

int font_index(Font font) {
    return face(font).file.index;
}

void set_font_finder(FontFinder find) {
    SystemFaces& all = system_faces();
    const std::lock_guard lock(all.mutex);
    all.find = find;
    all.found.clear();
    ++finder_changes;
}

FontName font_name(Font font) {
    switch (font) {
        case Font::regular:
            return {"Inter", 400};
        case Font::semibold:
            return {"Inter", 600};
        case Font::mono:
            return {"DejaVu Sans Mono", 400};
        case Font::han:
            return {"Noto Sans CJK SC", 400};
        case Font::han_bold:
            return {"Noto Sans CJK SC", 700};
    }
    return {"Inter", 400};
}

FontMetrics font_metrics(Font font) {
    return face(font).metrics;
}

namespace {

/// What draws one character, and how wide it is, in ems.
struct Setting {
    Font font;
    float advance;
};

/// Characters beyond the cached ones, remembered by each thread.
Setting setting_of(char32_t character, Font font) {
    thread_local std::uint64_t changes = 0;
    thread_local std::unordered_map<std::uint64_t, Setting> known;
    if (const std::uint64_t now = finder_changes; changes != now) {
        known.clear();
        changes = now;
    }
    const std::uint64_t key = (std::uint64_t{index_of(font)} << 32) | character;
    if (const auto it = known.find(key); it != known.end()) return it->second;
    const Font found = found_font(character, font);
    const float width = face(found).advance_of(character);
    return known.emplace(key, Setting{found, width >= 0 ? width : missing_advance}).first->second;
}

}  // namespace

Font font_for(char32_t character, Font font) {
    if (character < cached_characters && face(font).advances[character] >= 0) return font;
    return setting_of(character, font).font;
}

float advance(char32_t character, Font font) {
    if (character < cached_characters) {
        const float own = face(font).advances[character];
        if (own >= 0) return own;
    }
    return setting_of(character, font).advance;
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
