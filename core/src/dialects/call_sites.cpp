/// Names tell whose a call is: by what was imported, by the prefix, by arguments that only one
/// framework has, and by the way the name is written.
#include "dialects/call_sites.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "dialects/onnx.hpp"

namespace poolscope {

namespace {

/// What a prefix, an argument or a name says of whose a call is.
struct Sign {
    std::string_view text;
    Framework framework;
    std::string_view name{};  ///< of an unread framework
};

/// By the first part of a dotted name, or its first two.
constexpr std::array roots{
    Sign{"tf.contrib", Framework::slim},
    Sign{"tensorflow.contrib", Framework::slim},
    Sign{"contrib.layers", Framework::slim},
    Sign{"contrib.slim", Framework::slim},
    Sign{"slim", Framework::slim},
    Sign{"tf_slim", Framework::slim},
    Sign{"tf.layers", Framework::tensorflow1},
    Sign{"tensorflow.layers", Framework::tensorflow1},
    Sign{"tf", Framework::keras},
    Sign{"tensorflow", Framework::keras},
    Sign{"keras", Framework::keras},
    Sign{"torch", Framework::pytorch},
    Sign{"aten", Framework::pytorch},
    Sign{"onnx", Framework::onnx},
    Sign{"paddle.fluid", Framework::unread, "Paddle Fluid"},
    Sign{"fluid", Framework::unread, "Paddle Fluid"},
    Sign{"paddle", Framework::paddle},
    Sign{"mindspore", Framework::mindspore},
    Sign{"ms", Framework::mindspore},
    Sign{"eqx", Framework::equinox},
    Sign{"equinox", Framework::equinox},
    Sign{"flax", Framework::flax},
    Sign{"linen", Framework::flax},
    Sign{"nnx", Framework::flax},
    Sign{"mx", Framework::gluon},
    Sign{"mxnet", Framework::gluon},
    Sign{"gluon", Framework::gluon},
    Sign{"hk", Framework::unread, "Haiku"},
    Sign{"haiku", Framework::unread, "Haiku"},
    Sign{"jax", Framework::unread, "JAX"},
    Sign{"stax", Framework::unread, "JAX's stax"},
    Sign{"chainer", Framework::unread, "Chainer"},
    Sign{"theano", Framework::unread, "Theano"},
    Sign{"lasagne", Framework::unread, "Lasagne"},
    Sign{"tflearn", Framework::unread, "TFLearn"},
    Sign{"tensorlayer", Framework::unread, "TensorLayer"},
    Sign{"tl", Framework::unread, "TensorLayer"},
    Sign{"mlx", Framework::unread, "MLX"},
    Sign{"megengine", Framework::unread, "MegEngine"},
    Sign{"oneflow", Framework::unread, "OneFlow"},
    Sign{"flow", Framework::unread, "OneFlow"},
    Sign{"jittor", Framework::unread, "Jittor"},
    Sign{"jt", Framework::unread, "Jittor"},
    Sign{"tinygrad", Framework::unread, "tinygrad"},
    Sign{"cntk", Framework::unread, "CNTK"},
    Sign{"caffe", Framework::unread, "Caffe"},
    Sign{"caffe2", Framework::unread, "Caffe2"},
    Sign{"skimage", Framework::unread, "scikit-image"},
    Sign{"tensorrt", Framework::unread, "TensorRT"},
    Sign{"trt", Framework::unread, "TensorRT"},
    Sign{"torch_geometric", Framework::unread, "PyTorch Geometric"},
    Sign{"dgl", Framework::unread, "DGL"},
    Sign{"serket", Framework::unread, "Serket"},
    Sign{"Flux", Framework::unread, "Flux"},
    Sign{"Lux", Framework::unread, "Lux"},
};

/// By an argument that no other framework's call has under such a name.
constexpr std::array arguments{
    Sign{"pad_mode", Framework::mindspore},
    Sign{"border_mode", Framework::keras},
    Sign{"dim_ordering", Framework::keras},
    Sign{"exclusive", Framework::paddle},
    Sign{"return_mask", Framework::paddle},
    Sign{"use_ceil", Framework::equinox},
    Sign{"cover_all", Framework::unread, "Chainer"},
    Sign{"ignore_border", Framework::unread, "Theano"},
    Sign{"filter_size", Framework::unread, "TensorLayer"},
};

/// By the way a name is written that is no other framework's.
constexpr std::array spellings{
    Sign{"max_pooling_1d", Framework::unread, "Chainer"},
    Sign{"max_pooling_2d", Framework::unread, "Chainer"},
    Sign{"average_pooling_1d", Framework::unread, "Chainer"},
    Sign{"average_pooling_2d", Framework::unread, "Chainer"},
    Sign{"max_pool_1d", Framework::unread, "TFLearn"},
    Sign{"max_pool_2d", Framework::unread, "TFLearn"},
    Sign{"avg_pool_1d", Framework::unread, "TFLearn"},
    Sign{"avg_pool_2d", Framework::unread, "TFLearn"},
    Sign{"global_avg_pool", Framework::unread, "TFLearn"},
    Sign{"pool_2d", Framework::unread, "Theano"},
    Sign{"MaxPool1DLayer", Framework::unread, "Lasagne"},
    Sign{"MaxPool2DLayer", Framework::unread, "Lasagne"},
    Sign{"Pool2DLayer", Framework::unread, "Lasagne"},
    Sign{"maxPooling1dLayer", Framework::unread, "MATLAB"},
    Sign{"maxPooling2dLayer", Framework::unread, "MATLAB"},
    Sign{"averagePooling1dLayer", Framework::unread, "MATLAB"},
    Sign{"averagePooling2dLayer", Framework::unread, "MATLAB"},
    Sign{"globalAveragePooling2dLayer", Framework::unread, "MATLAB"},
    Sign{"globalMaxPooling2dLayer", Framework::unread, "MATLAB"},
    Sign{"max_pooling1d", Framework::tensorflow1},
    Sign{"max_pooling2d", Framework::tensorflow1},
    Sign{"average_pooling1d", Framework::tensorflow1},
    Sign{"average_pooling2d", Framework::tensorflow1},
    Sign{"min_pool", Framework::flax},
};

constexpr std::array framework_names{
    Sign{"PyTorch", Framework::pytorch},     Sign{"Keras", Framework::keras},
    Sign{"ONNX", Framework::onnx},           Sign{"Paddle", Framework::paddle},
    Sign{"MindSpore", Framework::mindspore}, Sign{"Equinox", Framework::equinox},
    Sign{"Flax", Framework::flax},           Sign{"MXNet", Framework::gluon},
    Sign{"TF-Slim", Framework::slim},        Sign{"TensorFlow 1", Framework::tensorflow1},
};

bool has(const Expr& call, std::string_view keyword) {
    return std::ranges::find(call.arguments, keyword, &Expr::keyword) != call.arguments.end();
}

bool begins_with_part(std::string_view name, std::string_view part) {
    if (!name.starts_with(part)) return false;
    return name.size() == part.size() || name[part.size()] == '.' || name[part.size()] == ':';
}

/// "MaxPool" of "MaxPool2d" and "MaxPool2D", with how the dimensions are written.
struct Stem {
    std::string_view text;
    char letter = ' ';  ///< 'd', 'D', or ' ' where there are none
};

Stem stem_of(std::string_view own) {
    constexpr std::string_view with_indices = "_with_indices";
    if (own.ends_with(with_indices)) own.remove_suffix(with_indices.size());
    const bool dims = own.size() > 2 && (own.back() == 'd' || own.back() == 'D') &&
                      std::isdigit(static_cast<unsigned char>(own[own.size() - 2])) != 0;
    if (!dims) return {.text = own};
    return {.text = own.substr(0, own.size() - 2), .letter = own.back()};
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, text) != words.end();
}

/// Whether one of the arguments is a list of as many numbers as TensorFlow has axes.
bool counts_all_axes(const Expr& call) {
    return std::ranges::any_of(
        call.arguments,
        [](const Expr& one) {
            return one.kind == ExprKind::list && one.items.size() == 4 &&
                   one.items.front().kind == ExprKind::number;
        });
}

/// A function whose name PyTorch, TensorFlow, Keras and Flax share.
Framework framework_of_function(const Stem& stem, std::string_view prefix, const Expr& call) {
    const bool tensorflow = has(call, "ksize") || has(call, "data_format");
    if (stem.letter == 'd') {
        if (tensorflow || prefix == "nn.") return Framework::keras;
        if (prefix == "layers.") return Framework::slim;  // tf.contrib.layers
        static constexpr std::array<std::string_view, 5> own{"", "F.", "functional.",
                                                             "nn.functional.", "nnf."};
        return is_one_of(prefix, own) ? Framework::pytorch : Framework::unknown;
    }
    if (stem.text == "pool") {
        const bool typed = has(call, "pooling_type") || has(call, "window_shape");
        const bool flax = prefix == "nn." && has(call, "reduce_fn");
        return flax ? Framework::flax : typed ? Framework::keras : Framework::unknown;
    }
    if (stem.text == "average_pool" || prefix == "ops.") return Framework::keras;
    if (tensorflow || counts_all_axes(call)) return Framework::keras;
    const bool flax = has(call, "window_shape") || prefix == "nn.";
    return flax ? Framework::flax : Framework::unknown;
}

Framework framework_of_layer(const Stem& stem, std::string_view prefix, const Expr& call) {
    if (stem.letter == 'd') {
        const bool own = prefix.empty() || prefix.starts_with("nn.") || prefix == "tnn.";
        return own ? Framework::pytorch : Framework::unknown;
    }
    if (stem.text.ends_with("Pooling")) return Framework::keras;
    if (has(call, "kernel_size") || has(call, "stride")) return Framework::paddle;
    const bool gluon = has(call, "layout") || has(call, "ceil_mode");
    if (gluon || (prefix == "nn." && (has(call, "pool_size") || has(call, "strides"))))
        return Framework::gluon;
    // nn.MaxPool2D(2): Paddle's and MXNet's, which agree as far as they are read.
    return prefix == "nn." ? Framework::paddle : Framework::keras;
}

Framework framework_of_spelling(std::string_view own, std::string_view prefix, const Expr& call) {
    static constexpr std::array<std::string_view, 9> functions{"max_pool",
                                                               "avg_pool",
                                                               "average_pool",
                                                               "lp_pool",
                                                               "adaptive_max_pool",
                                                               "adaptive_avg_pool",
                                                               "fractional_max_pool",
                                                               "max_unpool",
                                                               "pool"};
    static constexpr std::array<std::string_view, 15> layers{"MaxPool",
                                                             "AvgPool",
                                                             "LPPool",
                                                             "AdaptiveMaxPool",
                                                             "AdaptiveAvgPool",
                                                             "FractionalMaxPool",
                                                             "MaxUnpool",
                                                             "GlobalMaxPool",
                                                             "GlobalAvgPool",
                                                             "MaxPooling",
                                                             "AveragePooling",
                                                             "GlobalMaxPooling",
                                                             "GlobalAveragePooling",
                                                             "AdaptiveMaxPooling",
                                                             "AdaptiveAveragePooling"};
    const Stem stem = stem_of(own);
    if (stem.letter != ' ' && is_one_of(stem.text, layers))
        return framework_of_layer(stem, prefix, call);
    if (stem.letter != 'D' && is_one_of(stem.text, functions))
        return framework_of_function(stem, prefix, call);
    const bool node =
        own == "make_node" || is_onnx_pooling(own) || own == "MaxRoiPool" || own == "MaxUnpool";
    if (!node) return Framework::unknown;
    // MaxPool((2, 2)) is a layer of another language's; a node's inputs have names.
    const Expr* const first = call.arguments.empty() ? nullptr : call.arguments.data();
    const bool sized = first != nullptr && first->keyword.empty() &&
                       (first->kind == ExprKind::number || first->kind == ExprKind::list);
    static constexpr std::array<std::string_view, 4> own_prefixes{"", "op.", "helper.",
                                                                  "onnx.helper."};
    return is_one_of(prefix, own_prefixes) && (!sized || own == "make_node") ? Framework::onnx
                                                                             : Framework::unknown;
}

void set_framework(CallSite& site, const Sign& sign) {
    site.framework = sign.framework;
    site.framework_name = sign.name;
}

void find_framework(CallSite& site) {
    const Expr& call = *site.found.call;
    const std::string_view name = site.name;
    const std::string_view prefix = name.substr(0, name.size() - site.own.size());
    // The name that an import gives is whole; one whose prefix is not known is judged below.
    const auto root = std::ranges::find_if(
        roots, [&](const Sign& one) { return begins_with_part(prefix, one.text); });
    if (root != roots.end()) return set_framework(site, *root);
    const auto argument =
        std::ranges::find_if(arguments, [&](const Sign& one) { return has(call, one.text); });
    if (argument != arguments.end()) return set_framework(site, *argument);
    const auto spelling = std::ranges::find(spellings, site.own, &Sign::text);
    if (spelling != spellings.end()) return set_framework(site, *spelling);
    site.framework = framework_of_spelling(site.own, prefix, call);
}

/// The name that is called, and its own part: "aten.max_pool2d.default" is max_pool2d.
CallSite site_of(const FoundCall& found, const std::vector<ImportedName>& imports) {
    CallSite site{.found = found};
    site.name = followed(found.call->items.front().text, imports);
    for (const std::string_view overload : {".default", ".out"})
        if (site.name.ends_with(overload)) site.name.resize(site.name.size() - overload.size());
    return site;
}

}  // namespace

