/// A layer as a value: what its windows' cells become, where its windows lie, and whose rules hold.
#pragma once

#include <string_view>
#include <utility>

#include "poolscope/operator.hpp"

namespace poolscope {

struct Dialect;

/// The dialect without limits, which refuses nothing and has no code of its own. Lp is over |x|
/// here, by its definition.
[[nodiscard]] const Dialect& explicit_dialect();

/// A pooling layer, or another kind's windows (see as_windows), apart from its input. It is no
/// layer of a framework's until that framework's dialect has checked it (see Dialect::check).
struct Layer {
    const Operator* op = &max_operator();  ///< never null
    PoolParams params{};
    const Dialect* dialect = &explicit_dialect();  ///< whose rules and limits hold; never null
    Message name{};                                ///< in a chain of layers: "rows", "negate back"
    Shared<WindowWeights> weights{};               ///< none in pooling; no field of files
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
/// check_parameters(), those of make_geometry() for its parameters, bad_shape where its weights do
/// not fit.
[[nodiscard]] Result<PlacedLayer> place(Layer layer, const Shape& input);

/// The geometry of place().
[[nodiscard]] Result<Geometry> make_geometry(const Layer& layer, const Shape& input);

/// The fields in the order in which files and the command line name them. A switch over them
/// without a default says, when a field is added, that it does not know it yet.
enum class FieldId : std::uint8_t {
    op,
    dialect,
    placement,
    kernel_size,
    stride,
    padding,
    padding_mode,
    dilation,
    ceil_mode,
    output_size,
    channel_group,
    count_include_pad,
    divisor_override,
    norm,
    sharpness,
    mix,
    seed,
    scores,
    samples,
    signed_powers,
    scale,
    name,
};

/// What is known of a field beside its value.
struct LayerField {
    FieldId field;
    std::string_view id;         ///< as in files: "kernel_size"
    std::string_view unit = "";  ///< of its numbers: "cells"; empty for those that count nothing
};

/// Calls `visit(field, get)` for every field of a layer, where `get(layer)` is the field itself, of
/// a const layer or of one to be changed.
template <class Visit>
constexpr void each_layer_field(Visit&& visit) {
    using Id = FieldId;
    const auto member = [](auto pointer) {
        return [pointer](auto& layer) -> auto& {
            return layer.*pointer;
        };
    };
    const auto number = [](auto pointer) {
        return [pointer](auto& layer) -> auto& {
            return layer.params.*pointer;
        };
    };
    using P = PoolParams;
    visit(LayerField{Id::op, "operator"}, member(&Layer::op));
    visit(LayerField{Id::dialect, "dialect"}, member(&Layer::dialect));
    visit(LayerField{Id::placement, "placement"}, number(&P::placement));
    visit(LayerField{Id::kernel_size, "kernel_size", "cells"}, number(&P::kernel_size));
    visit(LayerField{Id::stride, "stride", "cells"}, number(&P::stride));
    visit(LayerField{Id::padding, "padding", "cells"}, number(&P::padding));
    visit(LayerField{Id::padding_mode, "padding_mode"}, number(&P::padding_mode));
    visit(LayerField{Id::dilation, "dilation", "cells"}, number(&P::dilation));
    visit(LayerField{Id::ceil_mode, "ceil_mode"}, number(&P::ceil_mode));
    visit(LayerField{Id::output_size, "output_size", "cells"}, number(&P::output_size));
    visit(LayerField{Id::channel_group, "channel_group", "channels"}, number(&P::channel_group));
    visit(LayerField{Id::count_include_pad, "count_include_pad"}, number(&P::count_include_pad));
    visit(LayerField{Id::divisor_override, "divisor_override"}, number(&P::divisor_override));
    visit(LayerField{Id::norm, "norm"}, number(&P::norm));
    visit(LayerField{Id::sharpness, "sharpness"}, number(&P::sharpness));
    visit(LayerField{Id::mix, "mix"}, number(&P::mix));
    visit(LayerField{Id::seed, "seed"}, number(&P::seed));
    visit(LayerField{Id::scores, "scores"}, number(&P::scores));
    visit(LayerField{Id::samples, "samples"}, number(&P::samples));
    visit(LayerField{Id::signed_powers, "signed_powers"}, number(&P::signed_powers));
    visit(LayerField{Id::scale, "scale"}, number(&P::scale));
    visit(LayerField{Id::name, "name"}, member(&Layer::name));
}

}  // namespace poolscope
