/// Median pooling.
#include <cmath>

#include "core/naive.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

/// The cells that as many others stand before as behind, by counting: of equal cells the first in
/// the window stands first.
naive::Expected median(const naive::Reads& reads, std::size_t count, const PoolParams&, double) {
    const auto real = naive::real_ones(reads, count);
    if (real.empty()) return {};
    for (const std::size_t i : real) {
        if (std::isnan(reads[i].value)) return {.value = nan, .ties = {i}};
    }
    naive::Expected expected{.tolerance = 1e-15};
    for (const std::size_t i : real) {
        std::size_t before = 0;
        for (const std::size_t j : real) {
            const bool smaller = reads[j].value < reads[i].value;
            before += smaller || (reads[j].value == reads[i].value && j < i) ? 1 : 0;
        }
        const std::size_t behind = real.size() - 1 - before;
        if (std::max(before, behind) - std::min(before, behind) > 1) continue;
        expected.ties.push_back(i);
        expected.value += reads[i].value;
    }
    expected.value /= static_cast<double>(expected.ties.size());
    return expected;
}

const bool known = naive::add_oracle("median", median);

TEST(Median, IsTheMiddleCellOrTheMeanOfTwo) {
    EXPECT_EQ(reduced("median", {9, 1, 5}), 5);
    EXPECT_EQ(reduced("median", {9, 1, 5, 6}), 5.5);
    EXPECT_EQ(reduced("median", {1e308, 1.5e308}), 1.25e308);
}

TEST(Median, TakesNoNoticeOfOneOutlier) {
    EXPECT_EQ(reduced("median", {5, 5, 1e9, 5, 5}), 5);
    EXPECT_EQ(reduced("median", {-inf, 4, inf}), 4);
}

TEST(Median, NamesTheCellsInTheMiddle) {
    EXPECT_THAT(first_step(grid(2, 2, {9, 1, 5, 6}), "median", square(2, 2)).reduction.ties,
                ElementsAre(2, 3));
    EXPECT_THAT(first_step(grid(1, 3, {5, 5, 5}), "median", whole()).reduction.ties,
                ElementsAre(1));
}

TEST(Median, CountsRealCellsOnly) {
    const auto step = first_step(grid(1, 1, {7}), "median", square(3, 2, 1));
    EXPECT_EQ(step.reduction.output, 7);
    EXPECT_EQ(first_step(grid(1, 1, {7}), "median", square(2, 2, 2)).reduction.output, 0);
}

TEST(Median, SendsItsGradientToTheMiddle) {
    EXPECT_THAT(gradient_of("median", {9, 1, 5}), ElementsAre(0, 0, 1));
    EXPECT_THAT(gradient_of("median", {9, 1, 5, 6}), ElementsAre(0, 0, 0.5, 0.5));
    EXPECT_THAT(gradient_of("median", {9, nan, 5, nan}), ElementsAre(0, 1, 0, 0));
}

TEST(Formulas, OfAMedianListTheCells) {
    EXPECT_EQ(formula_of("median", grid(1, 3, {9, 1, 5}), whole()), "median( 9, 1, 5 ) = 5");
}

}  // namespace
}  // namespace poolscope
