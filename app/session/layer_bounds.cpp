/// Searches for bounds: more padding or more input only ever makes more room for the window.
#include "session/layer_bounds.hpp"

#include <algorithm>

#include "model/one_axis.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope::session {

namespace {

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

/// A square input on which the layer is to lie along one axis; enough channels for its group.
bool fits(const model::Document& document, int side, PoolParams p) {
    p.scores = {};
    p.samples = {};
    return make_geometry({document.layer().op, p}, {1, p.channel_group, side, side}).has_value();
}

/// From the least padding with which the window fits to the most that the dialect allows.
model::IntRange padding_range(const model::Document& document, int input, PoolParams p) {
    const auto padded = [&](int pad) {
        p.padding = {pad, pad, pad, pad};
        return p;
    };
    const int low = least_legal(
        0, model::most_padding, [&](int pad) { return fits(document, input, padded(pad)); });
    const auto refused = [&](int pad) {
        return !document.layer().dialect->check({document.layer().op, padded(pad)},
                                                {1, p.channel_group, input, input});
    };
    int high = model::most_padding;
    if (refused(high)) high = std::max(low, least_legal(low, high, refused) - 1);
    return {low, high};
}

int least_input(const model::Document& document, const PoolParams& p) {
    return least_legal(
        1, model::max_side, [&](int side) { return fits(document, side, p); });
}

/// The longest axis whose cells, times those of the others, stay within what a document may hold;
/// one that a file made longer than by hand may stay so.
int most_cells(int by_hand, int now, int a, int b, int c) {
    const int limit = std::max(by_hand, now);
    const auto others =
        static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
    return static_cast<int>(
        std::min<std::size_t>(static_cast<std::size_t>(limit), model::max_cells / others));
}

}  // namespace

LinkedPadding linked_padding_bounds(const model::Document& document) {
    const Shape& shape = document.shape();
    return {padding_range(document, shape.h, model::along_rows(document.layer().params)),
            padding_range(document, shape.w, model::along_cols(document.layer().params))};
}

InputBounds input_bounds(const model::Document& document) {
    const Shape& s = document.shape();
    const bool grouped = document.layer().op->placement == Placement::channels;
    return {{1, most_cells(model::max_samples, s.n, s.c, s.h, s.w)},
            {grouped ? document.layer().params.channel_group : 1,
             most_cells(model::max_channels, s.c, s.n, s.h, s.w)},
            {least_input(document, model::along_rows(document.layer().params)),
             most_cells(model::max_side, s.h, s.n, s.c, s.w)},
            {least_input(document, model::along_cols(document.layer().params)),
             most_cells(model::max_side, s.w, s.n, s.c, s.h)}};
}

InputBounds network_input_bounds(const model::Document& network) {
    const Shape& s = network.shape();
    return {{1, most_cells(model::max_samples, s.n, s.c, s.h, s.w)},
            {1, most_cells(model::max_channels, s.c, s.n, s.h, s.w)},
            {1, most_cells(model::max_side, s.h, s.n, s.c, s.w)},
            {1, most_cells(model::max_side, s.w, s.n, s.c, s.h)}};
}

}  // namespace poolscope::session
