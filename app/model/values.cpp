/// Edits of values, and what two of them share.
#include "model/values.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace poolscope::model {

namespace {

/// Up to so many cells are copied whole: that is as quick, and they stay in one piece.
constexpr std::size_t small_count = 4096;

bool same_bits(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

bool same_bits(std::span<const float> a, std::span<const float> b) {
    return a.data() == b.data() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

}  // namespace

std::span<const float> StoredValues::block(std::size_t index) const {
    const std::size_t begin = index * block_size;
    const std::size_t size = std::min(block_size, shape().count() - begin);
    const Node* const edits = node(index / fan_out);
    const Block* const own = edits == nullptr ? nullptr : (*edits)[index % fan_out].get();
    return own == nullptr ? base_->cells().subspan(begin, size) : std::span(*own).first(size);
}

template <class See>
bool StoredValues::each_difference(const StoredValues& a, const StoredValues& b, const See& see) {
    static const Node none;
    const std::size_t count = std::max(a.nodes_.size(), b.nodes_.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (a.node(i) == b.node(i)) continue;
        const Node& left = a.node(i) == nullptr ? none : *a.node(i);
        const Node& right = b.node(i) == nullptr ? none : *b.node(i);
        for (std::size_t j = 0; j < fan_out; ++j)
            if (left[j] != right[j] && !see(i * fan_out + j, left[j].get(), right[j].get()))
                return false;
    }
    return true;
}

void StoredValues::read(std::size_t place, std::span<float> to) const {
    if (nodes_.empty()) {
        std::ranges::copy(base_->cells().subspan(place, to.size()), to.begin());
        return;
    }
    while (!to.empty()) {
        const auto from = block(place / block_size).subspan(place % block_size);
        const std::size_t count = std::min(from.size(), to.size());
        std::copy_n(from.begin(), count, to.begin());
        place += count;
        to = to.subspan(count);
    }
}

std::shared_ptr<const Values> StoredValues::whole() const {
    if (nodes_.empty()) return base_;
    const std::lock_guard lock(mutex_);
    if (auto kept = whole_.lock()) return kept;
    auto copy = std::make_shared<Values>(*base_);
    each_difference(StoredValues(base_), *this, [&](std::size_t index, const auto*, const auto*) {
        std::ranges::copy(block(index), copy->cells().subspan(index * block_size).begin());
        return true;
    });
    whole_ = copy;
    return copy;
}

std::optional<std::vector<std::size_t>> changed_places(const StoredValues& a,
                                                       const StoredValues& b) {
    if (a.base_ != b.base_) return std::nullopt;
    std::vector<std::size_t> places;
    StoredValues::each_difference(a, b, [&](std::size_t index, const auto*, const auto*) {
        const auto before = a.block(index);
        const auto after = b.block(index);
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!same_bits(before[i], after[i]))
                places.push_back(index * StoredValues::block_size + i);
        return true;
    });
    return places;
}

std::size_t StoredValues::own_cells(const StoredValues& other) const {
    constexpr std::size_t a_node = sizeof(Node) / sizeof(float);
    const bool related = base_ == other.base_;
    const StoredValues unedited(base_);
    const StoredValues& beside = related ? other : unedited;
    std::size_t cells = related ? 0 : shape().count();
    each_difference(*this, beside, [&](std::size_t, const Block* own, const Block*) {
        if (own != nullptr) cells += block_size;
        return true;
    });
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (node(i) != nullptr && node(i) != beside.node(i)) cells += a_node;
    return cells;
}

bool operator==(const StoredValues& a, const StoredValues& b) {
    if (&a == &b) return true;
    if (a.shape() != b.shape()) return false;
    if (a.base_ == b.base_)
        return StoredValues::each_difference(a, b,
                                             [&](std::size_t index, const auto*, const auto*) {
                                                 return same_bits(a.block(index), b.block(index));
                                             });
    const std::size_t count = a.shape().count();
    for (std::size_t i = 0; i * StoredValues::block_size < count; ++i)
        if (!same_bits(a.block(i), b.block(i))) return false;
    return true;
}

SharedValues edited(const SharedValues& values, std::vector<CellEdit> edits) {
    std::erase_if(
        edits, [&](const CellEdit& edit) { return same_bits((*values)[edit.place], edit.value); });
    if (edits.empty()) return values;
    if (values->shape().count() <= small_count) {
        Values copy = *values->whole();
        for (const CellEdit& edit : edits) copy.cells()[edit.place] = edit.value;
        return std::make_shared<const Values>(std::move(copy));
    }
    using Stored = StoredValues;
    auto nodes = values->nodes_;
    nodes.resize(values->node_count());
    for (auto edit = edits.begin(); edit != edits.end();) {
        const std::size_t at = edit->place / (Stored::block_size * Stored::fan_out);
        auto node = nodes[at] ? std::make_shared<Stored::Node>(*nodes[at])
                              : std::make_shared<Stored::Node>();
        while (edit != edits.end() && edit->place / (Stored::block_size * Stored::fan_out) == at) {
            const std::size_t index = edit->place / Stored::block_size;
            auto& slot = (*node)[index % Stored::fan_out];
            auto block = std::make_shared<Stored::Block>();
            if (slot)
                *block = *slot;
            else
                std::ranges::copy(values->block(index), block->begin());
            for (; edit != edits.end() && edit->place / Stored::block_size == index; ++edit)
                (*block)[edit->place % Stored::block_size] = edit->value;
            slot = std::move(block);
        }
        nodes[at] = std::move(node);
    }
    return SharedValues(std::shared_ptr<const Stored>(new Stored(values->base_, std::move(nodes))));
}

}  // namespace poolscope::model
