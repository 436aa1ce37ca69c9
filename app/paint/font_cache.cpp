/// Builds ImGui's font atlas from the embedded fonts.
#include "paint/font_cache.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

namespace poolscope::paint {

namespace {

using theme::Font;

constexpr float largest_size = 128;
constexpr float default_size = 14;
constexpr std::size_t most_fonts = 32;
constexpr std::uint64_t first_frames = 4;   ///< in which nothing waits to settle
constexpr std::uint64_t frames_kept = 240;  ///< a font unused for longer may go

/// Signs beyond Latin letters: what the program writes, and what may stand in a file's name.
constexpr const char* signs =
    "‐‑–—‘’“”•…′″‹›€™½¼¾⅓⅔⅛⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉αβγδεθλμπρσςτφωΔΣΩ"
    "←↑→↓↔↕↖↗↘↙↶↷↺↻⇤⇥∂∆∇∈∏∑−∓√∞∩∪∫≈≠≡≤≥⊂⊕⊗⌈⌉⌊⌋⋅⋯■□▢▪▫▲△▶▷▸▼▽▾◀◁◂◆◇○●◐◧☀☾⚙✓✕✗�";

/// For sizes at which every glyph costs much of the atlas, plain letters do.
constexpr float plain_above = 40;

const ImWchar* glyph_ranges(bool plain) {
    const auto make = [](bool only_plain) {
        static constexpr std::array<ImWchar, 3> ascii{0x20, 0xFF, 0};
        static constexpr std::array<ImWchar, 5> latin{0x20, 0xFF, 0x100, 0x17F, 0};
        ImFontGlyphRangesBuilder builder;
        builder.AddRanges(only_plain ? ascii.data() : latin.data());
        builder.AddText(signs);
        ImVector<ImWchar> ranges;
        builder.BuildRanges(&ranges);
        return ranges;
    };
    static const ImVector<ImWchar> full = make(false), few = make(true);
    return plain ? few.Data : full.Data;
}

/// ImGui measures a font by its line height; we by the em.
float line_height(Font font, float pixels) {
    const theme::FontMetrics metrics = theme::font_metrics(font);
    return (metrics.ascent + metrics.descent) * pixels;
}

ImFont* add_face(ImFontAtlas& atlas, Font font, float pixels, bool merge, const ImWchar* ranges) {
    const auto bytes = theme::font_bytes(font);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merge;
    config.OversampleH = pixels > plain_above ? 1 : 3;
    config.OversampleV = 1;
    config.PixelSnapH = false;
    config.GlyphRanges = ranges;
    config.FontNo = theme::font_index(font);
    config.EllipsisChar = 0x2026;
    // ImGui only reads the data, though its signature does not say so.
    auto* data = const_cast<std::byte*>(bytes.data());
    return atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()),
                                      line_height(font, pixels), &config);
}

/// Makes the em the font's size, and centres digits in its line.
void adjust(ImFont& font, Font face, float pixels) {
    const float old_ascent = std::round(font.Ascent);
    const float ascent = std::round(pixels * (1 + theme::font_metrics(face).digit_height) / 2);
    for (ImFontGlyph& glyph : font.Glyphs) {
        glyph.Y0 += ascent - old_ascent;
        glyph.Y1 += ascent - old_ascent;
        glyph.AdvanceX = theme::advance(static_cast<char32_t>(glyph.Codepoint), face) * pixels;
    }
    font.Ascent = ascent;
    font.Descent = ascent - pixels;
    font.FontSize = pixels;
    font.BuildLookupTable();
}

}  // namespace

FontCache::FontCache() : atlas_(ImGui::GetIO().Fonts) {
    entries_.push_back({Font::regular, default_size});
}

float FontCache::built_size(float pixels) {
    const float step = pixels <= 20 ? 0.5F : pixels <= 40 ? 1.0F : pixels <= 64 ? 2.0F : 4.0F;
    return std::clamp(std::round(pixels / step) * step, 4.0F, largest_size);
}

FontCache::Entry* FontCache::find(Font font, float pixels) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
        return e.font == font && e.pixels == pixels;
    });
    return found != entries_.end() ? &*found : nullptr;
}

