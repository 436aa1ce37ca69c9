/// Cross-channel max pooling: max's rule over windows that span channels.
#include "operators/maxout.hpp"

#include "operators/extremes.hpp"

namespace poolscope {

namespace {

/// MaxRule for whole windows, whose taps come from several channels.
struct MaxoutRule {
    static constexpr double padding_value = MaxRule::padding_value;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        return reduce_taps<MaxRule, Scalar>(folded, context);
    }
};

}  // namespace

const Operator& maxout_operator() {
    static constexpr Operator row{
        .id = "maxout",
        .name = word("Maxout"),
        .note = word("The largest of the cells at one place of several channels wins"),
        .selects = true,
        .padding_value = MaxoutRule::padding_value,
        .placement = Placement::channels,
        .formula = max_formula,
        .reduce = reduce_functions<MaxoutRule, AnyScalar>(),
        .plane = plane_functions<MaxoutRule, AnyScalar>(),
        .gradient = gradient_functions<MaxRule>()};
    return row;
}

}  // namespace poolscope
