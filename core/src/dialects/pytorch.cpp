/// What PyTorch makes of a layer.
#include "dialects/pytorch.hpp"

#include "dialects/layer_rules.hpp"
#include "dialects/pytorch_module.hpp"

namespace poolscope {

namespace {

/// The layer of a module that slides, which has a padding of its own or F.pad's before it.
Result<void> adapt_sliding(const Shape& input, Adapted& adapted) {
    const Layer& layer = adapted.layer;
    PoolParams& params = adapted.layer.params;
    const PyTorchModule& module = *find_pytorch_module(*layer.op);
    const std::string name(module.name);
    if (!module.dilation && canonical(layer, input).params.dilation != Extent{.h = 1, .w = 1}) {
        params.dilation = {.h = 1, .w = 1};
        adapted.changes.push_back(say("PyTorch's {0} has no dilation", name));
    }
    params.padding = padding_of(input, params);
    params.padding_mode = PaddingMode::numbers;
    if (params.padding == Padding{} || pytorch_pads_itself(layer)) return {};
    if (params.ceil_mode && !pytorch_pad_keeps_outputs(params)) {
        return fail(
            ErrorCode::not_expressible,
            say("in ceil_mode PyTorch may start one more window in cells that F.pad adds"),
            say("turn ceil_mode off, or pad opposite sides alike by at most half of kernel_size"));
    }
    if (layer.op->averages() && !params.count_include_pad && !params.divisor_override) {
        params.count_include_pad = true;
        adapted.changes.push_back(say(
            "{0} leaves its own padding out of the count, but not cells that F.pad adds", name));
    }
    adapted.changes.push_back(
        module.padding ? say("PyTorch's {0} pads opposite sides alike by at most half of "
                             "kernel_size, so F.pad pads before it",
                             name)
                       : say("PyTorch's {0} has no padding, so F.pad pads before it", name));
    return {};
}

void adapt_lp(const Shape& input, Adapted& adapted) {
    PoolParams& params = adapted.layer.params;
    if (params.placement == Placement::global) {
        params.placement = Placement::sliding;
        params.kernel_size = {.h = input.h, .w = input.w};
        params.stride = params.kernel_size;
        params.padding = {};
        params.padding_mode = PaddingMode::numbers;
        params.dilation = {.h = 1, .w = 1};
        params.ceil_mode = false;
        adapted.changes.push_back(
            say("PyTorch has no global Lp pooling, so kernel_size is the whole input"));
    }
    const Layer asked = adapted.layer;
    params.signed_powers = true;
    if (!same_result(asked, adapted.layer, input)) {
        adapted.changes.push_back(say(
            "PyTorch raises x itself and not |x|, so an odd p keeps signs and a negative sum gives "
            "NaN"));
    }
}

Result<Adapted> adapt(const Layer& asked, const Shape& input) {
    Adapted adapted = taken_over(pytorch_dialect(), asked);
    const Layer& layer = adapted.layer;
    PoolParams& params = adapted.layer.params;
    if (auto checked = check_pytorch_module(layer); !checked) return error_of(checked);
    if (params.placement == Placement::sliding) {
        auto checked = adapt_sliding(input, adapted);
        if (!checked) return error_of(checked);
    } else if (layer.op->averages() && params.divisor_override) {
        params.divisor_override.reset();
        adapted.changes.push_back(say("PyTorch's adaptive layers have no divisor_override"));
    }
    if (is_lp(layer)) adapt_lp(input, adapted);
    if (params.placement == Placement::fractional && !params.samples) {
        adapted.changes.push_back(
            say("PyTorch draws samples of its own, so its windows lie elsewhere unless it is given "
                "_random_samples"));
    }
    return adapted;
}

}  // namespace

bool pytorch_pads_itself(const Layer& layer) {
    const PyTorchModule* const module = find_pytorch_module(*layer.op);
    const Padding& pad = layer.params.padding;
    return module != nullptr && module->padding && pad.top == pad.bottom && pad.left == pad.right &&
           pad.top >= 0 && pad.left >= 0 && pad.top <= layer.params.kernel_size.h / 2 &&
           pad.left <= layer.params.kernel_size.w / 2;
}

bool pytorch_pad_keeps_outputs(const PoolParams& params) {
    const auto keeps = [](int kernel_size, int dilation, int stride, int pad_end) {
        const auto window = std::int64_t{dilation} * (std::int64_t{kernel_size} - 1) + 1;
        return pad_end == 0 || std::int64_t{stride} + pad_end <= window;
    };
    return keeps(params.kernel_size.h, params.dilation.h, params.stride.h, params.padding.bottom) &&
           keeps(params.kernel_size.w, params.dilation.w, params.stride.w, params.padding.right);
}

const Dialect& pytorch_dialect() {
    static constexpr Dialect row{
        .id = "pytorch",
        .name = word("PyTorch"),
        .note =
            word("Padding is at most half of kernel_size and counts in the mean unless it is told "
                 "not to; of integers only int64 has a mean, which is truncated"),
        .check = check_pytorch,
        .adapt = adapt,
        .call = pytorch_call,
        .parse = parse_pytorch};
    return row;
}

}  // namespace poolscope
