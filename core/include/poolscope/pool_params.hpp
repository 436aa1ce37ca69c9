/// The parameters of a pooling layer, under the names that the frameworks give them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "poolscope/tensor.hpp"

namespace poolscope {

/// A pair of extents along rows (h) and columns (w), in cells.
struct Extent {
    int h = 1;
    int w = 1;
    bool operator==(const Extent&) const = default;
};

/// Cells added on each side of a plane.
struct Padding {
    int top = 0;
    int left = 0;
    int bottom = 0;
    int right = 0;
    bool operator==(const Padding&) const = default;
};

/// Where a layer's windows lie.
enum class Placement : std::uint8_t {
    sliding,     ///< kernel_size, stride, padding, dilation, ceil_mode
    adaptive,    ///< output_size windows that share the input out (PyTorch's rule)
    global,      ///< one window: the whole plane
    fractional,  ///< output_size windows of kernel_size at pseudo-random strides (Graham 2014)
    channels,    ///< one cell of each of channel_group channels (maxout)
};

/// Who says how much padding there is.
enum class PaddingMode : std::uint8_t {
    numbers,     ///< `padding`
    valid,       ///< none
    same_upper,  ///< so much that output = ceil(input / stride); the odd cell at the end
    same_lower,  ///< the same, the odd cell at the beginning
};

/// Nothing, or a T that copies share and nobody changes; compared by what it holds.
template <class T>
class Shared {
public:
    Shared() = default;
    explicit Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

    [[nodiscard]] explicit operator bool() const { return value_ != nullptr; }
    [[nodiscard]] const T& operator*() const { return *value_; }
    [[nodiscard]] const T* operator->() const { return value_.get(); }
    friend bool operator==(const Shared& a, const Shared& b) {
        return a.value_ == b.value_ || (a && b && *a == *b);
    }

private:
    std::shared_ptr<const T> value_;
};

/// Everything that places a layer's windows and tunes its operator, which is named apart. All
/// extents are in cells. Any padding >= 0 is allowed here: limits belong to a dialect. A field that
/// the placement or the operator does not use means nothing.
struct PoolParams {
    Extent kernel_size{2, 2};
    Extent stride{2, 2};
    Padding padding{};
    Extent dilation{1, 1};
    bool ceil_mode = false;
    bool count_include_pad = true;
    std::optional<int> divisor_override{};
    Placement placement = Placement::sliding;
    PaddingMode padding_mode = PaddingMode::numbers;
    Extent output_size{1, 1};    ///< of adaptive and fractional layers
    int channel_group = 2;       ///< channels that one maxout window spans
    double norm = 2.0;           ///< p of Lp: 1 .. infinity
    bool signed_powers = false;  ///< Lp raises x itself (PyTorch), not |x| (ONNX)
    double sharpness = 1.0;      ///< r of log-sum-exp, > 0
    double mix = 0.5;            ///< the maximum's share in mixed pooling, 0 .. 1
    double scale = 1.0;          ///< what an equivalence's Scale multiplies each cell by
    std::uint64_t seed = 1;      ///< of fractional and stochastic layers
    /// Attention's scores, shape (1, 1, h, w) of the input; none means all 0.
    Shared<Tensor<float>> scores{};
    /// Fractional layers' samples in [0, 1), shape (n, c, 1, 2), the columns' first as in PyTorch;
    /// none means drawn from the seed.
    Shared<Tensor<double>> samples{};
    bool operator==(const PoolParams&) const = default;
};

}  // namespace poolscope
