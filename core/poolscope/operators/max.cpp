/// Maximum pooling as a rule over real cells.
#include "poolscope/operators/max.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

#include "poolscope/operators/fold.hpp"

namespace poolscope {

namespace {

template <class Scalar>
bool is_nan(Scalar value) {
    if constexpr (std::is_floating_point_v<Scalar>) {
        return std::isnan(value);
    } else {
        return false;
    }
}

struct MaxRule {
    static constexpr double padding_value = -std::numeric_limits<double>::infinity();

    /// Whether `value`, read after `winner`, takes its place.
    template <class Scalar>
    static bool replaces(Scalar winner, Scalar value) {
        return value > winner || is_nan(value);
    }
    template <class Scalar>
    static bool ties(Scalar winner, Scalar value) {
        return value == winner || (is_nan(value) && is_nan(winner));
    }
};

}  // namespace

const Operator& max_operator() {
    static constexpr Operator row{.id = "max",
                                  .name = "Max",
                                  .selects = true,
                                  .averages = false,
                                  .padding_value = MaxRule::padding_value,
                                  .divisor = nullptr,
                                  .reduce = reduce_functions<MaxRule, AnyScalar>(),
                                  .plane = plane_functions<MaxRule, AnyScalar>()};
    return row;
}

}  // namespace poolscope
