/// Dialects on the command line: their defaults, rules and limits, and layers as code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cli/arrays.hpp"
#include "poolscope/dialect.hpp"

namespace cli_test {
namespace {

using poolscope::Shape;
using poolscope::Tensor;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using Words = std::vector<std::string>;

/// Runs `pool` over in.npy: (1, 1, 4, 4) of 0 .. 15.
class Dialects : public testing::Test {
protected:
    Dialects() {
        Tensor<float> input({1, 1, 4, 4});
        float next = 0;
        for (float& cell : input.cells()) cell = next++;
        write_array(folder / "in.npy", input, 2);
    }

    Ended run(const Words& options) {
        Words words{"pool", "in.npy", "-o", "out.npy"};
        words.insert(words.end(), options.begin(), options.end());
        return run_program({words, folder.path()});
    }
    /// The output's cells; none where the program failed.
    std::vector<float> cells(const Words& options) {
        const Ended ended = run(options);
        EXPECT_EQ(ended.status, 0) << ended.err;
        if (ended.status != 0) return {};
        const auto tensor = std::get<Tensor<float>>(read_array(folder / "out.npy").tensor);
        return {tensor.cells().begin(), tensor.cells().end()};
    }

    TemporaryFolder folder;
};

TEST_F(Dialects, HaveDefaultsOfTheirOwn) {
    EXPECT_EQ(cells({"--kernel", "2"}).size(), 4U);
    EXPECT_EQ(cells({"--kernel", "2", "--dialect", "pytorch"}).size(), 4U);
    EXPECT_EQ(cells({"--kernel", "2", "--dialect", "keras"}).size(), 4U);
    EXPECT_EQ(cells({"--kernel", "2", "--dialect", "onnx"}).size(), 9U);
    const Words mean{"--op", "avg",      "--kernel", "2",        "--padding",
                     "1",    "--stride", "5",        "--dialect"};
    const auto first = [&](const std::string& dialect) {
        Words words = mean;
        words.push_back(dialect);
        return cells(words);
    };
    EXPECT_THAT(first("pytorch"), ElementsAre(0));
    EXPECT_THAT(cells({"--op", "avg", "--kernel", "3", "--padding", "1", "--stride", "4"}),
                ElementsAre(10.0F / 9));
    EXPECT_THAT(cells({"--op", "avg", "--kernel", "3", "--padding", "1", "--stride", "4",
                       "--dialect", "onnx"}),
                ElementsAre(2.5F));
}

TEST_F(Dialects, RefuseInTheFrameworksWords) {
    const auto refused = [&](const Words& options, const std::string& said) {
        const Ended ended = run(options);
        EXPECT_EQ(ended.status, 2);
        EXPECT_THAT(ended.err, HasSubstr(said));
        EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
        EXPECT_THAT(folder.names(), ElementsAre("in.npy"));
    };
    refused({"--kernel", "2", "--padding", "2", "--dialect", "pytorch"},
            "pad should be at most half of kernel size");
    refused({"--op", "avg", "--kernel", "2", "--divisor", "0", "--dialect", "pytorch"},
            "divisor must be not zero");
    refused({"--op", "lp", "--kernel", "2", "--norm", "0", "--dialect", "pytorch"},
            "float division by zero");
    refused({"--output-size", "0", "--dialect", "pytorch"}, "output_size");
    refused({"--op", "softpool", "--kernel", "2", "--dialect", "pytorch"}, "PyTorch");
    refused({"--kernel", "2", "--ceil-mode", "--dialect", "keras"}, "ceil_mode");
    refused({"--op", "lp", "--kernel", "2", "--dialect", "keras"}, "Keras has no layer");
    refused({"--output-size", "2,3", "--dialect", "onnx"}, "ONNX has no adaptive pooling");
    refused({"--kernel", "2", "--dialect", "caffe"}, "there is no dialect 'caffe'");
    // Explicit allows what a framework does not.
    EXPECT_EQ(run({"--kernel", "2", "--padding", "2"}).status, 0);
}

TEST_F(Dialects, SayWhatTheyChange) {
    write_array(folder / "in.npy", Tensor<double>({1, 1, 1, 2}, {-2, 1}), 2);
    const Ended ended =
        run({"--op", "lp", "--kernel", "1,2", "--norm", "3", "--dialect", "pytorch"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.err, StartsWith("poolscope: warning: PyTorch raises x itself"));
    const auto output = std::get<Tensor<double>>(read_array(folder / "out.npy").tensor);
    EXPECT_TRUE(std::isnan(output.at(0, 0, 0, 0)));
    EXPECT_EQ(run({"--op", "lp", "--kernel", "1,2", "--norm", "3"}).err, "");
}

TEST_F(Dialects, PyTorchsMeanOfInt64IsCutOff) {
    write_array(folder / "in.npy", Tensor<std::int64_t>({1, 1, 2, 4}, {-7, 2, 3, 4, 1, 0, 5, 6}),
                2);
    const Words mean{"--op", "avg", "--kernel", "2", "--dialect"};
    const auto under = [&](const std::string& dialect, const Words& more) {
        Words words = mean;
        words.push_back(dialect);
        words.insert(words.end(), more.begin(), more.end());
        const Ended ended = run(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return read_array(folder / "out.npy").tensor;
    };
    EXPECT_THAT(std::get<Tensor<std::int64_t>>(under("pytorch", {})).cells(), ElementsAre(-1, 4));
    EXPECT_THAT(std::get<Tensor<double>>(under("explicit", {})).cells(), ElementsAre(-1, 4.5));
    EXPECT_THAT(std::get<Tensor<std::int64_t>>(under("pytorch", {"--divisor", "-3"})).cells(),
                ElementsAre(1, -6));
    // int64 is summed as it is: a float64 would lose the last digits.
    constexpr auto large = std::int64_t{1} << 61;
    write_array(folder / "in.npy", Tensor<std::int64_t>({1, 1, 2, 2}, {large, large, large, 4}), 2);
    EXPECT_THAT(std::get<Tensor<std::int64_t>>(under("pytorch", {})).cells(),
                ElementsAre(large / 4 * 3 + 1));
}

TEST_F(Dialects, KerasHasItsChannelsLast) {
    write_array(folder / "in.npy", Tensor<float>({1, 2, 2, 3}, 1.0F), 4);
    ASSERT_EQ(run({"--kernel", "2", "--dialect", "keras"}).status, 0);
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "out.npy").tensor).shape(),
              (Shape{1, 1, 1, 3}));
    ASSERT_EQ(run({"--kernel", "2", "--dialect", "keras", "--layout", "nchw"}).status, 0);
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "out.npy").tensor).shape(),
              (Shape{1, 2, 1, 1}));
}