ImFont* FontCache::nearest(Font font, float pixels) const {
    const auto distance = [&](const Entry& e) {
        return std::abs(e.pixels - pixels) + (e.font == font ? 0.0F : largest_size);
    };
    const Entry* best = nullptr;
    for (const Entry& entry : entries_) {
        if (entry.built != nullptr && (best == nullptr || distance(entry) < distance(*best)))
            best = &entry;
    }
    return best != nullptr ? best->built : nullptr;
}

ImFont* FontCache::font(Font font, float pixels) {
    const float wanted = built_size(pixels);
    Entry* entry = find(font, wanted);
    if (entry == nullptr)
        entry = &entries_.emplace_back(Entry{font, wanted, nullptr, frame_, ImGui::GetTime()});
    entry->used = frame_;
    if (entry->built != nullptr) return entry->built;
    pending_ = true;
    return nearest(font, wanted);
}

void FontCache::note(const ImFont* font, std::string_view text) {
    Entry* entry = nullptr;
    while (!text.empty()) {
        const char32_t character = theme::next_character(text);
        if (character < 0x100 || character > IM_UNICODE_CODEPOINT_MAX) continue;
        if (entry == nullptr) {
            const auto found = std::find_if(entries_.begin(), entries_.end(),
                                            [&](const Entry& e) { return e.built == font; });
            if (found == entries_.end()) return;
            entry = &*found;
        }
        const auto known = entry->characters.find(character);
        if (known != entry->characters.end()) {
            known->second = frame_;
        } else if (font->FindGlyphNoFallback(static_cast<ImWchar>(character)) == nullptr) {
            entry->characters.emplace(character, frame_);
            lacks_glyphs_ = true;
        }
    }
}

bool FontCache::settled(const Entry& entry) const {
    return entry.built == nullptr &&
           (frame_ <= first_frames || ImGui::GetTime() - entry.since >= settle_seconds);
}

bool FontCache::rebuild_if_needed() {
    drop_unused();
    ++frame_;
    const bool due =
        std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return settled(e); });
    if (!due && !lacks_glyphs_) return false;
    pending_ = lacks_glyphs_ = false;
    build();
    return true;
}

/// Forgets sizes that were passed on the way to another, and, where there are many, those long
/// unused.
void FontCache::drop_unused() {
    const auto passed = [&](const Entry& e) {
        return e.built == nullptr && e.used != frame_ && e.used != 0;
    };
    entries_.erase(std::remove_if(entries_.begin() + 1, entries_.end(), passed), entries_.end());
    pending_ = std::any_of(entries_.begin(), entries_.end(),
                           [](const Entry& e) { return e.built == nullptr; });
    if (!pending_ || entries_.size() <= most_fonts) return;
    std::sort(entries_.begin() + 1, entries_.end(),
              [](const Entry& a, const Entry& b) { return a.used > b.used; });
    while (entries_.size() > most_fonts && entries_.back().used + frames_kept < frame_)
        entries_.pop_back();
}

/// Characters that were not drawn for a while need not be in the atlas.
void FontCache::forget_characters() {
    for (Entry& entry : entries_)
        std::erase_if(entry.characters,
                      [&](const auto& one) { return one.second + frames_kept < frame_; });
}

void FontCache::build() {
    forget_characters();
    atlas_->Clear();
    std::deque<ImVector<ImWchar>> ranges;  // ImGui reads them as it builds
    for (Entry& entry : entries_) {
        const bool plain = entry.pixels > plain_above;
        std::map<Font, ImFontGlyphRangesBuilder> wanted;
        wanted[entry.font].AddRanges(glyph_ranges(plain));
        if (entry.font != Font::mono) wanted[Font::mono].AddRanges(glyph_ranges(plain));
        for (const auto& [character, frame] : entry.characters)
            wanted[theme::font_for(character, entry.font)].AddChar(static_cast<ImWchar>(character));
        const auto add = [&](Font face, ImFontGlyphRangesBuilder& builder, bool merge) {
            builder.BuildRanges(&ranges.emplace_back());
            return add_face(*atlas_, face, entry.pixels, merge, ranges.back().Data);
        };
        entry.built = add(entry.font, wanted[entry.font], false);
        wanted.erase(entry.font);
        for (auto& [face, builder] : wanted) add(face, builder, true);
    }
    atlas_->Build();
    for (const Entry& entry : entries_) adjust(*entry.built, entry.font, entry.pixels);
    ImGui::GetIO().FontDefault = entries_.front().built;
}

}  // namespace poolscope::paint
