/// Paints a scene into an ImGui draw list: the window's picture of it.
#pragma once

#include <imgui.h>

#include "paint/heatmap_textures.hpp"
#include "paint/screen/font_cache.hpp"
#include "scene/scene.hpp"

namespace poolscope::paint {

/// Where and how to draw. `origin` is the scene's top left in ImGui's pixels; text is sharpest
/// where it is whole.
struct ImGuiTarget {
    ImDrawList& list;
    FontCache& fonts;
    HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
    ImVec2 origin{0, 0};
    float scale = 1;         ///< ImGui's pixels a logical pixel
    bool background = true;  ///< fills scene.size first
};

void paint_scene(const ImGuiTarget& target, const scene::Scene& scene);

/// One primitive by itself: for controls that show a box or a sign as the scene does.
void paint_primitive(const ImGuiTarget& target, const scene::Primitive& primitive);

}  // namespace poolscope::paint
