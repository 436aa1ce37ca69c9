/// What make_geometry() refuses, and that nothing overflows for any int.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <climits>
#include <random>

#include "poolscope/geometry.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The error of a layer on a 6 x 6 input.
Error error_of(const PoolParams& params, const Shape& input = {1, 1, 6, 6}) {
    const auto geometry = make_geometry(input, params);
    return geometry ? Error{.code = ErrorCode::not_found, .what = say("no error")}
                    : geometry.error();
}

TEST(Geometry, SaysWhyAWindowDoesNotFit) {
    const Error error = error_of({.kernel_size = {7, 2}});
    EXPECT_EQ(error.code, ErrorCode::window_outside);
    EXPECT_EQ(error.message(),
              "the window spans 7 rows but the padded input has only 6: "
              "make kernel_size or dilation smaller, or add padding");
    const Error dilated = error_of({.kernel_size = {2, 3}, .dilation = {1, 3}});
    EXPECT_EQ(dilated.located().english(),
              "the window spans 7 columns but the padded input has only 6");
}

TEST(Geometry, NamesTheFieldThatIsOutOfRange) {
    EXPECT_EQ(error_of({.kernel_size = {0, 2}}).code, ErrorCode::bad_kernel_size);
    EXPECT_EQ(error_of({.kernel_size = {2, -1}}).located().english(),
              "kernel_size is -1 along the columns, and the least is 1");
    EXPECT_EQ(error_of({.stride = {0, 1}}).code, ErrorCode::bad_stride);
    EXPECT_EQ(error_of({.stride = {1, INT_MIN}}).code, ErrorCode::bad_stride);
    EXPECT_EQ(error_of({.padding = {-1, 0, 0, 0}}).code, ErrorCode::bad_padding);
    EXPECT_EQ(error_of({.padding = {0, 0, 0, -1}}).remedy.english(), "make padding 0 or more");
    EXPECT_EQ(error_of({.dilation = {1, 0}}).code, ErrorCode::bad_dilation);
    EXPECT_EQ(error_of({.divisor_override = 0}).code, ErrorCode::bad_divisor);
}

TEST(Geometry, RefusesAnInputWithoutCells) {
    for (const Shape& shape : {Shape{0, 1, 6, 6}, Shape{1, 0, 6, 6}, Shape{1, 1, 0, 6},
                               Shape{1, 1, 6, 0}, Shape{1, 1, -4, -4}}) {
        EXPECT_EQ(error_of({}, shape).code, ErrorCode::empty_input);
    }
}

TEST(Geometry, RefusesWhatCannotBeHeld) {
    EXPECT_EQ(error_of({}, {1, 1, INT_MAX, 2}).code, ErrorCode::too_large);
    EXPECT_EQ(error_of({}, {1 << 20, 1 << 20, 6, 6}).code, ErrorCode::too_large);
    EXPECT_EQ(error_of({.padding = {INT_MAX, 0, INT_MAX, 0}}).code, ErrorCode::too_large);
    const Error giant = error_of({.kernel_size = {INT_MAX, 1}, .dilation = {max_extent, 1}});
    EXPECT_EQ(giant.code, ErrorCode::too_large);
    EXPECT_EQ(giant.message(),
              "the window spans 1152921503533105153 rows, and the most is 536870912: "
              "make kernel_size or dilation smaller");
    // An output of 100,000 x 100,000.
    EXPECT_EQ(error_of({.stride = {1, 1}, .padding = {50'000, 50'000, 50'000, 50'000}}).code,
              ErrorCode::too_large);
    // In ceil mode a giant stride admits a giant window.
    EXPECT_EQ(
        error_of({.kernel_size = {INT_MAX, 1}, .stride = {INT_MAX, 1}, .ceil_mode = true}).code,
        ErrorCode::too_large);
    EXPECT_EQ(
        error_of(
            {.kernel_size = {1 << 15, 1 << 15}, .stride = {1 << 15, 1 << 15}, .ceil_mode = true})
            .code,
        ErrorCode::too_large);
}

TEST(Geometry, SaysHowToMakeThisPlacementsOutputSmaller) {
    EXPECT_EQ(
        error_of({.stride = {1, 1}, .padding = {50'000, 50'000, 50'000, 50'000}}).remedy.english(),
        "make stride larger, or padding or the input smaller");
    EXPECT_EQ(error_of({.placement = Placement::adaptive, .output_size = {1 << 16, 1 << 16}})
                  .remedy.english(),
              "make output_size or the input smaller");
}

TEST(Geometry, BoundsStrideAndDilationEvenWhereOneWindowUsesNeither) {
    const Error stride =
        error_of({.kernel_size = {1, 1}, .stride = {INT_MAX, 1}, .ceil_mode = true});
    EXPECT_EQ(stride.code, ErrorCode::too_large);
    EXPECT_EQ(stride.message(),
              "stride is 2147483647 along the rows, and the most is 536870912: "
              "make stride 536870912 or less");
    const Error dilation = error_of({.kernel_size = {1, 1}, .dilation = {1, max_extent + 1}});
    EXPECT_EQ(dilation.code, ErrorCode::too_large);
    EXPECT_EQ(dilation.located().english(),
              "dilation is 536870913 along the columns, and the most is 536870912");
    EXPECT_TRUE(make_geometry({1, 1, 6, 6}, {.kernel_size = {1, 1},
                                             .stride = {max_extent, max_extent},
                                             .dilation = {max_extent, max_extent}})
                    .has_value());
}

