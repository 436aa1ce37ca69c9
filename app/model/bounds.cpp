/// The bounds of a layer's controls.
#include "model/bounds.hpp"

namespace poolscope::model {

namespace {

/// The largest padding, stride and kernel that a control offers.
constexpr int padding_limit = 64;
constexpr int stride_limit = 64;
constexpr int kernel_limit = 512;

/// The first or last value in low .. high for which the layer is legal, when legality changes once
/// between them; `current` is returned where none is.
template <class Set>
IntRange legal(const Document& document, IntRange all, int current, Set set) {
    const auto ok = [&](int value) {
        PoolParams params = document.params;
        set(params, value);
        return make_geometry(document.shape(), params).has_value();
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

}  // namespace

ParamBounds bounds_of(const Document& document) {
    const PoolParams& p = document.params;
    const auto of = [&](IntRange all, int current, auto set) {
        return legal(document, all, current, set);
    };
    ParamBounds b;
    const IntRange kernels{1, kernel_limit};
    const IntRange strides{1, stride_limit};
    const IntRange paddings{0, padding_limit};
    b.kernel_h = rows(kernels, p.kernel_size.h, [](PoolParams& q, int v) { q.kernel_size.h = v; });
    b.kernel_w = cols(kernels, p.kernel_size.w, [](PoolParams& q, int v) { q.kernel_size.w = v; });
    b.stride_h = rows(strides, p.stride.h, [](PoolParams& q, int v) { q.stride.h = v; });
    b.stride_w = cols(strides, p.stride.w, [](PoolParams& q, int v) { q.stride.w = v; });
    b.dilation_h = rows(kernels, p.dilation.h, [](PoolParams& q, int v) { q.dilation.h = v; });
    b.dilation_w = cols(kernels, p.dilation.w, [](PoolParams& q, int v) { q.dilation.w = v; });
    b.pad_top = rows(paddings, p.padding.top, [](PoolParams& q, int v) { q.padding.top = v; });
    b.pad_left = cols(paddings, p.padding.left, [](PoolParams& q, int v) { q.padding.left = v; });
    b.pad_bottom =
        of(paddings, p.padding.bottom, [](PoolParams& q, int v) { q.padding.bottom = v; });
    b.pad_right =
        cols(paddings, p.padding.right, [](PoolParams& q, int v) { q.padding.right = v; });
    return b;
}

}  // namespace poolscope::model
