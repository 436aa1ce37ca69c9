/// What a layer's parameters mean over an input, and no more than that.
#include "dialects/layer_rules.hpp"

#include <algorithm>
#include <cmath>

namespace poolscope {

namespace {

/// What of `params` places the windows.
PoolParams placed(const PoolParams& params, const Shape& input) {
    PoolParams result{.placement = params.placement};
    switch (params.placement) {
        case Placement::sliding:
            result.kernel_size = params.kernel_size;
            result.stride = params.stride;
            result.padding = padding_of(input, params);
            result.dilation = {.h = params.kernel_size.h == 1 ? 1 : params.dilation.h,
                               .w = params.kernel_size.w == 1 ? 1 : params.dilation.w};
            result.ceil_mode = params.ceil_mode;
            break;
        case Placement::adaptive:
            if (params.output_size == Extent{.h = 1, .w = 1})
                result.placement = Placement::global;
            else
                result.output_size = params.output_size;
            break;
        case Placement::global:
            break;
        case Placement::fractional:
            result.kernel_size = params.kernel_size;
            result.output_size = params.output_size;
            result.seed = params.seed;
            result.samples = params.samples;
            break;
        case Placement::channels:
            result.channel_group = params.channel_group;
            break;
    }
    return result;
}

/// Whether one axis's windows read the same real cells under both layers, and whether any of them
/// reads padding or overhang.
struct AxisPair {
    bool same_cells = true;
    bool same_counts = true;
    bool padded = false;     ///< under either
    bool overhangs = false;  ///< under either
    bool uneven = false;     ///< windows count different numbers of cells
    int count = 0;           ///< of the first window's inside cells
};

/// One axis and itself, in the time that its real cells take however many windows there are.
AxisPair compare_with_itself(const Axis& axis) {
    const AxisTaps first = axis.taps_of(axis.span_at(0));
    // Without padding; the first window of an adaptive axis is one of the narrowest.
    if (!axis.regular()) return {.uneven = axis.widest() != first.inside, .count = first.inside};
    const AxisTaps last = axis.taps_of(axis.span_at(axis.output - 1));
    // Windows begin in the padding at the earliest, so that they lose taps to the end alone.
    AxisPair pair{.overhangs = last.inside < last.count,
                  .uneven = last.inside != first.inside,
                  .count = first.inside};
    // No window begins past the padding: at the latest, the first past the real cells reads it.
    for (int i = 0; i < axis.output && !pair.padded; ++i) {
        const AxisTaps taps = axis.taps_of(axis.span_at(i));
        pair.padded = taps.inside > taps.real;
    }
    return pair;
}

/// How many of the first windows of a regular axis read nothing but padding.
int before_cells(const Axis& axis) {
    const std::int64_t reach = std::int64_t{axis.dilation} * (axis.kernel_size - 1);
    const std::int64_t room = axis.pad_begin - reach;
    return room <= 0 ? 0
                     : static_cast<int>(std::min<std::int64_t>(room / axis.stride, axis.output));
}

AxisPair compare_axes(const Axis& a, const Axis& b) {
    if (a == b) return compare_with_itself(a);
    AxisPair pair{.same_cells = a.output == b.output};
    // Of windows in padding alone, the first stands for all.
    const int alike = a.regular() && b.regular() ? std::min(before_cells(a), before_cells(b)) : 0;
    for (int i = 0; i < a.output && pair.same_cells; i = std::max(i + 1, alike)) {
        const AxisSpan span_a = a.span_at(i);
        const AxisSpan span_b = b.span_at(i);
        const AxisTaps taps_a = a.taps_of(span_a);
        const AxisTaps taps_b = b.taps_of(span_b);
        const bool spaced = taps_a.real < 2 || span_a.step == span_b.step;
        const bool starts =
            taps_a.real == 0 || span_a.at(taps_a.first_real) == span_b.at(taps_b.first_real);
        pair.same_cells = taps_a.real == taps_b.real && spaced && starts;
        pair.same_counts = pair.same_counts && taps_a.inside == taps_b.inside;
        pair.padded = pair.padded || taps_a.inside > taps_a.real || taps_b.inside > taps_b.real;
        pair.overhangs =
            pair.overhangs || taps_a.count > taps_a.inside || taps_b.count > taps_b.inside;
        if (i == 0) pair.count = taps_a.inside;
        pair.uneven = pair.uneven || taps_a.inside != pair.count;
    }
    return pair;
}

/// Whether the sums of windows that read the same cells are divided alike.
bool same_divisors(const PoolParams& a, const PoolParams& b, const AxisPair& rows,
                   const AxisPair& cols) {
    if (a.divisor_override && b.divisor_override) return a.divisor_override == b.divisor_override;
    const bool padded = rows.padded || cols.padded;
    if (a.divisor_override || b.divisor_override) {
        const int divisor = a.divisor_override ? *a.divisor_override : *b.divisor_override;
        const bool even = !padded && !rows.uneven && !cols.uneven;
        return even && divisor == rows.count * cols.count;
    }
    if (!padded) return true;
    if (a.count_include_pad != b.count_include_pad) return false;
    return !a.count_include_pad || (rows.same_counts && cols.same_counts);
}

/// Whether Lp's powers are the same: x^p is |x|^p for an even p, and no overhang is weighed.
bool same_powers(const PoolParams& a, const PoolParams& b, bool overhangs) {
    if (a.signed_powers == b.signed_powers) return true;
    return !overhangs && std::fmod(a.norm, 2.0) == 0.0;
}

bool same_numbers(const Operator& op, const PoolParams& a, const PoolParams& b) {
    for (const NumberParameter& number : op.parameters)
        if (a.*number.field != b.*number.field) return false;
    if (op.seeded && (a.seed != b.seed || !(a.samples == b.samples))) return false;
    return !op.scored || a.scores == b.scores;
}

}  // namespace

bool one_dimensional(const Layer& asked, const Shape& input) {
    if (input.h != 1) return false;
    const Layer layer = settled(asked);
    switch (layer.params.placement) {
        case Placement::sliding: {
            const Padding pad = padding_of(input, layer.params);
            return layer.params.kernel_size.h == 1 && pad.top == 0 && pad.bottom == 0;
        }
        case Placement::adaptive:
            return layer.params.output_size.h == 1;
        case Placement::global:
            return true;
        case Placement::fractional:
        case Placement::channels:
            break;
    }
    return false;
}

Layer canonical(const Layer& layer, const Shape& input) {
    const Operator& op = *layer.op;
    const PoolParams& params = layer.params;
    Layer meant{.op = &op,
                .params = placed(settled(layer).params, input),
                .dialect = layer.dialect,
                .name = layer.name};
    PoolParams& result = meant.params;
    if (result.placement == Placement::sliding && one_dimensional(meant, input))
        result.stride.h = 1;
    if (op.averages() && result.placement == Placement::sliding) {
        result.divisor_override = params.divisor_override;
        const bool counts = !params.divisor_override && result.padding != Padding{};
        if (counts) result.count_include_pad = params.count_include_pad;
    }
    for (const NumberParameter& number : op.parameters) result.*number.field = params.*number.field;
    if (is_lp(layer)) result.signed_powers = params.signed_powers;
    if (op.seeded) result.seed = params.seed;
    if (op.scored) result.scores = params.scores;
    return meant;
}

bool same_result(const Layer& a, const Layer& b, const Shape& input) {
    const auto first = make_geometry(a, input);
    const auto second = make_geometry(b, input);
    if (!first || !second || first->channel_group != second->channel_group) return false;
    if (a.op != b.op || !same_numbers(*a.op, a.params, b.params)) return false;
    const AxisPair rows = compare_axes(first->rows, second->rows);
    const AxisPair cols = compare_axes(first->cols, second->cols);
    if (!rows.same_cells || !cols.same_cells) return false;
    if (a.op->averages() && !same_divisors(a.params, b.params, rows, cols)) return false;
    return !is_lp(a) || same_powers(a.params, b.params, rows.overhangs || cols.overhangs);
}

bool odd_cells_moved(const Padding& a, const Padding& b) {
    const auto total = [](int begin, int end) { return std::int64_t{begin} + end; };
    return a != b && total(a.top, a.bottom) == total(b.top, b.bottom) &&
           total(a.left, a.right) == total(b.left, b.right);
}

Adapted taken_over(const Dialect& dialect, const Layer& layer) {
    Adapted adapted{.layer = settled(layer)};
    adapted.layer.dialect = &dialect;
    return adapted;
}

Result<Layer> exact_layer(const Dialect& dialect, const Layer& layer, const Shape& input) {
    if (const auto placed_here = make_geometry(layer, input); !placed_here)
        return error_of(placed_here);
    const auto adapted = dialect.adapt(layer, input);
    if (!adapted) return error_of(adapted);
    if (same_result(layer, adapted->layer, input)) return adapted->layer;
    const Message name = named(dialect.name);
    return fail(ErrorCode::not_expressible,
                adapted->changes.empty() ? say("{0} computes this layer otherwise", name)
                                         : adapted->changes.front(),
                say("change that here too, or choose another framework than {0}", name));
}

}  // namespace poolscope
