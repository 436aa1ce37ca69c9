/// The order of an array's axes: channels first (NCHW) or last (NHWC).
#pragma once

#include <string>
#include <string_view>

#include "io/npy.hpp"
#include "poolscope/error.hpp"

namespace poolscope::cli {

enum class Layout { nchw, nhwc };

/// The layout called "nchw" or "nhwc". Error: bad_argument.
[[nodiscard]] Result<Layout> parse_layout(std::string_view text);

/// An array as it was read, as (n, c, h, w). In NHWC, 3 axes are (H, W, C) and 4 are (N, H, W, C);
/// fewer hold one plane in either layout.
[[nodiscard]] io::AnyTensor to_nchw(io::AnyTensor tensor, int rank, Layout layout);

/// The inverse of to_nchw().
[[nodiscard]] io::AnyTensor from_nchw(io::AnyTensor tensor, int rank, Layout layout);

}  // namespace poolscope::cli
