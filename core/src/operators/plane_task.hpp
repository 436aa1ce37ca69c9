/// One plane to be pooled.
#pragma once

#include <atomic>
#include <cstdint>

#include "poolscope/error.hpp"
#include "poolscope/operator.hpp"

namespace poolscope {

/// `input` is the plane's first cell, and that of the next channels' planes
/// where a window spans several.
template <class Scalar>
struct PlaneTask {
    const Geometry& geometry;  ///< of this plane (see plane_geometry)
    const PoolParams& params;
    const WindowWeights* weights = nullptr;  ///< null in pooling
    int n = 0;
    int c = 0;  ///< of the output
    const Scalar* input = nullptr;
    Scalar* output = nullptr;         ///< out_h * out_w cells
    std::int64_t* indices = nullptr;  ///< the winners' positions from `input` on; may be null
    const StopQuery& stop;
    std::atomic<std::size_t>* rows_done = nullptr;  ///< see PoolOptions; may be null
};

}  // namespace poolscope
