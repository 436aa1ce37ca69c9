/// What frames cost, counted and not timed: allocations, scenes built, frames wanted, and the
/// progress of long work.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <new>
#include <thread>

#include <gtest/gtest.h>

#include "robot.hpp"
#include "work/background.hpp"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

// Counts what this thread allocates; the library's other forms of new come here. (Under ASan the
// one that does not throw would not, though its memory would be freed here.)
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
    if (void* memory = operator new(size, std::nothrow)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace poolscope::ui {
namespace {

/// A grid of `side` x `side` numbers, max pooled.
void show_grid(Robot& robot, int channels, int side, bool padded = true) {
    model::Document document = model::default_document();
    if (!padded) document.layer().params.padding = {};
    model::Values values(Shape{1, channels, side, side});
    int next = 0;
    for (float& cell : values.cells()) cell = static_cast<float>((next += 37) % 101);
    document.input = std::make_shared<const model::Values>(std::move(values));
    document.channel_names = model::default_channel_names(channels, false);
    robot.app.store().open(std::move(document), {}, {});
    robot.frames(8);
}

std::size_t allocations_of(const std::function<void()>& work) {
    const std::size_t before = allocations;
    work();
    return allocations - before;
}

TEST(Cost, AFrameAllocatesNothingForEachCell) {
    Robot robot(1280, 800);
    const auto in_frames = [&](int side, bool padded = true) {
        show_grid(robot, 1, side, padded);
        const auto unchanged = allocations_of([&] { robot.frames(1); });
        const auto next_step = allocations_of([&] {
            (void)robot.app.store().dispatch(model::ViewAction(model::StepBy{1}));
            robot.frames(1);
        });
        return std::pair{unchanged, next_step};
    };
    const auto [small, small_step] = in_frames(64);
    const auto [large, large_step] = in_frames(1024);
    RecordProperty("unchanged_frame", static_cast<int>(small));
    RecordProperty("next_step", static_cast<int>(small_step));
    // 256 times the cells may only have longer words. (They have fewer dashes: their padding is too
    // narrow to be hatched.)
    EXPECT_LE(large, small + 64);
    EXPECT_LE(large_step, small_step + 64);
    // Dashes are made for each cell of padding: real cells alone are counted.
    const auto [few, few_step] = in_frames(8, false);
    const auto [many, many_step] = in_frames(16, false);
    ASSERT_GE(robot.app.stage_drawing().hits.front().cell, 20) << "cells have numbers";
    EXPECT_LE(many, few + 64) << "192 cells with numbers more";
    constexpr std::size_t rows_and_columns = 128;  // have numbers as well
    EXPECT_LE(many_step, few_step + 64 + rows_and_columns) << "192 cells with numbers more";
}

TEST(Cost, AtRestNoFrameIsWanted) {
    Robot robot(1280, 800);
    robot.frames(60);
    EXPECT_TRUE(std::isinf(robot.app.wait_seconds()));
    show_grid(robot, 1, 64);
    robot.frames(60);
    EXPECT_TRUE(std::isinf(robot.app.wait_seconds()));
}

/// A pointer that lies still over a cell, a button or nothing, in the window and before a class.
TEST(Cost, AtRestNoFrameIsWantedUnderThePointer) {
    Robot robot(1920, 1080);
    const auto expect_rest = [&](const char* what) {
        robot.frames(60 * 6);  // what fades before a class is gone
        EXPECT_TRUE(std::isinf(robot.app.wait_seconds())) << what;
    };
    const auto rest_everywhere = [&](const std::string& where) {
        robot.move_to(drawing::Point{960, 500});
        expect_rest((where + ", the middle").c_str());
        robot.move_to(drawing::Point{600, 500});
        expect_rest((where + ", the input").c_str());
        robot.move_to(drawing::Point{1500, 400});
        expect_rest((where + ", the output").c_str());
    };
    rest_everywhere("window");
    robot.move_to("transport.play");
    expect_rest("play");
    robot.key(Key::f11);
    rest_everywhere("projector");
}

/// A panel that is closed in the frame in which its height changes.
TEST(Cost, AtRestNoFrameIsWantedAfterAPanelHasGone) {
    const auto press = [](Key key) {
        return platform::KeyEvent{
            static_cast<platform::KeyCode>(key), platform::KeyAction::press, {}};
    };
    Robot robot(1280, 800);
    for (int step = 0; step < 8; ++step) {
        robot.key(Key::w);
        ASSERT_TRUE(robot.has("words.text"));
        robot.send({press(Key::right)});
        robot.send({press(Key::w)});
        robot.frames(60);
        EXPECT_FALSE(robot.has("words.text"));
        EXPECT_TRUE(std::isinf(robot.app.wait_seconds())) << "after step " << step;
    }
}

TEST(Cost, LongWorkShowsItsProgressAndIsStoppedByAChange) {
    if (!work::has_threads) GTEST_SKIP() << "nothing goes on beside its caller";
    Robot robot(1280, 800);
    show_grid(robot, 3, 300);
    (void)robot.app.store().dispatch(model::DocumentAction(model::SetOperator{"softpool"}));
    PoolParams params = robot.document().layer().params;
    params.stride = {1, 1};
    params.kernel_size = {40, 40};
    (void)robot.app.store().dispatch(model::DocumentAction(model::SetParams{params, 1}));
    ASSERT_TRUE(robot.app.store().computing());
    robot.frames(20);
    EXPECT_TRUE(robot.has("stage.progress"));
    EXPECT_FALSE(std::isinf(robot.app.wait_seconds())) << "progress is to be shown";
    params.kernel_size = {2, 2};
    params.stride = {100, 100};
    params.padding = {};
    (void)robot.app.store().dispatch(model::DocumentAction(model::SetParams{params, 2}));
    EXPECT_FALSE(robot.app.store().computing()) << "a quick layer need not wait for a long one";
    robot.frames(2);
    EXPECT_FALSE(robot.has("stage.progress"));
}

}  // namespace
}  // namespace poolscope::ui
