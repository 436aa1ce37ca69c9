/// Eigen's product, compiled for one instruction set: the source that includes this says how it is
/// called (PRODUCT), and what Eigen's namespace is called there (Eigen), so that the linker keeps
/// one copy of Eigen's templates for each.
#include <Eigen/Core>

#include "kernels/product.hpp"

namespace poolscope::kernels {

void PRODUCT(const Matrix<float>& out, const Matrix<const float>& a, const Matrix<const float>& b);

void PRODUCT(const Matrix<float>& out, const Matrix<const float>& a, const Matrix<const float>& b) {
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    using Stride = Eigen::OuterStride<>;
    const auto map = [](const auto& matrix) {
        return Eigen::Map<const Rows, Eigen::Unaligned, Stride>(matrix.cells, matrix.rows,
                                                                matrix.cols, Stride(matrix.stride));
    };
    Eigen::Map<Rows, Eigen::Unaligned, Stride>(out.cells, out.rows, out.cols, Stride(out.stride))
        .noalias() += map(a) * map(b);
}

}  // namespace poolscope::kernels
