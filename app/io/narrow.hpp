/// Numbers of any type as float32, in which a document holds them, and what is lost on the way.
#pragma once

#include <optional>

#include "io/npy.hpp"
#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

struct Narrowed {
    Tensor<float> values;
    /// "3 whole numbers are rounded to float32: the first, 16777217, became 16777216"; nothing
    /// where none is. Fractions are not counted: every framework rounds them.
    std::optional<Message> rounded{};
};

/// `values` as float32. Error: too_large where one is beyond float32, with its place.
[[nodiscard]] Result<Narrowed> narrowed(const AnyTensor& values);

}  // namespace poolscope::io
