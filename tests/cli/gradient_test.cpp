/// The way back on the command line: gradients through a layer, and unpooling.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cli/arrays.hpp"
#include "poolscope/backward.hpp"

namespace cli_test {
namespace {

using poolscope::PoolParams;
using poolscope::Shape;
using poolscope::Tensor;
using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::string>;

/// in.npy (6 x 6, float32) and g.npy (5 x 5, float64) under kernel_size 2, stride 1.
class Gradient : public testing::Test {
protected:
    Gradient() {
        write_array(folder / "in.npy", input, 2);
        write_array(folder / "g.npy", gradient, 2);
    }

    Ended run(const Words& options) {
        Words words{"pool", "in.npy",        "-o",    "out.npy",      "--kernel", "2", "--stride",
                    "1",    "--grad-output", "g.npy", "--grad-input", "gx.npy"};
        words.insert(words.end(), options.begin(), options.end());
        return run_program({words, folder.path()});
    }

    TemporaryFolder folder;
    Tensor<float> input = jumble<float>({1, 1, 6, 6});
    Tensor<double> gradient = jumble<double>({1, 1, 5, 5});
};

TEST_F(Gradient, IsTheLibrarysInTheInputsType) {
    PoolParams params;
    params.stride = {1, 1};
    const Tensor<float> given({1, 1, 5, 5}, {gradient.cells().begin(), gradient.cells().end()});
    for (const char* op : {"max", "avg", "lp", "softpool"}) {
        const Ended ended = run({"--op", op});
        ASSERT_EQ(ended.status, 0) << ended.err;
        const auto expected =
            poolscope::pool_backward({poolscope::find_operator(op).value(), params}, input, given);
        ASSERT_TRUE(expected);
        const auto array = read_array(folder / "gx.npy");
        EXPECT_EQ(array.rank, 2);
        EXPECT_EQ(std::get<Tensor<float>>(array.tensor), *expected) << op;
    }
}

TEST_F(Gradient, OfAnotherShapeIsRefused) {
    write_array(folder / "g.npy", jumble<double>({1, 1, 5, 4}), 2);
    const Ended ended = run({});
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.err, HasSubstr("1 x 1 x 5 x 4"));
    EXPECT_THAT(folder.names(), ElementsAre("g.npy", "in.npy"));
}

TEST_F(Gradient, OfIntegersIsRefusedWhereTheyStayIntegers) {
    write_array(folder / "in.npy", jumble<std::int32_t>({1, 1, 6, 6}), 2);
    const Ended ended = run({"--op", "max"});
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.err, HasSubstr("has no gradient for int32 cells"));
    EXPECT_EQ(run({"--op", "avg"}).status, 0);
}

TEST_F(Gradient, NeedsBothFiles) {
    for (const Words& half : {Words{"--grad-output", "g.npy"}, Words{"--grad-input", "gx.npy"}}) {
        Words words{"pool", "in.npy", "-o", "out.npy", "--kernel", "2"};
        words.insert(words.end(), half.begin(), half.end());
        const Ended ended = run_program({words, folder.path()});
        EXPECT_EQ(ended.status, 2);
        EXPECT_THAT(ended.err, HasSubstr("give both or neither"));
    }
}

/// values.npy and indices.npy, (2, 1, 2, 2).
class Unpool : public testing::Test {
protected:
    Unpool() {
        write_array(folder / "values.npy",
                    Tensor<std::int16_t>({1, 2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}), 3);
        write_indices({0, 3, 5, 11, 11, 2, 1, 0});
    }

    void write_indices(const std::vector<std::int64_t>& indices) {
        write_array(folder / "indices.npy", Tensor<std::int64_t>({1, 2, 2, 2}, indices), 3);
    }
    Ended run(const std::string& size) {
        return run_program({{"unpool", "values.npy", "--indices", "indices.npy", "--output-size",
                             size, "-o", "out.npy"},
                            folder.path(),
                            {}});
    }

    TemporaryFolder folder;
};

TEST_F(Unpool, PutsValuesBackInTheirOwnType) {
    const Ended ended = run("3,4");
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.err, "");
    const auto array = read_array(folder / "out.npy");
    EXPECT_EQ(array.rank, 3);
    const auto& output = std::get<Tensor<std::int16_t>>(array.tensor);
    EXPECT_EQ(output.shape(), (Shape{1, 2, 3, 4}));
    EXPECT_THAT(output.cells(), ElementsAre(1, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4,  //
                                            8, 7, 6, 0, 0, 0, 0, 0, 0, 0, 0, 5));
}

TEST_F(Unpool, WarnsAboutRepeatedIndicesAndGoesOn) {
    write_indices({0, 0, 1, 0, 4, 5, 6, 7});
    const Ended ended = run("3,4");
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.err,
              "poolscope: warning: values took the place of others with the same index 2 times\n");
    EXPECT_EQ(std::get<Tensor<std::int16_t>>(read_array(folder / "out.npy").tensor).at(0, 0, 0, 0),
              4);
}

