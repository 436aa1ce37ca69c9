/// `poolscope pool` under every operator and placement: each option reaches the layer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "cli/arrays.hpp"
#include "poolscope/forward.hpp"

namespace cli_test {
namespace {

using poolscope::Operator;
using poolscope::Placement;
using poolscope::PoolParams;
using poolscope::Shape;
using poolscope::Shared;
using poolscope::Tensor;
using testing::HasSubstr;
using Words = std::vector<std::string>;

/// The output over in.npy, (2, 4, 7, 10) of float64, with scores.npy and samples.npy beside it.
class Layers : public testing::Test {
protected:
    Layers() {
        write_array(folder / "in.npy", input, 4);
        write_array(folder / "scores.npy", scores, 2);
        write_array(folder / "samples.npy", samples, 3);
    }

    /// The output of the program under `options`.
    Tensor<double> output(const Words& options) {
        Words words{"pool", "in.npy", "-o", "out.npy"};
        words.insert(words.end(), options.begin(), options.end());
        const Ended ended = run_program({words, folder.path()});
        EXPECT_EQ(ended.status, 0) << ended.err;
        EXPECT_EQ(ended.out + ended.err, "");
        return ended.status == 0 ? std::get<Tensor<double>>(read_array(folder / "out.npy").tensor)
                                 : Tensor<double>();
    }

    /// The output that the library gives.
    Tensor<double> expected(const char* op, const std::function<void(PoolParams&)>& change) {
        const Operator& found = *poolscope::find_operator(op).value();
        PoolParams params;
        params.kernel_size = params.stride = {3, 3};
        change(params);
        const auto pooled = poolscope::pool({&found, params}, input);
        EXPECT_TRUE(pooled.has_value());
        return pooled ? pooled->output : Tensor<double>();
    }

