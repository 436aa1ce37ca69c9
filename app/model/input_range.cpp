/// Reads the blocks whose range may have changed, and merges the ranges of all.
#include "model/input_range.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace poolscope::model {

namespace {

ValueRange merged(std::span<const ValueRange> ranges) {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    ValueRange all{infinity, -infinity};
    for (const ValueRange& one : ranges) {
        all.low = one.low < all.low ? one.low : all.low;
        all.high = one.high > all.high ? one.high : all.high;
    }
    return all;
}

/// The block's range is the same whatever becomes of this cell, as long as it is no new extreme.
bool lies_within(float value, const ValueRange& range) {
    return !std::isfinite(value) || (value > range.low && value < range.high);
}

/// A cell of this value leaves the range as it is.
bool extends_nothing(float value, const ValueRange& range) {
    return !std::isfinite(value) || (value >= range.low && value <= range.high);
}

}  // namespace

void InputRange::read_block(std::size_t index) {
    std::array<float, block_size> cells;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    const std::size_t begin = index * block_size;
    const auto part =
        std::span(cells).first(std::min(block_size, values_->shape().count() - begin));
    values_->read(begin, part);
    blocks_[index] = finite_range(part);
}

void InputRange::merge_group(std::size_t index) {
    const std::size_t begin = index * group_size;
    const std::size_t size = std::min(group_size, blocks_.size() - begin);
    groups_[index] = merged(std::span(blocks_).subspan(begin, size));
}

ValueRange InputRange::of(const SharedValues& values,
                          const std::optional<std::vector<std::size_t>>& places) {
    const SharedValues before = std::exchange(values_, values);
    if (!places || !before) {
        blocks_.resize((values->shape().count() + block_size - 1) / block_size);
        groups_.resize((blocks_.size() + group_size - 1) / group_size);
        for (std::size_t i = 0; i < blocks_.size(); ++i) read_block(i);
        for (std::size_t i = 0; i < groups_.size(); ++i) merge_group(i);
        all_ = merged(groups_);
    } else {
        bool changed = false;
        for (const std::size_t place : *places) {
            const std::size_t index = place / block_size;
            const ValueRange block = blocks_[index];
            if (lies_within((*before)[place], block) && extends_nothing((*values)[place], block))
                continue;
            read_block(index);
            if (blocks_[index] == block) continue;
            merge_group(index / group_size);
            changed = true;
        }
        if (changed) all_ = merged(groups_);
    }
    return all_.low <= all_.high ? all_ : ValueRange{};
}

}  // namespace poolscope::model
