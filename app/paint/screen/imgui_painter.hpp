/// Paints a drawing into an ImGui draw list: the window's picture of it.
#pragma once

#include <imgui.h>

#include "drawing/drawing.hpp"
#include "paint/heatmap_textures.hpp"
#include "paint/screen/font_cache.hpp"

namespace poolscope::paint {

/// Where and how to draw. `origin` is the drawing's top left in ImGui's pixels; text is sharpest
/// where it is whole.
struct ImGuiTarget {
    ImDrawList& list;
    FontCache& fonts;
    HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
    ImVec2 origin{0, 0};
    float scale = 1;         ///< ImGui's pixels a logical pixel
    bool background = true;  ///< fills drawing.size first
};

void paint_drawing(const ImGuiTarget& target, const drawing::Drawing& drawing);

/// One primitive by itself: for controls that show a box or a sign as the drawing does.
void paint_primitive(const ImGuiTarget& target, const drawing::Primitive& primitive);

}  // namespace poolscope::paint
