/// Builds ImGui's fonts from the embedded ones, for ImGui up to 1.91.
#include "paint/screen/font_cache.hpp"

#if IMGUI_VERSION_NUM < 19200

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "paint/screen/font_measures.hpp"

namespace poolscope::paint {

namespace {

using theme::Font;

constexpr std::size_t most_fonts = 32;
constexpr int most_rows = 8192;  ///< of the texture, which every driver can make as high as that
constexpr std::uint64_t first_frames = 4;   ///< in which nothing waits to settle
constexpr std::uint64_t frames_kept = 240;  ///< a font unused for longer may go

/// Signs beyond ASCII that the program writes.
constexpr std::string_view signs =
    "£§°±²³·»«×÷‐‑–—‘’“”•…′″‹›€™½¼¾⅓⅔⅛⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉αβγδεθλμπρσςτφωΔΣΩ"
    "←↑→↓↔↕↖↗↘↙↶↷↺↻⇤⇥∂∆∇∈∏∑−∓√∞∩∪∫≈≠≡≤≥⊂⊕⊗⌈⌉⌊⌋⋅⋯■□▢▪▫▲△▶▷▸▼▽▾◀◁◂◆◇○●◐◧☀☾⚙✓✕✗";

/// Pairs of first and last, without ImGui's end mark.
using Ranges = std::vector<ImWchar>;

/// Of a plain font ASCII, unless more is drawn.
const Ranges& usual_ranges(bool plain) {
    static const Ranges ascii{0x20, 0x7E, missing_character, missing_character};
    static const Ranges with_signs = [] {
        Ranges ranges = ascii;
        for (std::string_view rest = signs; !rest.empty();)
            ranges.resize(ranges.size() + 2, static_cast<ImWchar>(theme::next_character(rest)));
        return ranges;
    }();
    return plain ? ascii : with_signs;
}

/// ImGui measures a font by its line height; we by the em.
float line_height(Font font, float pixels) {
    const theme::FontMetrics metrics = theme::font_metrics(font);
    return (metrics.ascent + metrics.descent) * pixels;
}

#if IMGUI_VERSION_NUM >= 19010
/// ImGui rounds heights down: how much larger glyphs are drawn than they are shown.
float density(Font font, float pixels) {
    const float height = line_height(font, pixels);
    return height / std::trunc(height);
}

/// Shows them as large as they are drawn.
void enlarge(ImFont& font, Font face, float pixels) {
    const float baseline = std::round(font.Ascent);
    for (ImFontGlyph& glyph : font.Glyphs) {
        const auto character = static_cast<char32_t>(glyph.Codepoint);
        const float larger = density(theme::font_for(character, face), pixels);
        glyph.X0 *= larger;
        glyph.X1 *= larger;
        glyph.Y0 = baseline + (glyph.Y0 - baseline) * larger;
        glyph.Y1 = baseline + (glyph.Y1 - baseline) * larger;
    }
}
#endif

void add_face(ImFontAtlas& atlas, Font font, float pixels, bool merge, const ImWchar* ranges) {
    const auto bytes = theme::font_bytes(font);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = true;  // else ImGui copies it; build_sheet() takes it back
    config.MergeMode = merge;
    config.OversampleH = pixels > plain_above ? 1 : 3;
    config.OversampleV = 1;
    config.PixelSnapH = false;
    config.GlyphRanges = ranges;
    config.FontNo = theme::font_index(font);
    config.EllipsisChar = ellipsis_character;
#if IMGUI_VERSION_NUM >= 19010
    config.RasterizerDensity = density(font, pixels);
#endif
    // ImGui only reads the data, though its signature does not say so.
    auto* data = const_cast<std::byte*>(bytes.data());
    atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), line_height(font, pixels),
                               &config);
}

/// Makes the em the font's size, and centres digits in its line.
void adjust(ImFont& font, Font face, float pixels) {
#if IMGUI_VERSION_NUM >= 19010
    enlarge(font, face, pixels);
#endif
    const float old_ascent = std::round(font.Ascent);
    const float ascent = line_ascent(face, pixels);
    for (ImFontGlyph& glyph : font.Glyphs) {
        glyph.Y0 += ascent - old_ascent;
        glyph.Y1 += ascent - old_ascent;
        if (glyph.Codepoint < 0x20) continue;  // ImGui's tab, which follows the blank
        glyph.AdvanceX = theme::advance(static_cast<char32_t>(glyph.Codepoint), face) * pixels;
    }
    font.Ascent = ascent;
    font.Descent = ascent - pixels;
    font.FontSize = pixels;
    font.FallbackChar = missing_character;
    font.BuildLookupTable();
}

/// The size that is built for `pixels`: steps of a half up to 20, of one up to 40, then coarser.
float built_size(float pixels) {
    const float step = pixels <= 20 ? 0.5F : pixels <= 40 ? 1.0F : pixels <= 64 ? 2.0F : 4.0F;
    return std::clamp(std::round(pixels / step) * step, least_font_size, largest_font_size);
}

}  // namespace

const ImFontGlyph* SizedFont::glyph(ImWchar character) const {
    return font->FindGlyph(character);
}

bool SizedFont::has(ImWchar character) const {
    return font->FindGlyphNoFallback(character) != nullptr;
}

float SizedFont::ascent() const {
    return font->Ascent;
}

void SizedFont::push() const {
    ImGui::PushFont(font);
}

FontCache::FontCache() : page_(*ImGui::GetIO().Fonts) {
    entries_.push_back({Font::regular, default_font_size});
}

FontCache::Entry* FontCache::find(Font font, float pixels) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
        return e.font == font && e.pixels == pixels;
    });
    return found != entries_.end() ? &*found : nullptr;
}

