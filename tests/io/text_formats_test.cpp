/// Copied grids: what each form looks like, and that each reads back bit for bit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "io/temp_folder.hpp"
#include "io/text_grid.hpp"

namespace poolscope::io {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

const TextFormat& format(std::string_view id) {
    for (const auto& candidate : text_formats())
        if (candidate.id == id) return candidate;
    ADD_FAILURE() << "no format " << id;
    return text_formats().front();
}

const Tensor<float> two_channels({1, 2, 2, 2},
                                 {1, 2.5F, -3, 0.1F, not_a_number, infinity, -infinity, 8});

TEST(TextFormats, LookAsTheirOwnersWriteThem) {
    EXPECT_EQ(format("spreadsheet").write(two_channels, 0), "1\t2.5\n-3\t0.1\n");
    EXPECT_EQ(format("csv").write(two_channels, 1), "nan,inf\n-inf,8\n");
    EXPECT_EQ(format("numpy").write(two_channels, 0),
              "np.array([[1, 2.5],\n          [-3, 0.1]], dtype=np.float32)\n");
    EXPECT_EQ(format("numpy").write(two_channels, 1),
              "np.array([[np.nan, np.inf],\n          [-np.inf, 8]], dtype=np.float32)\n");
    EXPECT_EQ(format("pytorch").write(two_channels, 0),
              "torch.tensor([[1, 2.5],\n              [-3, 0.1]], dtype=torch.float32)\n");
    EXPECT_EQ(format("python").write(two_channels, {}),
              "[[[1, 2.5],\n  [-3, 0.1]],\n [[float(\"nan\"), float(\"inf\")],\n  "
              "[-float(\"inf\"), 8]]]\n");
}

bool same_cells(const Tensor<float>& a, const Tensor<float>& b) {
    if (a.shape() != b.shape()) return false;
    for (std::size_t i = 0; i < a.cells().size(); ++i) {
        const auto x = a.cells()[i];
        const auto y = b.cells()[i];
        if (std::isnan(x) ? !std::isnan(y)
                          : std::bit_cast<std::uint32_t>(x) != std::bit_cast<std::uint32_t>(y))
            return false;
    }
    return true;
}

TEST(TextFormats, ReadBackTheSame) {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        const auto pick = [&](unsigned below) { return static_cast<int>(random() % below); };
        Tensor<float> tensor({1, pick(3) + 1, pick(4) + 1, pick(4) + 1});
        // Any bit pattern, and plain small numbers.
        for (auto& cell : tensor.cells())
            cell = round % 2 == 0 ? std::bit_cast<float>(static_cast<std::uint32_t>(random()))
                                  : static_cast<float>(pick(200) - 100) / 10.0F;
        for (const auto& each : text_formats()) {
            const auto text = each.write(tensor, {});
            const auto back = read_grid_text(text);
            ASSERT_TRUE(back) << each.id << "\n" << text << back.error().message();
            ASSERT_TRUE(same_cells(*back, tensor)) << each.id << "\n" << text;
        }
    }
}

TEST(TextFormats, NumbersAreTheShortest) {
    EXPECT_EQ(number_text(0.1F), "0.1");
    EXPECT_EQ(number_text(-3.0F), "-3");
    EXPECT_EQ(number_text(-0.0F), "-0");
    EXPECT_EQ(number_text(1e20F), "1e+20");
    EXPECT_EQ(number_text(std::nextafter(1.0F, 2.0F)), "1.0000001");
    EXPECT_EQ(number_text(-infinity), "-inf");
    EXPECT_EQ(number_text(-not_a_number), "nan");
}

}  // namespace
}  // namespace poolscope::io
