/// Planes of values as float textures with mipmaps, uploaded once and kept while there is room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>

#include "model/values.hpp"
#include "render/gl_objects.hpp"

namespace poolscope::render {

class PlaneTextures {
public:
    /// `most_bytes` bounds the textures' memory; the ones used in the present frame are kept in any
    /// case.
    explicit PlaneTextures(std::size_t most_bytes = std::size_t{640} << 20)
        : most_bytes_(most_bytes) {}

    /// The texture (R32F, every level) of one plane of `values`, counted over all its samples'
    /// channels: uploaded where it is not there yet; 0 where the plane is larger than OpenGL
    /// allows. Changes the texture bound to the active unit.
    [[nodiscard]] GLuint texture(const model::SharedValues& values, int channel);

    /// Forgets planes of tensors that are gone, and marks the rest as not used yet in this frame.
    void next_frame();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t uploads() const { return uploads_; }

private:
    struct Plane {
        std::weak_ptr<const model::Values> values;
        int channel = 0;
        Texture texture;
        std::size_t bytes = 0;
        std::uint64_t used = 0;
    };

    void make_room(std::size_t bytes);

    std::list<Plane> planes_;  ///< the last used first
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::size_t uploads_ = 0;
    std::uint64_t frame_ = 1;
};

}  // namespace poolscope::render