SizedFont FontCache::nearest(Font font, float pixels) const {
    const auto distance = [&](const Entry& e) {
        return std::abs(e.pixels - pixels) + (e.font == font ? 0.0F : largest_font_size);
    };
    const Entry* best = nullptr;
    for (const Entry& entry : entries_)
        if (entry.built() != nullptr && (best == nullptr || distance(entry) < distance(*best)))
            best = &entry;
    return best != nullptr ? SizedFont{best->built(), best->pixels} : SizedFont{};
}

SizedFont FontCache::font(Font font, float pixels) {
    const float wanted = built_size(pixels);
    Entry* entry = find(font, wanted);
    if (entry == nullptr)
        entry = &entries_.emplace_back(
            Entry{.font = font, .pixels = wanted, .since = ImGui::GetTime()});
    entry->used = frame_;
    if (entry->built() != nullptr) return {entry->built(), wanted};
    pending_ = true;
    return nearest(font, wanted);
}

void FontCache::note(const ImFont* font, std::string_view text) {
    Entry* entry = nullptr;
    while (!text.empty()) {
        const char32_t character = theme::next_character(text);
        if (character < 0x7F || character > IM_UNICODE_CODEPOINT_MAX) continue;
        if (entry == nullptr) {
            const auto found = std::find_if(entries_.begin(), entries_.end(),
                                            [&](const Entry& e) { return e.built() == font; });
            if (found == entries_.end()) return;
            entry = &*found;
        }
        const auto known = entry->characters.find(character);
        if (known != entry->characters.end()) {
            known->second = frame_;
        } else if (font->FindGlyphNoFallback(static_cast<ImWchar>(character)) == nullptr) {
            entry->characters.emplace(character, frame_);
            lacks_glyphs_ = entry->lacks_glyphs = true;
        }
    }
}

bool FontCache::pending() const {
    return pending_ || lacks_glyphs_;
}

bool FontCache::lacks_glyphs() const {
    return lacks_glyphs_;
}

std::vector<const ImFont*> FontCache::built() const {
    std::vector<const ImFont*> fonts;
    for (const Entry& entry : entries_)
        if (entry.built() != nullptr) fonts.push_back(entry.built());
    return fonts;
}

bool FontCache::settled(const Entry& entry) const {
    return entry.built() == nullptr &&
           (frame_ <= first_frames || ImGui::GetTime() - entry.since >= settle_seconds);
}

bool FontCache::rebuild_if_needed() {
    drop_passed();
    drop_unused();
    ++frame_;
    bool built = false;
    for (Entry& entry : entries_) {
        // One new size a frame: several would make a moving window stumble.
        const bool turn = settled(entry) && (!built || frame_ <= first_frames);
        if (!turn && !entry.lacks_glyphs) continue;
        build(entry);
        built = true;
    }
    lacks_glyphs_ = false;
    pending_ = std::ranges::any_of(entries_, [](const Entry& e) { return e.built() == nullptr; });
    if (built) lay_out();
    return built;
}

/// Forgets sizes that were passed on the way to another.
void FontCache::drop_passed() {
    const auto passed = [&](const Entry& e) {
        return e.built() == nullptr && e.used != frame_ && e.used != 0;
    };
    entries_.erase(std::remove_if(entries_.begin() + 1, entries_.end(), passed), entries_.end());
}

/// Where there are many sizes, forgets those long unused; where their texture would be too high,
/// all that the last frame did not use. The first is the default and stays.
void FontCache::drop_unused() {
    int rows = 0;
    for (const Entry& entry : entries_) rows += entry.sheet.rows;
    const bool too_high = rows > most_rows;
    if (!too_high && entries_.size() <= most_fonts) return;
    std::sort(entries_.begin() + 1, entries_.end(),
              [](const Entry& a, const Entry& b) { return a.used > b.used; });
    const std::size_t kept = too_high ? 1 : most_fonts;
    const std::uint64_t age = too_high ? 0 : frames_kept;
    while (entries_.size() > kept && entries_.back().used + age < frame_) entries_.pop_back();
}

/// Draws the glyphs of `entry`, but for those that were not drawn for a while.
void FontCache::build(Entry& entry) const {
    std::erase_if(entry.characters,
                  [&](const auto& one) { return one.second + frames_kept < frame_; });
    std::map<Font, Ranges> wanted;
    const Ranges& usual = usual_ranges(entry.pixels > plain_above);
    wanted[entry.font] = wanted[Font::mono] = usual;
    for (const auto& [character, frame] : entry.characters) {
        Ranges& ranges = wanted[theme::font_for(character, entry.font)];
        ranges.resize(ranges.size() + 2, static_cast<ImWchar>(character));
    }

    auto atlas = new_sheet_atlas();
    const auto add = [&](Font face, bool merge) {
        wanted[face].push_back(0);  // the end mark
        add_face(*atlas, face, entry.pixels, merge, wanted[face].data());
    };
    add(entry.font, false);
    for (const auto& [face, ranges] : wanted)
        if (face != entry.font) add(face, true);
    entry.sheet = build_sheet(std::move(atlas));
    adjust(*entry.built(), entry.font, entry.pixels);
    entry.lacks_glyphs = false;
}

void FontCache::lay_out() {
    std::vector<GlyphSheet*> sheets;
    for (Entry& entry : entries_)
        if (entry.built() != nullptr) sheets.push_back(&entry.sheet);
    page_.lay_out(sheets);
    ImGui::GetIO().FontDefault = entries_.front().built();
}

}  // namespace poolscope::paint

#endif
