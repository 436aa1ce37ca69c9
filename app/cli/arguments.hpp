/// Numbers and lists of numbers written by a person on the command line, read strictly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::cli {

/// The whole of `text` as a whole number that fits an int, e.g. "3" or "-1"; `option` names it in
/// the error.
[[nodiscard]] Result<int> parse_int(std::string_view text, std::string_view option);

/// Whole numbers with commas between, e.g. "3" or "3,2".
[[nodiscard]] Result<std::vector<int>> parse_ints(std::string_view text, std::string_view option);

/// An array's shape, "3,224,224", and how many axes were named: those left out are 1. Error:
/// bad_argument unless there are `least_axes` to 4 extents from 1.
struct ShapeArgument {
    Shape shape;
    std::size_t axes = 0;
};
[[nodiscard]] Result<ShapeArgument> parse_shape(std::string_view text, std::string_view option,
                                                std::size_t least_axes = 1);

/// The whole of `text` as a finite number, e.g. "1.5".
[[nodiscard]] Result<double> parse_number(std::string_view text, std::string_view option);

/// The same, or "inf".
[[nodiscard]] Result<double> parse_number_or_infinity(std::string_view text,
                                                      std::string_view option);

/// A seed: a whole number of 0 .. 2^63 - 1, as scenes keep it.
[[nodiscard]] Result<std::uint64_t> parse_seed(std::string_view text, std::string_view option);

/// "WxH" as two whole numbers from 1.
struct PixelSize {
    int w = 0;
    int h = 0;
};
[[nodiscard]] Result<PixelSize> parse_size(std::string_view text, std::string_view option);

}  // namespace poolscope::cli
