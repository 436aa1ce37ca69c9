/// Keras' and TensorFlow's rules for pooling layers, and a layer as a keras.layers layer.
#pragma once

#include "poolscope/dialect.hpp"

namespace poolscope {

/// Padding is "same" (the odd cell at the end) or "valid", and never counted in the mean; there is
/// neither ceil_mode nor divisor_override; dilation only by tf.nn.pool, at stride 1. `check`
/// refuses what Keras refuses, in its words. `call` gives a layer, or tf.nn.pool where windows are
/// dilated. Source: Keras' layers and ops.nn, TensorFlow's nn_ops.py.
[[nodiscard]] const Dialect& keras_dialect();

/// The row's functions, which have files of their own.
[[nodiscard]] Result<std::string> keras_call(const Layer& layer, const Shape& input);
/// `by_rows`: a layer for one dimension where this one has no more, else one for two.
[[nodiscard]] Result<std::string> keras_call(const Layer& layer, const Shape& input, bool by_rows);
[[nodiscard]] Result<PastedLayer> parse_keras(const CallSite& site);

}  // namespace poolscope
