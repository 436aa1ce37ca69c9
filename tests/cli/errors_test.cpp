/// What goes wrong: each case its exit status and its one line on standard error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "cli/arrays.hpp"

namespace cli_test {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

/// One line, "poolscope: what is wrong: what to do".
void expect_one_line(const Ended& ended) {
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, testing::StartsWith("poolscope: "));
    EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
    EXPECT_THAT(ended.err, testing::EndsWith("\n"));
    EXPECT_THAT(ended.err, testing::Not(HasSubstr(".\n")));
}

/// `words` are run where in.npy (6 x 6), grid.csv, bad.npy, cut.npy and folder/ lie.
struct BadCase {
    const char* name;
    Words words;
    int status;
    const char* said;  ///< part of the line
};

void PrintTo(const BadCase& bad, std::ostream* out) {
    *out << bad.name;
}

std::vector<BadCase> bad_cases() {
    const auto pool = [](Words more) {
        Words words{"pool", "in.npy", "-o", "out.npy"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    return {
        // The command is at fault.
        {"no_kernel", pool({}), 2, "--kernel is required"},
        {"no_output", {"pool", "in.npy", "--kernel", "2"}, 2, "--output is required"},
        {"no_input", {"pool", "-o", "out.npy", "--kernel", "2"}, 2, "IN is required"},
        {"unknown_option", pool({"--kernel", "2", "--kernal", "3"}), 2,
         "there is no option --kernal"},
        {"option_without_value", pool({"--kernel"}), 2, "--kernel takes exactly one value"},
        {"option_twice", pool({"--kernel", "2", "--kernel", "3"}), 2, "takes exactly one value"},
        {"word_too_many", pool({"--kernel", "2", "more"}), 2, "\"more\" is one word too many"},
        {"unknown_op", pool({"--kernel", "2", "--op", "midrange"}), 2, "midrange"},
        {"not_a_number", pool({"--kernel", "3abc"}), 2, "--kernel \"3abc\" is not a whole number"},
        {"empty_number", pool({"--kernel", "3,"}), 2, "--kernel \"\" is not a whole number"},
        {"fraction", pool({"--kernel", "2.5"}), 2, "is not a whole number"},
        {"space", pool({"--kernel", " 2"}), 2, "is not a whole number"},
        {"plus_sign", pool({"--kernel", "+2"}), 2, "is not a whole number"},
        {"overflow", pool({"--kernel", "99999999999999999999"}), 2, "is too large"},
        {"three_numbers", pool({"--kernel", "1,2,3"}), 2, "has 3 numbers"},
        {"three_sides", pool({"--kernel", "2", "--padding", "1,2,3"}), 2, "has 3 numbers"},
        {"padding_name", pool({"--kernel", "2", "--padding", "same"}), 2, "same-upper"},
        {"zero_kernel", pool({"--kernel", "0"}), 2, "kernel_size"},
        {"zero_stride", pool({"--kernel", "2", "--stride", "0"}), 2, "stride"},
        {"zero_dilation", pool({"--kernel", "2", "--dilation", "0"}), 2, "dilation"},
        {"negative_padding", pool({"--kernel", "2", "--padding", "-1"}), 2, "padding"},
        {"zero_divisor", pool({"--op", "avg", "--kernel", "2", "--divisor", "0"}), 2, "divisor"},
        {"kernel_too_large", pool({"--kernel", "9"}), 2, "window"},
        {"huge_kernel", pool({"--kernel", "2147483647", "--padding", "same-upper"}), 2, ""},
        {"huge_padding", pool({"--kernel", "2", "--padding", "2147483647"}), 2, ""},
        {"divisor_of_max", pool({"--kernel", "2", "--divisor", "3"}), 2, "--divisor"},
        {"exclude_pad_of_max", pool({"--kernel", "2", "--exclude-pad"}), 2, "--exclude-pad"},
        {"unknown_layout", pool({"--kernel", "2", "--layout", "chwn"}), 2, "nchw or nhwc"},
        {"no_output_size", pool({"--op", "fractional", "--kernel", "2"}), 2,
         "--output-size is required"},
        {"zero_output_size", pool({"--output-size", "0"}), 2, "output_size"},
        {"output_size_of_maxout", pool({"--op", "maxout", "--output-size", "2"}), 2,
         "--output-size means nothing to --op maxout"},
        {"global_and_output_size", pool({"--global", "--output-size", "2"}), 2,
         "--output-size means nothing to --global"},
        {"kernel_of_global", pool({"--global", "--kernel", "2"}), 2,
         "--kernel means nothing to --global"},
        {"stride_of_adaptive", pool({"--output-size", "2", "--stride", "2"}), 2,
         "--stride means nothing to --output-size"},
        {"global_fractional", pool({"--op", "fractional", "--kernel", "2", "--global"}), 2,
         "--global means nothing to --op fractional"},
        {"fractional_too_large",
         pool({"--op", "fractional", "--kernel", "3", "--output-size", "5"}), 2, ""},
        {"norm_of_max", pool({"--kernel", "2", "--norm", "2"}), 2,
         "--norm means nothing to --op max: leave it out, or use --op lp"},
        {"norm_zero", pool({"--op", "lp", "--kernel", "2", "--norm", "0"}), 2, "norm is 0"},
        {"norm_nan", pool({"--op", "lp", "--kernel", "2", "--norm", "nan"}), 2, "not a number"},
        {"norm_word", pool({"--op", "lp", "--kernel", "2", "--norm", "two"}), 2, "not a number"},
        {"mix_above_one", pool({"--op", "mixed", "--kernel", "2", "--mix", "1.5"}), 2, "mix"},
        {"sharpness_zero", pool({"--op", "lse", "--kernel", "2", "--sharpness", "0"}), 2,
         "sharpness"},
        {"seed_of_max", pool({"--kernel", "2", "--seed", "1"}), 2, "--seed means nothing"},
        {"seed_negative", pool({"--op", "stochastic", "--kernel", "2", "--seed", "-1"}), 2,
         "not a seed"},
        {"seed_huge",
         pool({"--op", "stochastic", "--kernel", "2", "--seed", "9223372036854775808"}), 2,
         "not a seed"},
        {"empty_op", pool({"--kernel", "2", "--op", ""}), 2, "--op is empty"},
        {"empty_kernel", pool({"--kernel", ""}), 2, "--kernel is empty"},
        {"empty_code", pool({"--code", ""}), 2, "--code is empty"},
        {"empty_input", {"pool", "", "-o", "out.npy", "--kernel", "2"}, 2, "IN is empty"},
        {"empty_file", {""}, 2, "FILE is empty"},
        {"seed_beside_samples",
         pool({"--op", "fractional", "--kernel", "2", "--output-size", "2", "--samples", "in.npy",
               "--seed", "3"}),
         2, "--samples gives what --seed would draw"},
        {"group_of_max", pool({"--kernel", "2", "--channel-group", "2"}), 2,
         "--channel-group means nothing to --op max"},
        {"group_that_leaves_a_rest", pool({"--op", "maxout", "--channel-group", "2"}), 2,
         "channel_group"},
        {"scores_of_max", pool({"--kernel", "2", "--scores", "in.npy"}), 2, "--scores"},
        {"scores_of_another_shape",
         pool({"--op", "attention", "--kernel", "2", "--scores", "planes.npy"}), 2, "scores"},
        {"scores_missing", pool({"--op", "attention", "--kernel", "2", "--scores", "gone.npy"}), 1,
         "gone.npy"},
        {"samples_of_another_shape",
         pool({"--op", "fractional", "--kernel", "2", "--output-size", "2", "--samples", "in.npy"}),
         1, "--samples have not the shape (N, C, 2)"},
        {"gradient_without_an_end", pool({"--kernel", "2", "--grad-output", "in.npy"}), 2,
         "give both or neither"},
        {"gradient_missing",
         pool({"--kernel", "2", "--grad-output", "gone.npy", "--grad-input", "gx.npy"}), 1,
         "gone.npy"},
        {"gradient_onto_the_output",
         pool({"--kernel", "2", "--grad-output", "in.npy", "--grad-input", "out.npy"}), 2,
         "name the same file"},
        {"unpool_without_indices",
         {"unpool", "in.npy", "-o", "out.npy", "--output-size", "9,9"},
         2,
         "--indices is required"},
        {"unpool_without_size",
         {"unpool", "in.npy", "-o", "out.npy", "--indices", "in.npy"},
         2,
         "--output-size is required"},
        {"unpool_layout",
         {"unpool", "in.npy", "-o", "out.npy", "--indices", "in.npy", "--output-size", "9,9",
          "--layout", "hwc"},
         2,
         "nchw or nhwc"},
        {"unpool_missing",
         {"unpool", "gone.npy", "-o", "out.npy", "--indices", "in.npy", "--output-size", "9,9"},
         1,
         "gone.npy"},
        {"code_of_nothing", pool({"--code", "hello"}), 2, "pooling call"},
        {"render_refused", {"render", "refused.pool.toml", "-o", "out.png"}, 1, "PyTorch"},
        {"indices_of_avg", pool({"--op", "avg", "--kernel", "2", "--indices", "idx.npy"}), 2,
         "--indices"},
        {"one_file_twice", pool({"--kernel", "2", "--indices", "./out.npy"}), 2,
         "name the same file"},
        {"csv_of_planes",
         {"pool", "planes.npy", "-o", "out.csv", "--kernel", "2"},
         2,
         "can hold one grid"},
        {"two_files", {"a.npy", "b.npy"}, 2, "--help"},
        {"window_option", {"--frames"}, 2, "--frames"},
        {"no_format",
         {"render", "in.npy", "-o", "out.jpg"},
         2,
         "end it in one of: .png, .svg, .pdf, .tex, .gif, .mp4, .webm, .webp, .apng, .npy, .csv, "},
        {"numbers_have_no_theme",
         {"render", "in.npy", "-o", "out.json", "--theme", "dark"},
         2,
         "--theme is for drawings"},
        {"handout_of_nothing", {"handout", "-o", "out.pdf"}, 2, "SCENE"},
        {"handout_png", {"handout", "in.npy", "-o", "out.png"}, 2, "end it in .pdf"},
        {"handout_gone", {"handout", "gone.npy", "-o", "out.pdf"}, 1, "gone.npy"},
        {"handout_paper",
         {"handout", "in.npy", "-o", "out.pdf", "--paper", "a3"},
         2,
         "use one of: a4, letter"},
        {"handout_tier",
         {"handout", "in.npy", "-o", "out.pdf", "--tier", "hard"},
         2,
         "use one of: plain, half-worked, fully-worked"},
        {"handout_seed", {"handout", "in.npy", "-o", "out.pdf", "--seed", "-1"}, 2, "--seed"},
        {"handout_exercises",
         {"handout", "in.npy", "-o", "out.pdf", "--exercises", "0"},
         2,
         "from 1 to 100"},
        {"handout_too_many",
         {"handout", "in.npy", "in.npy", "-o", "out.pdf", "--exercises", "51"},
         2,
         "at most 100 exercises"},
        {"handout_impossible", {"handout", "impossible.pool.toml", "-o", "out.pdf"}, 1, "window"},
        {"step_zero", {"render", "in.npy", "-o", "out.png", "--step", "0"}, 2, "from 1 to 9"},
        {"step_too_far", {"render", "in.npy", "-o", "out.png", "--step", "10"}, 2, "from 1 to 9"},
        {"step_word", {"render", "in.npy", "-o", "out.png", "--step", "last"}, 2, "last"},
        {"scale_zero", {"render", "in.npy", "-o", "out.png", "--scale", "0"}, 2, "0.25 to 16"},
        {"scale_nan", {"render", "in.npy", "-o", "out.png", "--scale", "nan"}, 2, "not a number"},
        {"size_word", {"render", "in.npy", "-o", "out.png", "--size", "big"}, 2, "not a size"},
        {"size_small", {"render", "in.npy", "-o", "out.png", "--size", "10x10"}, 2, "out of range"},
        {"size_huge",
         {"render", "in.npy", "-o", "out.png", "--size", "99999x800"},
         2,
         "out of range"},
        {"size_by_scale",
         {"render", "in.npy", "-o", "out.png", "--size", "4000x4000", "--scale", "16"},
         2,
         "smaller"},
        {"no_such_language", {"render", "in.npy", "-o", "out.png", "--lang", "xx"}, 2, "en, zh"},
        {"no_such_theme", {"render", "in.npy", "-o", "out.png", "--theme", "pink"}, 2, "light"},
        {"step_of_frames",
         {"render", "in.npy", "-o", "frames", "--frames", "--step", "1"},
         2,
         "--step"},
        // The input or the file system is at fault.
        {"missing", {"pool", "gone.npy", "-o", "out.npy", "--kernel", "2"}, 1, "gone.npy"},
        {"a_folder", {"pool", "folder", "-o", "out.npy", "--kernel", "2"}, 1, "is a folder"},
        {"not_npy", {"pool", "bad.npy", "-o", "out.npy", "--kernel", "2"}, 1, "bad.npy"},
        {"cut_short", {"pool", "cut.npy", "-o", "out.npy", "--kernel", "2"}, 1, "cut.npy"},
        {"ragged_csv", {"pool", "ragged.csv", "-o", "out.npy", "--kernel", "2"}, 1, "ragged.csv"},
        {"a_device", {"pool", "/dev/zero", "-o", "out.npy", "--kernel", "2"}, 1, "/dev/zero"},
        {"no_folder", {"pool", "in.npy", "-o", "no/out.npy", "--kernel", "2"}, 1, "no/out.npy"},
        {"onto_a_folder", {"pool", "in.npy", "-o", "folder", "--kernel", "2"}, 1, "folder"},
        {"full_disk", {"pool", "in.npy", "-o", "/dev/full", "--kernel", "2"}, 1, "disk is full"},
        {"steps_missing", {"steps", "gone.toml"}, 1, "gone.toml"},
        {"steps_bad", {"steps", "bad.npy"}, 1, ""},
        {"render_bad_scene", {"render", "bad.pool.toml", "-o", "out.png"}, 1, ""},
        {"render_no_folder", {"render", "in.npy", "-o", "no/out.png"}, 1, "no/out.png"},
        {"render_impossible", {"render", "impossible.pool.toml", "-o", "out.png"}, 1, "window"},
        {"render_huge_output",
         {"render", "huge.pool.toml", "-o", "out.png"},
         1,
         "make output_size smaller, to at most 67108864 cells"},
    };
}

class BadCommand : public testing::TestWithParam<BadCase> {};

TEST_P(BadCommand, EndsInOneLine) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<float>({1, 1, 6, 6}), 2);
    write_array(folder / "planes.npy", jumble<float>({1, 2, 6, 6}), 3);
    const std::string whole = read_text(folder / "in.npy");
    write_text(folder / "cut.npy", whole.substr(0, whole.size() - 5));
    write_text(folder / "bad.npy", "this is no array");
    write_text(folder / "ragged.csv", "1,2,3\n4,5\n");
    write_text(folder / "bad.pool.toml", "version = [[[\n");
    write_text(folder / "impossible.pool.toml",
               "version = 1\n[layer]\noperator = \"max\"\nkernel_size = [9, 9]\nstride = [1, 1]\n"
               "padding = [0, 0, 0, 0]\n[input]\nvalues = [[[1, 2], [3, 4]]]\n");
    write_text(folder / "huge.pool.toml",
               "version = 1\n[layer]\noperator = \"max\"\nplacement = \"adaptive\"\n"
               "output_size = 10000\n[input]\nvalues = [[[1, 2], [3, 4]]]\n");
    write_text(folder / "refused.pool.toml",
               "version = 1\n[layer]\noperator = \"softpool\"\nkernel_size = 2\n[input]\n"
               "values = [[[1, 2], [3, 4]]]\n[view]\nmode = \"compare\"\n");
    std::filesystem::create_directory(folder / "folder");
    const auto before = folder.names();

    const Ended ended = run_program({GetParam().words, folder.path()});
    EXPECT_EQ(ended.status, GetParam().status) << ended.err;
    expect_one_line(ended);
    EXPECT_THAT(ended.err, HasSubstr(GetParam().said));
    EXPECT_EQ(folder.names(), before) << "something was left behind";
    EXPECT_EQ(read_text(folder / "in.npy"), whole);
}

