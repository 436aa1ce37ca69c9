/// The program as a process of its own: every subcommand once, its exit statuses, and the window
/// that it cannot open here. What the commands say and write is tested in this process
/// (run_program()).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/arrays.hpp"
#include "cli/commands.hpp"

namespace cli_test {
namespace {

using poolscope::Tensor;
using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::string scene = POOLSCOPE_SOURCE_DIR "/assets/scenes/max-2x2.pool.toml";

/// A run of each subcommand where in.npy, of 4 x 4 cells, and idx.npy lie.
struct Use {
    Words words;
    std::string writes;  ///< a file; empty: it prints
};

std::vector<Use> uses() {
    return {{{"pool", "in.npy", "-o", "out.npy", "--kernel", "2"}, "out.npy"},
            {{"unpool", "in.npy", "-o", "up.npy", "--indices", "idx.npy", "--output-size", "4,4"},
             "up.npy"},
            {{"code", "--kernel", "2"}, ""},
            {{"steps", scene}, ""},
            {{"render", scene, "-o", "out.png"}, "out.png"},
            {{"run", scene, "in.npy", "-o", "net.npy"}, "net.npy"},
            {{"layers", scene}, ""},
            {{"handout", scene, "-o", "out.pdf"}, "out.pdf"},
            {{"lesson", "check", POOLSCOPE_SOURCE_DIR "/assets/lessons/stride.toml"}, ""}};
}

TEST(Process, RunsEverySubcommand) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<float>({1, 1, 4, 4}), 2);
    Tensor<std::int64_t> places({1, 1, 4, 4});
    std::int64_t next = 0;
    for (std::int64_t& cell : places.cells()) cell = next++;
    write_array(folder / "idx.npy", places, 2);
    Words run_here;
    for (const Use& run : uses()) {
        run_here.push_back(run.words.front());
        const Ended ended = start_program({run.words, folder.path()});
        EXPECT_EQ(ended.status, 0) << run.words.front() << ": " << ended.err;
        EXPECT_EQ(ended.out.empty(), !run.writes.empty()) << run.words.front();
        EXPECT_TRUE(run.writes.empty() || !read_text(folder / run.writes).empty()) << run.writes;
        // The same in this process: what the other tests see is what a person sees.
        const Ended here = run_program({run.words, folder.path()});
        EXPECT_EQ(here.out, ended.out);
        EXPECT_EQ(here.err, ended.err);
    }
    Words listed;
    for (const poolscope::cli::Command* command : poolscope::cli::commands())
        listed.emplace_back(command->name);
    EXPECT_THAT(run_here, testing::UnorderedElementsAreArray(listed));
}

TEST(Process, EndsWithTheStatusOfTheFault) {
    EXPECT_EQ(start_program({{"--version"}}).status, 0);
    const Ended input = start_program({{"steps", "gone.npy"}});
    EXPECT_EQ(input.status, 1);
    EXPECT_THAT(input.err, HasSubstr("gone.npy"));
    const Ended command = start_program({{"steps"}});
    EXPECT_EQ(command.status, 2);
    EXPECT_THAT(command.err, HasSubstr("--help"));
}

TEST(Process, WithoutADisplaySaysWhatToDo) {
    const Ended ended = start_program({});
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, testing::StartsWith("poolscope: "));
    EXPECT_THAT(ended.err, HasSubstr("poolscope render"));
    EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
}

TEST(Process, LeavesNothingToTheNextRunInIt) {
    const auto folder_before = std::filesystem::current_path();
    const TemporaryFolder folder;
    write_text(folder / "bad.toml", "lesson = 1\n");
    const Start chinese{{"lesson", "check", "bad.toml", "--lang", "zh"}, folder.path()};
    const Start english{{"lesson", "check", "bad.toml"}, folder.path()};
    EXPECT_THAT(run_program(chinese).err, HasSubstr("课程"));
    EXPECT_THAT(run_program(english).err, HasSubstr("lesson"));
    EXPECT_EQ(std::filesystem::current_path(), folder_before);
}

}  // namespace
}  // namespace cli_test
