/// Mipmap levels: means of exact areas at every size, odd ones too.
#include "render/mipmap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace poolscope::render {
namespace {

std::vector<float> ramp(int width, int height) {
    std::vector<float> cells(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::iota(cells.begin(), cells.end(), 0.0F);
    return cells;
}

double mean(const std::vector<float>& cells) {
    return std::accumulate(cells.begin(), cells.end(), 0.0) / static_cast<double>(cells.size());
}

TEST(Mipmap, HalvesEvenSidesByFours) {
    const Level level = next_level(ramp(4, 2), 4, 2);
    EXPECT_EQ(level.width, 2);
    EXPECT_EQ(level.height, 1);
    EXPECT_EQ(level.cells, (std::vector<float>{2.5F, 4.5F}));
}

TEST(Mipmap, WeighsTheMiddleOfOddSides) {
    const Level level = next_level(std::vector<float>{5, 10, 20, 40, 80}, 5, 1);
    EXPECT_EQ(level.width, 2);
    EXPECT_FLOAT_EQ(level.cells[0], (5 * 2 + 10 * 2 + 20 * 1) / 5.0F);
    EXPECT_FLOAT_EQ(level.cells[1], (20 * 1 + 40 * 2 + 80 * 2) / 5.0F);
}

TEST(Mipmap, KeepsTheMeanDownToOneCell) {
    for (const auto& [width, height] :
         {std::pair{7, 5}, std::pair{64, 64}, std::pair{1, 13}, std::pair{30, 1}}) {
        Level level{width, height, ramp(width, height)};
        const double wanted = mean(level.cells);
        while (level.width > 1 || level.height > 1) {
            level = next_level(level.cells, level.width, level.height);
            EXPECT_NEAR(mean(level.cells), wanted, 1e-4 * wanted);
        }
        EXPECT_EQ(level.cells.size(), 1U);
    }
}

TEST(Mipmap, SpreadsNanOnlyToWhatCoversIt) {
    std::vector<float> cells(16, 1.0F);
    cells[0] = std::nanf("");
    const Level level = next_level(cells, 4, 4);
    EXPECT_TRUE(std::isnan(level.cells[0]));
    EXPECT_EQ(level.cells[1], 1);
    EXPECT_EQ(level.cells[3], 1);
}

}  // namespace
}  // namespace poolscope::render
