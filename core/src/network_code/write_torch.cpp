/// Writes a network as PyTorch code: modules in a row, or a class whose forward lays them.
#include <algorithm>
#include <array>
#include <limits>

#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"
#include "dialects/pytorch.hpp"
#include "network_code/writing.hpp"

namespace poolscope::network_code {

namespace {

/// How a layer is said: modules in a row over its one input, or, where it has `text`, an expression
/// of its inputs {0}, {1}, ...
struct Said {
    std::vector<std::string> modules{};
    bool negated = false;  ///< minus signs stand before what it reads and what it gives
    bool flat = false;     ///< what it gives is (n, features)
};

std::string sides_text(const Padding& pad) {
    return "(" + std::to_string(pad.left) + ", " + std::to_string(pad.right) + ", " +
           std::to_string(pad.top) + ", " + std::to_string(pad.bottom) + ")";
}

std::string unflatten_text(const Shape& shape) {
    return "nn.Unflatten(1, (" + std::to_string(shape.c) + ", " + std::to_string(shape.h) + ", " +
           std::to_string(shape.w) + "))";
}

/// "(1, 2, 3, 4)".
std::string shape_tuple(const Shape& shape) {
    return "(" + std::to_string(shape.n) + ", " + std::to_string(shape.c) + ", " +
           std::to_string(shape.h) + ", " + std::to_string(shape.w) + ")";
}

/// "nn.MaxPool2d(3)" of "-nn.MaxPool2d(3)(-x)".
std::string module_of(std::string_view call) {
    if (call.starts_with('-')) call.remove_prefix(1);
    int depth = 0;
    for (std::size_t i = 0; i < call.size(); ++i) {
        if (call[i] == '(') ++depth;
        if (call[i] == ')' && --depth == 0) return std::string(call.substr(0, i + 1));
    }
    return std::string(call);
}

/// Says each kind of layer over an input of this shape, flat or not.
class TorchSaying {
public:
    TorchSaying(const Shape& input, bool flat) : input_(input), flat_(flat) {}

    Result<Said> operator()(const Conv2d& conv) {
        planes();
        Padding pad = padding_over(conv, input_);
        const bool same =
            conv.padding_mode == PaddingMode::same_upper && conv.stride == Extent{1, 1};
        const bool even = pad.top == pad.bottom && pad.left == pad.right;
        if (!same && !even) {
            said_.modules.push_back("nn.ZeroPad2d(" + sides_text(pad) + ")");
            pad = {};
        }
        const Shape& weight = conv.weight->shape();
        std::string text = "nn.Conv2d(" + std::to_string(weight.c * conv.groups) + ", " +
                           std::to_string(weight.n) + ", " +
                           extent_text({weight.h, weight.w}, false);
        if (conv.stride != Extent{1, 1}) text += ", stride=" + extent_text(conv.stride, false);
        if (same)
            text += R"(, padding="same")";
        else if (pad != Padding{})
            text += ", padding=" + extent_text({pad.top, pad.left}, false);
        if (conv.dilation != Extent{1, 1})
            text += ", dilation=" + extent_text(conv.dilation, false);
        if (conv.groups != 1) text += ", groups=" + std::to_string(conv.groups);
        return ends(text + (conv.bias ? ")" : ", bias=False)"));
    }

    Result<Said> operator()(const Layer& layer) {
        planes();
        const auto call = pytorch_call(layer, input_, false);
        if (!call) return error_of(call);
        said_.negated = call->starts_with('-');
        const auto adapted = exact_layer(pytorch_dialect(), layer, input_);
        const Layer meant = canonical(adapted ? *adapted : layer, input_);
        if (call->find("F.pad(") != std::string::npos) {
            const bool zeros = layer.op->averages() || is_lp(layer);
            const std::string sides = sides_text(meant.params.padding);
            said_.modules.push_back(zeros ? "nn.ZeroPad2d(" + sides + ")"
                                          : "nn.ConstantPad2d(" + sides + R"(, float("-inf")))");
        }
        return ends(module_of(*call));
    }

