/// Median pooling as a rule for whole windows.
#include "operators/median.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "operators/fold.hpp"

namespace poolscope {

namespace {

struct MedianRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result;
        result.ties = middle_of(folded);
        if (result.ties.empty()) return result;
        result.running = std::midpoint(static_cast<double>(folded[result.ties.front()].value),
                                       static_cast<double>(folded[result.ties.back()].value));
        result.output = static_cast<Scalar>(result.running);
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction, const WindowContext&) {
        std::vector<double> gradient(taps.size(), 0.0);
        for (const std::size_t i : reduction.ties)
            gradient[i] = 1.0 / static_cast<double>(reduction.ties.size());
        return gradient;
    }

private:
    /// The one or two taps in the middle, ascending; none where there is no real one.
    template <class Scalar>
    static std::vector<std::size_t> middle_of(std::span<const Tap<Scalar>> folded) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < folded.size(); ++i) {
            if (folded[i].kind != TapKind::real) continue;
            if (std::isnan(folded[i].value)) return {i};
            order.push_back(i);
        }
        if (order.empty()) return {};
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return folded[i].value; });
        const auto [low, high] =
            std::minmax(order[(order.size() - 1) / 2], order[order.size() / 2]);
        return low == high ? std::vector{low} : std::vector{low, high};
    }
};

}  // namespace

const Operator& median_operator() {
    static constexpr Operator row{
        .id = "median",
        .name = word("Median"),
        .note = word("The middle one of the cells, or the mean of the two in the middle"),
        .padding_value = MedianRule::padding_value,
        .formula = {.noun = word("median"),
                    .running = word("median so far "),
                    .padding_counts = false},
        .reduce = reduce_functions<MedianRule, FloatingScalar>(),
        .plane = plane_functions<MedianRule, FloatingScalar>(),
        .gradient = gradient_functions<MedianRule>()};
    return row;
}

}  // namespace poolscope
