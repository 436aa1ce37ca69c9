/// SoftPool as a rule for whole windows.
#include "operators/softpool.hpp"

#include <cmath>

#include "operators/weighted.hpp"

namespace poolscope {

namespace {

struct SoftPoolRule : WeightedRule<ScoreByValue> {
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction, const WindowContext&) {
        std::vector<double> gradient = reduction.weights;
        // From an infinite output only the infinite cells take a share, and alike.
        if (std::isinf(reduction.running)) return gradient;
        for (std::size_t i = 0; i < taps.size(); ++i) {
            if (gradient[i] == 0) continue;
            gradient[i] *= 1.0 + (static_cast<double>(taps[i].value) - reduction.running);
        }
        return gradient;
    }
};

}  // namespace

const Operator& softpool_operator() {
    static constexpr Operator row{
        .id = "softpool",
        .name = word("SoftPool"),
        .note = word("The cells are averaged, each weighted by its own softmax"),
        .weighs = true,
        .padding_value = SoftPoolRule::padding_value,
        .formula = weighted_formula,
        .reduce = reduce_functions<SoftPoolRule, FloatingScalar>(),
        .plane = plane_functions<SoftPoolRule, FloatingScalar>(),
        .gradient = gradient_functions<SoftPoolRule>()};
    return row;
}

}  // namespace poolscope
