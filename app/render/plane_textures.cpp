/// Uploads parts of planes, and forgets the least recently used.
#include "render/plane_textures.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "render/same_values.hpp"

namespace poolscope::render {

namespace {

/// Planes of up to so many cells are uploaded whole.
constexpr std::size_t small_plane = std::size_t{1} << 18;
/// Parts of others begin and end at multiples of this many cells, and reach this far past what is
/// looked at, so that a view that is moved needs a new one only now and then.
constexpr int grain = 128;

/// The cells of a block of a plane, row by row.
std::vector<float> cells_of(const model::StoredValues& values, int channel,
                            const CellBlock& block) {
    const auto width = static_cast<std::size_t>(block.width);
    std::vector<float> cells(width * static_cast<std::size_t>(block.height));
    for (int row = 0; row < block.height; ++row)
        values.read(model::place_of(values.shape(), 0, channel, block.y + row, block.x),
                    std::span(cells).subspan(static_cast<std::size_t>(row) * width, width));
    return cells;
}

/// What is uploaded where `wanted` of a plane is looked at.
CellBlock rounded(const CellBlock& wanted, const Shape& shape) {
    if (shape.plane_count() <= small_plane) return {0, 0, shape.w, shape.h};
    const auto low = [](int at) { return std::max(at / grain * grain - grain, 0); };
    const auto high = [](int at, int end) { return std::min((at / grain + 2) * grain, end); };
    CellBlock block{low(wanted.x), low(wanted.y), 0, 0};
    block.width = high(wanted.x + wanted.width, shape.w) - block.x;
    block.height = high(wanted.y + wanted.height, shape.h) - block.y;
    return block;
}

}  // namespace

std::size_t PlaneTextures::Kept::bytes() const {
    return static_cast<std::size_t>(part.block.width) *
           static_cast<std::size_t>(part.block.height) * sizeof(float);
}

PlanePart PlaneTextures::part(const model::SharedValues& values, int channel,
                              const CellBlock& wanted) {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
        return one.channel == channel && same_values(one.values, values) &&
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
    Kept one;
    one.values = values;
    one.channel = channel;
    one.part.block = rounded(wanted, shape);
    one.used = frame_;
    if (one.part.block.width > largest || one.part.block.height > largest) return {};
    make_room(one.bytes());
    const CellBlock& block = one.part.block;
    const std::vector<float> cells = cells_of(*values, channel, block);
    one.texture = texture_for(block);
    if (one.texture.write(cells.data(), block.width, block.height)) ++made_;
    one.part.texture = one.texture.name();
    bytes_ += one.bytes();
    ++uploads_;
    uploaded_cells_ += one.bytes() / sizeof(float);
    kept_.push_front(std::move(one));
    return kept_.front().part;
}

void PlaneTextures::next_frame() {
    ++frame_;
    spares_.clear();
    kept_.remove_if([&](Kept& one) {
        if (!one.values.expired()) return false;
        bytes_ -= one.bytes();
        spares_.push_back(std::move(one.texture));
        return true;
    });
}

void PlaneTextures::make_room(std::size_t bytes) {
    while (!kept_.empty() && bytes_ + bytes > most_bytes_ && kept_.back().used != frame_) {
        bytes_ -= kept_.back().bytes();
        spares_.push_back(std::move(kept_.back().texture));
        kept_.pop_back();
    }
}

FloatTexture PlaneTextures::texture_for(const CellBlock& block) {
    const auto spare = std::ranges::find_if(spares_, [&block](const FloatTexture& one) {
        return one.has_size(block.width, block.height);
    });
    if (spare == spares_.end()) return {};
    FloatTexture found = std::move(*spare);
    spares_.erase(spare);
    return found;
}

}  // namespace poolscope::render