INSTANTIATE_TEST_SUITE_P(All, BadCommand, testing::ValuesIn(bad_cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(ErrorsOfAnotherUserThanRoot, AFolderThatMayNotBeWrittenTo) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<float>({1, 1, 6, 6}), 2);
    std::filesystem::create_directory(folder / "locked");
    ::chmod((folder / "locked").c_str(), 0500);
    const Ended ended =
        poolscope({"pool", folder / "in.npy", "-o", folder / "locked/out.npy", "--kernel", "2"});
    EXPECT_EQ(ended.status, 1);
    expect_one_line(ended);
}

#if !defined(POOLSCOPE_SANITIZED)
TEST(Errors, AnOutputThatMemoryCannotHold) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<float>({1, 1, 6, 6}), 2);
    constexpr std::size_t memory = std::size_t{4} << 30;
    const Ended ended = start_program(
        {{"pool", "in.npy", "-o", "out.npy", "--output-size", "46000"}, folder.path()},
        {.memory = memory});
    EXPECT_EQ(ended.status, 2);
    expect_one_line(ended);
    EXPECT_THAT(ended.err, HasSubstr("not enough memory for the output"));
}
#endif

TEST(Errors, AFileNameCannotBreakTheLine) {
    const Ended ended = poolscope({"steps", "two\nlines.npy"});
    EXPECT_EQ(ended.status, 1);
    expect_one_line(ended);
}

TEST(Errors, AFullDiskUnderStandardOutput) {
    for (const Words& words : {Words{"--help"}, Words{"--version"}}) {
        const Ended ended = start_program({words}, {.out_path = "/dev/full"});
        EXPECT_EQ(ended.status, 1);
        expect_one_line(ended);
    }
}

}  // namespace
}  // namespace cli_test
