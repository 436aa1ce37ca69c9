/// What PyTorch refuses, and what it makes of a layer.
#include "poolscope/dialects/pytorch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "poolscope/dialects/code_text.hpp"
#include "poolscope/dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// What PyTorch's modules for one operator take.
struct Module {
    std::string_view op;    ///< our operator's id
    std::string_view name;  ///< of its sliding module, without dimensions
    bool adaptive = false;  ///< there is one of that placement
    bool dilation = false;
    bool padding = false;
};

constexpr std::array modules{
    Module{.op = "max", .name = "MaxPool", .adaptive = true, .dilation = true, .padding = true},
    Module{.op = "min", .name = "MaxPool", .adaptive = true, .dilation = true, .padding = true},
    Module{.op = "avg", .name = "AvgPool", .adaptive = true, .padding = true},
    Module{.op = "lp", .name = "LPPool"},
    Module{.op = "fractional", .name = "FractionalMaxPool"},
};

const Module* find_module(const Operator& op) {
    const auto* const found = std::ranges::find(modules, op.id, &Module::op);
    return found == modules.end() ? nullptr : found;
}

/// Nothing, or why PyTorch has no module for this operator so placed.
Result<void> check_module(const Operator& op, const PoolParams& layer) {
    const Module* const module = find_module(op);
    if (module == nullptr) {
        return fail(ErrorCode::not_expressible,
                    "PyTorch has no module for " + std::string(op.name) + " pooling",
                    "choose another operator");
    }
    if (layer.placement == Placement::adaptive && !module->adaptive) {
        return fail(ErrorCode::not_expressible,
                    "PyTorch has no adaptive " + std::string(op.name) + " pooling",
                    "use sliding windows, or adaptive max or mean");
    }
    if (is_lp(op) && std::isinf(layer.norm)) {
        return fail(ErrorCode::not_expressible,
                    "PyTorch's LPPool takes x to the power of inf, and then 1 / inf, which gives 1 "
                    "whatever x is",
                    "use max pooling of x.abs()");
    }
    return {};
}

Result<void> check_side(const Module& module, bool in_1d, int pad, int kernel_size) {
    const bool max_1d = in_1d && module.name == "MaxPool";
    if (pad < 0) {
        return fail(
            ErrorCode::bad_padding,
            max_1d ? "max_pool1d() padding must be non-negative, but got " + std::to_string(pad)
                   : "pad must be non-negative, but got pad: " + std::to_string(pad),
            "make padding 0 or more");
    }
    const int limit = kernel_size / 2;
    if (pad <= limit) return {};
    const std::string got = std::to_string(pad) + " and kernel_size=" + std::to_string(kernel_size);
    return fail(
        ErrorCode::bad_padding,
        max_1d
            ? "max_pool1d() padding should be at most half of kernel size, but got padding=" + got
            : "pad should be at most half of kernel size, but got pad=" + got,
        "make padding " + std::to_string(limit) + " or less, or kernel_size larger");
}

/// "kH: 0 kW: 2".
std::string both(std::string_view h, std::string_view w, const Extent& extent) {
    return std::string(h) + ": " + std::to_string(extent.h) + " " + std::string(w) + ": " +
           std::to_string(extent.w);
}

bool positive(const Extent& extent) {
    return extent.h > 0 && extent.w > 0;
}

/// kernel_size, stride and dilation, in the order and the words of PyTorch's Pool.h.
Result<void> check_numbers(const PoolParams& layer) {
    if (layer.stride.h == 0 || layer.stride.w == 0) {
        return fail(ErrorCode::bad_stride, "stride should not be zero", "make stride 1 or more");
    }
    if (!positive(layer.kernel_size)) {
        return fail(ErrorCode::bad_kernel_size,
                    "kernel size should be greater than zero, but got " +
                        both("kH", "kW", layer.kernel_size),
                    "make kernel_size 1 or more");
    }
    if (!positive(layer.stride)) {
        return fail(ErrorCode::bad_stride,
                    "stride should be greater than zero, but got " + both("dH", "dW", layer.stride),
                    "make stride 1 or more");
    }
    if (!positive(layer.dilation)) {
        return fail(ErrorCode::bad_dilation,
                    "dilation should be greater than zero, but got " +
                        both("dilationH", "dilationW", layer.dilation),
                    "make dilation 1 or more");
    }
    return {};
}

/// The same for MaxPool1d, which has words of its own.
Result<void> check_numbers_1d(const PoolParams& layer) {
    const auto at_least_one = [](ErrorCode code, std::string_view name, int value) -> Result<void> {
        if (value > 0) return {};
        return fail(code,
                    "max_pool1d() " + std::string(name) + " must be greater than zero, but got " +
                        std::to_string(value),
                    "make " + std::string(name) + " 1 or more");
    };
    return at_least_one(ErrorCode::bad_kernel_size, "kernel_size", layer.kernel_size.w)
        .and_then([&] { return at_least_one(ErrorCode::bad_stride, "stride", layer.stride.w); })
        .and_then(
            [&] { return at_least_one(ErrorCode::bad_dilation, "dilation", layer.dilation.w); });
}