TEST_F(Unpool, SkipsWindowsWithoutDataAndSaysSo) {
    write_indices({0, 1, 2, -1, -1, 1, 2, 3});
    const Ended ended = run("3,4");
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.err,
              "poolscope: warning: 2 values have the index -1 of a window without data, and went "
              "nowhere\n");
    EXPECT_THAT(std::get<Tensor<std::int16_t>>(read_array(folder / "out.npy").tensor).cells(),
                ElementsAre(1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,  //
                            0, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST_F(Unpool, TakesWholeNumbersOfAnyType) {
    write_array(folder / "indices.npy", Tensor<double>({1, 2, 2, 2}, {0, 3, 5, 11, -1, 2, 1, 0}),
                3);
    ASSERT_EQ(run("3,4").status, 0);
    EXPECT_THAT(std::get<Tensor<std::int16_t>>(read_array(folder / "out.npy").tensor).cells(),
                ElementsAre(1, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4,  //
                            8, 7, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST_F(Unpool, ReadsTheIndicesThatPoolWritesAsCsv) {
    write_text(folder / "in.csv", "1,9,2\n3,4,5\n6,7,8\n");
    const auto words = [&](const Words& all) { return run_program({all, folder.path()}); };
    ASSERT_EQ(words({"pool", "in.csv", "-o", "y.csv", "--indices", "i.csv", "--kernel", "2",
                     "--stride", "1"})
                  .status,
              0);
    const Ended ended =
        words({"unpool", "y.csv", "--indices", "i.csv", "--output-size", "3,3", "-o", "back.csv"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(read_text(folder / "back.csv"), "0,9,0\n0,0,0\n0,7,8\n");
}

TEST_F(Unpool, RefusesWhatDoesNotFit) {
    const auto refused = [&](int status, const std::string& size, const std::string& said) {
        const Ended ended = run(size);
        EXPECT_EQ(ended.status, status);
        EXPECT_THAT(ended.err, HasSubstr(said));
        EXPECT_FALSE(std::filesystem::exists(folder / "out.npy"));
    };
    refused(1, "2,3", "index 11 lies outside a plane of 2 x 3");
    refused(2, "0,3", "leaves no cells");
    refused(2, "1,2,3", "more than 2 numbers");
    refused(2, "big", "not a whole number");
    write_indices({0, 1, 2, -2, 0, 1, 2, 3});
    refused(1, "3,4", "index -2");
    const auto holding = [&]<class Scalar>(Scalar last) {
        write_array(folder / "indices.npy",
                    Tensor<Scalar>({1, 2, 2, 2}, {0, 1, 2, 3, 0, 1, 2, last}), 3);
    };
    holding(1.5F);
    refused(1, "3,4", "--indices hold numbers that are not whole");
    holding(std::nan(""));
    refused(1, "3,4", "--indices hold numbers that are not whole");
    holding(16777216.0F);
    refused(1, "3,4", "too large for float32 to be exact");
    holding(HUGE_VAL);
    refused(1, "3,4", "too large for float64 to be exact");
    holding(~std::uint64_t{0});
    refused(1, "3,4", "18446744073709551615, which is beyond int64");
    write_array(folder / "indices.npy", Tensor<std::int64_t>({1, 1, 2, 2}), 2);
    refused(1, "3,4", "indices");
}

TEST_F(Unpool, UndoesAPoolingOfARowAndOfChannelsLast) {
    write_array(folder / "row.npy", Tensor<float>({1, 1, 1, 6}, {1, 3, 2, 7, 6, 5}), 1);
    ASSERT_EQ(poolscope({"pool", folder / "row.npy", "-o", folder / "y.npy", "--indices",
                         folder / "i.npy", "--kernel", "2"})
                  .status,
              0);
    ASSERT_EQ(poolscope({"unpool", folder / "y.npy", "--indices", folder / "i.npy", "--output-size",
                         "6", "-o", folder / "x.npy"})
                  .status,
              0);
    EXPECT_THAT(std::get<Tensor<float>>(read_array(folder / "x.npy").tensor).cells(),
                ElementsAre(0, 3, 0, 7, 6, 0));
    write_array(folder / "y.npy", Tensor<float>({1, 1, 1, 2}, {4, 9}), 3);  // (1, 1, C = 2)
    write_array(folder / "i.npy", Tensor<std::int64_t>({1, 1, 1, 2}, {1, 0}), 3);
    ASSERT_EQ(poolscope({"unpool", folder / "y.npy", "--indices", folder / "i.npy", "--output-size",
                         "1,2", "-o", folder / "x.npy", "--layout", "nhwc"})
                  .status,
              0);
    EXPECT_THAT(std::get<Tensor<float>>(read_array(folder / "x.npy").tensor).cells(),
                ElementsAre(0, 9, 4, 0));
}

}  // namespace
}  // namespace cli_test
