/// A plane of a tensor as an Eigen array, for sources that compute with it as a whole.
#pragma once

#include <Eigen/Core>

#include "poolscope/tensor.hpp"

namespace poolscope {

template <class Scalar>
using PlaneArray = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One plane, shape (h, w), over the tensor's own cells: it must not outlive them.
template <class Scalar>
[[nodiscard]] Eigen::Map<PlaneArray<Scalar>> plane_array(Tensor<Scalar>& tensor, int n, int c) {
    return {tensor.plane(n, c).data(), tensor.shape().h, tensor.shape().w};
}
template <class Scalar>
[[nodiscard]] Eigen::Map<const PlaneArray<Scalar>> plane_array(const Tensor<Scalar>& tensor, int n,
                                                               int c) {
    return {tensor.plane(n, c).data(), tensor.shape().h, tensor.shape().w};
}

}  // namespace poolscope
