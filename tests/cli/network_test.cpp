/// `poolscope run` and `poolscope layers`: networks of ONNX files and of scenes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cli/arrays.hpp"

namespace cli_test {
namespace {

using poolscope::Shape;
using poolscope::Tensor;
using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::string models = POOLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/onnx/";

/// in.npy: what the model `digits` reads.
class Networks : public testing::Test {
protected:
    Networks() { write_array(folder / "in.npy", jumble<float>({1, 1, 4, 4}), 4); }

    Ended run(const Words& words) { return run_program({words, folder.path()}); }
    Tensor<float> tensor(const std::string& name, int rank) {
        const auto array = read_array(folder / name);
        EXPECT_EQ(array.rank, rank) << name;
        return std::get<Tensor<float>>(array.tensor);
    }

    TemporaryFolder folder;
};

TEST_F(Networks, RunToTheAxesThatTheFileSays) {
    const Ended ended = run({"run", models + "digits.onnx", "in.npy", "-o", "out.npy"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto shares = tensor("out.npy", 2);
    ASSERT_EQ(shares.cells().size(), 3U);
    float sum = 0;
    for (const float share : shares.cells()) sum += share;
    EXPECT_NEAR(sum, 1, 1e-6);
}

TEST_F(Networks, GiveEveryLayersOutput) {
    const Ended ended =
        run({"run", models + "digits.onnx", "in.npy", "--all", "each", "-o", "out.npy"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto conv = tensor("each/1-conv.npy", 4), relu = tensor("each/2-relu_2.npy", 4);
    const auto max = tensor("each/3-max_3.npy", 4);
    bool negative = false;
    for (std::size_t i = 0; i < conv.cells().size(); ++i) {
        EXPECT_EQ(relu.cells()[i], std::max(conv.cells()[i], 0.0F));
        negative = negative || conv.cells()[i] < 0;
    }
    EXPECT_TRUE(negative);
    EXPECT_EQ(max.at(0, 1, 1, 0), std::max({relu.at(0, 1, 2, 0), relu.at(0, 1, 2, 1),
                                            relu.at(0, 1, 3, 0), relu.at(0, 1, 3, 1)}));
    // By number and by name.
    for (const char* layer : {"3", "max_3"}) {
        ASSERT_EQ(
            run({"run", models + "digits.onnx", "in.npy", "--layer", layer, "-o", "l.npy"}).status,
            0);
        EXPECT_EQ(tensor("l.npy", 4), max);
    }
}

TEST_F(Networks, SendAGradientBackToTheInput) {
    // Of one output of the convolution, whose inputs' weights it is.
    Tensor<float> one({1, 2, 4, 4});
    one.at(0, 1, 1, 2) = 1;
    write_array(folder / "g.npy", one, 4);
    const Ended ended = run({"run", models + "digits.onnx", "in.npy", "--layer", "conv",
                             "--grad-output", "g.npy", "--grad-input", "gx.npy"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto weights = tensor("gx.npy", 4);
    ASSERT_EQ(weights.shape(), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(weights.at(0, 0, 3, 2), 0);
    // What a cell more or less does to that output.
    Tensor<float> input = std::get<Tensor<float>>(read_array(folder / "in.npy").tensor);
    const auto output = [&](float by) {
        Tensor<float> moved = input;
        moved.at(0, 0, 2, 3) += by;
        write_array(folder / "moved.npy", moved, 4);
        EXPECT_EQ(
            run({"run", models + "digits.onnx", "moved.npy", "--layer", "conv", "-o", "m.npy"})
                .status,
            0);
        return tensor("m.npy", 4).at(0, 1, 1, 2);
    };
    EXPECT_NEAR(weights.at(0, 0, 2, 3), output(1) - output(0), 1e-4);
    EXPECT_NE(weights.at(0, 0, 2, 3), 0);
    // From the network's own output, of two axes in the file.
    write_array(folder / "g2.npy", Tensor<float>({1, 1, 1, 3}, std::vector<float>{1, 1, 1}), 2);
    ASSERT_EQ(run({"run", models + "digits.onnx", "in.npy", "-o", "out.npy", "--grad-output",
                   "g2.npy", "--grad-input", "gx.npy"})
                  .status,
              0);
    // All shares together are always 1.
    const auto sent = tensor("gx.npy", 4);
    for (const float cell : sent.cells()) EXPECT_NEAR(cell, 0, 1e-6);
    EXPECT_EQ(tensor("out.npy", 2).cells().size(), 3U);
}

TEST_F(Networks, ListTheirLayers) {
    const Ended json = run({"layers", models + "digits.onnx", "--json"});
    ASSERT_EQ(json.status, 0) << json.err;
    EXPECT_THAT(json.out,
                HasSubstr(R"({"name": "conv", "kind": "conv", "input_shape": [1, 1, 4, 4], )"
                          R"("output_shape": [1, 2, 4, 4], "parameters": 20, "macs": 288, )"
                          R"("taps": 0, "receptive_field": [3, 3], "jump": [1, 1]})"));
    EXPECT_THAT(json.out, HasSubstr("\"parameters\": 51,\n  \"macs\": 312"));
    const Ended table = run({"layers", models + "digits.onnx", "--input-shape", "7,1,4,4"});
    EXPECT_THAT(table.out, HasSubstr("7 x 2 x 4 x 4"));
    EXPECT_THAT(run({"layers", models + "digits.onnx", "--markdown"}).out,
                HasSubstr("| relu\\_2 | relu |"));
    EXPECT_THAT(run({"layers", models + "digits.onnx", "--latex"}).out,
                HasSubstr("relu\\_2 & relu"));
    EXPECT_THAT(run({"layers", models + "digits.onnx", "--csv"}).out,
                HasSubstr("\nfc,linear,1,3,1,1,27,24,0,12,4,4,,\n"));
    const Ended scene = run({"layers", POOLSCOPE_SOURCE_DIR "/assets/scenes/default.pool.toml"});
    EXPECT_THAT(scene.out, HasSubstr("max_1"));
    EXPECT_THAT(run_program({{"layers", models + "digits.onnx"}, folder.path(), "zh_CN.UTF-8"}).out,
                HasSubstr("感受野"));
}

TEST_F(Networks, SayWhatIsWrongInOneLine) {
    struct Wrong {
        Words words;
        int status;
        const char* says;
    };
    write_text(folder / "cut.onnx", read_text(models + "digits.onnx").substr(0, 400));
    write_array(folder / "wide.npy", jumble<float>({1, 1, 4, 9}), 4);
    const std::string net = models + "digits.onnx";
    for (const Wrong& wrong : std::vector<Wrong>{
             {{"layers", "none.onnx"}, 1, "there is no file"},
             {{"layers", "cut.onnx"}, 1, "cut short"},
             {{"layers", "in.npy"}, 1, "this is no ONNX model"},
             {{"layers", net, "--input-shape", "1,1,4"}, 2, "four numbers"},
             {{"layers", net, "--input-shape", "1,1,9,9"}, 1, "another shape"},
             {{"layers", net, "--json", "--csv"}, 2, "one form"},
             {{"run", net, "wide.npy", "-o", "out.npy"}, 1, "another shape than 1 x 1 x 4 x 9"},
             {{"run", net, "in.npy"}, 2, "give -o OUT or --all DIR"},
             {{"run", net, "in.npy", "-o", "out.txt"}, 2, ".npy or .csv"},
             {{"run", net, "in.npy", "-o", "o.npy", "--grad-output", "in.npy"},
              2,
              "one is missing"},
             {{"run", net, "in.npy", "--grad-output", "in.npy", "--grad-input", "g.npy"},
              1,
              "--grad-output is 1 x 1 x 4 x 4, and the output is 1 x 1 x 1 x 3"},
             {{"run", net, "in.npy", "-o", "o.npy", "--grad-output", "in.npy", "--grad-input",
               "o.npy"},
              2,
              "the same file"},
             {{"run", net, "in.npy", "-o", "o.npy", "--layer", "99"}, 2, "from 1 to 7"}}) {
        const Ended ended = run(wrong.words);
        EXPECT_EQ(ended.status, wrong.status) << ended.err;
        EXPECT_THAT(ended.err, HasSubstr(wrong.says));
        EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
    }
    EXPECT_THAT(folder.names(), ElementsAre("cut.onnx", "in.npy", "wide.npy"));
}

}  // namespace
}  // namespace cli_test
