/// Where the window's painter gets heatmaps from: textures made elsewhere, so that painting knows
/// no OpenGL.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>

#include "scene/primitives.hpp"

namespace poolscope::paint {

/// A texture to draw over a heatmap's rectangle, and the part of it to use.
struct HeatmapImage {
    ImTextureID texture{};
    ImVec2 uv0{0, 0};
    ImVec2 uv1{1, 1};
};

/// An OpenGL texture's name as ImGui's OpenGL backend knows it.
[[nodiscard]] inline ImTextureID texture_id(unsigned name) {
    // ImTextureID is a pointer or a number, by ImGui's version: only this cast does for both.
    return (ImTextureID)(static_cast<std::uintptr_t>(name));
}

class HeatmapTextures {
public:
    HeatmapTextures() = default;
    HeatmapTextures(const HeatmapTextures&) = delete;
    HeatmapTextures& operator=(const HeatmapTextures&) = delete;
    virtual ~HeatmapTextures() = default;

    /// `heatmap` (its opacity left out) at `width` x `height` device pixels, good until the next
    /// frame is drawn; nothing where it cannot be had.
    [[nodiscard]] virtual std::optional<HeatmapImage> image(const scene::Heatmap& heatmap,
                                                            int width, int height) = 0;
};

}  // namespace poolscope::paint
