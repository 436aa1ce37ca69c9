/// Copies of unsaved work: kept whole, found after an end by force, never taken from a run that
/// goes on.
#include "io/recovery.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#include "io/load.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

model::Document document_with(float value, int side = 4) {
    model::Document document = model::default_document();
    document.input = std::make_shared<const model::Values>(Shape{1, 1, side, side}, value);
    return document;
}

/// Runs `body` in a process of its own, which ends by force while it still holds the slot that it
/// gave.
template <class Body>
void in_a_killed_process(Body body) {
    const pid_t child = fork();
    if (child == 0) {
        const auto slot = body();
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(Recovery, ACopyIsFoundAfterAnEndByForce) {
    const TempFolder folder;
    in_a_killed_process([&] {
        auto slot = RecoverySlot::open(folder.path());
        (void)slot->keep(document_with(1), {}, "/a/scene.pool.toml");
        (void)slot->keep(document_with(2), {}, "/a/scene.pool.toml");
        return slot;
    });
    const auto left = left_copies(folder.path());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].file, "/a/scene.pool.toml");
    const auto opened = open_document(left[0].scene);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document.input->at(0, 0, 0, 0), 2) << "the newest";
    drop_copy(left[0]);
    EXPECT_TRUE(left_copies(folder.path()).empty());
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Recovery, LargeGridsAreKeptWithTheirScene) {
    const TempFolder folder;
    in_a_killed_process([&] {
        auto slot = RecoverySlot::open(folder.path());
        (void)slot->keep(document_with(3, 200), {}, {});
        return slot;
    });
    const auto left = left_copies(folder.path());
    ASSERT_EQ(left.size(), 1U);
    const auto opened = open_document(left[0].scene);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document.input->at(0, 0, 199, 199), 3);
}

TEST(Recovery, ARunThatGoesOnKeepsItsCopyToItself) {
    const TempFolder folder;
    auto slot = RecoverySlot::open(folder.path());
    ASSERT_TRUE(slot);
    ASSERT_TRUE(slot->keep(document_with(1), {}, {}));
    EXPECT_TRUE(left_copies(folder.path()).empty());
    auto second = RecoverySlot::open(folder.path());
    ASSERT_TRUE(second) << "two windows are two slots";
}

TEST(Recovery, AnEndAsItShouldBeLeavesNothing) {
    const TempFolder folder;
    {
        auto slot = RecoverySlot::open(folder.path());
        ASSERT_TRUE(slot->keep(document_with(1), {}, {}));
    }
    EXPECT_TRUE(left_copies(folder.path()).empty());
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Recovery, HalfACopyIsNone) {
    const TempFolder folder;
    in_a_killed_process([&] {
        auto slot = RecoverySlot::open(folder.path());
        (void)slot->keep(document_with(1), {}, {});
        // As if the end came while the next one was being written.
        for (const auto& one : fs::directory_iterator(folder.path()))
            fs::create_directory(one.path() / "making");
        return slot;
    });
    const auto left = left_copies(folder.path());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_TRUE(open_document(left[0].scene));
}

TEST(Recovery, StrangeFoldersAreLetBe) {
    const TempFolder folder;
    fs::create_directories(folder / "notes/copy-x");
    std::ofstream(folder / "file") << "text";
    EXPECT_TRUE(left_copies(folder.path()).empty());
    EXPECT_TRUE(fs::exists(folder / "notes/copy-x"));
    EXPECT_TRUE(left_copies(folder / "not there").empty());
}

TEST(Recovery, AFolderThatMayNotBeWrittenIsAnError) {
    EXPECT_FALSE(RecoverySlot::open("/proc/poolscope"));
}

}  // namespace

}  // namespace poolscope::io
