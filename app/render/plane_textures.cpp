/// Uploads planes, and forgets the least recently used.
#include "render/plane_textures.hpp"

#include <algorithm>
#include <span>

#include "render/mipmap.hpp"

namespace poolscope::render {

namespace {

bool same(const std::weak_ptr<const model::Values>& a, const model::SharedValues& b) {
    return !a.owner_before(b) && !b.owner_before(a);
}

Texture upload(const model::Values& values, int channel) {
    const Shape& shape = values.shape();
    const float* cells =
        values.cells().data() + static_cast<std::size_t>(channel) * shape.plane_count();
    Texture texture = make_texture();
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST_MIPMAP_NEAREST);
    const auto give = [](int level, int width, int height, const float* from) {
        glTexImage2D(GL_TEXTURE_2D, level, GL_R32F, width, height, 0, GL_RED, GL_FLOAT, from);
    };
    give(0, shape.w, shape.h, cells);
    Level level{shape.w, shape.h, {}};
    for (int number = 1; level.width > 1 || level.height > 1; ++number) {
        const std::span<const float> from = number == 1 ? std::span(cells, shape.plane_count())
                                                        : std::span<const float>(level.cells);
        level = next_level(from, level.width, level.height);
        give(number, level.width, level.height, level.cells.data());
    }
    return texture;
}

}  // namespace

GLuint PlaneTextures::texture(const model::SharedValues& values, int channel) {
    const auto found = std::find_if(planes_.begin(), planes_.end(), [&](const Plane& plane) {
        return plane.channel == channel && same(plane.values, values);
    });
    if (found != planes_.end()) {
        found->used = frame_;
        planes_.splice(planes_.begin(), planes_, found);
        return found->texture.name();
    }
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const Shape& shape = values->shape();
    if (shape.w > largest || shape.h > largest || shape.plane_count() == 0) return 0;
    // The smaller levels of a mipmap add up to a third.
    const std::size_t bytes = shape.plane_count() * sizeof(float) * 4 / 3;
    make_room(bytes);
    planes_.push_front({values, channel, upload(*values, channel), bytes, frame_});
    bytes_ += bytes;
    ++uploads_;
    return planes_.front().texture.name();
}

void PlaneTextures::next_frame() {
    ++frame_;
    planes_.remove_if([&](const Plane& plane) {
        if (!plane.values.expired()) return false;
        bytes_ -= plane.bytes;
        return true;
    });
}

void PlaneTextures::make_room(std::size_t bytes) {
    while (!planes_.empty() && bytes_ + bytes > most_bytes_ && planes_.back().used != frame_) {
        bytes_ -= planes_.back().bytes;
        planes_.pop_back();
    }
}

}  // namespace poolscope::render
