/// The list of forms, and what they share.
#include "network_code/writing.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "network_code/graph.hpp"
#include "support/digits.hpp"

namespace poolscope {

namespace network_code {
namespace {

/// Python's words, and what an nn.Module has itself.
constexpr std::array<std::string_view, 65> taken_words{"and",
                                                       "as",
                                                       "assert",
                                                       "async",
                                                       "await",
                                                       "break",
                                                       "class",
                                                       "continue",
                                                       "def",
                                                       "del",
                                                       "elif",
                                                       "else",
                                                       "except",
                                                       "finally",
                                                       "for",
                                                       "from",
                                                       "global",
                                                       "if",
                                                       "import",
                                                       "in",
                                                       "is",
                                                       "lambda",
                                                       "nonlocal",
                                                       "not",
                                                       "or",
                                                       "pass",
                                                       "raise",
                                                       "return",
                                                       "try",
                                                       "while",
                                                       "with",
                                                       "yield",
                                                       "None",
                                                       "True",
                                                       "False",
                                                       "self",
                                                       "x",
                                                       "torch",
                                                       "nn",
                                                       "keras",
                                                       "inputs",
                                                       "model",
                                                       "F",
                                                       "forward",
                                                       "train",
                                                       "training",
                                                       "eval",
                                                       "type",
                                                       "float",
                                                       "double",
                                                       "half",
                                                       "to",
                                                       "cpu",
                                                       "cuda",
                                                       "apply",
                                                       "modules",
                                                       "children",
                                                       "parameters",
                                                       "buffers",
                                                       "compile",
                                                       "state_dict",
                                                       "children",
                                                       "match",
                                                       "named_modules",
                                                       "get_parameter"};

std::string plain_name(std::string_view name, std::string_view kind) {
    std::string plain;
    for (const char c : name.substr(0, 60)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9';
        if (letter || (digit && !plain.empty()))
            plain += c;
        else if (digit)
            plain = "layer_" + std::string(1, c);
        else if (!plain.empty() && plain.back() != '_')
            plain += '_';
    }
    while (plain.ends_with('_')) plain.pop_back();
    if (plain.find_first_not_of('_') == std::string::npos) plain = kind;
    if (std::ranges::find(taken_words, plain) != taken_words.end()) plain += "_layer";
    return plain;
}

std::vector<std::string> names_of(const Network& network) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const NetworkLayer& one : network.layers) {
        const std::string own = plain_name(one.name, kind_id(one.layer));
        std::string name = own;
        for (int again = 2; !taken.insert(name).second; ++again)
            name = own + "_" + std::to_string(again);
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace

bool Written::is_chain() const {
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const auto& inputs = network.layers[i].inputs;
        if (inputs.size() != 1 || inputs.front() != static_cast<int>(i) - 1) return false;
    }
    return true;
}

Result<Written> look_at(const Network& network, const Shape& input) {
    if (network.layers.empty())
        return fail(ErrorCode::bad_shape, say("the network has no layers"), say("give it one"));
    if (network.layers.size() > most_layers) {
        return fail(ErrorCode::too_large, say("the network has more than {0} layers", most_layers),
                    say("make it smaller"));
    }
    NetworkShapes shapes = shapes_of(network, input);
    if (shapes.error) return tl::unexpected(*shapes.error);
    Written written{network, input, std::move(shapes.outputs)};
    written.names = names_of(network);
    const std::size_t count = network.layers.size();
    written.last_reader.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        written.last_reader[i] = static_cast<int>(i);
        std::vector<bool> signs;
        for (const int from : network.layers[i].inputs) {
            if (from == network_input)
                written.last_input_reader = static_cast<int>(i);
            else
                written.last_reader[static_cast<std::size_t>(from)] = static_cast<int>(i);
            signs.push_back(from != network_input &&
                            written.nonnegative[static_cast<std::size_t>(from)]);
        }
        written.nonnegative.push_back(gives_nonnegative(network.layers[i].layer, signs));
    }
    // What is given is the last one's: it is needed to the end.
    written.last_reader.back() = static_cast<int>(count);
    return written;
}

tl::unexpected<Error> at_layer(Error error, const Network& network, std::size_t index) {
    const NetworkLayer& one = network.layers[index];
    error.what = say("{0}: {1}",
                     say("layer {0} ({1})", index + 1,
                         one.name.empty() ? std::string(kind_id(one.layer)) : one.name),
                     error.what);
    return tl::unexpected(std::move(error));
}

std::string float_text(float value) {
    std::array<char, 32> text{};
    const auto end = to_digits(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

Padding padding_over(const Conv2d& conv, const Shape& input) {
    PoolParams params;
    params.kernel_size = {conv.weight->shape().h, conv.weight->shape().w};
    params.stride = conv.stride;
    params.padding = conv.padding;
    params.padding_mode = conv.padding_mode;
    params.dilation = conv.dilation;
    return padding_of(input, params);
}

const std::string& Variables::next() {
    const int index = static_cast<int>(names_.size());
    if (written_.reader_of(held_) <= index) {
        held_ = index;
        names_.emplace_back("x");
    } else {
        names_.push_back(written_.names[static_cast<std::size_t>(index)]);
    }
    return names_.back();
}

}  // namespace network_code

std::span<const NetworkForm* const> network_forms() {
    using namespace network_code;
    static constexpr NetworkForm torch{
        "pytorch", word("PyTorch: nn.Sequential, or a module where that cannot say it"),
        write_torch};
    static constexpr NetworkForm sequential{"pytorch-sequential", word("PyTorch: nn.Sequential"),
                                            write_torch_sequential};
    static constexpr NetworkForm module{"pytorch-module", word("PyTorch: a module with a forward"),
                                        write_torch_module};
    static constexpr NetworkForm keras{
        "keras", word("Keras: Sequential, or a functional model where it branches"), write_keras};
    static constexpr std::array<const NetworkForm*, 4> list{&torch, &sequential, &module, &keras};
    return list;
}

Result<const NetworkForm*> find_network_form(std::string_view id) {
    const auto forms = network_forms();
    const auto found = std::ranges::find(forms, id, &NetworkForm::id);
    if (found != forms.end()) return *found;
    std::string ids;
    for (const NetworkForm* form : forms) ids += (ids.empty() ? "" : ", ") + std::string(form->id);
    return fail(ErrorCode::bad_argument, say("no form of code is called \"{0}\"", id),
                say("use one of {0}", ids));
}

}  // namespace poolscope
