/// `steps`, `render`, `handout` and `run` with networks: of scenes of version 2 and of ONNX files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cli/arrays.hpp"

namespace cli_test {
namespace {

using poolscope::Shape;
using poolscope::Tensor;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using Words = std::vector<std::string>;

const std::string digits = POOLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/onnx/digits.onnx";

constexpr const char* scene = R"(version = 2
[[layers]]
name = "edge"
kind = "conv"
weight = [[[[-1, 1], [-2, 2]]]]
bias = [0.5]
padding = [0, 0, 1, 1]
[[layers]]
kind = "relu"
[[layers]]
name = "largest"
operator = "max"
kernel_size = 2
[[layers]]
kind = "linear"
weight = [[1, 2, 3, 4], [0, -1, 0.5, 2]]
[[layers]]
kind = "softmax"
[input]
values = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 8, 7, 6], [5, 4, 3, 2]]
[view]
layer = 3
)";

class NetworkScene : public testing::Test {
protected:
    NetworkScene() {
        write_text(folder / "net.pool.toml", scene);
        write_array(folder / "in.npy",
                    Tensor<float>({1, 1, 4, 4}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2}),
                    4);
    }

    Ended run(const Words& words) { return run_program({words, folder.path()}); }
    /// The output of a layer as `render` writes it.
    Tensor<float> rendered(const std::string& network, const std::string& layer) {
        const Ended ended = run({"render", network, "--layer", layer, "-o", "rendered.npy"});
        EXPECT_EQ(ended.status, 0) << ended.err;
        return std::get<Tensor<float>>(read_array(folder / "rendered.npy").tensor);
    }
    std::size_t lines_of(const Words& words) {
        const Ended ended = run(words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return static_cast<std::size_t>(std::ranges::count(ended.out, '\n'));
    }

    TemporaryFolder folder;
};

TEST_F(NetworkScene, StepsTheLayerThatIsLookedAtOrAskedFor) {
    // The scene looks at its pooling layer: 2 x 2 outputs.
    const Ended pooled = run({"steps", "net.pool.toml"});
    EXPECT_THAT(pooled.out, HasSubstr("3.5"));
    EXPECT_EQ(std::ranges::count(pooled.out, '\n'), 4);
    EXPECT_EQ(run({"steps", "net.pool.toml", "--layer", "3"}).out, pooled.out);
    EXPECT_EQ(run({"steps", "net.pool.toml", "--layer", "largest"}).out, pooled.out);

    const Ended edge = run({"steps", "net.pool.toml", "--layer", "edge"});
    ASSERT_EQ(edge.status, 0) << edge.err;
    EXPECT_EQ(std::ranges::count(edge.out, '\n'), 16);
    EXPECT_THAT(edge.out, HasSubstr("−1·1 + 1·2 − 2·5 + 2·6 + 0.5 = 3.5"));
    EXPECT_EQ(lines_of({"steps", "net.pool.toml", "--layer", "2"}), 16U);
    EXPECT_EQ(lines_of({"steps", "net.pool.toml", "--layer", "4"}), 2U);
    EXPECT_EQ(lines_of({"steps", "net.pool.toml", "--layer", "5"}), 2U);
    EXPECT_EQ(lines_of({"steps", digits, "--layer", "1"}), 32U);
}

TEST_F(NetworkScene, StepsSayTheirWeightsAndBias) {
    const Ended csv = run({"steps", "net.pool.toml", "--layer", "edge", "--csv"});
    ASSERT_EQ(csv.status, 0) << csv.err;
    EXPECT_THAT(csv.out, HasSubstr(",-1 1 -2 2,rrrr,1 2 5 6\n"));
    EXPECT_THAT(csv.out, HasSubstr(",-1 1 -2 2,rprp,4 0 8 0\n"));
    const Ended pooled = run({"steps", "net.pool.toml", "--csv"});
    EXPECT_THAT(pooled.out, HasSubstr(",,rrrr,3.5 3.5 0 0\n"));

    ASSERT_EQ(run({"render", "net.pool.toml", "--layer", "edge", "-o", "t.json"}).status, 0);
    const std::string json = read_text(folder / "t.json");
    EXPECT_THAT(json, HasSubstr(R"("operator":"conv","name":"edge")"));
    EXPECT_THAT(json, HasSubstr(R"("kind":"real","value":6,"weight":2}],)"));
    EXPECT_THAT(json, HasSubstr(R"("bias":0.5,"bias_in":true)"));
    // By cell, the bias is a step of its own: five steps an output.
    std::string by_cell = scene;
    by_cell.replace(by_cell.find("layer = 3"), 9, "layer = 1\ngrain = \"cell\"");
    write_text(folder / "cell.pool.toml", by_cell);
    ASSERT_EQ(run({"render", "cell.pool.toml", "-o", "c.json"}).status, 0);
    const std::string cells = read_text(folder / "c.json");
    EXPECT_THAT(cells, HasSubstr(R"("step":4,)"));
    EXPECT_THAT(cells, HasSubstr(R"("bias_in":false,"draw":null,"running":3,"output":3})"));
    EXPECT_THAT(cells, HasSubstr(R"("bias_in":true,"draw":null,"running":3.5,"output":3.5})"));
    EXPECT_EQ(lines_of({"steps", "cell.pool.toml"}), 80U);
}

