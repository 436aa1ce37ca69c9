/// Fresh numbers look like the scene's own, and a seed says which they are.
#include <algorithm>
#include <cmath>
#include <set>

#include "questions/exercises.hpp"

namespace poolscope::questions {
namespace {

using drawing::document_of;

std::vector<float> numbers_of(const model::Document& document) {
    std::vector<float> numbers;
    for (const float value : document.input->whole()->cells()) numbers.push_back(value);
    return numbers;
}

TEST(FreshNumbers, AreWholeWithinTheScenesRangeWhereItsNumbersAre) {
    const auto document = document_of(2, 4, {2, 2, -3, 2, 2, 4, 2, 2});
    std::set<float> seen;
    for (std::uint64_t number = 0; number < 20; ++number) {
        for (const float value : numbers_of(with_fresh_numbers(document, 0, 9, number))) {
            EXPECT_EQ(value, std::round(value));
            seen.insert(value);
        }
    }
    EXPECT_EQ(seen, (std::set<float>{-3, -2, -1, 0, 1, 2, 3, 4}));
}

TEST(FreshNumbers, KeepTheScenesDecimals) {
    const auto document = document_of(2, 2, {0.5F, 1.25F, 3, 2});
    bool fraction = false;
    for (const float value : numbers_of(with_fresh_numbers(document, 0, 1, 0))) {
        const float hundredths = value * 100;
        EXPECT_NEAR(hundredths, std::round(hundredths), 1e-3);
        EXPECT_GE(value, 0.5F);
        EXPECT_LE(value, 3);
        fraction = fraction || value != std::round(value);
    }
    EXPECT_TRUE(fraction);
}

TEST(FreshNumbers, AreThoseOfTheirSeedAndNumber) {
    const auto document = drawing::grid_document(2, 5, 5);
    const auto numbers = [&](std::uint64_t seed, std::uint64_t number) {
        return numbers_of(with_fresh_numbers(document, 0, seed, number));
    };
    EXPECT_EQ(numbers(3, 1), numbers(3, 1));
    EXPECT_NE(numbers(3, 1), numbers(3, 2));
    EXPECT_NE(numbers(3, 1), numbers(4, 1));
    EXPECT_EQ(with_fresh_numbers(document, 0, 3, 1).layer(), document.layer());
}

TEST(FreshNumbers, TakeNoHintFromNaNAndInfinity) {
    const float inf = std::numeric_limits<float>::infinity();
    const auto mixed = document_of(1, 4, {std::nanf(""), 2, inf, 5});
    for (const float value : numbers_of(with_fresh_numbers(mixed, 0, 1, 0))) {
        EXPECT_GE(value, 2);
        EXPECT_LE(value, 5);
    }
    const auto none = document_of(1, 2, {inf, -inf});
    EXPECT_EQ(numbers_of(with_fresh_numbers(none, 0, 1, 0)), numbers_of(none));
}

TEST(Exercises, SayHowLargeALayerMayBe) {
    const auto refused = make_exercise(drawing::picture_document(64, 64), 0, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::too_large);
    EXPECT_NE(refused.error().message().find("too large to write by hand"), std::string::npos);
    EXPECT_NE(refused.error().message().find("at most 18 cells a side"), std::string::npos)
        << refused.error().message();
}

TEST(Exercises, EveryOperatorUnderEveryPlacementIsOne) {
    std::set<std::string_view> operators;
    std::set<Placement> placements;
    for (const auto& named : paper_scenes()) {
        operators.insert(named.document.layer().op->id);
        placements.insert(named.document.layer().params.placement);
    }
    EXPECT_EQ(operators.size(), poolscope::operators().size());
    EXPECT_EQ(placements.size(), 5U);
}

}  // namespace
}  // namespace poolscope::questions
