/// The stages' own operators as rules for whole windows.
#include "equivalences/inner_operators.hpp"

#include <cmath>
#include <limits>

#include "operators/fold.hpp"

namespace poolscope {

namespace {

struct NegateRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        const Scalar output = -folded.front().value;
        return {.output = output, .running = static_cast<double>(output)};
    }
};

struct ScaleRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const double scaled = static_cast<double>(folded.front().value) * context.params.scale;
        return {.output = static_cast<Scalar>(scaled), .running = scaled};
    }
};

struct SumRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result;
        for (const Tap<Scalar>& tap : folded)
            if (tap.kind == TapKind::real) result.running += static_cast<double>(tap.value);
        result.output = static_cast<Scalar>(result.running);
        return result;
    }
};

/// a + ReLU(b - a), also where the difference is none that can be added.
double relu_maximum(double a, double b) {
    if (a == b || std::isnan(a)) return a;
    const double difference = b - a;
    if (std::isinf(difference)) return difference > 0 ? b : a;
    const double rectified = difference < 0 ? 0.0 : difference;  // NaN stays
    return a + rectified;
}

struct ReluRule {
    static constexpr double padding_value = -std::numeric_limits<double>::infinity();

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result{.running = padding_value};
        bool first = true;
        result.before.reserve(folded.size());
        for (const Tap<Scalar>& tap : folded) {
            result.before.push_back(first ? std::numeric_limits<double>::quiet_NaN()
                                          : result.running);
            if (tap.kind != TapKind::real) continue;
            const auto value = static_cast<double>(tap.value);
            result.running = first ? value : relu_maximum(result.running, value);
            first = false;
        }
        result.output = static_cast<Scalar>(result.running);
        return result;
    }
};

Pieces no_pieces(const FormulaNumbers&) {
    return {};
}

Pieces equals(const FormulaNumbers& numbers) {
    return {{" = ", Role::plain}, {numbers.number(numbers.output), Role::result}};
}

/// `−( 6 ) = −6`.
Pieces negate_head(const FormulaNumbers&) {
    return {{"−( ", Role::plain}};
}

/// `1/4 · 6 = 1.5`: the scale is that of whole shares.
Pieces scale_head(const FormulaNumbers& numbers) {
    return {{"1/", Role::plain},
            {numbers.number(std::round(1.0 / numbers.params.scale)), Role::parameter},
            {" · ", Role::plain}};
}

/// `6 + ReLU( 7 − 6 ) + ReLU( 5 − 7 ) = 7`: each cell against the maximum before it.
Pieces relu_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    if (std::isnan(tap.before)) return {{numbers.number(tap.value), tap.role}};
    return {{"ReLU", Role::word},
            {"( ", Role::plain},
            {numbers.number(tap.value), tap.role},
            {tap.before < 0 ? " + " : " − ", Role::plain},
            {numbers.number(std::fabs(tap.before)), Role::value},
            {" )", Role::plain}};
}

template <class Rule>
constexpr Operator inner_operator(std::string_view id, std::string_view name, std::string_view note,
                                  const FormulaForm& formula) {
    return {.id = id,
            .name = name,
            .note = note,
            .padding_value = Rule::padding_value,
            .formula = formula,
            .reduce = reduce_functions<Rule, FloatingScalar>(),
            .plane = plane_functions<Rule, FloatingScalar>()};
}

}  // namespace

const Operator& negate_operator() {
    static constexpr Operator row =
        inner_operator<NegateRule>("negate", word("Negate"), word("Each cell's sign is turned"),
                                   {.noun = word("negative"), .head = negate_head});
    return row;
}

const Operator& scale_operator() {
    static constexpr Operator row = inner_operator<ScaleRule>(
        "scale", word("Scale"), word("Each cell is multiplied by the kernel's weight"),
        {.noun = word("product"), .head = scale_head, .tail = equals});
    return row;
}

const Operator& sum_operator() {
    static constexpr Operator row =
        inner_operator<SumRule>("sum", word("Sum"), word("The window's cells are summed"),
                                {.noun = word("sum"),
                                 .running = word("sum so far "),
                                 .joiner = " + ",
                                 .adds = true,
                                 .padding_counts = false,
                                 .head = no_pieces,
                                 .tail = equals});
    return row;
}

const Operator& relu_operator() {
    static constexpr Operator row =
        inner_operator<ReluRule>("relu", word("a + ReLU(b − a)"),
                                 word("Each cell is rectified against the maximum before it"),
                                 {.noun = word("maximum"),
                                  .running = word("maximum so far "),
                                  .joiner = " + ",
                                  .padding_counts = false,
                                  .head = no_pieces,
                                  .item = relu_item,
                                  .tail = equals});
    return row;
}

}  // namespace poolscope
