/// Networks as code in tests: a network's layers and their outputs' shapes as one line.
#pragma once

#include <string>

#include "poolscope/network.hpp"

namespace poolscope {

inline std::string inputs_text(const NetworkLayer& one, int index) {
    if (one.inputs.size() == 1 && one.inputs.front() == index - 1) return "";
    std::string text = "(";
    for (const int from : one.inputs)
        text += (text.size() > 1 ? " " : "") + std::to_string(from + 1);
    return text + ")";
}

/// "conv1 6x28x28, relu_2 6x28x28, ..."; inputs that are not the layer before in brackets, from 1,
/// the network's own as 0.
inline std::string told(const Network& network, const Shape& input) {
    const NetworkShapes shapes = shapes_of(network, input);
    std::string text;
    for (std::size_t i = 0; i < shapes.outputs.size(); ++i) {
        const Shape& shape = shapes.outputs[i];
        text += (i == 0 ? "" : ", ") + network.layers[i].name +
                inputs_text(network.layers[i], static_cast<int>(i)) + " " +
                std::to_string(shape.c) + "x" + std::to_string(shape.h) + "x" +
                std::to_string(shape.w);
    }
    return shapes.error ? text + " | " + shapes.error->message() : text;
}

}  // namespace poolscope
