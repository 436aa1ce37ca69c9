/// One layer under two dialects, and the rule by which they differ.
#include <algorithm>
#include <array>
#include <cmath>

#include "poolscope/dialects/code_text.hpp"
#include "poolscope/dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// Two layers over one input, each under its dialect's name.
struct Sides {
    std::string a;
    std::string b;
    const PoolParams& asked;
    const PoolParams& first;
    const PoolParams& second;
};

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " x " + std::to_string(shape.w);
}

/// "PyTorch <has>, Keras <has not>": whichever of the two has it comes first.
std::string has_and_has_not(const Sides& sides, bool first_has, const std::string& has,
                            const std::string& has_not) {
    const std::string& haver = first_has ? sides.a : sides.b;
    const std::string& other = first_has ? sides.b : sides.a;
    return haver + has + ", " + other + has_not;
}

std::string why_sizes(const Sides& sides, const Geometry& a, const Geometry& b) {
    std::string reason;
    if (sides.first.ceil_mode != sides.second.ceil_mode) {
        reason = has_and_has_not(sides, sides.first.ceil_mode, " rounds the output's size up",
                                 " rounds it down");
    } else if (sides.first.padding != sides.second.padding) {
        reason = sides.a + " pads " + padding_text(sides.first.padding) + "; " + sides.b +
                 " pads " + padding_text(sides.second.padding);
    } else if (sides.first.dilation != sides.second.dilation) {
        reason = sides.a + " dilates by " + pair_text(sides.first.dilation) + ", " + sides.b +
                 " by " + pair_text(sides.second.dilation);
    } else {
        reason = sides.a + " strides by " + pair_text(sides.first.stride) + ", " + sides.b +
                 " by " + pair_text(sides.second.stride);
    }
    return reason + ": " + size_text(a.output) + " outputs in " + sides.a + ", " +
           size_text(b.output) + " in " + sides.b;
}

/// Where the windows are as many, but read other cells.
std::string why_cells(const Sides& sides) {
    if (sides.first.dilation != sides.second.dilation) {
        return sides.a + " dilates by " + pair_text(sides.first.dilation) + ", " + sides.b +
               " by " + pair_text(sides.second.dilation);
    }
    if (odd_cells_moved(sides.first.padding, sides.second.padding)) {
        const Padding& pad = sides.first.padding;
        const Padding& other = sides.second.padding;
        const bool first_begins = pad.top > other.top || pad.left > other.left;
        return has_and_has_not(sides, first_begins,
                               " puts the odd cell of padding at the beginning",
                               " puts the odd cell of padding at the end");
    }
    return sides.a + " pads " + padding_text(sides.first.padding) + "; " + sides.b + " pads " +
           padding_text(sides.second.padding);
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
std::string divisors_text(const Operator& op, const Sides& sides, const Geometry& a,
                          const Geometry& b) {
    const std::vector<int> cols = distinct_outputs(a.cols, b.cols);
    for (const int row : distinct_outputs(a.rows, b.rows)) {
        for (const int col : cols) {
            const int first = op.divisor(count_taps(a, window_at(a, row, col)), sides.first);
            const int second = op.divisor(count_taps(b, window_at(b, row, col)), sides.second);
            if (first == second) continue;
            return "output (" + std::to_string(row) + ", " + std::to_string(col) +
                   ") is divided by " + std::to_string(first) + " in " + sides.a + " and by " +
                   std::to_string(second) + " in " + sides.b;
        }
    }
    return {};
}

std::string why_divisors(const Operator& op, const Sides& sides, const Geometry& a,
                         const Geometry& b) {
    const std::string text = divisors_text(op, sides, a, b);
    if (sides.first.divisor_override != sides.second.divisor_override) {
        return has_and_has_not(sides, sides.first.divisor_override.has_value(),
                               " divides by divisor_override", " has none") +
               ": " + text;
    }
    if (sides.first.count_include_pad != sides.second.count_include_pad) {
        const bool first_counts = sides.first.count_include_pad;
        if (!sides.asked.count_include_pad) {
            return (first_counts ? sides.a : sides.b) +
                   " has to pad with zeros before this layer, and they count in the mean: " + text;
        }
        return has_and_has_not(sides, first_counts, " counts padding in the mean", " does not") +
               ": " + text;
    }
    return sides.a + " pads " + padding_text(sides.first.padding) + "; " + sides.b + " pads " +
           padding_text(sides.second.padding) + ": " + text;
}

/// Whether the windows of both read the same cells, however these are reduced.
bool same_cells(const Operator& op, const Sides& sides, const Shape& input) {
    PoolParams first = sides.first;
    PoolParams second = sides.second;
    first.divisor_override = second.divisor_override = 1;
    first.signed_powers = second.signed_powers = false;
    return same_result(op, first, second, input);
}

std::string why_powers(const Sides& sides) {
    const bool first_signed = sides.first.signed_powers;
    if (std::fmod(sides.first.norm, 2.0) == 0.0) {
        return has_and_has_not(sides, first_signed, " weighs windows cut short by the edge",
                               " does not");
    }
    return has_and_has_not(sides, first_signed, " raises x itself to p", " sums |x|^p");
}

/// The rule by which two layers that give different outputs differ.
std::string why(const Operator& op, const Sides& sides, const Geometry& a, const Geometry& b) {
    if (a.output != b.output) return why_sizes(sides, a, b);
    if (!same_cells(op, sides, a.input)) {
        const bool counts =
            op.averages() && sides.first.count_include_pad != sides.second.count_include_pad;
        if (!counts) return why_cells(sides);
        const std::string& counter = sides.first.count_include_pad ? sides.a : sides.b;
        return why_cells(sides) + "; and " + counter + " counts padding in the mean";
    }
    return op.averages() ? why_divisors(op, sides, a, b) : why_powers(sides);
}

}  // namespace

Result<Compared> compare(const Dialect& a, const Dialect& b, const Operator& op,
                         const PoolParams& params, const Shape& input) {
    const auto first = a.adapt(op, params, input);
    if (!first) return tl::unexpected(first.error());
    const auto second = b.adapt(op, params, input);
    if (!second) return tl::unexpected(second.error());
    const auto first_geometry = make_geometry(op, input, first->layer.params);
    if (!first_geometry) return tl::unexpected(first_geometry.error());
    const auto second_geometry = make_geometry(op, input, second->layer.params);
    if (!second_geometry) return tl::unexpected(second_geometry.error());
    Compared compared{.first = *first, .second = *second};
    if (same_result(op, first->layer.params, second->layer.params, input)) return compared;
    const PoolParams meant_first = canonical(op, first->layer.params, input);
    const PoolParams meant_second = canonical(op, second->layer.params, input);
    compared.why = why(op,
                       {.a = std::string(a.name),
                        .b = std::string(b.name),
                        .asked = params,
                        .first = meant_first,
                        .second = meant_second},
                       *first_geometry, *second_geometry);
    return compared;
}

}  // namespace poolscope