    TemporaryFolder folder;
    Tensor<double> input = jumble<double>({2, 4, 7, 10});
    Tensor<float> scores = jumble<float>({1, 1, 7, 10});
    Tensor<double> samples = Tensor<double>({1, 2, 4, 2}, 0.375);
};

TEST_F(Layers, EveryOperatorRuns) {
    for (const Operator* op : poolscope::operators()) {
        Words options{"--op", std::string(op->id)};
        if (op->placement != Placement::channels) {
            options.insert(options.end(), {"--kernel", "3"});
        }
        if (op->placement == Placement::fractional) {
            options.insert(options.end(), {"--output-size", "2,3"});
        }
        EXPECT_EQ(output(options), expected(op->id.data(),
                                            [](PoolParams& params) {
                                                params.output_size = {2, 3};
                                            }))
            << op->id;
    }
}

TEST_F(Layers, EveryNumberIsAnOption) {
    for (const Operator* op : poolscope::operators()) {
        for (const poolscope::NumberParameter& number : op->parameters) {
            std::string option = "--" + std::string(number.id);
            std::ranges::replace(option, '_', '-');
            const double value = number.low + (number.high - number.low) / 4;
            EXPECT_EQ(output({"--op", std::string(op->id), "--kernel", "3", option,
                              std::to_string(value)}),
                      expected(op->id.data(),
                               [&](PoolParams& params) {
                                   params.*number.field = std::stod(std::to_string(value));
                               }))
                << option;
        }
    }
}

TEST_F(Layers, AnInfiniteNormIsTheLargestMagnitude) {
    EXPECT_EQ(output({"--op", "lp", "--kernel", "3", "--norm", "inf"}),
              expected("lp", [](PoolParams& params) {
                  params.norm = std::numeric_limits<double>::infinity();
              }));
}

TEST_F(Layers, AdaptiveAndGlobalWindowsNeedNoKernel) {
    for (const char* op : {"max", "avg", "min", "lp", "softpool"}) {
        EXPECT_EQ(output({"--op", op, "--output-size", "3,4"}), expected(op, [](auto& params) {
                      params.placement = Placement::adaptive;
                      params.output_size = {3, 4};
                  }));
        EXPECT_EQ(output({"--op", op, "--global"}),
                  expected(op, [](auto& params) { params.placement = Placement::global; }));
    }
    EXPECT_EQ(output({"--output-size", "5"}).shape(), (Shape{2, 4, 5, 5}));
}

TEST_F(Layers, SeedsDraw) {
    const Words stochastic{"--op", "stochastic", "--kernel", "3", "--seed"};
    const auto seeded = [&](const std::string& seed) {
        Words words = stochastic;
        words.push_back(seed);
        return output(words);
    };
    EXPECT_EQ(seeded("5"), seeded("5"));
    EXPECT_NE(seeded("5"), seeded("6"));
    EXPECT_EQ(seeded("5"), expected("stochastic", [](auto& params) { params.seed = 5; }));
    EXPECT_EQ(seeded("9223372036854775807"), expected("stochastic", [](auto& params) {
                  params.seed = std::numeric_limits<std::int64_t>::max();
              }));
}

TEST_F(Layers, ArraysBesideTheInputAreRead) {
    EXPECT_EQ(output({"--op", "attention", "--kernel", "3", "--scores", "scores.npy"}),
              expected("attention", [&](auto& params) { params.scores = Shared(scores); }));
    EXPECT_EQ(output({"--op", "fractional", "--kernel", "2", "--output-size", "3,5", "--samples",
                      "samples.npy"}),
              expected("fractional", [](auto& params) {
                  params.kernel_size = {2, 2};
                  params.output_size = {3, 5};
                  params.samples = Shared(Tensor<double>({2, 4, 1, 2}, 0.375));
              }));
}

TEST_F(Layers, MaxoutSpansChannels) {
    EXPECT_EQ(output({"--op", "maxout"}).shape(), (Shape{2, 2, 7, 10}));
    EXPECT_EQ(output({"--op", "maxout", "--channel-group", "4"}),
              expected("maxout", [](auto& params) { params.channel_group = 4; }));
}

TEST(Row, OneNumberIsForItsColumns) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", Tensor<float>({1, 1, 1, 7}, {1, 5, 2, 8, 3, 9, 4}), 1);
    const auto run = [&](Words more) {
        Words words{"pool", folder / "in.npy", "-o", folder / "out.npy"};
        words.insert(words.end(), more.begin(), more.end());
        const Ended ended = poolscope(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        const auto array = read_array(folder / "out.npy");
        EXPECT_EQ(array.rank, 1);
        const auto cells = std::get<Tensor<float>>(array.tensor).cells();
        return std::vector<float>(cells.begin(), cells.end());
    };
    using Cells = std::vector<float>;
    EXPECT_EQ(run({"--kernel", "2"}), (Cells{5, 8, 9}));
    EXPECT_EQ(run({"--kernel", "3", "--stride", "2", "--padding", "1"}), (Cells{5, 8, 9, 9}));
    EXPECT_EQ(run({"--kernel", "1,2", "--dilation", "2", "--stride", "1,4"}), (Cells{2, 4}));
    EXPECT_EQ(run({"--op", "avg", "--output-size", "2"}), (Cells{4, 6}));
    EXPECT_EQ(run({"--op", "min", "--global"}), (Cells{1}));
    const Ended tall = poolscope({"pool", folder / "in.npy", "-o", folder / "tall.npy", "--kernel",
                                  "2", "--padding", "1,0,0,0"});
    EXPECT_EQ(tall.status, 2);
    EXPECT_THAT(tall.err, HasSubstr("the output has 2 rows, and an array of one axis has none"));
}

TEST(Layout, ChannelsLastGoThroughAndComeBack) {
    const TemporaryFolder folder;
    const auto input = jumble<float>({2, 3, 4, 6});
    Tensor<float> last({2, 4, 6, 3});
    for (int n = 0; n < 2; ++n) {
        for (int c = 0; c < 3; ++c) {
            for (int row = 0; row < 4; ++row) {
                for (int col = 0; col < 6; ++col) {
                    last.at(n, row, col, c) = input.at(n, c, row, col);
                }
            }
        }
    }
    write_array(folder / "last.npy", last, 4);
    const auto expected =
        poolscope::pool({poolscope::find_operator("max").value()}, input, {true, 1, {}});
    const Ended ended =
        poolscope({"pool", folder / "last.npy", "-o", folder / "out.npy", "--kernel", "2",
                   "--layout", "nhwc", "--indices", folder / "idx.npy"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto output = std::get<Tensor<float>>(read_array(folder / "out.npy").tensor);
    const auto indices = std::get<Tensor<std::int64_t>>(read_array(folder / "idx.npy").tensor);
    ASSERT_EQ(output.shape(), (Shape{2, 2, 3, 3}));
    for (int n = 0; n < 2; ++n) {
        for (int c = 0; c < 3; ++c) {
            for (int row = 0; row < 2; ++row) {
                for (int col = 0; col < 3; ++col) {
                    EXPECT_EQ(output.at(n, row, col, c), expected->output.at(n, c, row, col));
                    EXPECT_EQ(indices.at(n, row, col, c), expected->indices->at(n, c, row, col));
                }
            }
        }
    }
}

}  // namespace
}  // namespace cli_test
