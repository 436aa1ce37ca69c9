/// The values a document holds: feature maps are float32, as in the frameworks. Large ones that an
/// edit made share with those before all that it did not touch.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "poolscope/tensor.hpp"

namespace poolscope::model {

using Values = Tensor<float>;
class StoredValues;
struct CellEdit;

/// Shared between snapshots of the undo history; never changed once made. A tensor becomes one
/// where it is assigned.
class SharedValues : public std::shared_ptr<const StoredValues> {
public:
    SharedValues() = default;
    SharedValues(std::nullptr_t) {}                      // NOLINT(google-explicit-constructor)
    SharedValues(std::shared_ptr<const Values> tensor);  // NOLINT(google-explicit-constructor)
    explicit SharedValues(std::shared_ptr<const StoredValues> stored)
        : shared_ptr(std::move(stored)) {}
};

/// The place of a cell in NCHW order.
[[nodiscard]] constexpr std::size_t place_of(const Shape& shape, int n, int c, int row, int col) {
    const auto plane = static_cast<std::size_t>(n) * static_cast<std::size_t>(shape.c) +
                       static_cast<std::size_t>(c);
    return plane * shape.plane_count() +
           static_cast<std::size_t>(row) * static_cast<std::size_t>(shape.w) +
           static_cast<std::size_t>(col);
}

/// What becomes of the cell at a place (see place_of()).
struct CellEdit {
    std::size_t place = 0;
    float value = 0;
};

/// Blocks of cells in place of a tensor's own, in a tree of four levels: the next edit copies a
/// hundred pointers or so beside the blocks that it touches.
namespace edit_tree {

inline constexpr std::size_t block_size = 256;  ///< cells one after another
inline constexpr std::size_t fan_out = 32;      ///< nodes below a node

using Block = std::array<float, block_size>;
template <int height>
struct NodeOf {
    using Type = std::array<std::shared_ptr<const typename NodeOf<height - 1>::Type>, fan_out>;
    static constexpr std::size_t blocks = NodeOf<height - 1>::blocks * fan_out;  ///< below it
};
template <>
struct NodeOf<0> {
    using Type = Block;
    static constexpr std::size_t blocks = 1;
};
inline constexpr int root_height = 4;
template <int height>
using Node = typename NodeOf<height>::Type;
using Root = Node<root_height>;

}  // namespace edit_tree

/// A tensor, and in place of some blocks of its cells those that edits made.
class StoredValues {
public:
    explicit StoredValues(std::shared_ptr<const Values> tensor) : base_(std::move(tensor)) {}

    [[nodiscard]] const Shape& shape() const { return base_->shape(); }
    /// By its place.
    [[nodiscard]] float operator[](std::size_t place) const {
        return edits_ ? block(place / block_size)[place % block_size] : base_->cells()[place];
    }
    [[nodiscard]] float at(int n, int c, int row, int col) const {
        return (*this)[place_of(shape(), n, c, row, col)];
    }
    /// Copies the cells from `place` on.
    void read(std::size_t place, std::span<float> to) const;
    /// All of them in a row: free of cost where nothing was edited, else a copy while nobody keeps
    /// one already. Any thread may ask.
    [[nodiscard]] std::shared_ptr<const Values> whole() const;

    /// The places where `b` differs from `a` bit for bit, ascending, by reading only the blocks
    /// that they do not share; nothing where they come of two tensors.
    friend std::optional<std::vector<std::size_t>> changed_places(const StoredValues& a,
                                                                  const StoredValues& b);
    /// The memory of these values that `other` does not share, in cells.
    [[nodiscard]] std::size_t own_cells(const StoredValues& other) const;
    /// The same shape and bits, so that a NaN equals itself.
    friend bool operator==(const StoredValues& a, const StoredValues& b);
    /// `values` with some cells changed, each to one value, in any order.
    friend SharedValues edited(const SharedValues& values, std::vector<CellEdit> edits);

private:
    using Block = edit_tree::Block;
    using Root = std::shared_ptr<const edit_tree::Root>;
    static constexpr std::size_t block_size = edit_tree::block_size;

    StoredValues(std::shared_ptr<const Values> base, Root edits)
        : base_(std::move(base)), edits_(std::move(edits)) {}

    [[nodiscard]] std::span<const float> block(std::size_t index) const;
    /// Calls `see` with the index and the edited block, if any, of each block of `a` and `b` that
    /// is not one and the same, until it returns false; whether it never did. Both are of one
    /// tensor.
    template <class See>
    static bool each_difference(const StoredValues& a, const StoredValues& b, const See& see);

    std::shared_ptr<const Values> base_;  ///< never null
    Root edits_;                          ///< null where none is
    mutable std::mutex mutex_;
    mutable std::weak_ptr<const Values> whole_;  ///< guarded by mutex_
};

std::optional<std::vector<std::size_t>> changed_places(const StoredValues& a,
                                                       const StoredValues& b);
SharedValues edited(const SharedValues& values, std::vector<CellEdit> edits);

inline SharedValues::SharedValues(std::shared_ptr<const Values> tensor)
    : shared_ptr(tensor ? std::make_shared<const StoredValues>(std::move(tensor)) : nullptr) {}

}  // namespace poolscope::model
