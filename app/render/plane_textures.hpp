/// Planes of values as float textures: only the level of a mipmap that is looked at and, of a large
/// plane at its full size, only the part. Kept while there is room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>

#include "model/values.hpp"
#include "render/gl_objects.hpp"

namespace poolscope::render {

/// A block of texels of one level.
struct TexelBlock {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    [[nodiscard]] bool holds(const TexelBlock& other) const {
        return other.x >= x && other.y >= y && other.x + other.width <= x + width &&
               other.y + other.height <= y + height;
    }
};

/// The part of a plane that a texture holds.
struct PlanePart {
    GLuint texture = 0;  ///< R32F, one level; 0 where it is larger than OpenGL allows
    TexelBlock block;
};

/// The texels of a plane's level: each halving of a side rounds down, to 1 at least.
[[nodiscard]] TexelBlock level_extent(int width, int height, int level);

class PlaneTextures {
public:
    /// `most_bytes` bounds the textures' memory; the ones used in the present frame are kept in any
    /// case.
    explicit PlaneTextures(std::size_t most_bytes = std::size_t{96} << 20)
        : most_bytes_(most_bytes) {}

    /// A texture with at least the texels `wanted` of a level of one plane of `values`, counted
    /// over all its samples' channels: uploaded where it is not there yet. Changes the texture
    /// bound to the active unit.
    [[nodiscard]] PlanePart part(const model::SharedValues& values, int channel, int level,
                                 const TexelBlock& wanted);

    /// Forgets planes of tensors that are gone, and marks the rest as not used yet in this frame.
    void next_frame();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t uploads() const { return uploads_; }
    /// Cells uploaded since the start.
    [[nodiscard]] std::size_t uploaded_cells() const { return uploaded_cells_; }

private:
    struct Kept {
        std::weak_ptr<const model::Values> values;
        int channel = 0;
        int level = 0;
        PlanePart part;
        Texture texture;
        std::uint64_t used = 0;
        [[nodiscard]] std::size_t bytes() const;
    };

    void make_room(std::size_t bytes);

    std::list<Kept> kept_;  ///< the last used first
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::size_t uploads_ = 0;
    std::size_t uploaded_cells_ = 0;
    std::uint64_t frame_ = 1;
};

}  // namespace poolscope::render
