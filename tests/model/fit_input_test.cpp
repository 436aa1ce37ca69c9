/// Inputs brought to another shape: means of what each cell covers.
#include "model/fit_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace poolscope::model {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

std::vector<float> cells(const Values& values) {
    return {values.cells().begin(), values.cells().end()};
}

Values counted(const Shape& shape) {
    Values values(shape);
    float next = 0;
    for (float& cell : values.cells()) cell = next++;
    return values;
}

TEST(FitInput, OfItsOwnShapeStays) {
    const Values values = counted({2, 3, 4, 5});
    EXPECT_EQ(fitted(values, {1, 3, 4, 5}, Fitting::squeezed), values);
    EXPECT_EQ(fitted(values, {1, 3, 4, 5}, Fitting::middle), values);
}

TEST(FitInput, IsTheMeanOfWhatEachCellCovers) {
    EXPECT_THAT(cells(fitted(counted({1, 1, 2, 4}), {1, 1, 1, 2}, Fitting::squeezed)),
                ElementsAre(2.5F, 4.5F));
    // 3 cells to 2: each covers one and a half.
    const auto near = [](float value) { return FloatNear(value, 1e-6F); };
    EXPECT_THAT(cells(fitted(counted({1, 1, 1, 3}), {1, 1, 1, 2}, Fitting::squeezed)),
                ElementsAre(near(1.0F / 3), near(5.0F / 3)));
    EXPECT_THAT(cells(fitted(counted({1, 1, 1, 2}), {1, 1, 1, 4}, Fitting::squeezed)),
                ElementsAre(0, 0, 1, 1));
}

TEST(FitInput, KeepsTheMiddleWhereItsProportionsAreWanted) {
    EXPECT_THAT(cells(fitted(counted({1, 1, 1, 5}), {1, 1, 1, 1}, Fitting::middle)),
                ElementsAre(2));
    EXPECT_THAT(cells(fitted(counted({1, 1, 2, 4}), {1, 1, 2, 2}, Fitting::middle)),
                ElementsAre(1, 2, 5, 6));
    EXPECT_THAT(cells(fitted(counted({1, 1, 4, 1}), {1, 1, 2, 2}, Fitting::middle)),
                ElementsAre(1, 1, 2, 2));
}

TEST(FitInput, KeepsTheMeanOfAll) {
    for (const Shape to : {Shape{1, 1, 7, 3}, Shape{1, 1, 224, 224}, Shape{1, 1, 5, 11}}) {
        const Values from = counted({1, 1, 13, 29});
        double sum = 0, fit = 0;
        for (const float cell : from.cells()) sum += static_cast<double>(cell);
        const Values values = fitted(from, to, Fitting::squeezed);
        for (const float cell : values.cells()) fit += static_cast<double>(cell);
        EXPECT_NEAR(fit / static_cast<double>(to.count()),
                    sum / static_cast<double>(from.shape().count()), 1e-3);
    }
}

TEST(FitInput, MakesChannelsOfChannels) {
    EXPECT_TRUE(channels_fit(3, 3) && channels_fit(1, 3) && channels_fit(3, 1));
    EXPECT_FALSE(channels_fit(2, 3) || channels_fit(4, 3));
    EXPECT_THAT(cells(fitted(counted({1, 3, 1, 2}), {1, 1, 1, 2}, Fitting::squeezed)),
                ElementsAre(2, 3));
    EXPECT_THAT(cells(fitted(counted({1, 1, 1, 2}), {1, 3, 1, 2}, Fitting::squeezed)),
                ElementsAre(0, 1, 0, 1, 0, 1));
}

}  // namespace
}  // namespace poolscope::model
