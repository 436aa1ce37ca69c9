/// A texture of floats that is written again and again.
#pragma once

#include "render/gl_objects.hpp"

namespace poolscope::render {

class FloatTexture {
public:
    /// Writes `height` rows of `width` cells, R32F, a texel a cell. Changes the texture bound to
    /// the active unit. True where that took new memory: where the size stays, the texture is
    /// written over.
    bool write(const float* cells, int width, int height);

    [[nodiscard]] GLuint name() const { return texture_.name(); }
    [[nodiscard]] bool has_size(int width, int height) const {
        return texture_.name() != 0 && width_ == width && height_ == height;
    }

private:
    Texture texture_;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace poolscope::render
