/// The bounds of the controls: every value inside is legal, the next one outside is not.
#include "model/bounds.hpp"

#include <gtest/gtest.h>

namespace poolscope::model {
namespace {

bool legal(const Document& document, const PoolParams& params) {
    return make_geometry(document.shape(), params).has_value();
}

TEST(Bounds, KernelReachesExactlyThePaddedInput) {
    const Document document = default_document();  // 6 x 6, padding 1
    const ParamBounds bounds = bounds_of(document);
    EXPECT_EQ(bounds.kernel_h.low, 1);
    EXPECT_EQ(bounds.kernel_h.high, 8);
    PoolParams params = document.layer().params;
    params.kernel_size.h = bounds.kernel_h.high;
    EXPECT_TRUE(legal(document, params));
    ++params.kernel_size.h;
    EXPECT_FALSE(legal(document, params));
}

TEST(Bounds, DilationStopsWhereTheWindowLeavesTheInput) {
    const Document document = default_document();
    EXPECT_EQ(bounds_of(document).dilation_w.high, 3);  // 3 (3 - 1) + 1 = 7 <= 8 < 9
}

TEST(Bounds, PaddingIsBoundedBelowWhereTheWindowNeedsIt) {
    Document document = default_document();
    document.layer().params.kernel_size = {7, 3};
    document.layer().params.padding = {1, 1, 0, 1};
    EXPECT_EQ(bounds_of(document).pad_top.low, 1);
    EXPECT_EQ(bounds_of(document).pad_left.low, 0);
}

TEST(Bounds, TwoBadAxesCanBeMendedOneAfterTheOther) {
    Document document = default_document();
    document.layer().params.kernel_size = {40, 50};
    const ParamBounds bounds = bounds_of(document);
    EXPECT_EQ(bounds.kernel_h.high, 8);
    EXPECT_EQ(bounds.kernel_w.high, 8);
}

}  // namespace
}  // namespace poolscope::model
