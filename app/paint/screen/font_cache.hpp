/// ImGui's fonts at every size that is asked for, crisp: up to ImGui 1.91 missing sizes are built
/// before the next frame, each by itself; from 1.92 on ImGui draws each glyph when it is needed.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "paint/screen/glyph_page.hpp"
#include "paint/screen/sized_font.hpp"
#include "theme/fonts.hpp"

namespace poolscope::paint {

/// Fills the font atlas of the ImGui context that is current when it is made, and which must
/// outlive it. In these fonts a size is the em's, digits are centred in the line, and advances are
/// those of theme::text_width().
class FontCache {
public:
    static constexpr double settle_seconds = 0.12;

    FontCache();
    FontCache(const FontCache&) = delete;
    FontCache& operator=(const FontCache&) = delete;

    /// `font` at `pixels` an em, or, until the next rebuild_if_needed(), the nearest size there is.
    /// Good for this frame only. Never null once rebuild_if_needed() was called.
    [[nodiscard]] SizedFont font(theme::Font font, float pixels);

    /// `text` is drawn in `font` (of this cache) in this frame: characters that it lacks are built
    /// before the next. A font holds ASCII, the program's signs, and what is noted.
    void note(const ImFont* font, std::string_view text);

    /// Between frames: builds what was asked for and missing; true where it did, and the font
    /// texture must be uploaded anew.
    bool rebuild_if_needed();

    /// Something was missing in the last frame: another should follow at once.
    [[nodiscard]] bool pending() const;
    /// Characters were missing in the last frame: it is not fit to be seen.
    [[nodiscard]] bool lacks_glyphs() const;

#if IMGUI_VERSION_NUM < 19200
    /// The fonts that are in the texture.
    [[nodiscard]] std::vector<const ImFont*> built() const;

private:
    struct Entry {
        theme::Font font;
        float pixels;
        GlyphSheet sheet{};
        std::uint64_t used = 0;  ///< the frame in which it was last asked for
        double since = 0;        ///< ImGui's time when it was first asked for
        /// Characters beyond the usual ones, and the frame in which each was last drawn.
        std::map<char32_t, std::uint64_t> characters{};
        bool lacks_glyphs = false;  ///< some of which are not in the sheet

        /// Null until it is built.
        [[nodiscard]] ImFont* built() const {
            return sheet.atlas ? sheet.atlas->Fonts.front() : nullptr;
        }
    };

    [[nodiscard]] Entry* find(theme::Font font, float pixels);
    [[nodiscard]] SizedFont nearest(theme::Font font, float pixels) const;
    [[nodiscard]] bool settled(const Entry& entry) const;
    void drop_passed();
    void drop_unused();
    void build(Entry& entry) const;
    void lay_out();

    GlyphPage page_;
    std::vector<Entry> entries_;
    std::uint64_t frame_ = 1;
    bool pending_ = false;
    bool lacks_glyphs_ = false;
#else
private:
    std::map<theme::Font, ImFont*> fonts_;
#endif
};

}  // namespace poolscope::paint
