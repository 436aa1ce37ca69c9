/// When two layers are the same over an input, whatever their parameters say.
#pragma once

#include "poolscope/dialects/dialect.hpp"

namespace poolscope {

/// Whether `op` is Lp, whose powers the frameworks take differently.
[[nodiscard]] constexpr bool is_lp(const Operator& op) {
    return op.id == "lp";
}

/// Whether a layer over `input` (n, c, h, w) is one-dimensional: one row, which its windows span
/// alone.
[[nodiscard]] bool one_dimensional(const Operator& op, const PoolParams& params,
                                   const Shape& input);

/// `params` with all that means nothing to this layer over `input` at its default: padding as
/// numbers, no dilation of a single tap, adaptive to 1 x 1 as global. Layers that a framework's
/// code cannot tell apart have equal canonical parameters.
[[nodiscard]] PoolParams canonical(const Operator& op, const PoolParams& params,
                                   const Shape& input);

/// Whether two layers of one operator give the same output for every input of this shape: their
/// windows read the same cells and are reduced alike. False where one of them cannot be placed.
[[nodiscard]] bool same_result(const Operator& op, const PoolParams& a, const PoolParams& b,
                               const Shape& input);

/// The layer that `dialect` makes of this one, or why its code would give another output for an
/// input of this shape.
[[nodiscard]] Result<PoolParams> exact_layer(const Dialect& dialect, const Operator& op,
                                             const PoolParams& params, const Shape& input);

/// Whether two paddings differ in nothing but the end at which an odd cell lies.
[[nodiscard]] bool odd_cells_moved(const Padding& a, const Padding& b);

}  // namespace poolscope
