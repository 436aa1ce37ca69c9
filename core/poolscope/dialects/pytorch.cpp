/// Writes a layer as a torch.nn module, and refuses what PyTorch refuses.
#include "poolscope/dialects/pytorch.hpp"

#include <algorithm>
#include <array>

namespace poolscope {

namespace {

/// What PyTorch's module for one operator takes.
struct Module {
    std::string_view op;    ///< our operator's id
    std::string_view name;  ///< under torch.nn
    std::string_view
        pad_with;  ///< F.pad's argument for the operator's padding value, "" for its default, 0
    bool takes_dilation;
    bool takes_divisor;  ///< count_include_pad and divisor_override
};

constexpr std::array modules{
    Module{"max", "MaxPool2d", ", value=float(\"-inf\")", true, false},
    Module{"avg", "AvgPool2d", "", false, true},
};

Result<const Module*> find_module(const Operator& op) {
    const auto found = std::ranges::find(modules, op.id, &Module::op);
    if (found != modules.end()) return &*found;
    return fail(ErrorCode::not_expressible,
                "PyTorch has no module for " + std::string(op.name) + " pooling",
                "choose another operator");
}

/// "3" for a square, "(2, 3)" for a rectangle.
std::string extent_text(const Extent& extent) {
    if (extent.h == extent.w) return std::to_string(extent.h);
    return "(" + std::to_string(extent.h) + ", " + std::to_string(extent.w) + ")";
}

/// The dilation, 1 along an axis whose only tap leaves it no effect.
Extent effective_dilation(const PoolParams& params) {
    return {.h = params.kernel_size.h == 1 ? 1 : params.dilation.h,
            .w = params.kernel_size.w == 1 ? 1 : params.dilation.w};
}

Result<void> check_padding(int pad, int kernel_size) {
    const int limit = kernel_size / 2;
    if (pad <= limit) return {};
    return fail(ErrorCode::bad_padding,
                "pad should be at most half of kernel size, but got pad=" + std::to_string(pad) +
                    " and kernel_size=" + std::to_string(kernel_size),
                "make padding " + std::to_string(limit) + " or less, or kernel_size larger");
}

Result<void> check(const Operator&, const PoolParams& params, const Shape&) {
    const Padding& pad = params.padding;
    return check_padding(std::max(pad.top, pad.bottom), params.kernel_size.h).and_then([&] {
        return check_padding(std::max(pad.left, pad.right), params.kernel_size.w);
    });
}

/// Whether the module's own `padding` says it: alike on opposite sides and within PyTorch's limit.
bool pads_itself(const PoolParams& params) {
    const Padding& pad = params.padding;
    return pad.top == pad.bottom && pad.left == pad.right &&
           check_padding(pad.top, params.kernel_size.h) &&
           check_padding(pad.left, params.kernel_size.w);
}

/// Whether an axis padded at its end by F.pad has, in ceil mode, the outputs it has when padded by
/// the layer. The last window must start before the end padding; to PyTorch F.pad's cells are
/// input. With stride + pad_end <= window the last one starts there under either rule, whatever the
/// input's size.
bool same_ceil_outputs(int kernel_size, int dilation, int stride, int pad_end) {
    const auto window = std::int64_t{dilation} * (kernel_size - 1) + 1;
    return pad_end == 0 || std::int64_t{stride} + pad_end <= window;
}

/// Nothing, or why F.pad before the module is not the same as this layer's padding.
Result<void> check_pad_first(const Module& module, const PoolParams& params) {
    if (module.takes_divisor && !params.count_include_pad && !params.divisor_override) {
        return fail(ErrorCode::not_expressible,
                    std::string(module.name) +
                        " leaves its own padding out of the count, but not cells that F.pad adds",
                    "pad opposite sides alike by at most half of kernel_size, or set "
                    "count_include_pad");
    }
    const bool same = same_ceil_outputs(params.kernel_size.h, params.dilation.h, params.stride.h,
                                        params.padding.bottom) &&
                      same_ceil_outputs(params.kernel_size.w, params.dilation.w, params.stride.w,
                                        params.padding.right);
    if (params.ceil_mode && !same) {
        return fail(
            ErrorCode::not_expressible,
            "in ceil_mode PyTorch may start one more window in cells that F.pad adds",
            "turn ceil_mode off, or pad opposite sides alike by at most half of kernel_size");
    }
    return {};
}

/// The module with its arguments, those that equal PyTorch's defaults left out.
std::string module_text(const Module& module, const PoolParams& params, bool pads) {
    const Extent padding =
        pads ? Extent{.h = params.padding.top, .w = params.padding.left} : Extent{.h = 0, .w = 0};
    std::string text = "nn." + std::string(module.name) + "(" + extent_text(params.kernel_size);
    if (params.stride != params.kernel_size) text += ", stride=" + extent_text(params.stride);
    if (padding != Extent{.h = 0, .w = 0}) text += ", padding=" + extent_text(padding);
    const Extent dilation = effective_dilation(params);
    if (dilation != Extent{.h = 1, .w = 1}) text += ", dilation=" + extent_text(dilation);
    if (params.ceil_mode) text += ", ceil_mode=True";
    if (module.takes_divisor && params.divisor_override) {
        text += ", divisor_override=" + std::to_string(*params.divisor_override);
    } else if (module.takes_divisor && !params.count_include_pad && params.padding != Padding{}) {
        text += ", count_include_pad=False";
    }
    return text + ")";
}

Result<std::string> call(const Operator& op, const PoolParams& params, const Shape&) {
    const auto module = find_module(op);
    if (!module) return tl::unexpected(module.error());
    if (!(*module)->takes_dilation && effective_dilation(params) != Extent{.h = 1, .w = 1}) {
        return fail(ErrorCode::not_expressible,
                    "PyTorch's " + std::string((*module)->name) + " has no dilation",
                    "set dilation to 1");
    }
    if (pads_itself(params)) return module_text(**module, params, true);
    if (auto checked = check_pad_first(**module, params); !checked) {
        return tl::unexpected(checked.error());
    }
    const Padding& pad = params.padding;
    const std::string sides = std::to_string(pad.left) + ", " + std::to_string(pad.right) + ", " +
                              std::to_string(pad.top) + ", " + std::to_string(pad.bottom);
    return module_text(**module, params, false) + "(F.pad(x, (" + sides + ")" +
           std::string((*module)->pad_with) + "))";
}

}  // namespace

const Dialect& pytorch_dialect() {
    static constexpr Dialect row{.id = "pytorch", .name = "PyTorch", .check = check, .call = call};
    return row;
}

}  // namespace poolscope