TEST_F(NetworkScene, IsDrawnByEveryExporter) {
    struct Form {
        const char* file;
        const char* begins;
    };
    for (const Form& form :
         {Form{"a.png", "\x89PNG"}, Form{"a.svg", "<?xml"}, Form{"a.pdf", "%PDF"},
          Form{"a.tex", "%"}, Form{"a.gif", "GIF89a"}, Form{"a.npy", "\x93NUMPY"},
          Form{"a.csv", "3.5,3.5,3.5,-19.5\n"}, Form{"a.json", "{\"format\""}}) {
        const Ended ended = run({"render", "net.pool.toml", "--layer", "edge", "-o", form.file});
        EXPECT_EQ(ended.status, 0) << form.file << ended.err;
        EXPECT_THAT(read_text(folder / form.file), StartsWith(form.begins)) << form.file;
    }
    for (const char* layer : {"1", "2", "3", "4", "5", "6", "7"}) {
        const Ended ended = run({"render", digits, "--layer", layer, "-o", "layer.svg"});
        EXPECT_EQ(ended.status, 0) << layer << ended.err;
    }
}

TEST_F(NetworkScene, RendersWhatItRunsTo) {
    ASSERT_EQ(run({"run", "net.pool.toml", "in.npy", "--all", "each", "-o", "out.npy"}).status, 0);
    const Words files{"1-edge", "2-relu_2", "3-largest", "4-linear_4", "5-softmax_5"};
    for (std::size_t i = 0; i < files.size(); ++i)
        EXPECT_EQ(
            rendered("net.pool.toml", std::to_string(i + 1)),
            std::get<Tensor<float>>(read_array(folder / ("each/" + files[i] + ".npy")).tensor))
            << files[i];
    const auto scores = rendered("net.pool.toml", "4");
    EXPECT_THAT(std::vector(scores.cells().begin(), scores.cells().end()),
                ElementsAre(10.5F, -3.5F));
    EXPECT_NEAR(rendered("net.pool.toml", "5").cells()[0], 1 / (1 + std::exp(-14.0)), 1e-6);
    // Other numbers than the scene's own.
    write_array(folder / "zeros.npy", Tensor<float>({1, 1, 4, 4}), 4);
    ASSERT_EQ(run({"run", "net.pool.toml", "zeros.npy", "--layer", "edge", "-o", "z.npy"}).status,
              0);
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "z.npy").tensor),
              Tensor<float>({1, 1, 4, 4}, 0.5F));
}

