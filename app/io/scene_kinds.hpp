/// What each kind of a network's layers has in a scene: its keys, once for reading and writing.
#pragma once

#include "poolscope/network.hpp"

namespace poolscope::io {

/// The weights under a key: so many levels of brackets.
struct WeightsKey {
    std::string_view key;
    int levels;
    bool needed = true;
};

// Calls `visit(key, field)` for each field of a kind, and visit(WeightsKey, weights) for weights.

template <class Kind, class Visit>
void each_field(Kind& kind, Visit&& visit) {
    using Plain = std::remove_const_t<Kind>;
    if constexpr (std::is_same_v<Plain, Conv2d>) {
        visit(WeightsKey{"weight", 4}, kind.weight);
        visit(WeightsKey{"bias", 1, false}, kind.bias);
        visit("stride", kind.stride);
        visit("padding", kind.padding);
        visit("padding_mode", kind.padding_mode);
        visit("dilation", kind.dilation);
        visit("groups", kind.groups);
    } else if constexpr (std::is_same_v<Plain, Pointwise>) {
        visit("alpha", kind.alpha);
        visit("beta", kind.beta);
    } else if constexpr (std::is_same_v<Plain, BatchNorm>) {
        visit(WeightsKey{"scale", 1}, kind.scale);
        visit(WeightsKey{"shift", 1}, kind.shift);
        visit(WeightsKey{"mean", 1}, kind.mean);
        visit(WeightsKey{"variance", 1}, kind.variance);
        visit("epsilon", kind.epsilon);
    } else if constexpr (std::is_same_v<Plain, Linear>) {
        visit(WeightsKey{"weight", 2}, kind.weight);
        visit(WeightsKey{"bias", 1, false}, kind.bias);
    } else if constexpr (std::is_same_v<Plain, Softmax>) {
        visit("first_axis", kind.first_axis);
        visit("last_axis", kind.last_axis);
    } else if constexpr (std::is_same_v<Plain, Constant>) {
        visit(WeightsKey{"value", 4}, kind.value);
    }
}

}  // namespace poolscope::io
