/// Reads a keras.layers layer, a keras.ops function or a tf.nn function as a layer.
#include <algorithm>
#include <array>
#include <cctype>

#include "dialects/call_reader.hpp"
#include "dialects/keras.hpp"
#include "dialects/whole_input.hpp"

namespace poolscope {

namespace {

/// How a call orders and names its parameters.
enum class Form : std::uint8_t {
    layer,     ///< keras.layers.MaxPooling2D(pool_size, strides, padding, data_format)
    global,    ///< keras.layers.GlobalMaxPooling2D(data_format, keepdims)
    adaptive,  ///< keras.layers.AdaptiveMaxPooling2D(output_size, data_format)
    function,  ///< tf.nn.max_pool2d(input, ksize, strides, padding, data_format, name)
    ops,       ///< keras.ops.max_pool(inputs, pool_size, strides, padding, data_format)
    pool,      ///< tf.nn.pool(input, window_shape, pooling_type, strides, padding, ...)
};

struct Name {
    std::string_view text;  ///< before "2D" or "2d"
    std::string_view op;    ///< our operator's id
    Form form;
};

constexpr std::array names{
    Name{"MaxPooling", "max", Form::layer},
    Name{"MaxPool", "max", Form::layer},
    Name{"AveragePooling", "avg", Form::layer},
    Name{"AvgPool", "avg", Form::layer},
    Name{"GlobalMaxPooling", "max", Form::global},
    Name{"GlobalMaxPool", "max", Form::global},
    Name{"GlobalAveragePooling", "avg", Form::global},
    Name{"GlobalAvgPool", "avg", Form::global},
    Name{"AdaptiveMaxPooling", "max", Form::adaptive},
    Name{"AdaptiveAveragePooling", "avg", Form::adaptive},
    Name{"max_pool", "max", Form::function},
    Name{"avg_pool", "avg", Form::function},
    Name{"average_pool", "avg", Form::ops},
    Name{"pool", "", Form::pool},
};

/// A name taken apart.
struct Known {
    const Name* name = nullptr;
    Form form = Form::layer;
    int dims = 0;  ///< 1 to 3; 0 where the name does not say
};

bool is_function(Form form) {
    return form == Form::function || form == Form::ops || form == Form::pool;
}

Known identify(const CallSite& site) {
    std::string_view own = site.own;
    int dims = 0;
    const bool capital = own.ends_with('D');
    if ((capital || own.ends_with('d')) && own.size() > 2) {
        dims = own[own.size() - 2] - '0';
        if (dims < 1 || dims > 3) return {};
        own.remove_suffix(2);
    }
    for (const Name& name : names) {
        if (name.text != own || is_function(name.form) == capital) continue;
        if (!is_function(name.form)) return capital ? Known{&name, name.form, dims} : Known{};
        const std::string_view prefix =
            std::string_view(site.name).substr(0, site.name.size() - site.own.size());
        const bool ops = prefix.ends_with("ops.") && name.form == Form::function && dims == 0;
        return {&name, ops ? Form::ops : name.form, dims};
    }
    return {};
}

std::span<const std::string_view> signature(Form form) {
    static constexpr std::array<std::string_view, 5> layer{"pool_size", "strides", "padding",
                                                           "data_format", "name"};
    static constexpr std::array<std::string_view, 2> global{"data_format", "keepdims"};
    static constexpr std::array<std::string_view, 2> adaptive{"output_size", "data_format"};
    static constexpr std::array<std::string_view, 6> function{"input",   "ksize",       "strides",
                                                              "padding", "data_format", "name"};
    static constexpr std::array<std::string_view, 5> ops{"inputs", "pool_size", "strides",
                                                         "padding", "data_format"};
    static constexpr std::array<std::string_view, 8> pool{
        "input",   "window_shape", "pooling_type", "strides",
        "padding", "data_format",  "dilations",    "name"};
    switch (form) {
        case Form::layer:
            return layer;
        case Form::global:
            return global;
        case Form::adaptive:
            return adaptive;
        case Form::function:
            return function;
        case Form::ops:
            return ops;
        case Form::pool:
            break;
    }
    return pool;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

/// Whether channels come first, as data_format says.
bool channels_first(CallReader& call) {
    // Keras 1 said dim_ordering, "tf" or "th".
    const std::string ordering = call.text("dim_ordering", "default");
    if (ordering == "th" || ordering == "tf") return ordering == "th";
    if (ordering != "default") call.refuse_word("dim_ordering", quote(R"("th" or "tf")"));
    const std::string format = call.text("data_format", "channels_last");
    if (format == "channels_first" || format == "NCHW" || format == "NCW") return true;
    const bool last = format == "channels_last" || format == "NHWC" || format == "NWC";
    if (!last) call.refuse_word("data_format", say(R"("channels_last" or "channels_first")"));
    return false;
}

/// Which of `numbers` are the spatial ones, where they may be given for every dimension; `dims` is
/// 0 where they say the number of dimensions themselves.
std::optional<Extent> spatial(CallReader& call, std::string_view name, int& dims, bool first,
                              int rows) {
    std::vector<int> numbers = call.integers(name);
    if (numbers.empty()) return std::nullopt;
    const auto given = static_cast<int>(numbers.size());
    if (dims == 0) dims = given == 3 || given == 5 ? given - 2 : 2;
    if (given == dims + 2) {
        const bool whole = numbers.front() == 1 && (first ? numbers[1] : numbers.back()) == 1;
        if (!whole) call.refuse_value(name, say("1 for the batch and the channels"));
        numbers.erase(numbers.begin());
        numbers.erase(first ? numbers.begin() : numbers.end() - 1);
    }
    if (numbers.size() != 1 && static_cast<int>(numbers.size()) != dims)
        call.refuse_value(name, say("one number, or one for each dimension"));
    return Extent{.h = dims == 1 ? rows : numbers.front(), .w = numbers.back()};
}

/// [[0, 0], [top, bottom], [left, right], [0, 0]], as tf.nn.max_pool2d takes it.
void read_padding_list(CallReader& call, const Expr& list, int dims, bool first,
                       PoolParams& params) {
    std::vector<int> sides;
    for (const Expr& pair : list.items) {
        for (const Expr& side : pair.items) {
            const auto number = integer_of(side);
            sides.push_back(number.value_or(-1));
        }
    }
    const auto wanted = 2 * (static_cast<std::size_t>(dims) + 2);
    if (sides.size() != wanted || std::ranges::count_if(sides, [](int n) { return n < 0; }) > 0)
        return call.refuse_word("padding", say(R"("SAME", "VALID" or pairs for each dimension)"));
    const std::size_t at = first ? 4 : 2;
    const std::size_t past = at + 2 * static_cast<std::size_t>(dims);
    for (std::size_t i = 0; i < wanted; ++i) {
        const bool outside = i < at || i >= past;
        if (outside && sides[i] != 0) call.refuse_value("padding", say("0 for batch and channels"));
    }
    params.padding_mode = PaddingMode::numbers;
    if (dims == 1) {
        params.padding = {.top = 0, .left = sides[at], .bottom = 0, .right = sides[at + 1]};
    } else {
        params.padding = {.top = sides[at],
                          .left = sides[at + 2],
                          .bottom = sides[at + 1],
                          .right = sides[at + 3]};
    }
}

/// Keras 1 took Theano's rule or TensorFlow's, which put "same" padding elsewhere.
void read_border_mode(CallReader& call, const Expr& border) {
    if (upper(std::string(border.text)) == "VALID") return;
    call.refuse(
        {.code = ErrorCode::unsupported,
         .what = say("this is a call of {0}, which is not read: {1}", "Keras 1", border.given),
         .remedy = say(R"(write padding="same" where it ran on TensorFlow)")});
}

void read_padding(CallReader& call, Form form, int dims, bool first, std::string_view op,
                  PoolParams& params) {
    params.padding_mode = PaddingMode::valid;
    const Expr* const value = call.get("padding");
    const bool list =
        form == Form::function && op == "max" && value != nullptr && value->kind == ExprKind::list;
    if (list) return read_padding_list(call, *value, dims, first, params);
    if (const Expr* const border = call.get("border_mode"); border != nullptr)
        return read_border_mode(call, *border);
    const bool word = value == nullptr || value->kind == ExprKind::string;
    const std::string padding = upper(word ? call.text("padding", "VALID") : std::string());
    if (padding == "SAME")
        params.padding_mode = PaddingMode::same_upper;
    else if (padding != "VALID")
        call.refuse_word("padding", say(R"("valid" or "same")"));
}

void read_sliding(CallReader& call, Form form, std::string_view op, const Expr* input, int& dims,
                  PoolParams& params) {
    const bool first = channels_first(call);
    const bool function = form == Form::function;
    const std::string_view size =
        function ? "ksize" : (form == Form::pool ? "window_shape" : "pool_size");
    if (form != Form::layer) call.require(size);
    if (function) {
        call.require("strides");
        call.require("padding");
    }
    if (is_whole_input(call, size, input, dims == 1, !first)) {
        params.placement = Placement::global;
        call.pass("strides");
        if (upper(call.text("padding", "VALID")) != "VALID")
            call.refuse_word("padding", quote(R"("VALID")"));
        return;
    }
    // Where batch and channels have no place, a list of one number is a window along one axis.
    const Expr* const window = function ? nullptr : call.get(size);
    if (dims == 0 && window != nullptr && window->kind == ExprKind::list &&
        window->items.size() == 1)
        dims = 1;
    const auto pool_size = spatial(call, size, dims, first, 1);
    if (dims == 0) dims = 2;
    params.kernel_size = pool_size.value_or(Extent{.h = dims == 1 ? 1 : 2, .w = 2});
    const Extent otherwise = form == Form::pool ? Extent{.h = 1, .w = 1} : params.kernel_size;
    params.stride = spatial(call, "strides", dims, first, 1).value_or(otherwise);
    if (form == Form::pool)
        params.dilation = spatial(call, "dilations", dims, first, 1).value_or(Extent{});
    read_padding(call, form, dims, first, op, params);
    // TensorFlow leaves padding out of the mean, but for the zeros it adds before it dilates.
    const bool dilated = params.dilation != Extent{.h = 1, .w = 1};
    params.count_include_pad = dilated && params.padding_mode == PaddingMode::same_upper;
    if (dilated && op == "max" && params.padding_mode == PaddingMode::same_upper) {
        call.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("tf.nn.pool pads a dilated window's input with zeros, which win over "
                         "negative cells"),
             .remedy = say(R"(use padding="VALID", or no dilations)")});
    }
}

/// tf.nn.pool names its operator as an argument.
std::string_view operator_of(CallReader& call, const Known& known) {
    if (known.form != Form::pool) return known.name->op;
    const std::string type = upper(call.text("pooling_type", ""));
    if (type != "MAX" && type != "AVG") call.refuse_word("pooling_type", say(R"("MAX" or "AVG")"));
    return type == "AVG" ? "avg" : "max";
}

void read_params(CallReader& call, Form form, std::string_view op, const Expr* input, int& dims,
                 PoolParams& params) {
    if (form == Form::global) {
        params.placement = Placement::global;
        channels_first(call);
        // Whether the output keeps its axes of one cell is the same to a plane.
        static_cast<void>(call.truth("keepdims", false));
    } else if (form == Form::adaptive) {
        channels_first(call);
        call.require("output_size");
        params.placement = Placement::adaptive;
        params.output_size = call.extent("output_size", dims == 1, 1).value_or(Extent{});
        if (params.output_size == Extent{.h = 1, .w = 1}) params.placement = Placement::global;
    } else {
        read_sliding(call, form, op, input, dims, params);
    }
}

/// TensorFlow's maximum takes padding in numbers, which no layer of Keras does: it is the layer as
/// it stands, laid out as TensorFlow does.
void pad_by_numbers(PastedLayer& layer) {
    layer.layer.dialect = &explicit_dialect();
    if (layer.layout.empty()) layer.layout = "nhwc";
}

}  // namespace

