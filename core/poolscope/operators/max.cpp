/// Maximum pooling as a rule over real cells.
#include "poolscope/operators/max.hpp"

#include <limits>

#include "poolscope/operators/fold.hpp"

namespace poolscope {

namespace {

struct MaxRule {
    static constexpr double padding_value = -std::numeric_limits<double>::infinity();

    /// Whether `value`, read after `winner`, takes its place.
    template <class Scalar>
    static constexpr bool replaces(Scalar winner, Scalar value) {
        return value > winner || value != value;  // only NaN differs from itself
    }
    template <class Scalar>
    static constexpr bool ties(Scalar winner, Scalar value) {
        return value == winner || (value != value && winner != winner);
    }
};

}  // namespace

const Operator& max_operator() {
    static constexpr Operator row{.id = "max",
                                  .name = "Max",
                                  .selects = true,
                                  .averages = false,
                                  .padding_value = MaxRule::padding_value,
                                  .reduce = reduce_functions<MaxRule, AnyScalar>(),
                                  .plane = plane_functions<MaxRule, AnyScalar>()};
    return row;
}

}  // namespace poolscope
