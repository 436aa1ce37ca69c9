/// Mean pooling as a rule over real cells.
#include "poolscope/operators/mean.hpp"

#include "poolscope/operators/fold.hpp"

namespace poolscope {

namespace {

struct MeanRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static constexpr double add(double sum, Scalar value) {
        return sum + static_cast<double>(value);
    }
    static constexpr int divisor(const TapCounts& counts, const PoolParams& params) {
        return mean_divisor(counts, params);
    }
    template <class Scalar>
    static constexpr Scalar finish(double sum, int divisor) {
        return static_cast<Scalar>(sum / divisor) + Scalar{0};  // -0 becomes 0
    }
};

}  // namespace

const Operator& mean_operator() {
    static constexpr Operator row{.id = "avg",
                                  .name = "Mean",
                                  .selects = false,
                                  .averages = true,
                                  .padding_value = MeanRule::padding_value,
                                  .divisor = &MeanRule::divisor,
                                  .reduce = reduce_functions<MeanRule, FloatingScalar>(),
                                  .plane = plane_functions<MeanRule, FloatingScalar>()};
    return row;
}

}  // namespace poolscope
