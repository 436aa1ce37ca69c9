/// What people have in hand: arrays in any order of their axes, archives, text of every kind, large
/// pictures; read rightly, warned of or refused with the true cause.
#include <gmock/gmock.h>

#include "cli/arrays.hpp"

namespace cli_test {
namespace {

using poolscope::Shape;
using poolscope::Tensor;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

Ended pool_file(const TemporaryFolder& folder, const std::string& in, const Words& more,
                const std::string& out = "out.npy") {
    Words words{"pool", folder / in, "-o", folder / out};
    words.insert(words.end(), more.begin(), more.end());
    return poolscope(words);
}

Tensor<float> counted(Shape shape) {
    Tensor<float> tensor(shape);
    float next = 0;
    for (float& cell : tensor.cells()) cell = next++;
    return tensor;
}

TEST(Reading, WarnsOfTheOtherLayout) {
    const TemporaryFolder folder;
    write_array(folder / "hwc.npy", counted({1, 4, 6, 3}), 3);
    const Ended doubted = pool_file(folder, "hwc.npy", {"--kernel", "2"});
    EXPECT_EQ(doubted.status, 0);
    EXPECT_THAT(doubted.err, HasSubstr("hwc.npy\" is read as 4 channels of 6 x 3 cells; with "
                                       "--layout nhwc it is 3 channels of 4 x 6 cells"));
    const Ended said = pool_file(folder, "hwc.npy", {"--kernel", "2", "--layout", "nhwc"});
    EXPECT_EQ(said.err, "");
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "out.npy").tensor).shape(),
              (Shape{1, 2, 3, 3}));
    EXPECT_EQ(pool_file(folder, "hwc.npy", {"--kernel", "2", "--layout", "nchw"}).err, "");
    EXPECT_EQ(pool_file(folder, "hwc.npy", {"--kernel", "2", "--dialect", "keras"}).err, "");
    EXPECT_EQ(pool_file(folder, "hwc.npy", {"--code", "nn.MaxPool1d(2)"}).err, "");
    // A size error names what may mend it.
    write_array(folder / "nhwc.npy", counted({1, 28, 28, 1}), 4);
    const Ended refused = pool_file(folder, "nhwc.npy", {"--kernel", "2"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("give --layout nhwc"));
    // The dialect's own layout is doubted likewise.
    write_array(folder / "chw.npy", counted({1, 3, 6, 8}), 3);
    EXPECT_THAT(pool_file(folder, "chw.npy", {"--kernel", "2", "--dialect", "keras"}).err,
                HasSubstr("with --layout nchw it is 3 channels of 6 x 8 cells"));
}

TEST(Reading, StepsAndRenderTakeALayout) {
    const TemporaryFolder folder;
    write_array(folder / "hwc.npy", counted({1, 4, 6, 3}), 3);
    const Ended doubted = poolscope({"steps", folder / "hwc.npy"});
    EXPECT_EQ(doubted.status, 0);
    EXPECT_THAT(doubted.err, HasSubstr("--layout nhwc"));
    const Ended said = poolscope({"steps", folder / "hwc.npy", "--layout", "nhwc"});
    EXPECT_EQ(said.err, "");
    EXPECT_NE(said.out, doubted.out);
    const Ended drawn =
        poolscope({"render", folder / "hwc.npy", "--layout", "nhwc", "-o", folder / "y.npy"});
    EXPECT_EQ(drawn.status, 0) << drawn.err;
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "y.npy").tensor).shape().c, 3);
    EXPECT_THAT(poolscope({"steps", folder / "hwc.npy", "--layout", "chw"}).err,
                HasSubstr("use nchw or nhwc"));
    write_text(folder / "a.pool.toml", "version = 1\n");
    EXPECT_THAT(poolscope({"steps", folder / "a.pool.toml", "--layout", "nhwc"}).err,
                HasSubstr("which says itself how its input is read"));
    EXPECT_THAT(poolscope({"--layout", "nhwc", "steps", folder / "hwc.npy"}).err,
                HasSubstr("write them behind it"));
}

TEST(Reading, ScenesSayTheLayout) {
    const TemporaryFolder folder;
    write_array(folder / "hwc.npy", counted({1, 4, 6, 3}), 3);
    const std::string head =
        "version = 1\n[layer]\noperator = \"max\"\nkernel_size = 2\n[input]\nfile = \"hwc.npy\"\n";
    write_text(folder / "a.pool.toml", head);
    const Ended doubted = poolscope({"steps", folder / "a.pool.toml"});
    EXPECT_EQ(doubted.status, 1);
    EXPECT_THAT(doubted.err,
                HasSubstr("line 6: \"hwc.npy\" may hold 4 channels of 6 x 3 cells, or 3 "
                          "channels of 4 x 6 cells with its channels last: write layout"));
    write_text(folder / "a.pool.toml", head + "layout = \"nhwc\"\n");
    EXPECT_EQ(poolscope({"steps", folder / "a.pool.toml"}).status, 0);
    write_text(folder / "a.pool.toml", head + "layout = \"hwc\"\n");
    EXPECT_THAT(poolscope({"steps", folder / "a.pool.toml"}).err,
                HasSubstr("line 7: layout is none"));
}