std::string followed(std::string_view dotted, const std::vector<ImportedName>& imports) {
    const std::size_t end = std::min(dotted.find('.'), dotted.size());
    const auto found = std::ranges::find(imports, dotted.substr(0, end), &ImportedName::name);
    std::string name = found == imports.end() ? std::string(dotted.substr(0, end)) : found->full;
    name += dotted.substr(end);
    return name;
}

Whose whose(std::string_view name) {
    const std::string_view prefix = name.substr(0, name.size() - last_part(name).size());
    const auto root = std::ranges::find_if(
        roots, [&](const Sign& one) { return begins_with_part(prefix, one.text); });
    if (root == roots.end()) return {};
    const auto named = std::ranges::find(framework_names, root->framework, &Sign::framework);
    return {root->framework, named == framework_names.end() ? root->name : named->text};
}

bool may_pool(std::string_view own) {
    if (own == "make_node" || own == "call_function" || own == "call_module") return true;
    std::string lower(own);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower.find("pool") != std::string::npos || lower == "default";
}

Result<CallSites> find_sites(std::string_view code) {
    auto read = parse_python(code, may_pool);
    if (!read) return error_of(read);
    CallSites result{.code = std::move(*read)};
    const std::vector<ImportedName>& imports = result.code.imports;
    const auto pools = [&imports](const Expr& call) {
        const std::string name = followed(call.items.front().text, imports);
        const std::string_view own = last_part(name);
        if (own == "make_node")
            return std::ranges::any_of(call.arguments, [](const Expr& argument) {
                return argument.kind == ExprKind::string && may_pool(argument.text);
            });
        return own == "default" || own == "call_function" ? name.find("pool") != std::string::npos
                                                          : may_pool(own);
    };
    bool any_known = false;
    for (const FoundCall& found : find_calls(result.code.statements, pools)) {
        result.sites.push_back(site_of(found, imports));
        CallSite& site = result.sites.back();
        site.own = last_part(site.name);
        find_framework(site);
        any_known = any_known || site.framework != Framework::unknown;
    }
    if (any_known) {
        std::erase_if(
            result.sites,
            [](const CallSite& site) { return site.framework == Framework::unknown; });
    }
    for (CallSite& site : result.sites) {
        site.own = last_part(site.name);  // moved with its name
        const auto named = std::ranges::find(framework_names, site.framework, &Sign::framework);
        if (named != framework_names.end()) site.framework_name = named->text;
    }
    return result;
}

}  // namespace poolscope
