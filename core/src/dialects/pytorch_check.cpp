/// What PyTorch refuses, in its words and its order.
#include "dialects/pytorch_module.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

constexpr std::array modules{
    PyTorchModule{
        .op = "max", .name = "MaxPool", .adaptive = true, .dilation = true, .padding = true},
    PyTorchModule{
        .op = "min", .name = "MaxPool", .adaptive = true, .dilation = true, .padding = true},
    PyTorchModule{.op = "avg", .name = "AvgPool", .adaptive = true, .padding = true},
    PyTorchModule{.op = "lp", .name = "LPPool"},
    PyTorchModule{.op = "fractional", .name = "FractionalMaxPool"},
};

Result<void> check_side(const PyTorchModule& module, bool in_1d, int pad, int kernel_size) {
    const bool max_1d = in_1d && module.name == "MaxPool";
    if (pad < 0) {
        return fail(ErrorCode::bad_padding,
                    quote((max_1d ? "max_pool1d() padding must be non-negative, but got "
                                  : "pad must be non-negative, but got pad: ") +
                          std::to_string(pad)),
                    say("make {0} {1} or more", "padding", 0));
    }
    const int limit = kernel_size / 2;
    if (pad <= limit) return {};
    const std::string got = std::to_string(pad) + " and kernel_size=" + std::to_string(kernel_size);
    return fail(
        ErrorCode::bad_padding,
        quote((max_1d
                   ? "max_pool1d() padding should be at most half of kernel size, but got padding="
                   : "pad should be at most half of kernel size, but got pad=") +
              got),
        say("make padding {0} or less, or kernel_size larger", limit));
}

/// "kH: 0 kW: 2".
std::string both(std::string_view h, std::string_view w, const Extent& extent) {
    return std::string(h) + ": " + std::to_string(extent.h) + " " + std::string(w) + ": " +
           std::to_string(extent.w);
}

bool positive(const Extent& extent) {
    return extent.h > 0 && extent.w > 0;
}

Result<void> check_sides(const PyTorchModule& module, bool in_1d, int first, int second,
                         int kernel_size) {
    if (!module.padding) return {};
    return first_error({check_side(module, in_1d, first, kernel_size),
                        check_side(module, in_1d, second, kernel_size)});
}

/// One axis's stride and padding, which PyTorch looks at before the rest.
Result<void> check_axis(const PyTorchModule& module, bool in_1d, int stride, int first, int second,
                        int kernel_size) {
    if (stride == 0) {
        return fail(ErrorCode::bad_stride, quote("stride should not be zero"),
                    say("make {0} {1} or more", "stride", 1));
    }
    return check_sides(module, in_1d, first, second, kernel_size);
}

/// kernel_size in the words of PyTorch's Pool.h, but before what follows from it: a stride that is
/// left out is kernel_size, and padding has its half as a limit.
Result<void> check_kernel_size(const PoolParams& params) {
    if (positive(params.kernel_size)) return {};
    return fail(ErrorCode::bad_kernel_size,
                quote("kernel size should be greater than zero, but got " +
                      both("kH", "kW", params.kernel_size)),
                say("make {0} {1} or more", "kernel_size", 1));
}

/// stride and dilation, in the order and the words of PyTorch's Pool.h.
Result<void> check_numbers(const PoolParams& params) {
    if (!positive(params.stride)) {
        return fail(
            ErrorCode::bad_stride,
            quote("stride should be greater than zero, but got " + both("dH", "dW", params.stride)),
            say("make {0} {1} or more", "stride", 1));
    }
    if (!positive(params.dilation)) {
        return fail(ErrorCode::bad_dilation,
                    quote("dilation should be greater than zero, but got " +
                          both("dilationH", "dilationW", params.dilation)),
                    say("make {0} {1} or more", "dilation", 1));
    }
    return {};
}

