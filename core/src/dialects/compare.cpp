/// One layer under two dialects, and the rule by which they differ.
#include <algorithm>
#include <array>
#include <cmath>

#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// Two layers over one input, each under its dialect's name.
struct Sides {
    Message a;
    Message b;
    const Layer& asked;
    const Layer& first;
    const Layer& second;
};

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " x " + std::to_string(shape.w);
}

/// `english` with the two names: first that of the one which has it, then that which has not.
Message has_and_has_not(const Sides& sides, bool first_has, const char* english) {
    if (first_has) return say_with(english, {sides.a, sides.b});
    return say_with(english, {sides.b, sides.a});
}

Message why_padding(const Sides& sides) {
    return say("{0} pads {1}; {2} pads {3}", sides.a, padding_text(sides.first.params.padding),
               sides.b, padding_text(sides.second.params.padding));
}

Message why_dilation(const Sides& sides) {
    return say("{0} dilates by {1}, {2} by {3}", sides.a, pair_text(sides.first.params.dilation),
               sides.b, pair_text(sides.second.params.dilation));
}

Message why_steps(const Sides& sides) {
    if (sides.first.params.ceil_mode != sides.second.params.ceil_mode) {
        return has_and_has_not(sides, sides.first.params.ceil_mode,
                               word("{0} rounds the output's size up, {1} rounds it down"));
    }
    if (sides.first.params.padding != sides.second.params.padding) return why_padding(sides);
    if (sides.first.params.dilation != sides.second.params.dilation) return why_dilation(sides);
    return say("{0} strides by {1}, {2} by {3}", sides.a, pair_text(sides.first.params.stride),
               sides.b, pair_text(sides.second.params.stride));
}

Message why_sizes(const Sides& sides, const Geometry& a, const Geometry& b) {
    return say("{0}: {1}", why_steps(sides),
               say("{0} outputs in {1}, {2} in {3}", size_text(a.output), sides.a,
                   size_text(b.output), sides.b));
}

/// Where the windows are as many, but read other cells.
Message why_cells(const Sides& sides) {
    if (sides.first.params.dilation != sides.second.params.dilation) return why_dilation(sides);
    const Padding& pad = sides.first.params.padding;
    const Padding& other = sides.second.params.padding;
    if (!odd_cells_moved(pad, other)) return why_padding(sides);
    return has_and_has_not(sides, pad.top > other.top || pad.left > other.left,
                           word("{0} puts the odd cell of padding at the beginning, {1} puts the "
                                "odd cell of padding at the end"));
}

/// The first outputs along an axis of each pair of tap counts that both layers' windows have there.
std::vector<int> distinct_outputs(const Axis& a, const Axis& b) {
    std::vector<int> outputs;
    std::vector<std::array<int, 4>> seen;
    for (int i = 0; i < a.output; ++i) {
        const AxisTaps first = a.taps_of(a.span_at(i));
        const AxisTaps second = b.taps_of(b.span_at(i));
        const std::array counts{first.real, first.inside, second.real, second.inside};
        if (std::ranges::find(seen, counts) != seen.end()) continue;
        seen.push_back(counts);
        outputs.push_back(i);
    }
    return outputs;
}

/// The first window that the two divide differently, with both divisors.
Message divisors_text(const Sides& sides, const Geometry& a, const Geometry& b) {
    const Operator& op = *sides.asked.op;
    const std::vector<int> cols = distinct_outputs(a.cols, b.cols);
    for (const int row : distinct_outputs(a.rows, b.rows)) {
        for (const int col : cols) {
            const int first = op.divisor(count_taps(a, window_at(a, row, col)), sides.first.params);
            const int second =
                op.divisor(count_taps(b, window_at(b, row, col)), sides.second.params);
            if (first == second) continue;
            return say("output ({0}, {1}) is divided by {2} in {3} and by {4} in {5}", row, col,
                       first, sides.a, second, sides.b);
        }
    }
    return {};
}

/// The rule by which the two divide differently.
Message why_divisors(const Sides& sides) {
    if (sides.first.params.divisor_override != sides.second.params.divisor_override) {
        return has_and_has_not(sides, sides.first.params.divisor_override.has_value(),
                               word("{0} divides by divisor_override, {1} has none"));
    }
    if (sides.first.params.count_include_pad == sides.second.params.count_include_pad)
        return why_padding(sides);
    const bool first_counts = sides.first.params.count_include_pad;
    if (sides.asked.params.count_include_pad) {
        return has_and_has_not(sides, first_counts,
                               word("{0} counts padding in the mean, {1} does not"));
    }
    return say("{0} has to pad with zeros before this layer, and they count in the mean",
               first_counts ? sides.a : sides.b);
}

/// Whether the windows of both read the same cells, however these are reduced.
bool same_cells(const Sides& sides, const Shape& input) {
    Layer first = sides.first;
    Layer second = sides.second;
    first.params.divisor_override = second.params.divisor_override = 1;
    first.params.signed_powers = second.params.signed_powers = false;
    return same_result(first, second, input);
}

Message why_powers(const Sides& sides) {
    const bool first_signed = sides.first.params.signed_powers;
    if (std::fmod(sides.first.params.norm, 2.0) == 0.0) {
        return has_and_has_not(sides, first_signed,
                               word("{0} weighs windows cut short by the edge, {1} does not"));
    }
    return has_and_has_not(sides, first_signed, word("{0} raises x itself to p, {1} sums |x|^p"));
}

/// The rule by which two layers that give different outputs differ.
Message why(const Sides& sides, const Geometry& a, const Geometry& b) {
    const Operator& op = *sides.asked.op;
    if (a.output != b.output) return why_sizes(sides, a, b);
    if (!same_cells(sides, a.input)) {
        const bool counts = op.averages() && sides.first.params.count_include_pad !=
                                                 sides.second.params.count_include_pad;
        if (!counts) return why_cells(sides);
        return say("{0}; and {1} counts padding in the mean", why_cells(sides),
                   sides.first.params.count_include_pad ? sides.a : sides.b);
    }
    if (!op.averages()) return why_powers(sides);
    return say("{0}: {1}", why_divisors(sides), divisors_text(sides, a, b));
}

}  // namespace

Result<Compared> compare(const Dialect& a, const Dialect& b, const Layer& layer,
                         const Shape& input) {
    const auto first = a.adapt(layer, input);
    if (!first) return error_of(first);
    const auto second = b.adapt(layer, input);
    if (!second) return error_of(second);
    const auto first_geometry = make_geometry(first->layer, input);
    if (!first_geometry) return error_of(first_geometry);
    const auto second_geometry = make_geometry(second->layer, input);
    if (!second_geometry) return error_of(second_geometry);
    Compared compared{.first = *first, .second = *second};
    if (same_result(first->layer, second->layer, input)) return compared;
    const Layer meant_first = canonical(first->layer, input);
    const Layer meant_second = canonical(second->layer, input);
    compared.why = why({.a = named(a.name),
                        .b = named(b.name),
                        .asked = layer,
                        .first = meant_first,
                        .second = meant_second},
                       *first_geometry, *second_geometry);
    return compared;
}

}  // namespace poolscope
