/// Edits of values, and what two of them share.
#include "model/values.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace poolscope::model {

namespace {

/// Up to so many cells are copied whole: that is as quick, and they stay in one piece.
constexpr std::size_t small_count = 4096;
/// More have no place in the tree.
constexpr std::size_t most_count =
    edit_tree::NodeOf<edit_tree::root_height>::blocks * edit_tree::block_size;

bool same_bits(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

bool same_bits(std::span<const float> a, std::span<const float> b) {
    return a.data() == b.data() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

using edit_tree::Block;
using edit_tree::fan_out;
using edit_tree::Node;
using edit_tree::NodeOf;
using edit_tree::root_height;

template <int height>
const Block* find(const Node<height>* node, std::size_t index) {
    if constexpr (height == 0)
        return node;
    else if (node == nullptr)
        return nullptr;
    else
        return find<height - 1>((*node)[index / NodeOf<height - 1>::blocks % fan_out].get(), index);
}

/// Calls `see` with the place and the two nodes of each pair that is not one and the same, from
/// `index` on, the upper ones before those below them, until it returns false.
template <int height, class See>
bool each_pair(const Node<height>* a, const Node<height>* b, std::size_t index, const See& see) {
    if (a == b) return true;
    if (!see(index, a, b)) return false;
    if constexpr (height > 0) {
        static const Node<height> none;
        const Node<height>& left = a == nullptr ? none : *a;
        const Node<height>& right = b == nullptr ? none : *b;
        for (std::size_t i = 0; i < fan_out; ++i) {
            if (!each_pair<height - 1>(left[i].get(), right[i].get(), index, see)) return false;
            index += NodeOf<height - 1>::blocks;
        }
    }
    return true;
}

using Edits = std::span<const CellEdit>;

/// Those at the front of `edits`, which it takes away, that lie before a place.
Edits take_before(Edits& edits, std::size_t end) {
    const auto after =
        std::ranges::find_if(edits, [end](const CellEdit& edit) { return edit.place >= end; });
    const auto count = static_cast<std::size_t>(after - edits.begin());
    const Edits taken = edits.first(count);
    edits = edits.subspan(count);
    return taken;
}

/// A copy of `node`, which may be null, with edits of the blocks from `index` on. A block that none
/// has edited is copied from `values`.
template <int height>
std::shared_ptr<const Node<height>> with_edits(const Node<height>* node, std::size_t index,
                                               Edits edits, const StoredValues& values) {
    auto copy = node ? std::make_shared<Node<height>>(*node) : std::make_shared<Node<height>>();
    if constexpr (height == 0) {
        const std::size_t begin = index * edit_tree::block_size;
        if (node == nullptr)
            values.read(begin, std::span(*copy).first(std::min(edit_tree::block_size,
                                                               values.shape().count() - begin)));
        for (const CellEdit& edit : edits) (*copy)[edit.place - begin] = edit.value;
    } else {
        constexpr std::size_t step = NodeOf<height - 1>::blocks;
        while (!edits.empty()) {
            const std::size_t at = (edits.front().place / edit_tree::block_size - index) / step;
            const std::size_t first = index + at * step;
            auto& below = (*copy)[at];
            below = with_edits<height - 1>(
                below.get(), first, take_before(edits, (first + step) * edit_tree::block_size),
                values);
        }
    }
    return copy;
}

}  // namespace

std::span<const float> StoredValues::block(std::size_t index) const {
    const std::size_t begin = index * block_size;
    const std::size_t size = std::min(block_size, shape().count() - begin);
    const Block* const own = find<root_height>(edits_.get(), index);
    return own == nullptr ? base_->cells().subspan(begin, size) : std::span(*own).first(size);
}

template <class See>
bool StoredValues::each_difference(const StoredValues& a, const StoredValues& b, const See& see) {
    return each_pair<root_height>(
        a.edits_.get(), b.edits_.get(), 0,
        [&](std::size_t index, const auto* left, const auto* right) {
            if constexpr (std::is_same_v<decltype(left), const Block*>)
                return see(index, left, right);
            else
                return true;
        });
}

void StoredValues::read(std::size_t place, std::span<float> to) const {
    if (!edits_) {
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
    if (!edits_) return base_;
    const std::lock_guard lock(mutex_);
    if (auto kept = whole_.lock()) return kept;
    auto copy = std::make_shared<Values>(*base_);
    each_difference(StoredValues(base_), *this, [&](std::size_t index, const Block*, const Block*) {
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
    const bool related = base_ == other.base_;
    std::size_t bytes = related ? 0 : shape().count() * sizeof(float);
    each_pair<root_height>(edits_.get(), related ? other.edits_.get() : nullptr, 0,
                           [&](std::size_t, const auto* own, const auto*) {
                               if (own != nullptr) bytes += sizeof *own;
                               return true;
                           });
    return bytes / sizeof(float);
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
    const std::size_t count = values->shape().count();
    if (count <= small_count || count > most_count) {
        Values copy = *values->whole();
        for (const CellEdit& edit : edits) copy.cells()[edit.place] = edit.value;
        return std::make_shared<const Values>(std::move(copy));
    }
    std::ranges::stable_sort(edits, {}, &CellEdit::place);
    return SharedValues(std::shared_ptr<const StoredValues>(new StoredValues(
        values->base_, with_edits<root_height>(values->edits_.get(), 0, edits, *values))));
}

}  // namespace poolscope::model
