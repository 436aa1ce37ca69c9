/// Things come in order, however many threads make them, and the first error ends it.
#include "work/in_order.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace poolscope::work {
namespace {

const auto go_on = [] { return Result<void>(); };

/// Workers that make 10 * i, but an error of `bad`.
auto makers(std::size_t bad) {
    return [bad] {
        return [bad](std::size_t i) -> Result<std::size_t> {
            if (i == bad) return fail(ErrorCode::bad_argument, say("there is no {0}", i));
            return 10 * i;
        };
    };
}

TEST(InOrder, GivesEveryThingInItsTurn) {
    for (const std::size_t run : {1U, 4U}) {
        std::vector<std::size_t> taken;
        const auto take = [&](std::size_t i, std::size_t item) -> Result<void> {
            EXPECT_EQ(item, 10 * i);
            taken.push_back(i);
            return {};
        };
        ASSERT_TRUE((in_order<std::size_t>(100, run, makers(1000), take, go_on)));
        std::vector<std::size_t> all(100);
        std::iota(all.begin(), all.end(), 0U);
        EXPECT_EQ(taken, all);
    }
}

TEST(InOrder, EndsAtTheFirstError) {
    std::size_t taken = 0;
    const auto take = [&](std::size_t, std::size_t) -> Result<void> {
        ++taken;
        return {};
    };
    EXPECT_FALSE((in_order<std::size_t>(100, 1, makers(40), take, go_on)));
    EXPECT_EQ(taken, 40U);
    const auto refuse = [&](std::size_t i, std::size_t) -> Result<void> {
        if (i == 3) return fail(ErrorCode::unwritable, say("no"));
        return {};
    };
    EXPECT_FALSE((in_order<std::size_t>(100, 1, makers(1000), refuse, go_on)));
}

TEST(InOrder, EndsWhereItIsNotToGoOn) {
    const auto take = [&](std::size_t, std::size_t) -> Result<void> { return {}; };
    const auto give_up = []() -> Result<void> {
        return fail(ErrorCode::cancelled, say("cancelled"));
    };
    EXPECT_FALSE((in_order<std::size_t>(100, 1, makers(1000), take, give_up)));
}

}  // namespace
}  // namespace poolscope::work
