/// Lp pooling as a rule for whole windows.
#include "operators/lp.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "operators/fold.hpp"

namespace poolscope {

namespace {

double power(double base, double p) {
    if (p == 1) return base;
    if (p == 2) return base * base;
    return std::pow(base, p);
}

double root(double sum, double p) {
    if (p == 1) return sum;
    if (p == 2) return std::sqrt(sum);
    return std::pow(sum, 1.0 / p);
}

/// The largest |x| over the real taps, NaN where one is NaN.
template <class Scalar>
double largest_magnitude(std::span<const Tap<Scalar>> taps) {
    double largest = 0.0;
    for (const Tap<Scalar>& tap : taps) {
        const double magnitude = std::fabs(static_cast<double>(tap.value));
        if (tap.kind == TapKind::real && !(magnitude <= largest))
            largest = std::isnan(largest) ? largest : magnitude;
    }
    return largest;
}

/// (sum |x / unit|^p)^(1/p) * unit over the real taps.
template <class Scalar>
double norm_in(double unit, std::span<const Tap<Scalar>> taps, double p) {
    double sum = 0.0;
    for (const Tap<Scalar>& tap : taps) {
        if (tap.kind != TapKind::real) continue;
        sum += power(std::fabs(static_cast<double>(tap.value)) / unit, p);
    }
    return root(sum, p) * unit;
}

template <class Scalar>
double norm_of(std::span<const Tap<Scalar>> taps, double p) {
    const double largest = largest_magnitude(taps);
    if (!(largest > 0) || std::isinf(largest) || std::isinf(p)) return largest;
    // In units of 1 whole numbers stay exact; in units of the largest nothing over- or underflows.
    constexpr double most = 1e280;
    const double highest = power(largest, p);
    return norm_in(highest < most && highest > 1 / most ? 1.0 : largest, taps, p);
}

/// By how much PyTorch multiplies the sum of a window.
double edge_factor(const TapCounts& counts) {
    const double inside = counts.real + counts.padding;
    return (inside + counts.overhang) / inside;
}

template <class Scalar>
double signed_norm_of(std::span<const Tap<Scalar>> taps, double p, const TapCounts& counts) {
    double sum = 0.0;
    for (const Tap<Scalar>& tap : taps)
        if (tap.kind == TapKind::real) sum += power(static_cast<double>(tap.value), p);
    return root(sum * edge_factor(counts), p);
}

/// signed_powers, which has no meaning for an infinite p.
bool keeps_signs(const PoolParams& params) {
    return params.signed_powers && !std::isinf(params.norm);
}

struct LpRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        Reduction<Scalar> result;
        if (context.counts.real == 0) return result;
        const PoolParams& params = context.params;
        result.running = keeps_signs(params) ? signed_norm_of(folded, params.norm, context.counts)
                                             : norm_of(folded, params.norm);
        result.output = static_cast<Scalar>(result.running);
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction,
                                        const WindowContext& context) {
        const double p = context.params.norm;
        const double norm = reduction.running;
        std::vector<double> gradient(taps.size(), 0.0);
        if (norm == 0) return gradient;
        for (std::size_t i = 0; i < taps.size(); ++i) {
            if (taps[i].kind != TapKind::real) continue;
            const auto value = static_cast<double>(taps[i].value);
            if (keeps_signs(context.params)) {
                gradient[i] = std::pow(value / norm, p - 1) * edge_factor(context.counts);
                continue;
            }
            if (value == 0) continue;
            const double ratio =
                std::isinf(norm) ? (std::isinf(value) ? 1.0 : 0.0) : std::fabs(value) / norm;
            gradient[i] = std::copysign(std::pow(ratio, p - 1), value);
            if (std::isinf(p) && ratio == 1) {
                gradient.assign(taps.size(), 0.0);
                gradient[i] = std::copysign(1.0, value);
                break;
            }
        }
        return gradient;
    }
};

constexpr std::array parameters{NumberParameter{.id = "norm",
                                                .symbol = "p",
                                                .name = word("Norm"),
                                                .low = 1.0,
                                                .high = 10.0,
                                                .unbounded = true,
                                                .field = &PoolParams::norm,
                                                .reason = word("below 1 it is no norm")}};

/// "²", "³", "^2.5", and nothing for 1.
std::string exponent(double p, const FormulaNumbers& numbers) {
    if (p == 1) return "";
    if (p == 2) return "²";
    if (p == 3) return "³";
    return std::isinf(p) ? "^p" : "^" + numbers.number(p);
}

/// PyTorch's factor stands in the formula.
bool weighs_edge(const FormulaNumbers& numbers) {
    return keeps_signs(numbers.params) && numbers.counts.overhang > 0;
}

Pieces head(const FormulaNumbers& numbers) {
    if (weighs_edge(numbers)) return {{"( ( ", Role::plain}};
    if (!std::isinf(numbers.params.norm)) return {{"( ", Role::plain}};
    return {{"lim", Role::word}, {" p→∞ ", Role::parameter}, {"( ", Role::plain}};
}

Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    const bool keeps = keeps_signs(numbers.params);
    return {{keeps ? "(" : "|", Role::plain},
            {numbers.number(tap.value), tap.role},
            {keeps ? ")" : "|", Role::plain},
            {exponent(numbers.params.norm, numbers), Role::parameter}};
}

/// ` )^(1/2) = 9.22`, with PyTorch's factor for a window that overhangs.
Pieces tail(const FormulaNumbers& numbers) {
    const double p = numbers.params.norm;
    Pieces pieces{{" )", Role::plain}};
    if (weighs_edge(numbers)) {
        const int inside = numbers.counts.real + numbers.counts.padding;
        pieces = {{" ) · ", Role::plain},
                  {numbers.number(inside + numbers.counts.overhang), Role::parameter},
                  {"/", Role::plain},
                  {numbers.number(inside), Role::parameter},
                  {" )", Role::plain}};
    }
    if (p != 1) {
        pieces.push_back({"^(1/", Role::plain});
        pieces.push_back({std::isinf(p) ? "p" : numbers.number(p), Role::parameter});
        pieces.push_back({")", Role::plain});
    }
    pieces.push_back({" = ", Role::plain});
    pieces.push_back({numbers.number(numbers.output), Role::result});
    return pieces;
}

}  // namespace

const Operator& lp_operator() {
    static constexpr Operator row{
        .id = "lp",
        .name = word("Lp"),
        .note = word(
            "The p-norm of the cells, from the sum of their magnitudes to the largest magnitude"),
        .padding_value = LpRule::padding_value,
        .parameters = parameters,
        .formula = {.noun = word("norm"),
                    .joiner = " + ",
                    .padding_counts = false,
                    .head = head,
                    .item = item,
                    .tail = tail},
        .reduce = reduce_functions<LpRule, FloatingScalar>(),
        .plane = plane_functions<LpRule, FloatingScalar>(),
        .gradient = gradient_functions<LpRule>()};
    return row;
}

}  // namespace poolscope
