/// The same layer in several stages: equivalences that teach, each to be stepped stage by stage.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/layer.hpp"

namespace poolscope {

/// One row of the equivalences' list.
struct Equivalence {
    std::string_view id;    ///< "separable"
    std::string_view name;  ///< as in a menu
    std::string_view note;  ///< what is the same as what, in one sentence without a full stop
    /// How far the last stage's output may lie from the direct operator's, relative to the larger
    /// of 1 and the largest finite magnitude among the input, the stages' outputs and the direct
    /// one; 0 means to the last bit, the sign of a zero aside.
    double tolerance = 0.0;
    /// Layers for which it is to the last bit all the same; may be null.
    bool (*exact)(const Layer& layer) = nullptr;
    /// The stages of `layer` over `input` (n, c, h, w), each a named layer over the output of the
    /// one before it; or why the equivalence does not hold for it.
    Result<std::vector<Layer>> (*layers)(const Layer& layer, const Shape& input) = nullptr;
    /// What is gained, with this layer's numbers: "18 taps a window in place of 81"; may be null.
    Message (*saving)(const Layer& layer, const Shape& input) = nullptr;
};

/// The tolerance of `equivalence` for `layer`.
[[nodiscard]] inline double tolerance_of(const Equivalence& equivalence, const Layer& layer) {
    return equivalence.exact != nullptr && equivalence.exact(layer) ? 0.0 : equivalence.tolerance;
}

/// The explicit list, in menu order.
[[nodiscard]] std::span<const Equivalence> equivalences();

/// The equivalence with this id, or a named error that lists the ids there are.
[[nodiscard]] Result<const Equivalence*> find_equivalence(std::string_view id);

}  // namespace poolscope
