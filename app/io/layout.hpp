/// The order of an array's axes: channels first (NCHW) or last (NHWC), and which of them an array's
/// extents speak for.
#pragma once

#include <string_view>

#include "io/npy.hpp"
#include "model/reading.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

using model::Layout;

/// The layout called "nchw" or "nhwc". Error: bad_argument.
[[nodiscard]] Result<Layout> parse_layout(std::string_view text);
[[nodiscard]] std::string_view layout_name(Layout layout);

/// An array as it was read, as (n, c, h, w). In NHWC, 3 axes are (H, W, C) and 4 are (N, H, W, C);
/// fewer hold one plane in either layout.
[[nodiscard]] AnyTensor to_nchw(AnyTensor tensor, int rank, Layout layout);

/// The inverse of to_nchw().
[[nodiscard]] AnyTensor from_nchw(AnyTensor tensor, int rank, Layout layout);

/// Values read as (n, c, h, w) whose axes were (N, H, W, C).
[[nodiscard]] Tensor<float> channels_first(const Tensor<float>& read_as_nchw);
/// The shape that channels_first() gives.
[[nodiscard]] Shape channels_first_shape(const Shape& read_as_nchw);

/// Whether the other layout suits an array better than `layout`, in which its axes are `shape`: its
/// axis of channels would have 1, 3 or 4 of them, and its planes would be nearer to squares.
[[nodiscard]] bool other_layout_fits(const Shape& shape, Layout layout);

/// "48 channels of 64 x 3 cells".
[[nodiscard]] Message planes_text(const Shape& shape);

}  // namespace poolscope::io