TEST(Reading, TextIsFloat64InPool) {
    const TemporaryFolder folder;
    write_text(folder / "big.csv", "16777217,1\n2,123456789\n");
    ASSERT_EQ(pool_file(folder, "big.csv", {"--kernel", "2"}, "y.csv").status, 0);
    EXPECT_EQ(read_text(folder / "y.csv"), "123456789\n");
    write_text(folder / "close.csv", "1.0000000001,1.0000000002\n1.0000000003,1.0000000004\n");
    ASSERT_EQ(
        pool_file(folder, "close.csv", {"--kernel", "2", "--indices", folder / "i.csv"}, "y.csv")
            .status,
        0);
    EXPECT_EQ(read_text(folder / "i.csv"), "3\n");
    for (const char* name : {"a.txt", "a.tsv"}) {
        write_text(folder / name, "1\t2\n3\t4\n");
        ASSERT_EQ(pool_file(folder, name, {"--kernel", "2"}, "y.csv").status, 0) << name;
        EXPECT_EQ(read_text(folder / "y.csv"), "4\n");
    }
    write_text(folder / "b.txt", "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]");
    ASSERT_EQ(pool_file(folder, "b.txt", {"--kernel", "2"}).status, 0);
    EXPECT_EQ(read_array(folder / "out.npy").rank, 3);
    // Beyond float32 a document refuses them, be they CSV, TOML or NumPy's.
    write_text(folder / "wide.csv", "1,1e39\n");
    EXPECT_EQ(pool_file(folder, "wide.csv", {"--kernel", "1"}, "y.csv").status, 0);
    EXPECT_EQ(read_text(folder / "y.csv"), "1,1e+39\n");
    EXPECT_THAT(poolscope({"steps", folder / "wide.csv"}).err, HasSubstr("beyond what a float32"));
    write_array(folder / "wide.npy", Tensor<double>({1, 1, 1, 2}, {1, 1e39}), 2);
    EXPECT_THAT(poolscope({"steps", folder / "wide.npy"}).err,
                HasSubstr("row 1, column 2: 1e+39 is beyond what a float32 holds"));
    write_text(folder / "wide.pool.toml",
               "version = 1\n[layer]\noperator = \"max\"\nkernel_size = 1\n[input]\n"
               "values = [[1, 1e39]]\n");
    EXPECT_THAT(poolscope({"steps", folder / "wide.pool.toml"}).err,
                HasSubstr("line 6: values hold a number beyond what a float32 holds"));
}

TEST(Reading, WholeNumbersThatAreRoundedAreWarnedOf) {
    const TemporaryFolder folder;
    const std::string says = "1 whole number is rounded to float32: 16777217 became 16777216";
    write_text(folder / "a.csv", "1,16777217\n");
    EXPECT_THAT(poolscope({"steps", folder / "a.csv"}).err, HasSubstr(says));
    write_array(folder / "a.npy", Tensor<std::int64_t>({1, 1, 1, 2}, {1, 16777217}), 2);
    EXPECT_THAT(poolscope({"steps", folder / "a.npy"}).err, HasSubstr(says));
    write_text(folder / "a.pool.toml",
               "version = 1\n[layer]\noperator = \"max\"\nkernel_size = 1\n[input]\n"
               "values = [[1, 16777217]]\n");
    const Ended scene = poolscope({"steps", folder / "a.pool.toml"});
    EXPECT_EQ(scene.status, 0) << scene.err;
    EXPECT_THAT(scene.err, HasSubstr(says));
}

TEST(Reading, NoArrayIsWrittenUnderAnotherName) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", counted({1, 1, 4, 4}), 2);
    for (const char* name : {"y.txt", "y.json", "y.png", "y.npz", "y.tsv", "y.NPZ"}) {
        const Ended ended = pool_file(folder, "in.npy", {"--kernel", "2"}, name);
        EXPECT_EQ(ended.status, 2) << name;
        EXPECT_THAT(ended.err, HasSubstr("is no name of a file that holds an array: end it in .npy "
                                         "or .csv"));
    }
    EXPECT_EQ(pool_file(folder, "in.npy", {"--kernel", "2", "--indices", folder / "i.json"}).status,
              2);
    EXPECT_THAT(folder.names(), testing::ElementsAre("in.npy"));
    EXPECT_EQ(pool_file(folder, "in.npy", {"--kernel", "2"}, "y").status, 0);
}

