/// Planes of values as float textures; of a large plane only the part that is looked at. Kept while
/// there is room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <vector>

#include "model/values.hpp"
#include "render/float_texture.hpp"

namespace poolscope::render {

/// A block of a plane's cells.
struct CellBlock {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    [[nodiscard]] bool holds(const CellBlock& other) const {
        return other.x >= x && other.y >= y && other.x + other.width <= x + width &&
               other.y + other.height <= y + height;
    }
};

/// The part of a plane that a texture holds.
struct PlanePart {
    GLuint texture = 0;  ///< R32F, a texel a cell; 0 where it is larger than OpenGL allows
    CellBlock block;
};

class PlaneTextures {
public:
    /// `most_bytes` bounds the textures' memory; the ones used in the present frame are kept in any
    /// case.
    explicit PlaneTextures(std::size_t most_bytes = std::size_t{96} << 20)
        : most_bytes_(most_bytes) {}

    /// A texture with at least the cells `wanted` of one plane of `values`, counted over all its
    /// samples' channels: uploaded where it is not there yet. Changes the texture bound to the
    /// active unit.
    [[nodiscard]] PlanePart part(const model::SharedValues& values, int channel,
                                 const CellBlock& wanted);

    /// Forgets planes of tensors that are gone, and marks the rest as not used yet in this frame.
    void next_frame();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t uploads() const { return uploads_; }
    /// Cells uploaded since the start.
    [[nodiscard]] std::size_t uploaded_cells() const { return uploaded_cells_; }
    /// Textures that took new memory since the start; the other uploads wrote over one that was
    /// there.
    [[nodiscard]] std::size_t made() const { return made_; }

private:
    struct Kept {
        std::weak_ptr<const model::StoredValues> values;
        int channel = 0;
        PlanePart part;
        FloatTexture texture;
        std::uint64_t used = 0;
        [[nodiscard]] std::size_t bytes() const;
    };

    void make_room(std::size_t bytes);
    /// A texture to write to: a spare one of that size, or a new one.
    [[nodiscard]] FloatTexture texture_for(const CellBlock& block);

    std::list<Kept> kept_;              ///< the last used first
    std::vector<FloatTexture> spares_;  ///< of planes forgotten since the last frame
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::size_t uploads_ = 0;
    std::size_t uploaded_cells_ = 0;
    std::size_t made_ = 0;
    std::uint64_t frame_ = 1;
};

}  // namespace poolscope::render
