/// The bound on how many cells a tensor may have.
#pragma once

#include "poolscope/geometry.hpp"

namespace poolscope {

/// Nothing, or too_large when `shape` (n, c, h, w), has more than
/// max_cells. `name` and `remedy` are keys of messages (see word).
[[nodiscard]] inline Result<void> check_cells(const char* name, const Shape& shape,
                                              const char* remedy) {
    std::int64_t cells = 1;
    for (const int extent : {shape.n, shape.c, shape.h, shape.w}) {
        if (extent > 0 && cells > max_cells / extent) {
            return fail(ErrorCode::too_large,
                        say("{0} has {1} cells, and the most is {2}", named(name),
                            shape_text(shape), max_cells),
                        named(remedy));
        }
        cells *= extent;
    }
    return {};
}

}  // namespace poolscope
