/// The parameters of a pooling layer, under the names that the frameworks give them.
#pragma once

#include <optional>

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

/// Everything that places a layer's windows and forms a mean's divisor; the operator is named
/// apart. All extents are in cells. Any padding >= 0 is allowed here: limits belong to a dialect.
struct PoolParams {
    Extent kernel_size{2, 2};
    Extent stride{2, 2};
    Padding padding{};
    Extent dilation{1, 1};
    bool ceil_mode = false;
    bool count_include_pad = true;
    std::optional<int> divisor_override{};
    bool operator==(const PoolParams&) const = default;
};

}  // namespace poolscope
