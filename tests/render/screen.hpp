/// Scenes painted as the window does, on an OpenGL context without a display.
#pragma once

#include <memory>
#include <optional>

#include "drawing/drawing.hpp"
#include "paint/pixels.hpp"
#include "paint/screen/font_cache.hpp"
#include "platform/headless/headless.hpp"
#include "render/heatmap.hpp"

namespace poolscope::test {

class Screen {
public:
    /// Errors: as platform::Headless::open() and render::HeatmapRenderer::create().
    [[nodiscard]] static Result<std::unique_ptr<Screen>> open();

    /// The scene once its fonts are built.
    [[nodiscard]] paint::Pixels paint(const drawing::Drawing& drawing, float scale = 1);
    /// One frame of it.
    void frame(const drawing::Drawing& drawing, float scale = 1);
    /// One heatmap as the shader draws it.
    [[nodiscard]] paint::Pixels paint(const drawing::Heatmap& heatmap, int width, int height);

    [[nodiscard]] render::HeatmapRenderer& heatmaps() { return *heatmaps_; }

private:
    explicit Screen(std::unique_ptr<platform::Headless> headless);

    std::unique_ptr<platform::Headless> headless_;
    std::unique_ptr<render::HeatmapRenderer> heatmaps_;
    std::optional<paint::FontCache> fonts_;
};

}  // namespace poolscope::test
