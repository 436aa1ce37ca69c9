/// Searches for bounds: more padding or more input only ever makes more room for the window.
#include "ui/layer_bounds.hpp"

#include <algorithm>
#include <utility>

namespace poolscope::ui {

namespace {

constexpr int most_padding = 64;  // as in bounds_of()

/// The least value in low .. high that is legal, where every larger one is too; `high` where none
/// is known to be.
template <class Legal>
int least_legal(int low, int high, Legal legal) {
    if (!legal(high)) return high;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (legal(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/// The layer along rows only: an input as wide as high, with the rows' numbers both ways.
PoolParams along_rows(PoolParams p) {
    p.kernel_size.w = p.kernel_size.h;
    p.stride.w = p.stride.h;
    p.dilation.w = p.dilation.h;
    p.padding.left = p.padding.top;
    p.padding.right = p.padding.bottom;
    return p;
}

PoolParams along_cols(PoolParams p) {
    std::swap(p.kernel_size.h, p.kernel_size.w);
    std::swap(p.stride.h, p.stride.w);
    std::swap(p.dilation.h, p.dilation.w);
    std::swap(p.padding.top, p.padding.left);
    std::swap(p.padding.bottom, p.padding.right);
    return along_rows(p);
}

model::IntRange padding_range(int input, PoolParams p) {
    const auto legal = [&](int pad) {
        p.padding = {pad, pad, pad, pad};
        return output_shape({1, 1, input, input}, p).has_value();
    };
    return {least_legal(0, most_padding, legal), most_padding};
}

int least_input(const PoolParams& p) {
    return least_legal(1, model::max_side, [&](int side) {
        return output_shape({1, 1, side, side}, p).has_value();
    });
}

/// The longest axis whose cells, times `others`, stay within what a document may hold.
int most_cells(int limit, int a, int b) {
    const auto others = static_cast<std::size_t>(a) * static_cast<std::size_t>(b);
    return static_cast<int>(
        std::min<std::size_t>(static_cast<std::size_t>(limit), model::max_cells / others));
}

}  // namespace

LinkedPadding linked_padding_bounds(const model::Document& document) {
    const Shape& shape = document.shape();
    return {padding_range(shape.h, along_rows(document.params)),
            padding_range(shape.w, along_cols(document.params))};
}

InputBounds input_bounds(const model::Document& document) {
    const Shape& s = document.shape();
    return {{1, most_cells(model::max_channels, s.h, s.w)},
            {least_input(along_rows(document.params)), most_cells(model::max_side, s.c, s.w)},
            {least_input(along_cols(document.params)), most_cells(model::max_side, s.c, s.h)}};
}

}  // namespace poolscope::ui
