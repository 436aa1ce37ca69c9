/// The product of two matrices, for convolutions and linear layers.
#pragma once

#include <cstddef>

namespace poolscope::kernels {

/// A matrix in rows, each `stride` cells after the one before.
template <class Cell>
struct Matrix {
    Cell* cells = nullptr;
    std::ptrdiff_t rows = 0;
    std::ptrdiff_t cols = 0;
    std::ptrdiff_t stride = 0;
};

/// out += a b, in float; on the caller's thread, by the best instruction set that the machine has.
void add_product(const Matrix<float>& out, const Matrix<const float>& a,
                 const Matrix<const float>& b);

}  // namespace poolscope::kernels
