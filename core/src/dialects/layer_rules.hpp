/// When two layers are the same over an input, whatever their parameters say.
#pragma once

#include "poolscope/dialect.hpp"

namespace poolscope {

/// Whether a layer is Lp, whose powers the frameworks take differently.
[[nodiscard]] inline bool is_lp(const Layer& layer) {
    return layer.op->id == "lp";
}

/// Whether a layer over `input` (n, c, h, w) is one-dimensional: one row, which its windows span
/// alone.
[[nodiscard]] bool one_dimensional(const Layer& layer, const Shape& input);

/// `layer` with all that means nothing to it over `input` at its default: padding as
/// numbers, no dilation of a single tap, adaptive to 1 x 1 as global. Layers that a framework's
/// code cannot tell apart have equal canonical parameters.
[[nodiscard]] Layer canonical(const Layer& layer, const Shape& input);

/// Whether two layers of one operator give the same output for every input of this shape: their
/// windows read the same cells and are reduced alike. False where one of them cannot be placed.
[[nodiscard]] bool same_result(const Layer& a, const Layer& b, const Shape& input);

/// `layer` settled, under the rules of `dialect`, nothing of it changed yet.
[[nodiscard]] Adapted taken_over(const Dialect& dialect, const Layer& layer);

/// The layer that `dialect` makes of this one, or why its code would give another output for an
/// input of this shape.
[[nodiscard]] Result<Layer> exact_layer(const Dialect& dialect, const Layer& layer,
                                        const Shape& input);

/// Whether two paddings differ in nothing but the end at which an odd cell lies.
[[nodiscard]] bool odd_cells_moved(const Padding& a, const Padding& b);

}  // namespace poolscope