TEST_F(Dialects, CodeSaysTheLayout) {
    write_array(folder / "in.npy", Tensor<float>({1, 2, 2, 4}, 1.0F), 4);
    const std::string code = "keras.layers.AveragePooling2D(2, data_format='channels_first')";
    const auto shape = [&](const Words& options) {
        const Ended ended = run(options);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return std::get<Tensor<float>>(read_array(folder / "out.npy").tensor).shape();
    };
    EXPECT_EQ(shape({"--code", code}), (Shape{1, 2, 1, 2}));
    EXPECT_EQ(shape({"--code", code, "--layout", "nchw"}), (Shape{1, 2, 1, 2}));
    EXPECT_EQ(shape({"--code", "keras.layers.AveragePooling2D(2)"}), (Shape{1, 1, 1, 4}));
    const Ended refused = run({"--code", code, "--layout", "nhwc"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("--code says that arrays are nchw, and --layout says nhwc"));
    const Ended calls = poolscope({"code", "--code", code});
    EXPECT_EQ(calls.status, 0);
    EXPECT_THAT(calls.err, HasSubstr("arrays are nchw, which the calls do not say"));
}

TEST_F(Dialects, PyTorchsRefusalOfIntegersIsSaid) {
    const auto said = [&](const Words& options) {
        Words words{"--kernel", "2", "--dialect", "pytorch"};
        words.insert(words.end(), options.begin(), options.end());
        const Ended ended = run(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended.err;
    };
    const std::string int8 =
        "poolscope: warning: PyTorch refuses int8 in this layer or cuts its result off, which is "
        "not done here\n";
    EXPECT_EQ(said({"--op", "avg"}), "");
    write_array(folder / "in.npy", jumble<std::int8_t>({1, 1, 4, 4}), 2);
    EXPECT_EQ(said({"--op", "avg"}), int8);
    EXPECT_EQ(said({"--op", "max"}), "");
    EXPECT_EQ(run({"--output-size", "2", "--dialect", "pytorch"}).err, int8);
    EXPECT_EQ(run({"--op", "avg", "--kernel", "2"}).err, "");
    write_array(folder / "in.npy", jumble<std::int64_t>({1, 1, 4, 4}), 2);
    EXPECT_EQ(said({"--op", "avg"}), "");
}

TEST_F(Dialects, CodeIsALayer) {
    EXPECT_EQ(cells({"--code", "nn.MaxPool2d(3, stride=1)"}),
              cells({"--kernel", "3", "--stride", "1"}));
    EXPECT_EQ(cells({"--code", "keras.layers.AveragePooling2D(3, strides=2, padding='same')"}),
              cells({"--op", "avg", "--kernel", "3", "--stride", "2", "--padding", "same-upper",
                     "--exclude-pad"}));
    const Ended unread = run({"--code", "nn.MaxPool2d(2, return_indices=True)"});
    EXPECT_EQ(unread.status, 0);
    EXPECT_EQ(unread.err,
              "poolscope: warning: --code says return_indices=True, which has no place here\n");
    const Ended twice = run({"--code", "nn.MaxPool2d(2)", "--stride", "3"});
    EXPECT_EQ(twice.status, 2);
    EXPECT_THAT(twice.err, HasSubstr("--code says the layer, and --stride says it again"));
    EXPECT_EQ(run({"--code", "nn.Conv2d(2)"}).status, 2);
    EXPECT_EQ(run({"--code", "nn.MaxPool2d(2, padding=2)"}).status, 2);
    EXPECT_EQ(run({"--code", "nn.MaxPool2d(2)", "--scores", "in.npy"}).status, 2);
}

TEST(Code, PrintsTheCallOfEachFramework) {
    const Ended ended = poolscope({"code", "--kernel", "3", "--stride", "2", "--padding", "1"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.err, "");
    EXPECT_THAT(ended.out, HasSubstr("pytorch: nn.MaxPool2d(3, stride=2, padding=1)\n"));
    EXPECT_THAT(ended.out, HasSubstr("keras: none, since "));
    EXPECT_THAT(ended.out, HasSubstr("onnx: "));
    const Ended translated =
        poolscope({"code", "--code", "nn.AvgPool1d(3)", "--input-shape", "2,1,90"});
    EXPECT_THAT(translated.out, HasSubstr("pytorch: nn.AvgPool1d(3)\n"));
    EXPECT_THAT(translated.out, HasSubstr("keras: keras.layers.AveragePooling1D(pool_size=3)\n"));
}

TEST(Code, RefusesWhatIsNoLayer) {
    EXPECT_EQ(poolscope({"code"}).status, 2);
    EXPECT_EQ(poolscope({"code", "--kernel", "3", "--input-shape", "0,3"}).status, 2);
    EXPECT_EQ(poolscope({"code", "--kernel", "3", "--input-shape", "2,2"}).status, 2);
    EXPECT_EQ(poolscope({"code", "--kernel", "3", "--input-shape", "1,2,3,4,5"}).status, 2);
}

}  // namespace
}  // namespace cli_test
