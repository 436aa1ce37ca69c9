/// Writes a network as Keras code: layers in a row, or calls where it branches.
#include <algorithm>
#include <array>
#include <limits>

#include "dialects/code_text.hpp"
#include "dialects/keras.hpp"
#include "network_code/writing.hpp"

namespace poolscope::network_code {

namespace {

/// How a layer is said: Keras layers in a row over its one input.
struct Said {
    std::vector<std::string> layers{};
    bool negated = false;  ///< minus signs stand before what it reads and what it gives
    bool flat = false;     ///< what it gives is (n, features)
};

tl::unexpected<Error> cannot(Message what) {
    return fail(ErrorCode::not_expressible, std::move(what), say("write it as ONNX"));
}

std::string zero_padding_text(const Padding& pad) {
    return "keras.layers.ZeroPadding2D(((" + std::to_string(pad.top) + ", " +
           std::to_string(pad.bottom) + "), (" + std::to_string(pad.left) + ", " +
           std::to_string(pad.right) + ")))";
}

/// "(28, 28, 1)".
std::string maps_text(const Shape& shape) {
    return "(" + std::to_string(shape.h) + ", " + std::to_string(shape.w) + ", " +
           std::to_string(shape.c) + ")";
}

/// Says each kind of layer over an input, flat or not; `nonnegative`: none of its cells is below 0.
class KerasSaying {
public:
    KerasSaying(const Shape& input, bool flat, bool nonnegative)
        : input_(input), flat_(flat), nonnegative_(nonnegative) {}

    Result<Said> operator()(const Conv2d& conv) {
        planes();
        const bool strides = conv.stride != Extent{1, 1}, dilates = conv.dilation != Extent{1, 1};
        if (strides && dilates) return cannot(say("Keras does not stride and dilate in one layer"));
        const Padding pad = padding_over(conv, input_);
        const bool same = is_same(conv, pad);
        if (!same && pad != Padding{}) said_.layers.push_back(zero_padding_text(pad));
        const Shape& weight = conv.weight->shape();
        const bool depthwise = conv.groups > 1 && weight.c == 1 && conv.stride.h == conv.stride.w;
        const std::string kernel = extent_text({weight.h, weight.w}, false);
        std::string text = depthwise ? "DepthwiseConv2D(" + kernel
                                     : "Conv2D(" + std::to_string(weight.n) + ", " + kernel;
        if (strides) text += ", strides=" + extent_text(conv.stride, false);
        if (same) text += R"(, padding="same")";
        if (dilates) text += ", dilation_rate=" + extent_text(conv.dilation, false);
        if (depthwise && weight.n != conv.groups)
            text += ", depth_multiplier=" + std::to_string(weight.n / conv.groups);
        if (!depthwise && conv.groups != 1) text += ", groups=" + std::to_string(conv.groups);
        if (!conv.bias) text += ", use_bias=False";
        return ends(text + ")");
    }

    Result<Said> operator()(const Layer& layer) {
        planes();
        Layer asked = layer;
        auto call = keras_call(asked, input_, false);
        if (!call && takes_zeros(asked)) {
            // Zeros around what is not below 0 never win, and a mean that counts padding adds them.
            const Padding pad = padding_of(input_, asked.params);
            asked.params.padding = {};
            asked.params.padding_mode = PaddingMode::numbers;
            asked.params.ceil_mode = false;
            const Shape padded{input_.n, input_.c, input_.h + pad.top + pad.bottom,
                               input_.w + pad.left + pad.right};
            auto over_padded = keras_call(asked, padded, false);
            if (over_padded) {
                said_.layers.push_back(zero_padding_text(pad));
                call = std::move(over_padded);
            }
        }
        if (!call) return error_of(call);
        if (call->find("tf.nn.") != std::string::npos)
            return cannot(say("Keras has no layer that pools with dilation"));
        said_.negated = call->starts_with('-');
        std::string text = said_.negated ? call->substr(1) : *call;
        if (said_.negated) text.resize(text.rfind('('));  // (-x)
        said_.flat =
            layer.params.placement == Placement::global || text.find("Global") != std::string::npos;
        said_.layers.push_back(std::move(text));
        return std::move(said_);
    }

