/// Attention pooling as a rule for whole windows.
#include "operators/attention.hpp"

#include "operators/weighted.hpp"

namespace poolscope {

namespace {

struct AttentionRule : WeightedRule<ScoreByGrid> {
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>>,
                                        const Reduction<Scalar>& reduction, const WindowContext&) {
        return reduction.weights;
    }
};

}  // namespace

const Operator& attention_operator() {
    static constexpr Operator row{
        .id = "attention",
        .name = word("Attention"),
        .note = word("The cells are averaged, weighted by the softmax of their scores"),
        .weighs = true,
        .scored = true,
        .padding_value = AttentionRule::padding_value,
        .formula = weighted_formula,
        .reduce = reduce_functions<AttentionRule, FloatingScalar>(),
        .plane = plane_functions<AttentionRule, FloatingScalar>(),
        .gradient = gradient_functions<AttentionRule>()};
    return row;
}

}  // namespace poolscope
