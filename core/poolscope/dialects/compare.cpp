/// One layer under two dialects, and the rule by which they differ.
#include "poolscope/dialects/code_text.hpp"
#include "poolscope/dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// Two layers over one input, each under its dialect's name.
struct Sides {
    std::string a;
    std::string b;
    const PoolParams& first;
    const PoolParams& second;
};

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " x " + std::to_string(shape.w);
}

/// "PyTorch <says> and Keras <says>", whichever of the two has it.
std::string has_and_has_not(const Sides& sides, bool first_has, const std::string& has,
                            const std::string& has_not) {
    return sides.a + (first_has ? has : has_not) + ", " + sides.b + (first_has ? has_not : has);
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
    return reason + ": " + size_text(a.output) + " outputs against " + size_text(b.output);
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

/// The first window that the two divide differently, as "by 9 against 4".
std::string divisors_text(const Operator& op, const Sides& sides, const Geometry& a,
                          const Geometry& b) {
    for (int row = 0; row < a.output.h; ++row) {
        for (int col = 0; col < a.output.w; ++col) {
            const int first = op.divisor(count_taps(a, window_at(a, row, col)), sides.first);
            const int second = op.divisor(count_taps(b, window_at(b, row, col)), sides.second);
            if (first == second) continue;
            return "output (" + std::to_string(row) + ", " + std::to_string(col) + ") divides by " +
                   std::to_string(first) + " against " + std::to_string(second);
        }
    }
    return {};
}

std::string why_divisors(const Operator& op, const Sides& sides, const Geometry& a,
                         const Geometry& b) {
    const std::string text = divisors_text(op, sides, a, b);
    if (text.empty()) return {};
    if (sides.first.divisor_override != sides.second.divisor_override) {
        return has_and_has_not(sides, sides.first.divisor_override.has_value(),
                               " divides by divisor_override", " has none") +
               ": " + text;
    }
    if (sides.first.count_include_pad != sides.second.count_include_pad) {
        return has_and_has_not(sides, sides.first.count_include_pad, " counts padding in the mean",
                               " does not") +
               ": " + text;
    }
    return sides.a + " pads " + padding_text(sides.first.padding) + "; " + sides.b + " pads " +
           padding_text(sides.second.padding) + ": " + text;
}

/// The rule by which two layers that give different outputs differ.
std::string why(const Operator& op, const Sides& sides, const Geometry& a, const Geometry& b) {
    if (a.output != b.output) return why_sizes(sides, a, b);
    if (is_lp(op) && sides.first.signed_powers != sides.second.signed_powers) {
        return has_and_has_not(sides, sides.first.signed_powers,
                               " raises x itself to p and weighs windows cut short by the edge",
                               " sums |x|^p");
    }
    if (op.averages()) {
        auto divided = why_divisors(op, sides, a, b);
        if (!divided.empty()) return divided;
    }
    return why_cells(sides);
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
                        .first = meant_first,
                        .second = meant_second},
                       *first_geometry, *second_geometry);
    return compared;
}

}  // namespace poolscope
