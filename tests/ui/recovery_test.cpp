/// Unsaved work outlives the program: asked about at the next start, and, after an end by force at
/// any moment, never older than five seconds.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <deque>
#include <optional>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/load.hpp"
#include "io/recovery.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

Services keeping(const fs::path& folder) {
    Services services;
    services.recovery_folder = folder;
    return services;
}

void set_cell(Robot& robot, float value) {
    ASSERT_TRUE(robot.app.store().dispatch(
        model::DocumentAction(model::SetCell{.channel = 0, .row = 0, .col = 0, .value = value})));
}

/// Frames until what is due is written: copies are written by a thread.
void let_it_write(Robot& robot) {
    robot.frames(150);  // 2.5 s of the window's time
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    robot.frames(3);
}

/// Runs the program until it ends by force with unsaved work in `folder`.
void leave_work(const fs::path& folder, float value) {
    const pid_t child = fork();
    if (child == 0) {
        {
            Robot robot(800, 600, 1, keeping(folder));
            set_cell(robot, value);
            let_it_write(robot);
            kill(getpid(), SIGKILL);
        }
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(Recovery, TheNextStartOffersTheWorkBack) {
    const io::TempFolder folder;
    leave_work(folder.path(), 77);
    Robot robot(1440, 900, 1, keeping(folder.path()));
    ASSERT_TRUE(robot.has("dialog.recovered"));
    robot.click("dialog.open");
    robot.frames(3);
    EXPECT_EQ(robot.input(0, 0), 77);
    EXPECT_TRUE(robot.app.store().modified()) << "it lies in no file";
    EXPECT_EQ(io::left_copies(folder.path()).size(), 1U) << "kept until this run has its own";
    let_it_write(robot);
    EXPECT_TRUE(io::left_copies(folder.path()).empty());
}

TEST(Recovery, TheCopyCanWaitOrGo) {
    const io::TempFolder folder;
    leave_work(folder.path(), 5);
    {
        Robot robot(1440, 900, 1, keeping(folder.path()));
        robot.key(Key::escape);
        robot.frames(2);
        EXPECT_FALSE(robot.has("dialog.recovered"));
    }
    {
        Robot robot(1440, 900, 1, keeping(folder.path()));
        ASSERT_TRUE(robot.has("dialog.recovered")) << "it is asked about again";
        robot.click("dialog.drop");
        robot.frames(3);
    }
    Robot robot(1440, 900, 1, keeping(folder.path()));
    EXPECT_FALSE(robot.has("dialog.recovered"));
}

TEST(Recovery, NothingIsKeptOfSavedWork) {
    const io::TempFolder folder;
    Robot robot(1440, 900, 1, keeping(folder / "unsaved"));
    let_it_write(robot);
    EXPECT_FALSE(fs::exists(folder / "unsaved")) << "nothing changed";
    set_cell(robot, 9);
    let_it_write(robot);
    EXPECT_TRUE(fs::exists(folder / "unsaved"));
    robot.app.store().mark_saved("/x.pool.toml");
    robot.frames(3);
    for (const auto& slot : fs::directory_iterator(folder / "unsaved"))
        for (const auto& one : fs::directory_iterator(slot.path()))
            EXPECT_EQ(one.path().filename(), "lock");
}

TEST(Recovery, AFolderThatCannotBeWrittenIsToldOnce) {
    Robot robot(1440, 900, 1, keeping("/proc/poolscope"));
    set_cell(robot, 1);
    let_it_write(robot);
    set_cell(robot, 2);
    let_it_write(robot);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages()[0], testing::HasSubstr("save often"));
}

/// Seconds on a clock that processes share.
double clock_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// What the edited program and the one that ends it share: when each document was made.
struct Diary {
    static constexpr std::size_t most = 20'000;
    std::atomic<std::uint32_t> edits;
    std::array<double, most> made;
};

/// Edits without end: document k has k in its first cell.
[[noreturn]] void edit_for_ever(const fs::path& folder, Diary& diary) {
    Robot robot(320, 240, 1, keeping(folder));
    double before = clock_now();
    for (std::uint32_t k = 1; k < Diary::most; ++k) {
        diary.made[k] = clock_now();
        set_cell(robot, static_cast<float>(k));
        diary.edits = k;
        const double now = clock_now();
        robot.frames(1, static_cast<float>(now - before));
        before = now;
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
    }
    _exit(0);
}

/// One program that is edited until it is ended by force.
struct Victim {
    explicit Victim(Diary& shared) : diary(shared) {
        diary.edits = 0;
        process = fork();
        if (process == 0) edit_for_ever(folder.path(), diary);
    }
    /// Ends it; returns when.
    double end() const {
        const double now = clock_now();
        kill(process, SIGKILL);
        int status = 0;
        EXPECT_EQ(waitpid(process, &status, 0), process);
        EXPECT_TRUE(WIFSIGNALED(status));
        return now;
    }
    const io::TempFolder folder{};
    Diary& diary;
    pid_t process = 0;
};

/// Seconds of edits that an end at `end` lost; nothing where there is no copy yet.
std::optional<double> lost_by(const Victim& victim, double end) {
    const auto left = io::left_copies(victim.folder.path());
    if (left.empty()) return std::nullopt;
    const auto opened = io::open_document(left.front().scene);
    EXPECT_TRUE(opened) << opened.error().message();
    if (!opened) return std::nullopt;
    const float value = opened->document.input->at(0, 0, 0, 0);
    const auto k = static_cast<std::uint32_t>(value);
    EXPECT_EQ(static_cast<float>(k), value);
    EXPECT_GE(k, 1U);
    EXPECT_LE(k, victim.diary.edits + 1) << "a document that never was";
    // The next edit is the first that was lost.
    return k < victim.diary.edits ? end - victim.diary.made[k + 1] : 0.0;
}

// Apart from the others, which start threads: what is forked here has none.
TEST(RecoveryFromForce, LosesFiveSecondsAtMost) {
    constexpr int at_once = 20;
    constexpr int rounds = 10;
    constexpr double most_lost = 5;
    const std::size_t bytes = at_once * sizeof(Diary);
    auto* diaries = static_cast<Diary*>(
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(diaries, MAP_FAILED);
    std::mt19937 random(20261126);
    int with_copy = 0;
    double worst = 0;
    for (int round = 0; round < rounds; ++round) {
        std::deque<Victim> victims;
        for (int i = 0; i < at_once; ++i) victims.emplace_back(diaries[i]);
        for (const Victim& one : victims)
            while (one.diary.edits == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        // Each at a moment of its own within some seconds.
        for (const Victim& one : victims) {
            std::this_thread::sleep_for(
                std::chrono::microseconds(std::uniform_int_distribution(0, 500'000)(random)));
            const double begun = one.diary.made[1];
            const double end = one.end();
            const auto lost = lost_by(one, end);
            if (lost) {
                ++with_copy;
            } else {
                EXPECT_LE(end - begun, most_lost) << "there is no copy";
            }
            worst = std::max(worst, lost.value_or(0));
        }
    }
    EXPECT_LE(worst, most_lost);
    EXPECT_GE(with_copy, at_once * rounds / 3) << "else little was tested";
    std::printf("the worst of %d ends lost %.2f s; %d had a copy\n", at_once * rounds, worst,
                with_copy);
    munmap(diaries, bytes);
}

}  // namespace

}  // namespace poolscope::ui
