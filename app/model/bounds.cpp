/// The bounds of a layer's controls.
#include "model/bounds.hpp"

#include <algorithm>

namespace poolscope::model {

namespace {

/// The largest padding, stride and kernel that a control offers.
constexpr int stride_limit = 64;
constexpr int kernel_limit = 512;
/// The same where each cell of the kernel is a weight for every pair of channels.
constexpr int weighted_kernel_limit = 31;

/// The axes of a plane do not depend on each other: this is the layer with nothing but `rows` or
/// columns to place.
PoolParams one_axis(PoolParams params, bool rows) {
    if (rows) {
        params.kernel_size.w = params.stride.w = params.dilation.w = params.output_size.w = 1;
        params.padding.left = params.padding.right = 0;
    } else {
        params.kernel_size.h = params.stride.h = params.dilation.h = params.output_size.h = 1;
        params.padding.top = params.padding.bottom = 0;
    }
    return params;
}

/// The part of `all` for which the layer is legal along its axis, where legality changes at most
/// once within it; just `current` where no value is legal.
template <class Set>
IntRange legal(const Document& document, bool rows, IntRange all, int current, Set set) {
    const auto ok = [&](int value) {
        Layer layer = document.layer();
        layer.weights = {};  // they follow the kernel
        layer.params = one_axis(std::move(layer.params), rows);
        set(layer.params, value);
        return make_geometry(layer, document.shape()).has_value() &&
               layer.dialect->check(layer, document.shape());
    };
    if (!ok(all.low) && !ok(all.high)) return {current, current};
    const bool low_is_legal = ok(all.low);
    int inside = low_is_legal ? all.low : all.high;
    int outside = low_is_legal ? all.high : all.low;
    if (ok(outside)) return all;
    while (inside - outside > 1 || outside - inside > 1) {
        const int middle = inside + (outside - inside) / 2;
        (ok(middle) ? inside : outside) = middle;
    }
    return low_is_legal ? IntRange{all.low, inside} : IntRange{inside, all.high};
}

/// The largest kernel that is offered along one axis; one that a file made larger may stay so.
int most_kernel(const Layer& layer, int now) {
    const auto others = layer_operators();
    const bool weighted = std::ranges::find(others, layer.op) != others.end();
    return weighted ? std::max(weighted_kernel_limit, now) : kernel_limit;
}

}  // namespace

ParamBounds bounds_of(const Document& document) {
    const PoolParams& p = document.layer().params;
    const auto rows = [&](IntRange all, int current, auto set) {
        return legal(document, true, all, current, set);
    };
    const auto cols = [&](IntRange all, int current, auto set) {
        return legal(document, false, all, current, set);
    };
    ParamBounds b;
    const IntRange kernels_h{1, most_kernel(document.layer(), p.kernel_size.h)};
    const IntRange kernels_w{1, most_kernel(document.layer(), p.kernel_size.w)};
    const IntRange dilations{1, kernel_limit};
    const IntRange outputs{1, kernel_limit};
    const IntRange strides{1, stride_limit};
    const IntRange paddings{0, most_padding};
    b.kernel_h = rows(
        kernels_h, p.kernel_size.h, [](PoolParams& q, int v) { q.kernel_size.h = v; });
    b.kernel_w = cols(
        kernels_w, p.kernel_size.w, [](PoolParams& q, int v) { q.kernel_size.w = v; });
    b.stride_h = rows(
        strides, p.stride.h, [](PoolParams& q, int v) { q.stride.h = v; });
    b.stride_w = cols(
        strides, p.stride.w, [](PoolParams& q, int v) { q.stride.w = v; });
    b.dilation_h = rows(
        dilations, p.dilation.h, [](PoolParams& q, int v) { q.dilation.h = v; });
    b.dilation_w = cols(
        dilations, p.dilation.w, [](PoolParams& q, int v) { q.dilation.w = v; });
    b.pad_top = rows(
        paddings, p.padding.top, [](PoolParams& q, int v) { q.padding.top = v; });
    b.pad_left = cols(
        paddings, p.padding.left, [](PoolParams& q, int v) { q.padding.left = v; });
    b.pad_bottom = rows(
        paddings, p.padding.bottom, [](PoolParams& q, int v) { q.padding.bottom = v; });
    b.pad_right = cols(
        paddings, p.padding.right, [](PoolParams& q, int v) { q.padding.right = v; });
    b.output_h = rows(
        outputs, p.output_size.h, [](PoolParams& q, int v) { q.output_size.h = v; });
    b.output_w = cols(outputs, p.output_size.w, [](PoolParams& q, int v) { q.output_size.w = v; });
    return b;
}

}  // namespace poolscope::model