/// Outputs along an axis as Pool.h counts them, before it refuses fewer than one.
std::int64_t output_extent(int input, int kernel_size, int stride, int begin, int end, int dilation,
                           bool ceil_mode) {
    const auto room = std::int64_t{input} + begin + end -
                      std::int64_t{dilation} * (kernel_size - 1) - 1 + (ceil_mode ? stride - 1 : 0);
    const auto strides = room / stride - (room % stride < 0 ? 1 : 0);
    const bool outside = ceil_mode && strides * stride >= std::int64_t{input} + begin;
    return strides + (outside ? 0 : 1);
}

Result<void> check_output(const PoolParams& layer, const Shape& input) {
    const Padding pad = padding_of(input, layer);
    const auto h = output_extent(input.h, layer.kernel_size.h, layer.stride.h, pad.top, pad.bottom,
                                 layer.dilation.h, layer.ceil_mode);
    const auto w = output_extent(input.w, layer.kernel_size.w, layer.stride.w, pad.left, pad.right,
                                 layer.dilation.w, layer.ceil_mode);
    if (h >= 1 && w >= 1) return {};
    const std::string channels = std::to_string(input.c) + "x";
    return fail(ErrorCode::window_outside,
                "Given input size: (" + channels + std::to_string(input.h) + "x" +
                    std::to_string(input.w) + "). Calculated output size: (" + channels +
                    std::to_string(h) + "x" + std::to_string(w) + "). Output size is too small",
                "make kernel_size or dilation smaller, or add padding");
}

Result<void> check_sliding(const Operator& op, const Module& module, const PoolParams& layer,
                           const Shape& input) {
    if (is_lp(op) && layer.norm == 0.0) {
        return fail(ErrorCode::bad_parameter, "float division by zero", "make norm 1 or more");
    }
    const bool in_1d = one_dimensional(op, layer, input);
    const bool max_1d = in_1d && module.name == "MaxPool";
    if (auto checked = max_1d ? check_numbers_1d(layer) : check_numbers(layer); !checked) {
        return checked;
    }
    const Padding pad = padding_of(input, layer);
    const PoolParams meant = canonical(op, layer, input);
    if (!module.dilation && meant.dilation != Extent{.h = 1, .w = 1}) {
        return fail(ErrorCode::bad_dilation,
                    std::string(module.name) + (in_1d ? "1d" : "2d") +
                        " got an unexpected keyword argument 'dilation'",
                    "set dilation to 1");
    }
    const auto sides = [&](int first, int second, int kernel_size) {
        return check_side(module, in_1d, first, kernel_size).and_then([&] {
            return check_side(module, in_1d, second, kernel_size);
        });
    };
    if (module.padding) {
        auto checked = sides(pad.top, pad.bottom, layer.kernel_size.h).and_then([&] {
            return sides(pad.left, pad.right, layer.kernel_size.w);
        });
        if (!checked) return checked;
    }
    if (op.averages() && layer.divisor_override == 0) {
        return fail(ErrorCode::bad_divisor, "divisor must be not zero",
                    "give another number, or none");
    }
    return check_output(layer, input);
}

Result<void> check_adaptive(const Operator& op, const PoolParams& layer) {
    const Extent& size = layer.output_size;
    if (positive(size)) return {};
    if (size.h >= 0 && size.w >= 0) {
        return fail(ErrorCode::bad_output_size,
                    "output_size " + pair_text(size) + " gives PyTorch an empty tensor",
                    "make output_size 1 or more");
    }
    const std::string name = op.averages() ? "adaptive_avg_pool2d" : "adaptive_max_pool2d";
    return fail(ErrorCode::bad_output_size,
                name +
                    ": elements of output_size must be greater than or equal to 0 but received {" +
                    std::to_string(size.h) + ", " + std::to_string(size.w) + "}",
                "make output_size 1 or more");
}

Result<void> check_fractional(const PoolParams& layer, const Shape& input) {
    if (!positive(layer.output_size)) {
        return fail(ErrorCode::bad_output_size,
                    "output_size " + pair_text(layer.output_size) +
                        " gives PyTorch an empty tensor or none",
                    "make output_size 1 or more");
    }
    const auto fits = [](std::string_view side, int kernel_size, int output,
                         int extent) -> Result<void> {
        if (std::int64_t{output} + kernel_size - 1 <= extent) return {};
        return fail(ErrorCode::window_outside,
                    "fractional_max_pool2d(): pool " + std::string(side) + " " +
                        std::to_string(kernel_size) + " too large relative to input " +
                        std::string(side) + " " + std::to_string(extent),
                    "make kernel_size + output_size - 1 at most " + std::to_string(extent));
    };
    return fits("height", layer.kernel_size.h, layer.output_size.h, input.h).and_then([&] {
        return fits("width", layer.kernel_size.w, layer.output_size.w, input.w);
    });
}

