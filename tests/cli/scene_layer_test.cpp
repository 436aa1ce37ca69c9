/// `render` and `steps` under the layer that options say: as `pool` makes it, or as it changes a
/// scene's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/arrays.hpp"
#include "io/layout.hpp"

namespace cli_test {
namespace {

using poolscope::Shape;
using poolscope::Tensor;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using Words = std::vector<std::string>;

constexpr const char* scene = R"(version = 1
[layer]
operator = "avg"
kernel_size = [3, 3]
stride = [2, 2]
padding = [1, 1, 1, 1]
count_include_pad = false
[input]
values = [[[1, 3, 2, 4, 0, 5], [5, 6, 7, 8, 2, 1], [9, 2, 1, 0, 3, 4],
           [3, 4, 5, 6, 8, 7], [0, 2, 6, 1, 5, 3], [7, 1, 4, 2, 9, 6]]]
)";

class SceneLayer : public testing::Test {
protected:
    SceneLayer() {
        write_array(folder / "in.npy", jumble<float>({1, 2, 7, 9}), 3);
        write_text(folder / "a.pool.toml", scene);
    }

    Ended run(Words words, const Words& options) const {
        words.insert(words.end(), options.begin(), options.end());
        return run_program({words, folder.path()});
    }
    /// What `render` makes of a file under these options.
    Tensor<float> rendered(const std::string& file, const Words& options) {
        const Ended ended = run({"render", file, "-o", "out.npy"}, options);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return std::get<Tensor<float>>(read_array(folder / "out.npy").tensor);
    }
    Shape shape_of(const Words& options) { return rendered("a.pool.toml", options).shape(); }

    TemporaryFolder folder;
};

TEST_F(SceneLayer, AnArrayIsPooledAsByPool) {
    for (const Words& options :
         {Words{"--kernel", "2"}, Words{"--kernel", "3,2", "--padding", "1", "--op", "avg"},
          Words{"--op", "lp", "--kernel", "2", "--norm", "3"}, Words{"--global", "--op", "min"},
          Words{"--output-size", "2,3"}, Words{"--kernel", "3", "--dialect", "onnx"},
          Words{"--code", "nn.AvgPool2d(3, stride=2, padding=1)"},
          Words{"--op", "fractional", "--kernel", "2", "--output-size", "3", "--seed", "4"},
          Words{"--kernel", "2", "--layout", "nhwc"},
          Words{"--code", "keras.layers.MaxPooling2D(2, data_format=\"channels_last\")"}}) {
        const Ended ended = run({"pool", "in.npy", "-o", "pooled.npy"}, options);
        ASSERT_EQ(ended.status, 0) << ended.err;
        Tensor<float> pooled = std::get<Tensor<float>>(read_array(folder / "pooled.npy").tensor);
        // A picture of numbers has channels first.
        if (options.back().find("nhwc") == 0 || options.back().find("last") != std::string::npos)
            pooled = poolscope::io::channels_first(pooled);
        EXPECT_EQ(rendered("in.npy", options), pooled) << options.back();
    }
}

TEST_F(SceneLayer, WithoutWindowsTheOnesThatShowAFileHold) {
    // kernel_size 3, stride 2, padding 1.
    EXPECT_EQ(rendered("in.npy", {"--op", "avg"}).shape(), (Shape{1, 2, 4, 5}));
    EXPECT_EQ(rendered("in.npy", {"--stride", "1"}).shape(), (Shape{1, 2, 7, 9}));
}

TEST_F(SceneLayer, AnOptionChangesThatOfAScene) {
    EXPECT_EQ(shape_of({}), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(shape_of({"--stride", "1"}), (Shape{1, 1, 6, 6}));
    EXPECT_EQ(shape_of({"--padding", "0"}), (Shape{1, 1, 2, 2}));
    EXPECT_EQ(shape_of({"--padding", "0", "--ceil-mode"}), (Shape{1, 1, 3, 3}));
    // A kernel brings its stride along, and leaves the padding.
    EXPECT_EQ(shape_of({"--kernel", "2"}), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(shape_of({"--global"}), (Shape{1, 1, 1, 1}));
    EXPECT_EQ(shape_of({"--output-size", "4"}), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(shape_of({"--code", "nn.MaxPool2d(2)"}), (Shape{1, 1, 3, 3}));
    // The scene's mean stays one, and its divisor is 4 in the corner.
    EXPECT_EQ(rendered("a.pool.toml", {"--stride", "1"}).at(0, 0, 0, 0), 15.0F / 4);
    EXPECT_EQ(rendered("a.pool.toml", {"--op", "max"}).at(0, 0, 0, 0), 6);
}

TEST_F(SceneLayer, ADialectIsAskedWhatItMakesOfTheScenesLayer) {
    const Ended ended = run({"steps", "a.pool.toml"}, {"--dialect", "keras"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.err, StartsWith("poolscope: warning: "));
}

TEST_F(SceneLayer, StepsAreOfTheNewLayer) {
    const Ended ended = run({"steps", "a.pool.toml"}, {"--kernel", "2", "--op", "max"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(std::ranges::count(ended.out, '\n'), 16);
    EXPECT_THAT(ended.out, HasSubstr("Step 16 of 16"));
    EXPECT_THAT(ended.out, HasSubstr("max("));
}

TEST_F(SceneLayer, WhatMeansNothingIsRefused) {
    for (const auto& [options, words] :
         {std::pair{Words{"--seed", "3"}, "--seed means nothing to --op avg"},
          std::pair{Words{"--op", "fractional"}, "--output-size is required"},
          std::pair{Words{"--code", "nn.MaxPool2d(2)", "--stride", "1"}, "says it again"},
          std::pair{Words{"--kernel", "9", "--dialect", "nonsense"}, "nonsense"},
          std::pair{Words{"--kernel", "90"}, "90"}}) {
        for (const char* command : {"render", "steps"}) {
            Words call{command, "a.pool.toml"};
            if (call.front() == "render") call.insert(call.end(), {"-o", "none.png"});
            const Ended ended = run(call, options);
            EXPECT_EQ(ended.status, 2) << command << ": " << ended.err;
            EXPECT_THAT(ended.err, AllOf(StartsWith("poolscope: "), HasSubstr(words)));
        }
    }
}

}  // namespace
}  // namespace cli_test
