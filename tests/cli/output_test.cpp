/// `steps`, `render`, `--help` and `--version`: what they print and draw.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/arrays.hpp"

namespace cli_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string default_scene = POOLSCOPE_SOURCE_DIR "/assets/scenes/default.pool.toml";

/// The width and height that a PNG file claims; zeros where it is none.
std::pair<unsigned, unsigned> png_size(const std::string& path) {
    const std::string bytes = read_text(path);
    if (bytes.size() < 24 || !bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return {0, 0};
    }
    const auto number_at = [&bytes](std::size_t at) {
        unsigned number = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            number = number * 256 + static_cast<unsigned char>(bytes[i]);
        }
        return number;
    };
    return {number_at(16), number_at(20)};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

TEST(Steps, SayWhatEachStepDoes) {
    const Ended ended = poolscope({"steps", default_scene});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto lines = lines_of(ended.out);
    ASSERT_EQ(lines.size(), 9U);
    EXPECT_EQ(lines[4],
              "Step 5 of 9 · output (1, 1) reads rows 1–3, columns 1–3 · 9 real cells, 0 padding · "
              "winner: input (1, 3) · max( 6, 7, 8, 2, 1, 0, 4, 5, 6 ) = 8");
}

TEST(Steps, AsRowsOfCsv) {
    const Ended ended = poolscope({"steps", default_scene, "--csv"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto lines = lines_of(ended.out);
    ASSERT_EQ(lines.size(), 10U);
    EXPECT_EQ(lines[0],
              "step,channel,out_row,out_col,row_first,row_last,row_step,col_first,col_last,"
              "col_step,read,real,padding,overhang,selected_row,selected_col,ties,divisor,running,"
              "output,sample,selected_channel,draw,weights,tap_kinds,tap_values");
    EXPECT_EQ(lines[1],
              "1,0,0,0,-1,1,1,-1,1,1,9,4,5,0,1,1,1,,6,6,0,0,,,pppprrprr,"
              "-inf -inf -inf -inf 1 3 -inf 5 6");
    EXPECT_EQ(lines[5],
              "5,0,1,1,1,3,1,1,3,1,9,9,0,0,1,3,1,,8,8,0,0,,,rrrrrrrrr,"
              "6 7 8 2 1 0 4 5 6");
}

TEST(Steps, OfAMeanHaveADivisor) {
    const TemporaryFolder folder;
    write_text(folder / "mean.pool.toml",
               "version = 1\n[layer]\noperator = \"avg\"\nkernel_size = [2, 2]\nstride = [2, 2]\n"
               "padding = [0, 0, 0, 0]\n[input]\nvalues = [[[1, 2], [3, 8]]]\n");
    const Ended csv = poolscope({"steps", folder / "mean.pool.toml", "--csv"});
    ASSERT_EQ(csv.status, 0) << csv.err;
    EXPECT_EQ(lines_of(csv.out).back(),
              "1,0,0,0,0,1,1,0,1,1,4,4,0,0,,,,4,14,3.5,0,,,,rrrr,1 2 3 8");
    const Ended text = poolscope({"steps", folder / "mean.pool.toml"});
    EXPECT_THAT(text.out, HasSubstr("( 1 + 2 + 3 + 8 ) / 4 = 3.5"));
}

/// A scene of 1 x 2 cells under `operator`, in 2 samples of 2 channels.
std::string small_scene(const std::string& op, const std::string& rest = "") {
    return "version = 1\n[layer]\noperator = \"" + op + "\"\n" + rest +
           "[input]\nvalues = [[[[1, 1]], [[2, 2]]], [[[3, 5]], [[4, 4]]]]\n";
}

TEST(Steps, HaveDrawsAndWeightsWhereTheOperatorHas) {
    const TemporaryFolder folder;
    const auto steps = [&](const std::string& scene, const std::string& option) {
        write_text(folder / "a.pool.toml", scene);
        std::vector<std::string> words{"steps", folder / "a.pool.toml"};
        if (!option.empty()) words.push_back(option);
        const Ended ended = poolscope(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return lines_of(ended.out);
    };
    const std::string kernel = "kernel_size = [1, 2]\n";
    const auto soft = steps(small_scene("softpool", kernel), "--csv");
    ASSERT_EQ(soft.size(), 5U);
    EXPECT_THAT(soft[1], HasSubstr(",0,,,0.5 0.5,rr,"));
    EXPECT_THAT(soft[4], HasSubstr(",1,,,0.5 0.5,rr,"));
    const auto drawn = steps(small_scene("stochastic", kernel), "--csv");
    EXPECT_THAT(drawn[3], HasSubstr(" 0.625,rr,"));
    EXPECT_THAT(drawn[3], testing::Not(HasSubstr(",,0.375")));
    const auto text = steps(small_scene("stochastic", kernel), "");
    EXPECT_THAT(text[3], StartsWith("sample 1 · channel 1 · Step 1 of 1"));
    EXPECT_THAT(text[3], HasSubstr(" · draw 0."));
    EXPECT_THAT(text[3], testing::EndsWith(" · weights 0.5 0.5"));
    const auto maxout = steps(small_scene("maxout"), "--csv");
    ASSERT_EQ(maxout.size(), 5U);
    EXPECT_THAT(maxout[1], StartsWith("1,\"0, 1\",0,0,"));
    EXPECT_THAT(maxout[1], HasSubstr(",2,2,0,1,,,rr,"));
    EXPECT_THAT(maxout[4], HasSubstr(",5,5,1,0,,,rr,"));
}

TEST(Steps, EndQuietlyWithTheirReader) {
    const TemporaryFolder folder;
    write_array(folder / "big.npy", jumble<float>({1, 1, 1500, 1500}), 2);
    for (const char* options : {"", " --csv"}) {
        const Ended ended = run_piped_into("steps " + (folder / "big.npy") + options, "head -n 3");
        EXPECT_EQ(ended.status, 0);
        EXPECT_EQ(ended.err, "");
        EXPECT_EQ(lines_of(ended.out).size(), 3U);
    }
}

TEST(Steps, SayThatTheDiskIsFull) {
    const Ended ended = start_program({{"steps", default_scene}}, {.out_path = "/dev/full"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, StartsWith("poolscope: standard output could not be written"));
}

TEST(Render, DrawsOneStep) {
    const TemporaryFolder folder;
    const Ended ended = poolscope({"render", default_scene, "-o", folder / "step.png"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out + ended.err, "");
    // Laid out in 848 x 752, and cut to what is drawn.
    const auto [width, height] = png_size(folder / "step.png");
    EXPECT_GT(width, 600U);
    EXPECT_LT(width, 848U);
    EXPECT_GT(height, 600U);
    EXPECT_LT(height, 752U);
}

TEST(Render, TheExtensionIsAddedWhereItIsMissing) {
    const TemporaryFolder folder;
    ASSERT_EQ(poolscope({"render", default_scene, "-o", folder / "step"}).status, 0);
    EXPECT_EQ(read_text(folder / "step.png").substr(1, 3), "PNG");
}

TEST(Render, TheOptionsChangeThePicture) {
    const TemporaryFolder folder;
    const auto draw = [&folder](std::vector<std::string> options) {
        std::vector<std::string> words{"render", default_scene, "-o", folder / "step.png"};
        words.insert(words.end(), options.begin(), options.end());
        const Ended ended = poolscope(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return read_text(folder / "step.png");
    };
    const std::string first = draw({"--step", "1"});
    EXPECT_EQ(draw({"--step", "1"}), first);
    EXPECT_NE(draw({"--step", "9"}), first);
    EXPECT_NE(draw({"--step", "1", "--theme", "dark"}), first);
    draw({"--size", "640x480", "--scale", "1.5"});
    EXPECT_EQ(png_size(folder / "step.png"), std::pair(960U, 720U));
}

TEST(Render, DrawsEveryStepIntoAFolder) {
    const TemporaryFolder folder;
    const Ended ended = poolscope(
        {"render", default_scene, "-o", folder / "frames", "--frames", "--size", "400x400"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "frames")) {
        EXPECT_EQ(png_size(entry.path()), std::pair(400U, 400U)) << entry.path();
        ++count;
    }
    EXPECT_EQ(count, 9U);
}

TEST(Render, TakesAGridOrAnArray) {
    const TemporaryFolder folder;
    write_array(folder / "grid.npy", jumble<std::uint8_t>({1, 3, 12, 12}), 3);
    write_text(folder / "grid.csv", "1,2,3,4\n5,6,7,8\n9,10,11,12\n13,14,15,16\n");
    for (const char* name : {"grid.npy", "grid.csv"}) {
        const Ended ended = poolscope({"render", folder / name, "-o", folder / "out.png"});
        EXPECT_EQ(ended.status, 0) << ended.err;
    }
}

TEST(Render, DrawsTheModeOfTheScene) {
    const TemporaryFolder folder;
    const auto frames = [&](const std::string& view) {
        write_text(folder / "a.pool.toml",
                   "version = 1\n[layer]\noperator = \"max\"\nkernel_size = 2\n[input]\n"
                   "values = [[[1, 2, 3, 4, 5], [3, 4, 5, 6, 9], [3, 4, 5, 6, 9]]]\n[view]\n" +
                       view);
        const std::string to = folder / "frames";
        std::filesystem::remove_all(to);
        const Ended ended = poolscope({"render", folder / "a.pool.toml", "-o", to, "--frames"});
        EXPECT_EQ(ended.status, 0) << ended.err;
        std::vector<std::string> pictures;
        for (const auto& entry : std::filesystem::directory_iterator(to)) {
            pictures.push_back(read_text(entry.path()));
        }
        return pictures;
    };
    const auto forward = frames("");
    EXPECT_EQ(forward.size(), 2U);
    const auto backward = frames("mode = \"backward\"\n");
    EXPECT_EQ(backward.size(), 2U);
    EXPECT_NE(backward, forward);
    // ONNX strides by what it is told; Keras' "same" has an output more a row and column.
    EXPECT_EQ(frames("mode = \"compare\"\ncompare = [\"explicit\", \"onnx\"]\n").size(), 2U);
    EXPECT_GT(frames("mode = \"stages\"\nequivalence = \"separable\"\n").size(), 2U);
}

TEST(Help, ListsCommandsAndOptions) {
    const Ended help = poolscope({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_EQ(help.err, "");
    for (const char* command : {"pool", "unpool", "code", "steps", "render", "--version"}) {
        EXPECT_THAT(help.out, HasSubstr(command));
    }
    const Ended pool = poolscope({"pool", "--help"});
    EXPECT_EQ(pool.status, 0);
    EXPECT_THAT(pool.out, HasSubstr("Usage: poolscope pool "));
    for (const char* option :
         {"--op",          "--kernel",      "--stride",      "--padding", "--dilation",
          "--ceil-mode",   "--exclude-pad", "--divisor",     "--indices", "--norm",
          "--sharpness",   "--mix",         "--output-size", "--global",  "--dialect",
          "--layout",      "--seed",        "--samples",     "--scores",  "--channel-group",
          "--grad-output", "--grad-input",  "--code"}) {
        EXPECT_THAT(pool.out, HasSubstr(option));
    }
}

TEST(Help, TellsTheVersion) {
    const Ended ended = poolscope({"--version"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.out, "poolscope " POOLSCOPE_VERSION "\n");
}

TEST(Figures, AreAsLargeAsWhatTheyAreMadeFor) {
    const TemporaryFolder folder;
    const auto size_of = [&](const std::vector<std::string>& options) {
        std::vector<std::string> words{"render", default_scene, "-o", folder / "a.png"};
        words.insert(words.end(), options.begin(), options.end());
        const Ended ended = poolscope(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return png_size(folder / "a.png");
    };
    EXPECT_EQ(size_of({"--size", "slide"}), std::pair(1920U, 1080U));
    EXPECT_EQ(size_of({"--size", "column"}).first, 992U);    // 8.4 cm at 300 dots an inch
    EXPECT_EQ(size_of({"--size", "handout"}).first, 2008U);  // 17 cm
    // Without words there is less to draw.
    EXPECT_LT(size_of({"--size", "column", "--only", "grids"}).second,
              size_of({"--size", "column"}).second);
    EXPECT_LT(size_of({"--only", "strip"}).second, size_of({"--only", "figure"}).second);
}

/// The pixels a metre that a PNG file claims; nothing where it claims none.
std::string png_density(const std::string& path) {
    const std::string bytes = read_text(path);
    const std::size_t at = bytes.find("pHYs");
    return at == std::string::npos ? "" : bytes.substr(at + 4, 9);
}

TEST(Figures, SayHowManyOfTheirPixelsAreAnInch) {
    const TemporaryFolder folder;
    ASSERT_EQ(
        poolscope({"render", default_scene, "-o", folder / "a.png", "--size", "column"}).status, 0);
    // 300 dots an inch are 11811 a metre.
    EXPECT_EQ(png_density(folder / "a.png"), std::string("\0\0\x2E\x23\0\0\x2E\x23\x01", 9));
    ASSERT_EQ(poolscope({"render", default_scene, "-o", folder / "b.png"}).status, 0);
    EXPECT_EQ(png_density(folder / "b.png"), "") << "whose size on paper nobody said";
}

/// An option shows what a scene with that key in its [view] shows.
TEST(Figures, LookAtASceneAsTheOptionsSay) {
    const TemporaryFolder folder;
    const std::string scene = read_text(default_scene);
    ASSERT_EQ(poolscope({"render", default_scene, "-o", folder / "plain.svg"}).status, 0);
    for (const auto& [options, line] :
         {std::pair{std::vector<std::string>{"--mode", "backward"}, "mode = \"backward\""},
          std::pair{std::vector<std::string>{"--mode", "stages", "--equivalence", "relu"},
                    "mode = \"stages\"\nequivalence = \"relu\""},
          std::pair{std::vector<std::string>{"--mode", "compare", "--compare", "onnx,keras"},
                    "mode = \"compare\"\ncompare = [\"onnx\", \"keras\"]"},
          std::pair{std::vector<std::string>{"--lens"}, "lens = true"},
          std::pair{std::vector<std::string>{"--times-read"}, "counts_readers = true"},
          std::pair{std::vector<std::string>{"--no-indices"}, "indices = false"}}) {
        write_text(folder / "said.pool.toml", scene + line + "\n");
        ASSERT_EQ(
            poolscope({"render", folder / "said.pool.toml", "-o", folder / "said.svg"}).status, 0)
            << line;
        std::vector<std::string> words{"render", default_scene, "-o", folder / "asked.svg"};
        words.insert(words.end(), options.begin(), options.end());
        const Ended ended = poolscope(words);
        ASSERT_EQ(ended.status, 0) << ended.err;
        EXPECT_EQ(read_text(folder / "asked.svg"), read_text(folder / "said.svg")) << line;
        EXPECT_NE(read_text(folder / "asked.svg"), read_text(folder / "plain.svg")) << line;
    }
}

TEST(Figures, ASnippetIsNoDocument) {
    const TemporaryFolder folder;
    for (const bool snippet : {false, true}) {
        std::vector<std::string> words{"render", default_scene, "-o", folder / "a.tex"};
        if (snippet) words.emplace_back("--snippet");
        ASSERT_EQ(poolscope(words).status, 0);
        EXPECT_EQ(read_text(folder / "a.tex").find("\\documentclass") == std::string::npos,
                  snippet);
    }
}

TEST(Figures, WhatCannotBeIsSaid) {
    const TemporaryFolder folder;
    for (const auto& [options, words] :
         {std::pair{
              std::vector<std::string>{"-o", folder / "a.png", "--size", "column", "--scale", "2"},
              "--size column says how large it is, and --scale says it again"},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--size", "poster"},
                    "or one of: slide, column, handout"},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--only", "words"},
                    "use one of: all, slide, figure, strip, grids"},
          std::pair{std::vector<std::string>{"-o", folder / "a.svg", "--snippet"},
                    "--snippet is for .tex"},
          std::pair{std::vector<std::string>{"-o", folder / "a.npy", "--only", "grids"},
                    "--only is for drawings"},
          std::pair{std::vector<std::string>{"-o", folder / "a.npy", "--lens"},
                    "--lens is for drawings"},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--mode", "sideways"},
                    "--mode: mode is none of \"forward\", \"backward\""},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--compare", "pytorch"},
                    "--compare: compare does not name two dialects"},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--channel", "3"},
                    "--channel: channel is 3, and the input has 1"},
          std::pair{std::vector<std::string>{"-o", folder / "a.png", "--colormap", "pink"},
                    "--colormap: colormap names no colour map"}}) {
        std::vector<std::string> call{"render", default_scene};
        call.insert(call.end(), options.begin(), options.end());
        const Ended ended = poolscope(call);
        EXPECT_EQ(ended.status, 2);
        EXPECT_THAT(ended.err, HasSubstr(words));
    }
    EXPECT_TRUE(folder.names().empty());
}

}  // namespace
}  // namespace cli_test
