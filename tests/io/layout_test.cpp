/// Which end of an array its channels lie on, as far as its extents tell.
#include "io/layout.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace poolscope::io {
namespace {

TEST(Layout, DoubtsChannelsFirstWhereTheLastAxisIsOfColours) {
    for (const Shape shape : {Shape{1, 48, 64, 3}, Shape{1, 28, 28, 1}, Shape{9, 32, 32, 3},
                              Shape{1, 2, 2, 3}, Shape{1, 4, 4, 3}, Shape{1, 2, 2, 1},
                              Shape{1, 224, 224, 4}, Shape{1, 4, 5, 3}, Shape{1, 3, 3, 1}})
        EXPECT_TRUE(other_layout_fits(shape, Layout::nchw)) << shape_text(shape);
    // Small maps, signals, and what pooling leaves of many channels.
    for (const Shape shape :
         {Shape{1, 3, 48, 64}, Shape{1, 2, 3, 3}, Shape{1, 2, 4, 4}, Shape{1, 2, 3, 4},
          Shape{1, 512, 1, 1}, Shape{1, 512, 3, 3}, Shape{1, 64, 4, 4}, Shape{1, 1, 1, 3},
          Shape{1, 1, 100, 3}, Shape{1, 2, 1, 3}, Shape{1, 3, 3, 3}, Shape{1, 1, 7, 1},
          Shape{1, 512, 7, 7}, Shape{1, 48, 64, 2}})
        EXPECT_FALSE(other_layout_fits(shape, Layout::nchw)) << shape_text(shape);
}

TEST(Layout, DoubtsChannelsLastAlike) {
    // (3, 48, 64) and (1, 28, 28) read with their channels last.
    EXPECT_TRUE(other_layout_fits({1, 64, 3, 48}, Layout::nhwc));
    EXPECT_TRUE(other_layout_fits({1, 28, 3, 28}, Layout::nhwc));
    EXPECT_FALSE(other_layout_fits({1, 3, 48, 64}, Layout::nhwc));
    EXPECT_FALSE(other_layout_fits({1, 1, 28, 28}, Layout::nhwc));
}

TEST(Layout, MovesTheChannels) {
    Tensor<float> read({1, 2, 2, 3});
    std::iota(read.cells().begin(), read.cells().end(), 0.0F);
    const auto moved = channels_first(read);
    EXPECT_EQ(moved.shape(), (Shape{1, 3, 2, 2}));
    for (int row = 0; row < 2; ++row)
        for (int col = 0; col < 2; ++col)
            for (int c = 0; c < 3; ++c)
                EXPECT_EQ(moved.at(0, c, row, col), read.at(0, row, col, c));
    EXPECT_EQ(std::get<Tensor<float>>(from_nchw(moved, 3, Layout::nhwc)), read);
    EXPECT_EQ(planes_text(moved.shape()).english(), "3 channels of 2 x 2 cells");
}

}  // namespace
}  // namespace poolscope::io
