/// Extents and paddings from the whole numbers and names that files and the command line give.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "poolscope/pool_params.hpp"

namespace poolscope::io {

/// A way to pad that is no numbers, as scenes write it; the command line has hyphens.
struct PaddingName {
    std::string_view name;
    PaddingMode value;
};
inline constexpr std::array padding_names{PaddingName{"valid", PaddingMode::valid},
                                          PaddingName{"same_upper", PaddingMode::same_upper},
                                          PaddingName{"same_lower", PaddingMode::same_lower}};

/// Whether windows so placed have a kernel_size.
[[nodiscard]] constexpr bool has_kernel(Placement placement) {
    return placement == Placement::sliding || placement == Placement::fractional;
}

/// Whether windows so placed are as many as output_size says.
[[nodiscard]] constexpr bool has_output_size(Placement placement) {
    return placement == Placement::adaptive || placement == Placement::fractional;
}

/// One number for both axes, or rows and columns; nothing from other counts. On a single row
/// (`one_axis`) one number is the columns'.
[[nodiscard]] inline std::optional<Extent> extent_of(std::span<const int> values,
                                                     bool one_axis = false) {
    if (values.empty() || values.size() > 2) return std::nullopt;
    return Extent{one_axis && values.size() == 1 ? 1 : values.front(), values.back()};
}

/// One number for all sides, rows and columns, or top, left, bottom and right; nothing from other
/// counts. On a single row (`one_axis`) one number is the columns'.
[[nodiscard]] inline std::optional<Padding> padding_of(std::span<const int> values,
                                                       bool one_axis = false) {
    if (values.size() == 4) return Padding{values[0], values[1], values[2], values[3]};
    const auto pair = extent_of(values);
    if (!pair) return std::nullopt;
    const int rows = one_axis && values.size() == 1 ? 0 : pair->h;
    return Padding{rows, pair->w, rows, pair->w};
}

}  // namespace poolscope::io