/// MaxPool1d has words and an order of its own.
Result<void> check_max_1d(const PyTorchModule& module, const PoolParams& params,
                          const Padding& pad) {
    const auto at_least_one = [](ErrorCode code, std::string_view name, int value) -> Result<void> {
        if (value > 0) return {};
        return fail(code,
                    quote("max_pool1d() " + std::string(name) +
                          " must be greater than zero, but got " + std::to_string(value)),
                    say("make {0} {1} or more", name, 1));
    };
    return first_error(
        {at_least_one(ErrorCode::bad_kernel_size, "kernel_size", params.kernel_size.w),
         at_least_one(ErrorCode::bad_stride, "stride", params.stride.w),
         check_sides(module, true, pad.left, pad.right, params.kernel_size.w),
         at_least_one(ErrorCode::bad_dilation, "dilation", params.dilation.w)});
}

/// Outputs along an axis as Pool.h counts them, before it refuses fewer than one.
std::int64_t output_extent(int input, int kernel_size, int stride, int begin, int end, int dilation,
                           bool ceil_mode) {
    const auto room = std::int64_t{input} + begin + end -
                      std::int64_t{dilation} * (std::int64_t{kernel_size} - 1) - 1 +
                      (ceil_mode ? std::int64_t{stride} - 1 : 0);
    const auto strides = room / stride - (room % stride < 0 ? 1 : 0);
    const bool outside = ceil_mode && strides * stride >= std::int64_t{input} + begin;
    return strides + (outside ? 0 : 1);
}

Result<void> check_output(const PoolParams& params, const Padding& pad, const Shape& input,
                          bool max_1d) {
    const auto h = output_extent(input.h, params.kernel_size.h, params.stride.h, pad.top,
                                 pad.bottom, params.dilation.h, params.ceil_mode);
    const auto w = output_extent(input.w, params.kernel_size.w, params.stride.w, pad.left,
                                 pad.right, params.dilation.w, params.ceil_mode);
    if (h >= 1 && w >= 1) return {};
    const std::string channels = std::to_string(input.c) + "x";
    return fail(ErrorCode::window_outside,
                quote(max_1d ? "max_pool1d() Invalid computed output size: " + std::to_string(w)
                             : "Given input size: (" + channels + std::to_string(input.h) + "x" +
                                   std::to_string(input.w) + "). Calculated output size: (" +
                                   channels + std::to_string(h) + "x" + std::to_string(w) +
                                   "). Output size is too small"),
                say("make kernel_size or dilation smaller, or add padding"));
}

/// A dilation that the module has no argument for.
Result<void> check_dilation(const PyTorchModule& module, const Layer& layer, const Shape& input) {
    if (module.dilation) return {};
    if (canonical(layer, input).params.dilation == Extent{.h = 1, .w = 1}) return {};
    return fail(ErrorCode::bad_dilation,
                quote(std::string(module.name) + (one_dimensional(layer, input) ? "1d" : "2d") +
                      " got an unexpected keyword argument 'dilation'"),
                say("set dilation to 1"));
}

Result<void> check_sliding(const PyTorchModule& module, Layer layer, const Shape& input) {
    PoolParams& params = layer.params;
    const bool in_1d = one_dimensional(layer, input);
    const bool max_1d = in_1d && module.name == "MaxPool";
    const Padding pad = padding_of(input, params);
    // A one-dimensional layer has no stride or dilation along its one row.
    if (in_1d) params.stride.h = params.dilation.h = 1;
    if (auto checked = check_dilation(module, layer, input); !checked) return checked;
    if (layer.op->averages() && params.divisor_override == 0) {
        return fail(ErrorCode::bad_divisor, quote("divisor must be not zero"),
                    say("give another number, or none"));
    }
    auto checked = max_1d ? check_max_1d(module, params, pad)
                          : first_error({check_kernel_size(params),
                                         check_axis(module, in_1d, params.stride.h, pad.top,
                                                    pad.bottom, params.kernel_size.h),
                                         check_axis(module, in_1d, params.stride.w, pad.left,
                                                    pad.right, params.kernel_size.w),
                                         check_numbers(params)});
    if (!checked) return checked;
    checked = check_output(params, pad, input, max_1d);
    if (checked && is_lp(layer) && params.norm == 0.0) {
        return fail(ErrorCode::bad_parameter, quote("float division by zero"),
                    say("make {0} {1} or more", "norm", 1));
    }
    return checked;
}

