/// Mean pooling as a rule over real cells.
#include "operators/mean.hpp"

#include "operators/fold.hpp"

namespace poolscope {

namespace {

struct MeanRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static constexpr double add(double sum, Scalar value) {
        return sum + static_cast<double>(value);
    }
    static int divisor(const TapCounts& counts, const PoolParams& params) {
        return mean_divisor(counts, params);
    }
    template <class Scalar>
    static constexpr Scalar finish(double sum, int divisor) {
        return static_cast<Scalar>(sum / divisor) + Scalar{0};  // -0 becomes 0
    }
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction, const WindowContext&) {
        std::vector<double> gradient(taps.size(), 0.0);
        for (std::size_t i = 0; i < taps.size(); ++i)
            if (taps[i].kind == TapKind::real) gradient[i] = 1.0 / reduction.divisor;
        return gradient;
    }
};

Pieces head(const FormulaNumbers&) {
    return {{"( ", Role::plain}};
}

}  // namespace

Pieces mean_tail(const FormulaNumbers& numbers) {
    return {{" ) / ", Role::plain},
            {numbers.number(numbers.divisor), Role::parameter},
            {" = ", Role::plain},
            {numbers.number(numbers.output), Role::result}};
}

const Operator& mean_operator() {
    static constexpr Operator row{
        .id = "avg",
        .name = word("Mean"),
        .note = word("The window's cells are summed, and the sum is divided"),
        .padding_value = MeanRule::padding_value,
        .divisor = &MeanRule::divisor,
        .formula = {.noun = word("mean"),
                    .running = word("sum so far "),
                    .joiner = " + ",
                    .adds = true,
                    .running_is_sum = true,
                    .padding_counts = false,
                    .head = head,
                    .tail = mean_tail},
        .reduce = reduce_functions<MeanRule, FloatingScalar>(),
        .plane = plane_functions<MeanRule, FloatingScalar>(),
        .gradient = gradient_functions<MeanRule>(),
        .kernel = Kernel::mean};
    return row;
}

}  // namespace poolscope