TEST(Reading, LayersAlongOneAxisRefuseFourAxes) {
    const TemporaryFolder folder;
    write_array(folder / "four.npy", counted({1, 2, 4, 4}), 4);
    write_array(folder / "three.npy", counted({1, 2, 4, 4}), 3);
    for (const char* code :
         {"nn.MaxPool1d(2)", "F.avg_pool1d(x, 2)", "nn.AdaptiveMaxPool1d(2)", "nn.LPPool1d(2, 2)",
          "layers.MaxPooling1D(2)", "MaxPool(x, kernel_shape=[2])"}) {
        const Ended ended = pool_file(folder, "four.npy", {"--code", code});
        EXPECT_EQ(ended.status, 2) << code;
        EXPECT_THAT(ended.err, HasSubstr("takes arrays of 2 or 3 axes, and this one has 4"))
            << code;
        EXPECT_EQ(pool_file(folder, "three.npy", {"--code", code}).status, 0) << code;
    }
    EXPECT_EQ(pool_file(folder, "four.npy", {"--code", "nn.MaxPool2d(2)"}).status, 0);
}

TEST(Reading, AnEmptyBatchGivesAnEmptyOutput) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", Tensor<float>({0, 3, 8, 8}), 4);
    const auto shape_of_out = [&](const Words& words) {
        const Ended ended = pool_file(folder, "in.npy", words);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return poolscope::io::shape_of(read_array(folder / "out.npy").tensor);
    };
    EXPECT_EQ(shape_of_out({"--kernel", "2", "--indices", folder / "i.npy"}), (Shape{0, 3, 4, 4}));
    EXPECT_EQ(poolscope::io::shape_of(read_array(folder / "i.npy").tensor), (Shape{0, 3, 4, 4}));
    EXPECT_EQ(shape_of_out({"--code", "nn.AvgPool2d(2)"}), (Shape{0, 3, 4, 4}));
    EXPECT_EQ(shape_of_out({"--code", "nn.AdaptiveMaxPool2d(2)"}), (Shape{0, 3, 2, 2}));
    EXPECT_EQ(pool_file(folder, "in.npy", {"--code", "nn.MaxPool2d(9)"}).status, 2);
    write_array(folder / "g.npy", Tensor<float>({0, 3, 4, 4}), 4);
    EXPECT_EQ(shape_of_out({"--kernel", "2", "--grad-output", folder / "g.npy", "--grad-input",
                            folder / "gx.npy"}),
              (Shape{0, 3, 4, 4}));
    EXPECT_EQ(poolscope::io::shape_of(read_array(folder / "gx.npy").tensor), (Shape{0, 3, 8, 8}));
    // No other axis may be empty, and a drawing needs a sample.
    write_text(folder / "in.npy", "");
    EXPECT_EQ(pool_file(folder, "in.npy", {"--kernel", "2"}).status, 1);
}

TEST(Reading, PicturesAreReducedOrCropped) {
    const TemporaryFolder folder;
    write_text(folder / "a.pgm", std::string("P5 4 2 255\n\1\3\5\7\1\3\5\7", 19));
    const auto cells = [&](const Words& words) {
        Words all{"render", folder / "a.pgm", "-o", folder / "y.csv"};
        all.insert(all.end(), words.begin(), words.end());
        const Ended ended = poolscope(all);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return read_text(folder / "y.csv");
    };
    const std::string whole = cells({});
    EXPECT_EQ(cells({"--crop", "0,0,4,2"}), whole);
    EXPECT_EQ(cells({"--reduce", "2"}), "2,6\n");
    EXPECT_EQ(cells({"--crop", "2,0,2,2"}), "7\n");
    for (const auto& [words, says] :
         {std::pair{Words{"--reduce", "0"}, "--reduce 0 is below 1"},
          std::pair{Words{"--crop", "1,2"}, "--crop 1,2 is not 4 numbers"},
          std::pair{Words{"--crop", "0,0,9,9"}, "not within the picture of 4 x 2 pixels"},
          std::pair{Words{"--layout", "nhwc"}, "layout means nothing to this file"},
          std::pair{Words{"--array", "x"}, "array means nothing to this file"}}) {
        Words all{"steps", folder / "a.pgm"};
        all.insert(all.end(), words.begin(), words.end());
        EXPECT_THAT(poolscope(all).err, HasSubstr(says));
    }
    write_text(folder / "large.ppm", "P6 8000 6000 255\n");
    EXPECT_THAT(poolscope({"steps", folder / "large.ppm"}).err,
                HasSubstr("8000 x 6000 pixels: reduce it: --reduce 2 on the command line"));
}

}  // namespace
}  // namespace cli_test
