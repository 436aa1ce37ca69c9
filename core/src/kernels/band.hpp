/// The work that the fast paths are given: output rows of consecutive planes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "poolscope/error.hpp"
#include "poolscope/operator.hpp"

namespace poolscope::kernels {

/// Output rows [row_begin, row_end) of `planes` planes that follow one another in memory, all
/// placed alike.
template <class Scalar>
struct Band {
    const Geometry& geometry;
    const PoolParams& params;
    const Scalar* input = nullptr;    ///< the first plane's first cell
    Scalar* output = nullptr;         ///< the same of the output
    std::int64_t* indices = nullptr;  ///< the same of the winners; may be null
    std::size_t planes = 1;
    int row_begin = 0;
    int row_end = 0;
    const StopQuery& stop;

    [[nodiscard]] const Scalar* plane_input(std::size_t plane) const {
        return input + plane * geometry.input.plane_count();
    }
    [[nodiscard]] Scalar* plane_output(std::size_t plane) const {
        return output + plane * geometry.output.plane_count();
    }
    [[nodiscard]] std::int64_t* plane_indices(std::size_t plane) const {
        return indices == nullptr ? nullptr : indices + plane * geometry.output.plane_count();
    }
};

/// How a band ended.
enum class Outcome : std::uint8_t {
    done,
    stopped,
    declined,  ///< these values are beyond the fast path: fold them one by one
};

}  // namespace poolscope::kernels