Result<void> check(const Operator& op, const PoolParams& params, const Shape& input) {
    const PoolParams layer = params_for(op, params);
    if (auto checked = check_module(op, layer); !checked) return checked;
    switch (layer.placement) {
        case Placement::sliding:
            return check_sliding(op, *find_module(op), layer, input);
        case Placement::adaptive:
            return check_adaptive(op, layer);
        case Placement::fractional:
            return check_fractional(layer, input);
        case Placement::global:
        case Placement::channels:
            break;
    }
    return {};
}

/// The layer of a module that slides, which has a padding of its own or F.pad's before it.
Result<void> adapt_sliding(const Operator& op, const Shape& input, Adapted& adapted) {
    PoolParams& params = adapted.layer.params;
    const Module& module = *find_module(op);
    const std::string name(module.name);
    if (!module.dilation && canonical(op, params, input).dilation != Extent{.h = 1, .w = 1}) {
        params.dilation = {.h = 1, .w = 1};
        adapted.changes.push_back("PyTorch's " + name + " has no dilation");
    }
    params.padding = padding_of(input, params);
    params.padding_mode = PaddingMode::numbers;
    if (params.padding == Padding{} || pytorch_pads_itself(op, params)) return {};
    if (params.ceil_mode && !pytorch_pad_keeps_outputs(params)) {
        return fail(
            ErrorCode::not_expressible,
            "in ceil_mode PyTorch may start one more window in cells that F.pad adds",
            "turn ceil_mode off, or pad opposite sides alike by at most half of kernel_size");
    }
    if (op.averages() && !params.count_include_pad && !params.divisor_override) {
        params.count_include_pad = true;
        adapted.changes.push_back(
            name + " leaves its own padding out of the count, but not cells that F.pad adds");
    }
    return {};
}

void adapt_lp(const Operator& op, const Shape& input, Adapted& adapted) {
    PoolParams& params = adapted.layer.params;
    if (params.placement == Placement::global) {
        params.placement = Placement::sliding;
        params.kernel_size = {.h = input.h, .w = input.w};
        params.stride = params.kernel_size;
        params.padding = {};
        params.padding_mode = PaddingMode::numbers;
        params.dilation = {.h = 1, .w = 1};
        params.ceil_mode = false;
        adapted.changes.emplace_back(
            "PyTorch has no global Lp pooling, so kernel_size is the whole input");
    }
    PoolParams signed_params = params;
    signed_params.signed_powers = true;
    if (!same_result(op, params, signed_params, input)) {
        adapted.changes.emplace_back(
            "PyTorch raises x itself and not |x|, so an odd p keeps signs and a negative sum gives "
            "NaN");
    }
    params.signed_powers = true;
}

Result<Adapted> adapt(const Operator& op, const PoolParams& params, const Shape& input) {
    Adapted adapted{.layer = {.op = &op, .params = params_for(op, params)}};
    PoolParams& layer = adapted.layer.params;
    if (auto checked = check_module(op, layer); !checked) return tl::unexpected(checked.error());
    if (layer.placement == Placement::sliding) {
        auto checked = adapt_sliding(op, input, adapted);
        if (!checked) return tl::unexpected(checked.error());
    } else if (op.averages() && layer.divisor_override) {
        layer.divisor_override.reset();
        adapted.changes.emplace_back("PyTorch's adaptive layers have no divisor_override");
    }
    if (is_lp(op)) adapt_lp(op, input, adapted);
    if (layer.placement == Placement::fractional && !layer.samples) {
        adapted.changes.emplace_back(
            "PyTorch draws samples of its own, so its windows lie elsewhere unless it is given "
            "_random_samples");
    }
    return adapted;
}

}  // namespace

bool pytorch_pads_itself(const Operator& op, const PoolParams& params) {
    const Module* const module = find_module(op);
    const Padding& pad = params.padding;
    return module != nullptr && module->padding && pad.top == pad.bottom && pad.left == pad.right &&
           pad.top >= 0 && pad.left >= 0 && pad.top <= params.kernel_size.h / 2 &&
           pad.left <= params.kernel_size.w / 2;
}

bool pytorch_pad_keeps_outputs(const PoolParams& params) {
    const auto keeps = [](int kernel_size, int dilation, int stride, int pad_end) {
        const auto window = std::int64_t{dilation} * (kernel_size - 1) + 1;
        return pad_end == 0 || std::int64_t{stride} + pad_end <= window;
    };
    return keeps(params.kernel_size.h, params.dilation.h, params.stride.h, params.padding.bottom) &&
           keeps(params.kernel_size.w, params.dilation.w, params.stride.w, params.padding.right);
}

const Dialect& pytorch_dialect() {
    static constexpr Dialect row{
        .id = "pytorch",
        .name = "PyTorch",
        .note =
            "Padding is at most half of kernel_size and counts in the mean unless it is told "
            "not to, and the mean of integers is truncated",
        .check = check,
        .adapt = adapt,
        .call = pytorch_call,
        .parse = parse_pytorch};
    return row;
}

}  // namespace poolscope