Result<PastedLayer> parse_keras(const CallSite& site) {
    const FoundCall& found = site.found;
    const Known known = identify(site);
    if (known.name == nullptr) return not_read(site);
    CallReader call(*found.call, signature(known.form));
    PastedLayer layer{.layer = {.dialect = &keras_dialect()}};
    const std::string_view id = operator_of(call, known);
    int dims = known.dims;
    static constexpr std::array<std::string_view, 3> never_none{"pool_size", "ksize", "padding"};
    call.refuse_none(never_none);
    const LayerInput input =
        layer_input(is_function(known.form) ? call.get(known.form == Form::ops ? "inputs" : "input")
                                            : found.applied_to);
    read_params(call, known.form, id, input.x, dims, layer.layer.params);
    if (call.get("data_format") != nullptr || call.get("dim_ordering") != nullptr)
        layer.layout = channels_first(call) ? "nchw" : "nhwc";
    if (layer.layer.params.padding != Padding{}) pad_by_numbers(layer);
    if (dims == 3) {
        return fail(ErrorCode::unsupported,
                    say("{0} pools three dimensions, and planes have two", call.callee()),
                    say("paste a 1D or 2D layer"));
    }
    if (call.error()) return tl::unexpected<Error>(*call.error());
    const auto op = signed_operator(id, found.negated, input.negated);
    if (!op) return error_of(op);
    layer.layer.op = *op;
    layer.unread = call.unread();
    note_input(input, layer.unread);
    return layer;
}

}  // namespace poolscope
