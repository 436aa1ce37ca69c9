/// Fractional max pooling: the largest cell of windows that lie at pseudo-random strides.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// max's rule under Placement::fractional (see make_geometry): windows of kernel_size, output_size
/// of them, their places drawn from the seed unless the layer gives samples. Every scalar type.
/// Source: Graham, Fractional Max-Pooling, arXiv 1412.6071; PyTorch's FractionalMaxPool2d.cpp.
[[nodiscard]] const Operator& fractional_operator();

}  // namespace poolscope