TEST(Geometry, NeverOverflowsForAnyInts) {
    std::mt19937 random(7);
    constexpr std::array hard{INT_MIN, -1,      0,          1,       2,       3,
                              7,       1 << 15, 1 << 16,    1 << 28, 1 << 29, (1 << 29) + 1,
                              1 << 30, INT_MAX, INT_MAX - 1};
    const auto pick = [&](int least) {
        const int value = hard[random() % hard.size()];
        // Mostly in range, so that many layers can be placed.
        const bool refused = value < least || value > max_extent;
        return refused && random() % 8 != 0 ? least : value;
    };
    int placed = 0;
    for (int i = 0; i < 200'000; ++i) {
        const Shape shape{1, 1, pick(1), pick(1)};
        const PoolParams params{.kernel_size = {pick(1), pick(1)},
                                .stride = {pick(1), pick(1)},
                                .padding = {pick(0), pick(0), pick(0), pick(0)},
                                .dilation = {pick(1), pick(1)},
                                .ceil_mode = random() % 2 == 0};
        const auto geometry = make_geometry(shape, params);
        if (!geometry) continue;
        ++placed;
        const Window last = window_at(*geometry, geometry->output.h - 1, geometry->output.w - 1);
        // Computed in int, which the sanitizers watch; the last tap is where overhang ends, or
        // before.
        EXPECT_LT(last.rows.last(), geometry->rows.overhang_end());
        EXPECT_LT(last.cols.last(), geometry->cols.overhang_end());
        EXPECT_EQ(last.count(), params.kernel_size.h * params.kernel_size.w);
        const TapCounts counts = count_taps(*geometry, last);
        EXPECT_EQ(counts.real + counts.padding + counts.overhang, last.count());
        EXPECT_TRUE(last.rows.contains(last.rows.last()));
        EXPECT_FALSE(last.rows.contains(INT_MAX));
        EXPECT_FALSE(last.rows.contains(INT_MIN));
    }
    EXPECT_GT(placed, 1000);
}

TEST(Geometry, CeilModeOverhangLiesPastThePadding) {
    const auto geometry = make_geometry(
        {1, 1, 6, 6}, {.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}, .ceil_mode = true});
    ASSERT_TRUE(geometry.has_value());
    EXPECT_EQ(geometry->output, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(geometry->rows.overhang_end(), 8);
    EXPECT_EQ(kind_at(*geometry, 6, 6), TapKind::padding);
    EXPECT_EQ(kind_at(*geometry, 7, 6), TapKind::overhang);
    EXPECT_EQ(kind_at(*geometry, 0, -1), TapKind::padding);
    EXPECT_EQ(kind_at(*geometry, 0, -2), TapKind::overhang);
    EXPECT_EQ(kind_at(*geometry, 5, 5), TapKind::real);
    EXPECT_EQ(count_taps(*geometry, window_at(*geometry, 3, 3)),
              (TapCounts{.real = 1, .padding = 3, .overhang = 5}));
}

TEST(Geometry, CountsCellsThatNoWindowReads) {
    const auto geometry = make_geometry({1, 1, 7, 7}, {.kernel_size = {2, 2}, .stride = {3, 3}});
    ASSERT_TRUE(geometry.has_value());
    EXPECT_EQ(never_read_count(*geometry), 49U - 16U);
    EXPECT_EQ(readers_of(*geometry, 2, 0).count(), 0U);
    EXPECT_TRUE(readers_of(*geometry, 2, 0).cols.empty());
}

/// The outputs of `axis` that read `position`, by asking each.
std::vector<int> readers_by_asking(const Axis& axis, int position) {
    std::vector<int> readers;
    for (int i = 0; i < axis.output; ++i) {
        if (axis.span_at(i).contains(position)) readers.push_back(i);
    }
    return readers;
}

TEST(Geometry, ReadersAreExactForEveryStrideUnderEveryDilation) {
    for (int stride = 1; stride <= 12; ++stride) {
        for (int dilation = 1; dilation <= 12; ++dilation) {
            const PoolParams params{.kernel_size = {4, 1},
                                    .stride = {stride, 1},
                                    .padding = {dilation, 0, 5, 0},
                                    .dilation = {dilation, 1},
                                    .ceil_mode = true};
            const auto geometry = make_geometry({1, 1, 40, 1}, params);
            ASSERT_TRUE(geometry.has_value());
            const Axis& rows = geometry->rows;
            std::size_t unread = 0;
            for (int row = -dilation - 2; row < rows.overhang_end() + 2; ++row) {
                const auto expected = readers_by_asking(rows, row);
                ASSERT_EQ(rows.readers_of(row), expected)
                    << "stride " << stride << ", dilation " << dilation << ", row " << row;
                if (row >= 0 && row < 40 && expected.empty()) ++unread;
            }
            ASSERT_EQ(never_read_count(*geometry), unread)
                << "stride " << stride << ", dilation " << dilation;
        }
    }
}

TEST(Geometry, FindsReadersAmongMillionsOfOutputsAtOnce) {
    constexpr int far = 1 << 25;
    const auto geometry = make_geometry({1, 1, 4096, 1}, {.kernel_size = {2, 1},
                                                          .stride = {2, 1},
                                                          .padding = {2 * far, 0, far, 0},
                                                          .dilation = {far, 1}});
    ASSERT_TRUE(geometry.has_value());
    const auto begin = std::chrono::steady_clock::now();
    for (int row = 0; row < 4096; row += 2) {
        ASSERT_THAT(geometry->rows.readers_of(row), ElementsAre(far / 2 + row / 2, far + row / 2));
        ASSERT_THAT(geometry->rows.readers_of(row + 1), IsEmpty());
    }
    EXPECT_EQ(never_read_count(*geometry), 2048U);
    // Milliseconds; trying every output in reach takes minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace poolscope
