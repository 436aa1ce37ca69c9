/// The calls of each framework that are read. A row is a name, its parameters and what it does.
#pragma once

#include "network_code/laying.hpp"

namespace poolscope::network_code {

/// torch.nn's modules; and functions of torch and torch.nn.functional, and methods of tensors,
/// whose input is no argument here.
[[nodiscard]] std::span<const CallRow> torch_modules();
[[nodiscard]] std::span<const CallRow> torch_functions();
/// keras.layers' layers; and functions of keras and tf.nn.
[[nodiscard]] std::span<const CallRow> keras_layers();
[[nodiscard]] std::span<const CallRow> keras_functions();

[[nodiscard]] const CallRow* find_call(std::span<const CallRow> rows, std::string_view own);

/// `activation="relu"` of one of Keras' layers. Error: unsupported.
[[nodiscard]] Result<Maps> lay_activation(Laying& at, const Expr& activation, Maps input);

}  // namespace poolscope::network_code
