/// The teaching texts' worked examples, and the claims of theirs that hold only under a condition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/worked_examples.hpp"
#include "poolscope/forward.hpp"

namespace poolscope {
namespace {

class WorkedExample : public testing::TestWithParam<worked::Example> {};

TEST_P(WorkedExample, GivesTheTextsOutput) {
    const worked::Example& e = GetParam();
    const PoolParams params{.kernel_size = {e.kernel_size.h, e.kernel_size.w},
                            .stride = {e.stride.h, e.stride.w},
                            .padding = {e.padding.h, e.padding.w, e.padding.h, e.padding.w}};
    const Tensor<double> input({e.n, e.c, e.size.h, e.size.w}, e.input);
    const auto result = pool({find_operator(e.op).value(), params}, input);
    ASSERT_TRUE(result.has_value()) << result.error().message();
    EXPECT_EQ(result->output.shape(), (Shape{e.n, e.c, e.out.h, e.out.w}));
    EXPECT_THAT(result->output.cells(), testing::ElementsAreArray(e.output)) << e.name;
}

INSTANTIATE_TEST_SUITE_P(Texts, WorkedExample, testing::ValuesIn(worked::examples()),
                         [](const auto& example) {
                             std::string name = example.param.name;
                             for (char& letter : name) {
                                 if (std::isalnum(static_cast<unsigned char>(letter)) == 0) {
                                     letter = '_';
                                 }
                             }
                             return name;
                         });

/// The output's size of a square layer on an n x n input.
int side(int n, int k, int s, int p, bool ceil_mode) {
    const auto shape = output_shape(
        {1, 1, n, n},
        {.kernel_size = {k, k}, .stride = {s, s}, .padding = {p, p, p, p}, .ceil_mode = ceil_mode});
    return shape ? shape->h : 0;
}

TEST(CheckTheClaim, SevenUnderK2S2GivesFourOnlyInCeilMode) {
    EXPECT_EQ(side(7, 2, 2, 0, false), 3);
    EXPECT_EQ(side(7, 2, 2, 0, true), 4);
}

TEST(CheckTheClaim, FourUnderK3S2GivesTwoOnlyInCeilMode) {
    EXPECT_EQ(side(4, 3, 2, 0, false), 1);
    EXPECT_EQ(side(4, 3, 2, 0, true), 2);
}

TEST(CheckTheClaim, StrideOneWithoutPaddingDoesNotKeepTheSize) {
    EXPECT_EQ(side(4, 2, 1, 0, false), 3);
}

TEST(CheckTheClaim, PaddingOneMakesTheOutputOneLarger) {
    EXPECT_EQ(side(4, 2, 1, 1, false), 5);
}

}  // namespace
}  // namespace poolscope
