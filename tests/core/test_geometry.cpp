/// What make_geometry() refuses, and that nothing overflows for any int.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <climits>
#include <random>

#include "poolscope/geometry.hpp"

namespace poolscope {
namespace {

/// The error of a layer on a 6 x 6 input.
Error error_of(const PoolParams& params, const Shape& input = {1, 1, 6, 6}) {
    const auto geometry = make_geometry(input, params);
    return geometry ? Error{.code = ErrorCode::not_found, .what = "no error"} : geometry.error();
}

TEST(Geometry, SaysWhyAWindowDoesNotFit) {
    const Error error = error_of({.kernel_size = {7, 2}});
    EXPECT_EQ(error.code, ErrorCode::window_outside);
    EXPECT_EQ(error.message(),
              "the window spans 7 rows but the padded input has only 6: "
              "make kernel_size or dilation smaller, or add padding");
    const Error dilated = error_of({.kernel_size = {2, 3}, .dilation = {1, 3}});
    EXPECT_EQ(dilated.what, "the window spans 7 columns but the padded input has only 6");
    const Error giant = error_of({.kernel_size = {INT_MAX, INT_MAX}, .dilation = {INT_MAX, 1}});
    EXPECT_EQ(giant.what,
              "the window spans 4611686011984936963 rows but the padded input has only 6");
}

TEST(Geometry, NamesTheFieldThatIsOutOfRange) {
    EXPECT_EQ(error_of({.kernel_size = {0, 2}}).code, ErrorCode::bad_kernel_size);
    EXPECT_EQ(error_of({.kernel_size = {2, -1}}).what,
              "kernel_size is -1 along the columns, and the least is 1");
    EXPECT_EQ(error_of({.stride = {0, 1}}).code, ErrorCode::bad_stride);
    EXPECT_EQ(error_of({.stride = {1, INT_MIN}}).code, ErrorCode::bad_stride);
    EXPECT_EQ(error_of({.padding = {-1, 0, 0, 0}}).code, ErrorCode::bad_padding);
    EXPECT_EQ(error_of({.padding = {0, 0, 0, -1}}).remedy, "make padding 0 or more");
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

TEST(Geometry, NeverOverflowsForAnyInts) {
    std::mt19937 random(7);
    constexpr std::array hard{INT_MIN, -1,      0,          1,       2,       3,
                              7,       1 << 15, 1 << 16,    1 << 28, 1 << 29, (1 << 29) + 1,
                              1 << 30, INT_MAX, INT_MAX - 1};
    const auto pick = [&](int least) {
        const int value = hard[random() % hard.size()];
        return value < least && random() % 8 != 0 ? least : value;
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

}  // namespace
}  // namespace poolscope
