/// One texture for the glyphs of many fonts, each of which is built by itself: a new font costs its
/// own glyphs only.
#pragma once

#include <imgui.h>

#include <memory>
#include <span>

namespace poolscope::paint {

/// The glyphs of one font, in an atlas of its own; once laid out, its pixels lie in the page alone.
struct GlyphSheet {
    std::unique_ptr<ImFontAtlas> atlas;
    int rows = 0;    ///< of pixels that hold glyphs
    int top = 0;     ///< its first row in the texture that its glyphs point into
    int height = 0;  ///< of that texture
};

/// An empty atlas for a sheet: add one font to it.
[[nodiscard]] std::unique_ptr<ImFontAtlas> new_sheet_atlas();
/// Draws the glyphs of `atlas`, and lets go of its font files, which are the caller's.
[[nodiscard]] GlyphSheet build_sheet(std::unique_ptr<ImFontAtlas> atlas);

/// Lays sheets one below the other into the pixels of ImGui's own atlas: its renderer uploads one
/// texture, and no draw call is split where the font changes.
class GlyphPage {
public:
    /// `atlas` is the current context's, with its texture's name set, and must outlive the page. It
    /// is built anew.
    explicit GlyphPage(ImFontAtlas& atlas);
    GlyphPage(const GlyphPage&) = delete;
    GlyphPage& operator=(const GlyphPage&) = delete;

    /// Makes the page hold `sheets` and nothing else. Between frames; the texture must be uploaded
    /// before the next.
    void lay_out(std::span<GlyphSheet* const> sheets);

private:
    /// Only fresh sheets have to be put in.
    [[nodiscard]] bool keeps_its_rows(std::span<GlyphSheet* const> sheets, int height) const;
    void renew(int height);

    ImFontAtlas& atlas_;
    int own_rows_ = 0;  ///< at the top: what ImGui draws shapes with
};

}  // namespace poolscope::paint
