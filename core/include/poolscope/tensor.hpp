/// NCHW tensors: the scalar types that they may hold, one that owns its cells, and a view of cells
/// that somebody else owns.
#pragma once

#include <cassert>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Applies DO to each scalar type; the order is PerScalar's.
#define POOLSCOPE_EACH_SCALAR(DO) \
    DO(float)                     \
    DO(double)                    \
    DO(std::int8_t)               \
    DO(std::uint8_t)              \
    DO(std::int16_t)              \
    DO(std::uint16_t)             \
    DO(std::int32_t)              \
    DO(std::uint32_t)             \
    DO(std::int64_t)              \
    DO(std::uint64_t)

namespace poolscope {

/// "float32", "int8", ...
template <class Scalar>
[[nodiscard]] std::string scalar_name() {
    const std::string family = std::is_floating_point_v<Scalar> ? "float"
                               : std::is_signed_v<Scalar>       ? "int"
                                                                : "uint";
    return family + std::to_string(sizeof(Scalar) * CHAR_BIT);
}

/// The four extents of an NCHW tensor, in cells.
struct Shape {
    int n = 1;
    int c = 1;
    int h = 0;
    int w = 0;

    /// Cells in one plane (h * w).
    [[nodiscard]] constexpr std::size_t plane_count() const {
        return static_cast<std::size_t>(h) * static_cast<std::size_t>(w);
    }
    /// Cells in all (n * c * h * w).
    [[nodiscard]] constexpr std::size_t count() const {
        return static_cast<std::size_t>(n) * static_cast<std::size_t>(c) * plane_count();
    }
    /// Where the cell (n, c, row, col) lies in NCHW order.
    [[nodiscard]] constexpr std::size_t offset(int in_n, int in_c, int row, int col) const {
        const auto plane = static_cast<std::size_t>(in_n) * static_cast<std::size_t>(c) +
                           static_cast<std::size_t>(in_c);
        return plane * plane_count() + static_cast<std::size_t>(row) * static_cast<std::size_t>(w) +
               static_cast<std::size_t>(col);
    }
    bool operator==(const Shape&) const = default;
};

/// "1 x 3 x 224 x 224".
[[nodiscard]] inline std::string shape_text(const Shape& s) {
    return std::to_string(s.n) + " x " + std::to_string(s.c) + " x " + std::to_string(s.h) + " x " +
           std::to_string(s.w);
}

/// A dense NCHW tensor that owns its cells, row-major within each plane.
template <class Scalar>
class Tensor {
public:
    Tensor() = default;
    /// A tensor of `shape` with every cell `fill`; every extent must be >= 0.
    explicit Tensor(Shape shape, Scalar fill = Scalar{})
        : shape_(shape), cells_(shape.count(), fill) {}
    /// A tensor of `shape` over `cells` in NCHW order; their number must be shape.count().
    Tensor(Shape shape, std::vector<Scalar> cells) : shape_(shape), cells_(std::move(cells)) {
        assert(cells_.size() == shape_.count());
    }

    /// Gives the tensor `shape` in the memory that it has, where that is enough: what its cells
    /// then hold is not said.
    void reshape(Shape shape) {
        const std::size_t count = shape.count();
        if (count > cells_.capacity()) {
            cells_ = {};  // what it holds need not be copied
            cells_.reserve(count + count / 16);
        }
        cells_.resize(count);
        shape_ = shape;
    }

    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] std::span<Scalar> cells() { return cells_; }
    [[nodiscard]] std::span<const Scalar> cells() const { return cells_; }

    [[nodiscard]] Scalar& at(int n, int c, int row, int col) {
        return cells_[shape_.offset(n, c, row, col)];
    }
    [[nodiscard]] Scalar at(int n, int c, int row, int col) const {
        return cells_[shape_.offset(n, c, row, col)];
    }

    /// The h * w cells of one plane, row by row.
    [[nodiscard]] std::span<Scalar> plane(int n, int c) {
        return cells().subspan(shape_.offset(n, c, 0, 0), shape_.plane_count());
    }
    [[nodiscard]] std::span<const Scalar> plane(int n, int c) const {
        return cells().subspan(shape_.offset(n, c, 0, 0), shape_.plane_count());
    }

    bool operator==(const Tensor&) const = default;

private:
    Shape shape_{};
    std::vector<Scalar> cells_;
};

/// The cells of a dense NCHW tensor, row-major within each plane, that somebody else owns: a
/// Tensor, or a caller with memory of its own (a NumPy array, a mapped file). Copies nothing;
/// whoever makes a view keeps its cells where they are for as long as the view, or what was made of
/// it, is used.
template <class Scalar>
class TensorView {
public:
    TensorView() = default;
    /// `cells` in NCHW order; their number must be shape.count().
    TensorView(Shape shape, std::span<const Scalar> cells) : shape_(shape), cells_(cells) {
        assert(cells_.size() == shape_.count());
    }
    TensorView(const Tensor<Scalar>& tensor)  // NOLINT(google-explicit-constructor)
        : shape_(tensor.shape()), cells_(tensor.cells()) {}

    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] std::span<const Scalar> cells() const { return cells_; }
    [[nodiscard]] Scalar at(int n, int c, int row, int col) const {
        return cells_[shape_.offset(n, c, row, col)];
    }
    /// The h * w cells of one plane, row by row.
    [[nodiscard]] std::span<const Scalar> plane(int n, int c) const {
        return cells_.subspan(shape_.offset(n, c, 0, 0), shape_.plane_count());
    }

private:
    Shape shape_{};
    std::span<const Scalar> cells_;
};

/// A tensor of any scalar type.
using AnyTensor =
    std::variant<Tensor<float>, Tensor<double>, Tensor<std::int8_t>, Tensor<std::uint8_t>,
                 Tensor<std::int16_t>, Tensor<std::uint16_t>, Tensor<std::int32_t>,
                 Tensor<std::uint32_t>, Tensor<std::int64_t>, Tensor<std::uint64_t>>;

}  // namespace poolscope
