/// Searches for bounds: more padding or more input only ever makes more room for the window.
#include "ui/layer_bounds.hpp"

#include <algorithm>
#include <utility>

#include "poolscope/dialects/dialect.hpp"

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
    p.output_size.w = p.output_size.h;
    p.padding.left = p.padding.top;
    p.padding.right = p.padding.bottom;
    return p;
}

PoolParams along_cols(PoolParams p) {
    std::swap(p.kernel_size.h, p.kernel_size.w);
    std::swap(p.stride.h, p.stride.w);
    std::swap(p.dilation.h, p.dilation.w);
    std::swap(p.output_size.h, p.output_size.w);
    std::swap(p.padding.top, p.padding.left);
    std::swap(p.padding.bottom, p.padding.right);
    return along_rows(p);
}

/// A square input on which the layer is to lie along one axis; enough channels for its group.
bool fits(const model::Document& document, int side, PoolParams p) {
    p.scores = {};
    p.samples = {};
    return make_geometry(operator_of(document), {1, p.channel_group, side, side}, p).has_value();
}

/// From the least padding with which the window fits to the most that the dialect allows.
model::IntRange padding_range(const model::Document& document, int input, PoolParams p) {
    const auto padded = [&](int pad) {
        p.padding = {pad, pad, pad, pad};
        return p;
    };
    const int low =
        least_legal(0, most_padding, [&](int pad) { return fits(document, input, padded(pad)); });
    const auto refused = [&](int pad) {
        return !dialect_of(document).check(operator_of(document), padded(pad),
                                           {1, p.channel_group, input, input});
    };
    int high = most_padding;
    if (refused(high)) high = std::max(low, least_legal(low, high, refused) - 1);
    return {low, high};
}

int least_input(const model::Document& document, const PoolParams& p) {
    return least_legal(1, model::max_side, [&](int side) { return fits(document, side, p); });
}

/// The longest axis whose cells, times `others`, stay within what a document may hold.
int most_cells(int limit, int a, int b, int c) {
    const auto others =
        static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
    return static_cast<int>(
        std::min<std::size_t>(static_cast<std::size_t>(limit), model::max_cells / others));
}

}  // namespace

LinkedPadding linked_padding_bounds(const model::Document& document) {
    const Shape& shape = document.shape();
    return {padding_range(document, shape.h, along_rows(document.params)),
            padding_range(document, shape.w, along_cols(document.params))};
}

InputBounds input_bounds(const model::Document& document) {
    const Shape& s = document.shape();
    const bool grouped = operator_of(document).placement == Placement::channels;
    return {{1, most_cells(model::max_samples, s.c, s.h, s.w)},
            {grouped ? document.params.channel_group : 1,
             most_cells(model::max_channels, s.n, s.h, s.w)},
            {least_input(document, along_rows(document.params)),
             most_cells(model::max_side, s.n, s.c, s.w)},
            {least_input(document, along_cols(document.params)),
             most_cells(model::max_side, s.n, s.c, s.h)}};
}

}  // namespace poolscope::ui
