/// Heatmaps drawn by a shader, over means where cells are smaller than pixels: the cost of a frame
/// does not grow with the picture, nor arise where nothing changed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "paint/heatmap_textures.hpp"
#include "render/float_texture.hpp"
#include "render/gl_objects.hpp"
#include "render/plane_levels.hpp"
#include "render/plane_textures.hpp"

namespace poolscope::render {

/// Draws each heatmap on a texture of its own, again only when it changes. Needs the OpenGL 3.3
/// context that was current when it was made, and leaves that context's state as it was.
class HeatmapRenderer final : public paint::HeatmapTextures {
public:
    /// Errors: no_display where the driver refuses the shader.
    [[nodiscard]] static Result<std::unique_ptr<HeatmapRenderer>> create();

    [[nodiscard]] std::optional<paint::TextureName> image(const drawing::Heatmap& heatmap,
                                                          int width, int height) override;

    /// Between frames: lets go of what the last frame did not use.
    void next_frame();

    /// For tests and measurements: planes uploaded, their cells or means, and heatmaps drawn, since
    /// the start.
    [[nodiscard]] std::size_t uploads() const { return planes_.uploads() + pixel_uploads_; }
    [[nodiscard]] std::size_t uploaded_cells() const {
        return planes_.uploaded_cells() + uploaded_pixels_;
    }
    /// Those of the uploads that took a new texture.
    [[nodiscard]] std::size_t textures_made() const { return planes_.made() + pixels_made_; }
    [[nodiscard]] std::size_t draws() const { return draws_; }

private:
    /// A heatmap as it was last drawn, and what it was drawn on.
    struct Drawn {
        drawing::Heatmap heatmap;
        std::weak_ptr<const model::StoredValues> values;
        int width = 0;
        int height = 0;
        Texture texture;
        FramebufferObject framebuffer;
        std::uint64_t used = 0;
    };

    /// What the shader draws: one plane, or red, green and blue.
    struct Planes {
        std::array<PlanePart, 3> parts;
        drawing::Rect region;  ///< of the planes' cells
        int width = 0;         ///< cells
        int height = 0;
    };

    explicit HeatmapRenderer(Program program);

    [[nodiscard]] Drawn* find(const drawing::Heatmap& heatmap, int width, int height);
    [[nodiscard]] Drawn& free_target(int width, int height);
    [[nodiscard]] bool draw(const Drawn& onto, const drawing::Heatmap& heatmap);
    /// The planes on textures: their cells, or at this size a value a pixel.
    [[nodiscard]] std::optional<Planes> planes_of(const drawing::Heatmap& heatmap, bool colour,
                                                  int width, int height);
    [[nodiscard]] std::optional<Planes> pixels_of(const drawing::Heatmap& heatmap,
                                                  std::span<const int> channels, int width,
                                                  int height);
    [[nodiscard]] GLuint colours(const std::string& id);

    Program program_;
    VertexArray vertices_;
    PlaneTextures planes_;
    PlaneLevels levels_;
    std::array<FloatTexture, 3> pixels_;
    std::size_t pixels_made_ = 0;
    std::size_t pixel_uploads_ = 0;
    std::size_t uploaded_pixels_ = 0;
    std::map<std::string, Texture> colours_;
    std::vector<std::unique_ptr<Drawn>> drawn_;
    std::uint64_t frame_ = 1;
    std::size_t draws_ = 0;
};

}  // namespace poolscope::render
