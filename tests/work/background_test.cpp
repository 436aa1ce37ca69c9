/// What is started last is what counts, and it says when it has ended.
#include "work/background.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>

namespace poolscope::work {
namespace {

using namespace std::chrono_literals;

TEST(Background, GivesWhatItCameToOnce) {
    Background<int> background;
    EXPECT_FALSE(background.started());
    EXPECT_FALSE(background.done());
    background.start([](const StopQuery&) { return 7; });
    EXPECT_TRUE(background.started());
    background.wait();
    EXPECT_TRUE(background.done());
    EXPECT_EQ(background.take(), 7);
    EXPECT_EQ(background.take(), std::nullopt);
    EXPECT_FALSE(background.started());
}

TEST(Background, IsUsedAgain) {
    Background<int> background;
    for (int i = 0; i < 100; ++i) {
        background.start([i](const StopQuery&) { return i; });
        ASSERT_TRUE(background.done(10s));
        ASSERT_EQ(background.take(), i);
    }
}

TEST(Background, ForgetsWhatItWasToldTo) {
    Background<int> background;
    background.start([](const StopQuery&) { return 7; });
    background.forget();
    EXPECT_FALSE(background.started());
    background.wait();
    EXPECT_EQ(background.take(), std::nullopt);
}

TEST(Background, LetsGoOfWhatItsWorkHeldBeforeItHasEnded) {
    Background<int> background;
    auto held = std::make_shared<int>(1);
    background.start([held](const StopQuery&) { return *held; });
    background.wait();
    EXPECT_EQ(held.use_count(), 1);
}

#ifndef POOLSCOPE_WITHOUT_THREADS
int until_stopped(const StopQuery& stop) {
    int asked = 0;
    while (!stop()) ++asked;
    return asked < 0 ? 0 : -1;
}

TEST(Background, StopsAndStillSaysWhatCameOfIt) {
    Background<int> background;
    background.start(until_stopped);
    EXPECT_FALSE(background.done(10ms));
    EXPECT_EQ(background.take(), std::nullopt);
    background.stop();
    background.wait();
    EXPECT_EQ(background.take(), -1);
}

TEST(Background, StopsWhatWasStartedBefore) {
    Background<int> background;
    background.start(until_stopped);
    background.start(until_stopped);
    background.start([](const StopQuery& stop) { return stop() ? 0 : 3; });
    background.wait();
    EXPECT_EQ(background.take(), 3);
}

TEST(Background, EndsWithItsOwner) {
    Background<int> background;
    background.start(until_stopped);
    Background<int> moved = std::move(background);
    EXPECT_TRUE(moved.started());
}

TEST(Background, IsAtRestOnceAfterEachWork) {
    std::atomic<int> rests = 0;
    Background<int> background(1ms, [&] { ++rests; });
    for (int i = 1; i <= 2; ++i) {
        background.start([](const StopQuery&) { return 1; });
        background.wait();
        const auto begun = std::chrono::steady_clock::now();
        while (rests < i && std::chrono::steady_clock::now() - begun < 10s) {
        }
        EXPECT_EQ(rests, i);
    }
}
#endif

}  // namespace
}  // namespace poolscope::work