    Result<Said> operator()(const Pointwise& layer) {
        said_.flat = flat_;
        const std::string a = float_text(layer.alpha), b = float_text(layer.beta);
        switch (layer.function) {
            case Function::relu:
                return ends("ReLU()");
            case Function::leaky_relu:
                return ends("LeakyReLU(negative_slope=" + a + ")");
            case Function::elu:
                return ends("ELU(" + (layer.alpha == 1 ? "" : "alpha=" + a) + ")");
            case Function::sigmoid:
                return ends(R"(Activation("sigmoid"))");
            case Function::tanh:
                return ends(R"(Activation("tanh"))");
            case Function::clip:
                if (layer.alpha != 0 || !(layer.beta > 0)) break;
                return ends("ReLU(max_value=" + b + ")");
            case Function::hard_sigmoid:
                if (layer.alpha == 1.0F / 6 && layer.beta == 0.5F)
                    return ends(R"(Activation("hard_sigmoid"))");
                return cannot(say("{0} has no hard sigmoid but {1}", "Keras", "x / 6 + 1 / 2"));
        }
        return cannot(say("Keras clips from 0 on alone, and this clips from {0}", a));
    }

    Result<Said> operator()(const BatchNorm& norm) {
        said_.flat = flat_;
        const std::string epsilon =
            norm.epsilon == 1e-3F ? "" : "epsilon=" + float_text(norm.epsilon);
        return ends("BatchNormalization(" + epsilon + ")");
    }

    Result<Said> operator()(const Linear& linear) {
        if (!flat_) said_.layers.emplace_back("keras.layers.Flatten()");
        said_.flat = true;
        return ends("Dense(" + std::to_string(linear.weight->shape().h) +
                    (linear.bias ? ")" : ", use_bias=False)"));
    }

    Result<Said> operator()(const Softmax& softmax) {
        int first = softmax.first_axis, last = softmax.last_axis;
        if (first == 0) return cannot(say("Keras has no softmax along the samples"));
        if (flat_ && first == 1) {
            said_.flat = true;
            return ends("Softmax()");
        }
        planes();
        if (first == 1 && last == 1) return ends("Softmax()");
        if (first == last) return ends("Softmax(axis=" + std::to_string(first - 1) + ")");
        if (first == 1 && last == 2)
            return cannot(say("Keras has no softmax along channels and rows"));
        return ends(first == 1 ? "Softmax(axis=(1, 2, 3))" : "Softmax(axis=(1, 2))");
    }

    Result<Said> operator()(const Join& /*join*/) { return Said{}; }
    Result<Said> operator()(const Constant& /*constant*/) {
        return cannot(say("Keras has no layer for numbers that do not depend on the input"));
    }

private:
    /// Whether "same" pads so, whatever the input's size.
    static bool is_same(const Conv2d& conv, const Padding& pad) {
        if (conv.padding_mode == PaddingMode::same_upper) return true;
        const Shape& weight = conv.weight->shape();
        const int rows = conv.dilation.h * (weight.h - 1), cols = conv.dilation.w * (weight.w - 1);
        return conv.stride == Extent{1, 1} && pad != Padding{} && pad.top == rows / 2 &&
               pad.bottom == rows - rows / 2 && pad.left == cols / 2 &&
               pad.right == cols - cols / 2;
    }

    /// Whether zeros around the input are as good as the layer's own padding.
    [[nodiscard]] bool takes_zeros(const Layer& layer) const {
        const PoolParams& params = layer.params;
        if (params.placement != Placement::sliding || params.divisor_override) return false;
        const Padding pad = padding_of(input_, params);
        Layer floor = layer;
        floor.params.ceil_mode = false;
        const auto own = make_geometry(layer, input_), other = make_geometry(floor, input_);
        const bool same_outputs = own && other && own->output == other->output;
        const Extent& kernel = params.kernel_size;
        const bool inside = pad.top < kernel.h && pad.bottom < kernel.h && pad.left < kernel.w &&
                            pad.right < kernel.w && params.dilation == Extent{1, 1};
        if (!same_outputs || pad == Padding{}) return false;
        if (layer.op->averages()) return params.count_include_pad;
        return layer.op->id == "max" && inside && nonnegative_;
    }

