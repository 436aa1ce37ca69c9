/// Files are read bounded and written whole.
#include "io/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    const auto bytes = read_file(path, 1 << 20);
    return bytes ? std::string(as_text(*bytes)) : bytes.error().message();
}

TEST(ReadFile, GivesTheWholeFile) {
    const TempFolder folder;
    const std::string text("a\0b\n", 4);
    EXPECT_EQ(text_of(folder.write("a", text)), text);
    EXPECT_EQ(text_of(folder.write("empty", "")), "");
}

TEST(ReadFile, IsBounded) {
    const TempFolder folder;
    const auto file = folder.write("a", "12345");
    EXPECT_TRUE(read_file(file, 5));
    expect_error(read_file(file, 4), ErrorCode::too_large, "larger than");
}

TEST(ReadFile, RefusesWhatIsNoFile) {
    const TempFolder folder;
    expect_error(read_file(folder / "none", 10), ErrorCode::not_found, "none");
    expect_error(read_file(folder.path(), 10), ErrorCode::unreadable, "is a folder");
    expect_error(read_file("/dev/zero", 10), ErrorCode::unreadable, "no ordinary file");
    const auto pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    expect_error(read_file(pipe, 10), ErrorCode::unreadable, "no ordinary file");
}

TEST(ReadFile, ReadsFilesThatHideTheirSize) {
    // The size of a file in /proc is 0 until it is read.
    const auto bytes = read_file("/proc/self/status", 1 << 20);
    ASSERT_TRUE(bytes);
    EXPECT_GT(bytes->size(), 100U);
    expect_error(read_file("/proc/self/status", 100), ErrorCode::too_large, "larger than");
}

TEST(WriteFile, ReplacesWholeAndKeepsPermissions) {
    const TempFolder folder;
    const auto file = folder.write("a", "old");
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(write_file_atomically(file, as_bytes("new")));
    EXPECT_EQ(text_of(file), "new");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(folder.count(), 1U);
}

TEST(WriteFile, FollowsALink) {
    const TempFolder folder;
    const auto file = folder.write("a", "old");
    fs::create_symlink(file, folder / "link");
    ASSERT_TRUE(write_file_atomically(folder / "link", as_bytes("new")));
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(text_of(file), "new");
}

TEST(WriteFile, SaysWhyItCannot) {
    const TempFolder folder;
    folder.write("file", "");
    const auto bytes = as_bytes("x");
    expect_error(write_file_atomically(folder / "none/a", bytes), ErrorCode::unwritable,
                 "folder does not exist");
    expect_error(write_file_atomically(folder / "file/a", bytes), ErrorCode::unwritable,
                 "folder does not exist");
    expect_error(write_file_atomically(folder.path(), bytes), ErrorCode::unwritable,
                 "a folder has that name");
    expect_error(write_file_atomically(folder / std::string(300, 'a'), bytes),
                 ErrorCode::unwritable, "too long");
    expect_error(write_file_atomically("/proc/poolscope", bytes), ErrorCode::unwritable,
                 "/proc/poolscope");
    const auto pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    expect_error(write_file_atomically(pipe, bytes), ErrorCode::unwritable, "no ordinary file");
}

TEST(WriteFile, SaysThatTheDiskIsFull) {
    expect_error(write_file_atomically("/dev/full", as_bytes("x")), ErrorCode::unwritable,
                 "the disk is full");
    EXPECT_TRUE(write_file_atomically("/dev/null", as_bytes("x")));
}

/// Exits with 0 where a write that the system cuts off leaves the old file and nothing else.
[[noreturn]] void write_beyond_the_limit(const TempFolder& folder) {
    const rlimit limit{1000, 1000};
    ::signal(SIGXFSZ, SIG_IGN);
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(2);
    const std::string text(100'000, 'x');
    const auto written = write_file_atomically(folder / "a", as_bytes(text));
    const bool kept = text_of(folder / "a") == "old" && folder.count() == 1;
    ::_exit(!written && written.error().code == ErrorCode::unwritable && kept ? 0 : 1);
}

TEST(WriteFile, LeavesNothingBehindWhenCutOff) {
    const TempFolder folder;
    folder.write("a", "old");
    EXPECT_EXIT(write_beyond_the_limit(folder), testing::ExitedWithCode(0), "");
}

/// Exits with 0 where a person without rights is told so.
[[noreturn]] void write_without_rights(const TempFolder& folder) {
    // Root may write anywhere; nobody may not.
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
    const auto written = write_file_atomically(folder / "a", as_bytes("x"));
    const bool told = !written && written.error().located().english().find(
                                      "may not be written to") != std::string::npos;
    ::_exit(told ? 0 : 1);
}

TEST(WriteFile, SaysThatAFolderMayNotBeWrittenTo) {
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                       fs::perms::others_read | fs::perms::others_exec);
    EXPECT_EXIT(write_without_rights(folder), testing::ExitedWithCode(0), "");
    fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST(StagedFile, LeavesNothingWhereItIsNotCommitted) {
    const TempFolder folder;
    {
        const auto staged = StagedFile::write(folder / "a", as_bytes("x"));
        ASSERT_TRUE(staged);
        EXPECT_FALSE(fs::exists(folder / "a"));
        EXPECT_EQ(folder.count(), 1U);
    }
    EXPECT_EQ(folder.count(), 0U);
    auto staged = StagedFile::write(folder / "a", as_bytes("x"));
    ASSERT_TRUE(staged && staged->commit());
    EXPECT_EQ(text_of(folder / "a"), "x");
    EXPECT_EQ(folder.count(), 1U);
}

}  // namespace
}  // namespace poolscope::io
