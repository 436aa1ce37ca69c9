/// Says where a gradient goes (see backward_text.hpp).
#include "drawing/backward_text.hpp"

#include <algorithm>

#include "drawing/number.hpp"
#include "drawing/words.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {
namespace {

/// The taps that receive a share.
std::vector<std::size_t> receivers(const BackwardStep<float>& step) {
    std::vector<std::size_t> taps;
    for (std::size_t i = 0; i < step.gradient.size(); ++i)
        if (step.gradient[i] != 0) taps.push_back(i);
    return taps;
}

bool all_alike(const BackwardStep<float>& step, const std::vector<std::size_t>& taps) {
    return std::ranges::all_of(
        taps, [&](std::size_t i) { return step.gradient[i] == step.gradient[taps.front()]; });
}

std::string place_of(const Tap<float>& tap) {
    return trf("input ({0}, {1})", tap.row, tap.col);
}

Piece number(double value, Role role) {
    return {format_value(value), role};
}

/// A mean's way back: the same share to every cell that it counts.
Pieces equal_shares(const Operator& op, const BackwardStep<float>& step,
                    const std::vector<std::size_t>& taps) {
    Pieces pieces;
    const int divisor = step.forward.reduction.divisor;
    if (op.averages() && divisor != 0) {
        pieces.push_back({" / ", Role::plain});
        pieces.push_back(number(divisor, Role::parameter));
    } else {
        pieces.push_back({" · ", Role::plain});
        pieces.push_back(number(step.gradient[taps.front()], Role::weight));
    }
    const double share{step.shares[taps.front()]};
    const bool rounded = is_rounded(share) || is_rounded(double{step.grad_output});
    pieces.push_back({equals_sign(rounded), Role::plain});
    pieces.push_back(number(share, Role::result));
    pieces.push_back({trn("  to each of {0} real cell", "  to each of {0} real cells", taps.size()),
                      Role::note});
    return pieces;
}

}  // namespace

Formula make_backward_formula(const Operator& op, const BackwardStep<float>& step) {
    const std::vector<std::size_t> taps = receivers(step);
    Formula formula;
    formula.gap_joiner = ", ";
    formula.head = {number(double{step.grad_output}, Role::value)};
    if (taps.empty()) {
        formula.tail = {{tr("  goes to no cell"), Role::note}};
        return formula;
    }
    if (taps.size() == 1 && step.gradient[taps.front()] == 1.0) {
        formula.tail = {{" → ", Role::plain},
                        {tr("all to "), Role::note},
                        {place_of(step.forward.taps[taps.front()]), Role::winner}};
        return formula;
    }
    if (all_alike(step, taps)) {
        formula.tail = equal_shares(op, step, taps);
        return formula;
    }
    // Each share is the gradient times the output's derivative by that cell.
    formula.head.push_back({" · ( ", Role::plain});
    for (const std::size_t i : taps) {
        const Tap<float>& tap = step.forward.taps[i];
        const bool wins = step.forward.reduction.selected == i;
        formula.items.push_back(
            {.joiner = ", ",
             .pieces = {{trf("{0} to ({1}, {2})", format_value(step.gradient[i], 3), tap.row,
                             tap.col),
                         wins ? Role::winner : Role::weight}},
             .keep = wins,
             .ordinal = formula.items.size()});
    }
    formula.item_count = formula.items.size();
    formula.tail = {{" )", Role::plain}};
    return formula;
}

std::vector<std::string> backward_caption_parts(const BackwardStep<float>& step,
                                                const StepPlace& place, std::size_t untouched) {
    const std::vector<std::size_t> taps = receivers(step);
    std::vector<std::string> parts{
        trf("Step {0} of {1}", place.index + 1, place.count),
        trf("output ({0}, {1}) sends back {2}", step.forward.out_row, step.forward.out_col,
            format_value(double{step.grad_output})),
        taps.size() == 1
            ? trf("{0} receives it", place_of(step.forward.taps[taps.front()]))
            : trn("{0} cell receives a share", "{0} cells receive a share", taps.size()),
    };
    parts.push_back(untouched == 0 ? tr("every cell has received something")
                                   : trn("{0} cell has received nothing so far",
                                         "{0} cells have received nothing so far", untouched));
    return parts;
}

}  // namespace poolscope::drawing