TEST_F(NetworkScene, ItsPoolingLayersBecomeHandouts) {
    const Ended ended = run({"handout", "net.pool.toml", "-o", "sheet.pdf"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(read_text(folder / "sheet.pdf"), StartsWith("%PDF"));
    EXPECT_EQ(run({"handout", digits, "--layer", "max_3", "-o", "digits.pdf"}).status, 0);
    const Ended conv = run({"handout", "net.pool.toml", "--layer", "edge", "-o", "no.pdf"});
    EXPECT_EQ(conv.status, 2);
    EXPECT_THAT(conv.err, HasSubstr("layer 1 of \"net.pool.toml\" is no pooling layer"));
    EXPECT_EQ(read_text(folder / "no.pdf"), "");
}

TEST_F(NetworkScene, IsLookedAtWithinWhatItHas) {
    std::string odd = scene;
    odd += "channel = 5000\nfilter = 60000\nstep = 99999\n";
    write_text(folder / "odd.pool.toml", odd);
    const Ended ended = run({"render", "odd.pool.toml", "-o", "odd.svg"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(run({"render", "odd.pool.toml", "--layer", "4", "-o", "odd.svg"}).status, 0);
}

std::string deep(int layers) {
    std::string text = "version = 2\n";
    for (int i = 0; i < layers; ++i) text += "[[layers]]\nkind = \"relu\"\n";
    return text + "[input]\nvalues = [[1, 2], [3, 4]]\n";
}

/// A network whose first layer makes 8001 x 8001 cells of one, and `copies` of them after it.
std::string vast(int copies) {
    std::string text =
        "version = 2\n[[layers]]\nkind = \"conv\"\nweight = [[[[1]]]]\npadding = 4000\n";
    for (int i = 0; i < copies; ++i) text += "[[layers]]\nkind = \"relu\"\n";
    return text + "[input]\nvalues = [[1]]\n";
}

TEST_F(NetworkScene, SaysWhatIsWrongInOneLine) {
    struct Wrong {
        Words words;
        int status;
        const char* says;
    };
    const std::string relu = "[[layers]]\nkind = \"relu\"\n";
    const std::string input = "[input]\nvalues = [[1, 2], [3, 4]]\n";
    write_text(folder / "one.pool.toml",
               "version = 1\nlayer = { operator = \"max\", kernel_size = 2 }\n" + input);
    write_text(folder / "deep.pool.toml", deep(10'000));
    write_text(folder / "cyclic.pool.toml",
               "version = 2\n" + relu + "inputs = [2]\n" + relu + input);
    write_text(folder / "misfit.pool.toml",
               "version = 2\n" + relu + "[[layers]]\nkind = \"linear\"\nweight = [[1, 2, 3]]\n" +
                   relu + input);
    write_text(folder / "vast.pool.toml", vast(20));
    write_text(folder / "cut.onnx", read_text(digits).substr(0, 400));
    const std::size_t before = folder.names().size();
    for (const Wrong& wrong : std::vector<Wrong>{
             {{"steps", "one.pool.toml", "--layer", "1"}, 2, "--layer is of networks"},
             {{"steps", "net.pool.toml", "--layer", "6"}, 2, "give a number from 1 to 5"},
             {{"steps", "net.pool.toml", "--layer", "edges"}, 2, "none of the network's"},
             {{"steps", "net.pool.toml", "--kernel", "2"}, 2, "options of a pooling layer"},
             {{"steps", digits, "--op", "avg"}, 2, "options of a pooling layer"},
             {{"steps", digits, "--layout", "nhwc"}, 1, "is a network"},
             {{"render", "net.pool.toml", "--layer", "0", "-o", "a.svg"}, 2, "from 1 to 5"},
             {{"steps", "deep.pool.toml"}, 1, "the scene has 10000 layers"},
             {{"layers", "deep.pool.toml"}, 1, "the scene has 10000 layers"},
             {{"steps", "cyclic.pool.toml"},
              1,
              "layer 1 reads layer 2, which does not come before"},
             {{"steps", "misfit.pool.toml", "--layer", "3"}, 1, "layer 2 (linear)"},
             {{"render", "vast.pool.toml", "--layer", "21", "-o", "a.svg"},
              1,
              "the outputs of all layers would take 5377344084 bytes, more than 4294967296"},
             {{"run", "misfit.pool.toml", "in.npy", "-o", "a.npy"}, 1, "layer 2 (linear_2)"},
             {{"steps", "cut.onnx"}, 1, "cut short"},
             {{"render", "cut.onnx", "-o", "a.svg"}, 1, "cut short"},
             {{"handout", "cut.onnx", "-o", "a.pdf"}, 1, "cut short"},
             {{"steps", "none.onnx"}, 1, "there is no file"}}) {
        const Ended ended = run(wrong.words);
        EXPECT_EQ(ended.status, wrong.status) << wrong.words[1] << ended.err;
        EXPECT_THAT(ended.err, HasSubstr(wrong.says));
        EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
        EXPECT_EQ(ended.out, "");
    }
    EXPECT_EQ(folder.names().size(), before) << "nothing was written";
    // What comes before the layer that cannot be is there.
    EXPECT_EQ(run({"steps", "misfit.pool.toml", "--layer", "1"}).status, 0);
}

}  // namespace
}  // namespace cli_test
