/// Bounds of the controls that set several numbers at once, found by asking make_geometry()
/// and the dialect.
#pragma once

#include "model/bounds.hpp"

namespace poolscope::session {

/// Padding set alike on both sides of an axis.
struct LinkedPadding {
    model::IntRange rows, cols;
};
[[nodiscard]] LinkedPadding linked_padding_bounds(const model::Document& document);

/// The sizes of input over which the present layer can lie.
struct InputBounds {
    model::IntRange samples, channels, rows, cols;
};
[[nodiscard]] InputBounds input_bounds(const model::Document& document);

/// The same of a network, which says at its layers what does not fit.
[[nodiscard]] InputBounds network_input_bounds(const model::Document& network);

}  // namespace poolscope::session