    Result<Said> operator()(const Pointwise& layer) {
        said_.flat = flat_;
        const std::string a = float_text(layer.alpha), b = float_text(layer.beta);
        switch (layer.function) {
            case Function::relu:
                return ends("nn.ReLU()");
            case Function::leaky_relu:
                return ends("nn.LeakyReLU(" + (layer.alpha == 0.01F ? "" : a) + ")");
            case Function::elu:
                return ends("nn.ELU(" + (layer.alpha == 1 ? "" : a) + ")");
            case Function::sigmoid:
                return ends("nn.Sigmoid()");
            case Function::tanh:
                return ends("nn.Tanh()");
            case Function::clip:
                if (layer.alpha == 0 && layer.beta == 6) return ends("nn.ReLU6()");
                return ends("nn.Hardtanh(" + a + ", " + b + ")");
            case Function::hard_sigmoid:
                if (layer.alpha == 1.0F / 6 && layer.beta == 0.5F) return ends("nn.Hardsigmoid()");
                break;
        }
        return fail(ErrorCode::not_expressible,
                    say("{0} has no hard sigmoid but {1}", "PyTorch", "x / 6 + 1 / 2"),
                    say("write it as ONNX"));
    }

    Result<Said> operator()(const BatchNorm& norm) {
        said_.flat = flat_;
        const std::string epsilon =
            norm.epsilon == 1e-5F ? "" : ", eps=" + float_text(norm.epsilon);
        return ends((flat_ ? "nn.BatchNorm1d(" : "nn.BatchNorm2d(") + std::to_string(input_.c) +
                    epsilon + ")");
    }

    Result<Said> operator()(const Linear& linear) {
        if (!flat_) said_.modules.emplace_back("nn.Flatten()");
        said_.flat = true;
        const Shape& weight = linear.weight->shape();
        return ends("nn.Linear(" + std::to_string(weight.w) + ", " + std::to_string(weight.h) +
                    (linear.bias ? ")" : ", bias=False)"));
    }

    Result<Said> operator()(const Softmax& softmax) {
        int first = softmax.first_axis, last = softmax.last_axis;
        if (flat_ && first <= 1) last = std::min(last, 1);
        if (first == last && (!flat_ || first <= 1)) {
            said_.flat = flat_;
            return ends("nn.Softmax(dim=" + std::to_string(first) + ")");
        }
        planes();
        if (first == last) return ends("nn.Softmax(dim=" + std::to_string(first) + ")");
        const int extents[] = {input_.n, input_.c, input_.h, input_.w};
        std::string sizes;
        for (int axis = first; axis <= last; ++axis)
            sizes += (axis == first ? "" : ", ") + std::to_string(extents[axis]);
        const std::string from = std::to_string(first);
        said_.modules.push_back("nn.Flatten(" + from + ", " + std::to_string(last) + ")");
        said_.modules.push_back("nn.Softmax(dim=" + from + ")");
        return ends("nn.Unflatten(" + from + ", (" + sizes + "))");
    }

    Result<Said> operator()(const Join& /*join*/) { return Said{}; }
    Result<Said> operator()(const Constant& /*constant*/) { return Said{}; }

private:
    void planes() {
        if (flat_) said_.modules.push_back(unflatten_text(input_));
    }
    Result<Said> ends(std::string module) {
        said_.modules.push_back(std::move(module));
        return std::move(said_);
    }

    Shape input_;
    bool flat_;
    Said said_{};
};

/// How each layer of one input is said; none of it of the others.
Result<std::vector<Said>> say_all(const Written& written) {
    std::vector<Said> all;
    for (std::size_t i = 0; i < written.network.layers.size(); ++i) {
        const NetworkLayer& one = written.network.layers[i];
        const auto is_flat = [&](int from) {
            return from != network_input && all[static_cast<std::size_t>(from)].flat;
        };
        if (std::holds_alternative<Join>(one.layer) || one.inputs.empty()) {
            Said said;
            said.flat = !one.inputs.empty() && std::ranges::all_of(one.inputs, is_flat);
            all.push_back(std::move(said));
            continue;
        }
        const int from = one.inputs.front();
        auto said = std::visit(TorchSaying(written.shape_of(from), is_flat(from)), one.layer);
        if (!said) return at_layer(said.error(), written.network, i);
        all.push_back(std::move(*said));
    }
    return all;
}

/// A class, line by line: what __init__ makes, and what forward does.
class TorchClass {
public:
    TorchClass(const Written& written, const std::vector<Said>& said)
        : written_(written), said_(said), variables_(written, "x") {}

    std::string run() {
        for (std::size_t i = 0; i < said_.size(); ++i) write_layer(i);
        return "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n"
               "    def __init__(self):\n        super().__init__()\n" +
               init_ + "\n    def forward(self, x):\n" + forward_ + "        return " +
               variables_.of(static_cast<int>(said_.size()) - 1) + "\n";
    }

private:
    void keep(const std::string& name, const std::string& module) {
        init_ += "        self." + name + " = " + module + "\n";
    }

