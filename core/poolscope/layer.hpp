/// A layer as a value: what its windows' cells become, where its windows lie, and whose rules hold.
#pragma once

#include "poolscope/dialects/explicit.hpp"
#include "poolscope/operators/max.hpp"

namespace poolscope {

/// A pooling layer, apart from its input. It is no layer of a framework's until that framework's
/// dialect has checked it (see Dialect::check).
struct Layer {
    const Operator* op = &max_operator();  ///< never null
    PoolParams params{};
    const Dialect* dialect = &explicit_dialect();  ///< whose rules and limits hold; never null
    Message name{};                                ///< in a chain of layers: "rows", "negate back"
    bool operator==(const Layer&) const = default;
};

/// A settled layer laid over an input: valid by construction (see place).
struct PlacedLayer {
    Layer layer{};
    Geometry geometry{};
};

/// `layer` with the placement that its operator is bound to, or without one that another is bound
/// to; and without scores and samples that then mean nothing.
[[nodiscard]] Layer settled(Layer layer);

/// Nothing, or why a number of the layer is none that its operator takes (a norm of 0).
[[nodiscard]] Result<void> check_parameters(const Layer& layer);

/// Settles a layer and lays it over an input of shape (n, c, h, w). Errors: those of
/// check_parameters(), and those of make_geometry() for its parameters.
[[nodiscard]] Result<PlacedLayer> place(Layer layer, const Shape& input);

/// The geometry of place().
[[nodiscard]] Result<Geometry> make_geometry(const Layer& layer, const Shape& input);

}  // namespace poolscope
