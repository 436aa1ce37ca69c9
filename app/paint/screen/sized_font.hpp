/// A font at a size: one ImFont up to ImGui 1.91, one of the sizes of an ImFont from 1.92 on.
#pragma once

#include <imgui.h>

namespace poolscope::paint {

struct SizedFont {
    ImFont* font = nullptr;
    float pixels = 0;  ///< an em, as its glyphs are drawn in the texture

    /// What draws `character`, or stands for one that is missing. Good until the next call.
    [[nodiscard]] const ImFontGlyph* glyph(ImWchar character) const;
    [[nodiscard]] bool has(ImWchar character) const;
    /// From a line's top to its baseline, in pixels.
    [[nodiscard]] float ascent() const;
    /// Makes it ImGui's until ImGui::PopFont().
    void push() const;
};

}  // namespace poolscope::paint
