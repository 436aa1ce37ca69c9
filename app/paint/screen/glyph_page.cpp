/// Stacks the glyphs of fonts in one texture.
#include "paint/screen/glyph_page.hpp"

#if IMGUI_VERSION_NUM < 19200  // later ones put all fonts in one texture themselves

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <utility>
#include <vector>

namespace poolscope::paint {

namespace {

/// Of every sheet and of the page; a power of two, so that texture coordinates stay exact.
constexpr int page_width = 2048;

std::size_t bytes(int rows) {
    return static_cast<std::size_t>(rows) * page_width;
}

/// Its pixels are not in the page yet.
bool is_fresh(const GlyphSheet& sheet) {
    return sheet.atlas->TexPixelsAlpha8 != nullptr;
}

int rows_of_glyphs(const ImFontAtlas& atlas) {
    float lowest = 0;
    for (const ImFont* font : atlas.Fonts)
        for (const ImFontGlyph& glyph : font->Glyphs) lowest = std::max(lowest, glyph.V1);
    return static_cast<int>(std::ceil(lowest * static_cast<float>(atlas.TexHeight)));
}

/// A vertical texture coordinate where rows move from `top` of `height` to `new_top` of
/// `new_height`.
struct Move {
    int top, height, new_top, new_height;
    void operator()(float& v) const {
        v = (v * static_cast<float>(height) + static_cast<float>(new_top - top)) /
            static_cast<float>(new_height);
    }
};

void move_glyphs(ImFontAtlas& atlas, const Move& move) {
    for (ImFont* font : atlas.Fonts) {
        for (ImFontGlyph& glyph : font->Glyphs) {
            move(glyph.V0);
            move(glyph.V1);
        }
    }
}

void move_shapes(ImFontAtlas& atlas, const Move& move) {
    move(atlas.TexUvWhitePixel.y);
    for (ImVec4& line : atlas.TexUvLines) {
        move(line.y);
        move(line.w);
    }
}

/// Each atlas is asked for what shapes are drawn with while its font is in use.
void share_shapes(const ImFontAtlas& from, ImFontAtlas& to) {
    to.TexID = from.TexID;
    to.TexUvWhitePixel = from.TexUvWhitePixel;
    std::ranges::copy(from.TexUvLines, std::begin(to.TexUvLines));
}

}  // namespace

std::unique_ptr<ImFontAtlas> new_sheet_atlas() {
    auto atlas = std::make_unique<ImFontAtlas>();
    atlas->TexDesiredWidth = page_width;
    atlas->Flags = ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    return atlas;
}

GlyphSheet build_sheet(std::unique_ptr<ImFontAtlas> atlas) {
    atlas->Build();
    for (ImFontConfig& config : atlas->ConfigData) {
        config.FontData = nullptr;
        config.FontDataOwnedByAtlas = false;
    }
    const int rows = rows_of_glyphs(*atlas), height = atlas->TexHeight;
    return {std::move(atlas), rows, 0, height};
}

GlyphPage::GlyphPage(ImFontAtlas& atlas) : atlas_(atlas) {
    const ImTextureID texture = atlas.TexID;
    atlas.Clear();
    atlas.TexDesiredWidth = page_width;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.AddFontDefault();  // no atlas is built without a font
    atlas.Build();
    atlas.SetTexID(texture);
    own_rows_ = atlas.TexHeight;
}

bool GlyphPage::keeps_its_rows(std::span<GlyphSheet* const> sheets, int height) const {
    int top = own_rows_;
    for (const GlyphSheet* sheet : sheets) {
        if (!is_fresh(*sheet) && sheet->top != top) return false;
        top += sheet->rows;
    }
    return height == atlas_.TexHeight;
}

/// Pixels of `height` rows, the first of which are ImGui's own and the others empty.
void GlyphPage::renew(int height) {
    auto* pixels = static_cast<unsigned char*>(IM_ALLOC(bytes(height)));
    std::memcpy(pixels, atlas_.TexPixelsAlpha8, bytes(own_rows_));
    std::memset(pixels + bytes(own_rows_), 0, bytes(height - own_rows_));
    const Move own{0, atlas_.TexHeight, 0, height};
    move_glyphs(atlas_, own);
    move_shapes(atlas_, own);
    atlas_.ClearTexData();
    atlas_.TexPixelsAlpha8 = pixels;
    atlas_.TexHeight = height;
    atlas_.TexUvScale = {1.0F / page_width, 1.0F / static_cast<float>(height)};
}

void GlyphPage::lay_out(std::span<GlyphSheet* const> sheets) {
    int rows = own_rows_;
    for (const GlyphSheet* sheet : sheets) rows += sheet->rows;
    const int height = static_cast<int>(std::bit_ceil(static_cast<unsigned>(rows) + 1));
    std::vector<unsigned char> before;
    const bool kept = keeps_its_rows(sheets, height);
    if (!kept) {
        const unsigned char* pixels = atlas_.TexPixelsAlpha8;
        before.assign(pixels, pixels + bytes(atlas_.TexHeight));
        renew(height);
    }
    int top = own_rows_;
    for (GlyphSheet* sheet : sheets) {
        ImFontAtlas& atlas = *sheet->atlas;
        const bool fresh = is_fresh(*sheet);
        if (fresh || !kept) {
            const unsigned char* from = fresh ? atlas.TexPixelsAlpha8 : before.data();
            std::memcpy(atlas_.TexPixelsAlpha8 + bytes(top), from + bytes(sheet->top),
                        bytes(sheet->rows));
            move_glyphs(atlas, {sheet->top, sheet->height, top, height});
            atlas.ClearTexData();
        }
        share_shapes(atlas_, atlas);
        sheet->top = std::exchange(top, top + sheet->rows);
        sheet->height = height;
    }
    // What lay below may have been another's.
    std::memset(atlas_.TexPixelsAlpha8 + bytes(rows), 0, bytes(1));
}

}  // namespace poolscope::paint

#endif
