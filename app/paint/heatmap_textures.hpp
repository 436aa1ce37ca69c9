/// Where the window's painter gets heatmaps from: textures made elsewhere, so that painting knows
/// no OpenGL.
#pragma once

#include <cstdint>
#include <optional>

#include "drawing/primitives.hpp"

namespace poolscope::paint {

/// A texture by its renderer's own name or address: OpenGL's name of it, in this program.
using TextureName = std::uintptr_t;

class HeatmapTextures {
public:
    HeatmapTextures() = default;
    HeatmapTextures(const HeatmapTextures&) = delete;
    HeatmapTextures& operator=(const HeatmapTextures&) = delete;
    virtual ~HeatmapTextures() = default;

    /// A texture that holds `heatmap` (its opacity left out), top row first, at `width` x `height`
    /// device pixels, good until the next frame is drawn; nothing where it cannot be had.
    [[nodiscard]] virtual std::optional<TextureName> image(const drawing::Heatmap& heatmap,
                                                           int width, int height) = 0;
};

}  // namespace poolscope::paint