    void planes() {
        if (flat_) said_.layers.push_back("keras.layers.Reshape(" + maps_text(input_) + ")");
    }
    Result<Said> ends(std::string text) {
        said_.layers.push_back("keras.layers." + std::move(text));
        return std::move(said_);
    }

    Shape input_;
    bool flat_;
    bool nonnegative_;
    Said said_{};
};

Result<std::vector<Said>> say_all(const Written& written) {
    std::vector<Said> all;
    for (std::size_t i = 0; i < written.network.layers.size(); ++i) {
        const NetworkLayer& one = written.network.layers[i];
        const auto is_flat = [&](int from) {
            return from != network_input && all[static_cast<std::size_t>(from)].flat;
        };
        if (std::holds_alternative<Join>(one.layer)) {
            Said said;
            said.flat = std::ranges::all_of(one.inputs, is_flat);
            all.push_back(std::move(said));
            continue;
        }
        const int from = one.inputs.empty() ? network_input : one.inputs.front();
        const bool positive =
            from != network_input && written.nonnegative[static_cast<std::size_t>(from)];
        auto said =
            std::visit(KerasSaying(written.shape_of(from), is_flat(from), positive), one.layer);
        if (!said) return at_layer(said.error(), written.network, i);
        all.push_back(std::move(*said));
    }
    return all;
}

std::string functional(const Written& written, const std::vector<Said>& said) {
    std::string text =
        "import keras\n\ninputs = keras.Input(shape=" + maps_text(written.input) + ")\n";
    Variables variables(written, "inputs");
    for (std::size_t i = 0; i < said.size(); ++i) {
        const NetworkLayer& one = written.network.layers[i];
        std::string value;
        if (const auto* const join = std::get_if<Join>(&one.layer)) {
            for (const int from : one.inputs) {
                std::string input = variables.of(from);
                const bool flat =
                    from != network_input && said[static_cast<std::size_t>(from)].flat;
                if (flat && !said[i].flat)
                    input = "keras.layers.Reshape(" + maps_text(written.shape_of(from)) + ")(" +
                            input + ")";
                value += (value.empty() ? "" : ", ") + input;
            }
            const char* const name = join->joining == Joining::add        ? "Add"
                                     : join->joining == Joining::multiply ? "Multiply"
                                                                          : "Concatenate";
            if (one.inputs.size() > 1)
                value = std::string("keras.layers.") + name + "()([" + value + "])";
        } else {
            value = variables.of(one.inputs.front());
            if (said[i].negated) value = "-" + value;
            for (const std::string& layer : said[i].layers) value = layer + "(" + value + ")";
            if (said[i].negated) value = "-" + value;
        }
        text += variables.next() + " = " + value + "\n";
    }
    return text + "model = keras.Model(inputs, " + variables.of(static_cast<int>(said.size()) - 1) +
           ")\n";
}

}  // namespace

Result<std::string> write_keras(const Network& network, const Shape& input) {
    const auto written = look_at(network, input);
    if (!written) return error_of(written);
    const auto said = say_all(*written);
    if (!said) return error_of(said);
    const bool in_a_row = written->is_chain() && std::ranges::none_of(*said, [](const Said& one) {
                              return one.negated || one.layers.empty();
                          });
    if (!in_a_row) return functional(*written, *said);
    std::string text =
        "import keras\n\nmodel = keras.Sequential([\n    keras.Input(shape=" + maps_text(input) +
        "),\n";
    for (const Said& one : *said)
        for (const std::string& layer : one.layers) text += "    " + layer + ",\n";
    return text + "])\n";
}

}  // namespace poolscope::network_code