/// PyTorch takes 0 and gives an empty tensor, which has no output to step through.
Result<void> check_output_size(const Operator& op, const Extent& size, const Shape& input) {
    if (positive(size)) return {};
    Message what = say("output_size {0} gives PyTorch an empty tensor", pair_text(size));
    if (size.h < 0 || size.w < 0) {
        what = quote(
            op.averages()
                ? "adaptive_avg_pool2d: elements of output_size must be greater than or equal "
                  "to 0 but received {" +
                      std::to_string(size.h) + ", " + std::to_string(size.w) + "}"
                : "Trying to create tensor with negative dimension " +
                      std::to_string(size.h < 0 ? size.h : size.w) + ": [" +
                      std::to_string(input.n) + ", " + std::to_string(input.c) + ", " +
                      std::to_string(size.h) + ", " + std::to_string(size.w) + "]");
    }
    return fail(ErrorCode::bad_output_size, std::move(what),
                say("make {0} {1} or more", "output_size", 1));
}

Result<void> check_fractional(const Layer& layer, const Shape& input) {
    const auto fits = [](std::string_view side, int kernel_size, int output,
                         int extent) -> Result<void> {
        if (std::int64_t{output} + kernel_size - 1 <= extent) return {};
        return fail(ErrorCode::window_outside,
                    quote("fractional_max_pool2d(): pool " + std::string(side) + " " +
                          std::to_string(kernel_size) + " too large relative to input " +
                          std::string(side) + " " + std::to_string(extent)),
                    say("make kernel_size + output_size - 1 at most {0}", extent));
    };
    return first_error(
        {fits("height", layer.params.kernel_size.h, layer.params.output_size.h, input.h),
         fits("width", layer.params.kernel_size.w, layer.params.output_size.w, input.w),
         check_output_size(*layer.op, layer.params.output_size, input)});
}

/// PyTorch's own reason to refuse a layer.
Result<void> check_placed(const Layer& layer, const Shape& input) {
    switch (layer.params.placement) {
        case Placement::sliding:
            return check_sliding(*find_pytorch_module(*layer.op), layer, input);
        case Placement::adaptive:
            return check_output_size(*layer.op, layer.params.output_size, input);
        case Placement::fractional:
            return check_fractional(layer, input);
        case Placement::global:
        case Placement::channels:
            break;
    }
    return {};
}

}  // namespace

const PyTorchModule* find_pytorch_module(const Operator& op) {
    const auto* const found = std::ranges::find(modules, op.id, &PyTorchModule::op);
    return found == modules.end() ? nullptr : found;
}

Result<void> check_pytorch_module(const Layer& layer) {
    const PyTorchModule* const module = find_pytorch_module(*layer.op);
    if (module == nullptr) {
        return fail(ErrorCode::not_expressible,
                    say("PyTorch has no module for {0} pooling", named(layer.op->name)),
                    say("choose another operator"));
    }
    if (layer.params.placement == Placement::adaptive && !module->adaptive) {
        return fail(ErrorCode::not_expressible,
                    say("PyTorch has no adaptive {0} pooling", named(layer.op->name)),
                    say("use sliding windows, or adaptive max or mean"));
    }
    if (is_lp(layer) && std::isinf(layer.params.norm)) {
        return fail(
            ErrorCode::not_expressible,
            say("PyTorch's LPPool takes x to the power of inf, and then 1 / inf, which gives 1 "
                "whatever x is"),
            say("use max pooling of x.abs()"));
    }
    return {};
}

Result<void> check_pytorch(const Layer& asked, const Shape& input) {
    const Layer layer = settled(asked);
    auto checked = check_pytorch_module(layer).and_then([&] { return check_placed(layer, input); });
    if (!checked) return checked;
    const auto placed = make_geometry(layer, input);
    if (!placed) return error_of(placed);
    return {};
}

}  // namespace poolscope
