/// The layer options of the command line: their text as a layer, placed on an input.
#pragma once

#include <string>

#include "poolscope/error.hpp"
#include "poolscope/operators/operator.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// The options as they were typed; empty where an option was left out.
struct LayerArguments {
    std::string op = "max";
    std::string kernel;
    std::string stride;
    std::string padding;
    std::string dilation;
    std::string divisor;
    bool ceil_mode = false;
    bool exclude_pad = false;
};

/// A layer: an operator under its parameters.
struct Layer {
    const Operator* op = nullptr;
    PoolParams params;
};

/// Adds --op, --kernel and the other layer options to `app`; they are read into `arguments`.
void add_layer_options(CLI::App& app, LayerArguments& arguments);

/// The layer that `arguments` ask for on an input of shape `input` (which decides the padding of
/// same-upper and same-lower). Errors: bad_argument, unknown_operator and those of
/// make_geometry().
[[nodiscard]] Result<Layer> make_layer(const LayerArguments& arguments, const Shape& input);

}  // namespace poolscope::cli
