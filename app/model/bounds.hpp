/// The bounds of a layer's controls, found by asking make_geometry(): inside them every layer is
/// legal.
#pragma once

#include "model/document.hpp"

namespace poolscope::model {

/// Inclusive.
struct IntRange {
    int low = 1;
    int high = 1;
};

/// Each range holds while the other parameters stay as they are.
struct ParamBounds {
    IntRange kernel_h, kernel_w, stride_h, stride_w, dilation_h, dilation_w;
    IntRange output_h, output_w;  ///< output_size of adaptive and fractional layers
    IntRange pad_top, pad_left, pad_bottom, pad_right;
};

/// The most that the controls give to a side.
inline constexpr int most_padding = 64;

[[nodiscard]] ParamBounds bounds_of(const Document& document);

}  // namespace poolscope::model
