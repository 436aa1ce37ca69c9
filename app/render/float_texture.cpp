/// Uploads floats.
#include "render/float_texture.hpp"

namespace poolscope::render {

bool FloatTexture::write(const float* cells, int width, int height) {
    const bool stays = has_size(width, height);
    if (texture_.name() == 0) texture_ = make_texture();
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    if (stays) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RED, GL_FLOAT, cells);
        return false;
    }
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, width, height, 0, GL_RED, GL_FLOAT, cells);
    width_ = width;
    height_ = height;
    return true;
}

}  // namespace poolscope::render
