/// The step-wise iterators: a layer as a random-access range of steps, by window or by
/// cell.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <ranges>
#include <utility>

#include "poolscope/step.hpp"

namespace poolscope {

/// A cell of an input that is no tensor.
template <class Scalar>
using CellReader = std::function<Scalar(int n, int c, int row, int col)>;

/// The steps of a layer over an input, in the order n, c, out_row, out_col(, tap, and what is
/// added last). Any step is
/// computed on its own, nothing is replayed. The range, its copies and its iterators read the
/// input's cells where they lie, and do not keep them: whoever has a range keeps the cells beside
/// it, neither freed nor moved (a Tensor that is given another shape or other cells moves them). A
/// step itself is a value, and stays.
template <class Scalar>
class StepRange : public std::ranges::view_base {
public:
    class iterator;

    StepRange() = default;
    StepRange(TensorView<Scalar> input, PlacedLayer placed, Grain grain)
        : input_(input), placed_(std::move(placed)), grain_(grain) {}
    /// Over an input of which only the cells of the steps asked for are read.
    StepRange(CellReader<Scalar> cell, PlacedLayer placed, Grain grain)
        : cell_(std::move(cell)), placed_(std::move(placed)), grain_(grain) {}

    [[nodiscard]] std::size_t size() const;
    /// Steps in one (n, c) plane.
    [[nodiscard]] std::size_t plane_size() const;
    [[nodiscard]] Step<Scalar> operator[](std::size_t index) const;
    [[nodiscard]] iterator begin() const;
    [[nodiscard]] iterator end() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// The first and the last step, which must exist.
    [[nodiscard]] Step<Scalar> front() const { return (*this)[0]; }
    [[nodiscard]] Step<Scalar> back() const { return (*this)[size() - 1]; }
    [[nodiscard]] const PlacedLayer& placed() const { return placed_; }
    [[nodiscard]] const Layer& layer() const { return placed_.layer; }
    [[nodiscard]] const Geometry& geometry() const { return placed_.geometry; }
    [[nodiscard]] Grain grain() const { return grain_; }

private:
    TensorView<Scalar> input_;
    CellReader<Scalar> cell_;  ///< where there is no tensor
    PlacedLayer placed_;
    Grain grain_ = Grain::window;
};

/// A random-access iterator whose reference is a Step by value.
template <class Scalar>
class StepRange<Scalar>::iterator {
public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Step<Scalar>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    iterator(const StepRange& range, std::size_t index)  // NOLINT(modernize-pass-by-value)
        : range_(range), index_(static_cast<difference_type>(index)) {}

    [[nodiscard]] value_type operator*() const { return range_[static_cast<std::size_t>(index_)]; }
    [[nodiscard]] value_type operator[](difference_type n) const {
        return range_[static_cast<std::size_t>(index_ + n)];
    }
    iterator& operator++() { return *this += 1; }
    iterator operator++(int) {
        auto old = *this;
        ++*this;
        return old;
    }
    iterator& operator--() { return *this -= 1; }
    iterator operator--(int) {
        auto old = *this;
        --*this;
        return old;
    }
    iterator& operator+=(difference_type n) {
        index_ += n;
        return *this;
    }
    iterator& operator-=(difference_type n) {
        index_ -= n;
        return *this;
    }
    friend iterator operator+(iterator it, difference_type n) { return it += n; }
    friend iterator operator+(difference_type n, iterator it) { return it += n; }
    friend iterator operator-(iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const iterator& a, const iterator& b) {
        return a.index_ - b.index_;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.index_ == b.index_; }
    friend auto operator<=>(const iterator& a, const iterator& b) { return a.index_ <=> b.index_; }

private:
    StepRange range_;
    difference_type index_ = 0;
};

template <class Scalar>
auto StepRange<Scalar>::begin() const -> iterator {
    return {*this, 0};
}
template <class Scalar>
auto StepRange<Scalar>::end() const -> iterator {
    return {*this, size()};
}

/// The steps of `layer` over `input` (n, c, h, w), or why it cannot be.
template <class Scalar>
[[nodiscard]] Result<StepRange<Scalar>> make_steps(TensorView<Scalar> input, const Layer& layer,
                                                   Grain grain);
template <class Scalar>
[[nodiscard]] Result<StepRange<Scalar>> make_steps(const Tensor<Scalar>& input, const Layer& layer,
                                                   Grain grain) {
    return make_steps(TensorView<Scalar>(input), layer, grain);
}

/// A temporary would be gone before its first step.
template <class Scalar>
Result<StepRange<Scalar>> make_steps(const Tensor<Scalar>&& input, const Layer& layer,
                                     Grain grain) = delete;

}  // namespace poolscope
