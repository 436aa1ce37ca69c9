/// Uploads parts of planes, and forgets the least recently used.
#include "render/plane_textures.hpp"

#include <algorithm>
#include <span>

#include "render/mipmap.hpp"

namespace poolscope::render {

namespace {

/// Planes of up to so many cells are uploaded whole.
constexpr std::size_t small_plane = std::size_t{1} << 18;
/// Parts of others begin and end at multiples of this many cells, and reach this far past what is
/// looked at, so that a view that is moved needs a new one only now and then.
constexpr int grain = 128;

bool same(const std::weak_ptr<const model::Values>& a, const model::SharedValues& b) {
    return !a.owner_before(b) && !b.owner_before(a);
}

/// The first cell of a plane.
const float* plane_of(const model::Values& values, int channel) {
    return values.cells().data() + static_cast<std::size_t>(channel) * values.shape().plane_count();
}

/// What is uploaded where `wanted` of a whole level is looked at.
TexelBlock rounded(const TexelBlock& wanted, const TexelBlock& whole) {
    const auto cells =
        static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height);
    if (cells <= small_plane) return whole;
    const auto low = [](int at) { return std::max(at / grain * grain - grain, 0); };
    const auto high = [](int at, int end) { return std::min((at / grain + 2) * grain, end); };
    TexelBlock block{low(wanted.x), low(wanted.y), 0, 0};
    block.width = high(wanted.x + wanted.width, whole.width) - block.x;
    block.height = high(wanted.y + wanted.height, whole.height) - block.y;
    return block;
}

/// `block` of rows of `width` cells that begin at `cells`.
Texture upload(const float* cells, int width, const TexelBlock& block) {
    Texture texture = make_texture();
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, width);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    const float* from = cells +
                        static_cast<std::size_t>(block.y) * static_cast<std::size_t>(width) +
                        static_cast<std::size_t>(block.x);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, block.width, block.height, 0, GL_RED, GL_FLOAT, from);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    return texture;
}

/// A level of the mipmap of a plane; at least the first.
Level made_level(const float* cells, const Shape& shape, int number) {
    Level level = next_level({cells, shape.plane_count()}, shape.w, shape.h);
    for (int i = 1; i < number; ++i) level = next_level(level.cells, level.width, level.height);
    return level;
}

}  // namespace

TexelBlock level_extent(int width, int height, int level) {
    return {0, 0, std::max(width >> level, 1), std::max(height >> level, 1)};
}

std::size_t PlaneTextures::Kept::bytes() const {
    return static_cast<std::size_t>(part.block.width) *
           static_cast<std::size_t>(part.block.height) * sizeof(float);
}

PlanePart PlaneTextures::part(const model::SharedValues& values, int channel, int level,
                              const TexelBlock& wanted) {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
        return one.channel == channel && one.level == level && same(one.values, values) &&
               one.part.block.holds(wanted);
    });
    if (found != kept_.end()) {
        found->used = frame_;
        kept_.splice(kept_.begin(), kept_, found);
        return found->part;
    }
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const Shape& shape = values->shape();
    if (shape.plane_count() == 0) return {};
    const TexelBlock whole = level_extent(shape.w, shape.h, level);
    // A smaller level is made as a whole, and then kept so.
    Kept one;
    one.values = values;
    one.channel = channel;
    one.level = level;
    one.part.block = level > 0 ? whole : rounded(wanted, whole);
    one.used = frame_;
    if (one.part.block.width > largest || one.part.block.height > largest) return {};
    make_room(one.bytes());
    const float* cells = plane_of(*values, channel);
    one.texture = level > 0
                      ? upload(made_level(cells, shape, level).cells.data(), whole.width, whole)
                      : upload(cells, shape.w, one.part.block);
    one.part.texture = one.texture.name();
    bytes_ += one.bytes();
    ++uploads_;
    uploaded_cells_ += one.bytes() / sizeof(float);
    kept_.push_front(std::move(one));
    return kept_.front().part;
}

void PlaneTextures::next_frame() {
    ++frame_;
    kept_.remove_if([&](const Kept& one) {
        if (!one.values.expired()) return false;
        bytes_ -= one.bytes();
        return true;
    });
}

void PlaneTextures::make_room(std::size_t bytes) {
    while (!kept_.empty() && bytes_ + bytes > most_bytes_ && kept_.back().used != frame_) {
        bytes_ -= kept_.back().bytes();
        kept_.pop_back();
    }
}

}  // namespace poolscope::render