    void write_layer(std::size_t i) {
        const NetworkLayer& one = written_.network.layers[i];
        std::string value;
        if (const auto* const constant = std::get_if<Constant>(&one.layer)) {
            keep(written_.names[i],
                 "nn.Parameter(torch.zeros" + shape_tuple(constant->value->shape()) + ")");
            value = "self." + written_.names[i];
        } else if (const auto* const join = std::get_if<Join>(&one.layer)) {
            value = joined(*join, i);
        } else {
            value = applied(i);
        }
        forward_ += "        " + variables_.next() + " = " + value + "\n";
    }

    std::string applied(std::size_t i) {
        const Said& said = said_[i];
        std::string value = variables_.of(written_.network.layers[i].inputs.front());
        if (said.negated) value = "-" + value;
        for (std::size_t m = 0; m < said.modules.size(); ++m) {
            const std::string name = name_of(i, said, m);
            keep(name, said.modules[m]);
            value = "self." + name + "(" + value + ")";
        }
        return said.negated ? "-" + value : value;
    }

    /// The layer's own name for its own module; others are named for what they do.
    std::string name_of(std::size_t i, const Said& said, std::size_t m) {
        const std::string& module = said.modules[m];
        const auto own = [&](std::string_view text) { return module.starts_with(text); };
        if (own("nn.ZeroPad2d") || own("nn.ConstantPad2d")) return fresh(written_.names[i], "_pad");
        if (own("nn.Flatten")) return fresh(written_.names[i], "_flatten");
        if (own("nn.Unflatten")) return fresh(written_.names[i], "_unflatten");
        return written_.names[i];
    }

    std::string fresh(const std::string& name, const char* what) {
        std::string wanted = name + what;
        while (std::ranges::find(written_.names, wanted) != written_.names.end() ||
               std::ranges::find(extra_, wanted) != extra_.end())
            wanted += "_";
        extra_.push_back(wanted);
        return wanted;
    }

    std::string joined(const Join& join, std::size_t i) {
        std::vector<std::string> values;
        for (const int from : written_.network.layers[i].inputs) {
            std::string value = variables_.of(from);
            const bool flat = from != network_input && said_[static_cast<std::size_t>(from)].flat;
            if (flat && !said_[i].flat) {
                const std::string name = fresh(written_.names[i], "_unflatten");
                keep(name, unflatten_text(written_.shape_of(from)));
                value = "self." + name + "(" + value + ")";
            }
            values.push_back(std::move(value));
        }
        const bool concatenates = join.joining == Joining::concatenate;
        const std::string sign = concatenates ? ", " : join.joining == Joining::add ? " + " : " * ";
        std::string text;
        for (const std::string& value : values) text += (text.empty() ? "" : sign) + value;
        return concatenates ? "torch.cat([" + text + "], dim=1)" : text;
    }

    const Written& written_;
    const std::vector<Said>& said_;
    Variables variables_;
    std::string init_;
    std::string forward_;
    std::vector<std::string> extra_;
};

}  // namespace

Result<std::string> write_torch_sequential(const Network& network, const Shape& input) {
    const auto written = look_at(network, input);
    if (!written) return error_of(written);
    const auto said = say_all(*written);
    if (!said) return error_of(said);
    std::string text = "from torch import nn\n\nmodel = nn.Sequential(\n";
    for (std::size_t i = 0; i < said->size(); ++i) {
        const auto& inputs = network.layers[i].inputs;
        const bool chain = inputs.size() == 1 && inputs.front() == static_cast<int>(i) - 1;
        if (!chain || (*said)[i].negated || (*said)[i].modules.empty()) {
            return at_layer(
                {.code = ErrorCode::not_expressible,
                 .what = say("{0} only lays one module over what another gives", "nn.Sequential"),
                 .remedy = say("write it as {0}", "pytorch-module")},
                network, i);
        }
        for (const std::string& module : (*said)[i].modules) text += "    " + module + ",\n";
    }
    return text + ")\n";
}

Result<std::string> write_torch_module(const Network& network, const Shape& input) {
    const auto written = look_at(network, input);
    if (!written) return error_of(written);
    const auto said = say_all(*written);
    if (!said) return error_of(said);
    return TorchClass(*written, *said).run();
}

Result<std::string> write_torch(const Network& network, const Shape& input) {
    auto sequential = write_torch_sequential(network, input);
    return sequential ? sequential : write_torch_module(network, input);
}

}  // namespace poolscope::network_code
