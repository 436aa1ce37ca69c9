/// `poolscope pool`: number types, ranks, every layer option, and its output files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "cli/arrays.hpp"
#include "poolscope/forward.hpp"

namespace cli_test {
namespace {

using poolscope::PoolParams;
using poolscope::Shape;
using poolscope::Tensor;
using testing::ElementsAre;
using Words = std::vector<std::string>;

Ended pool_file(const std::string& input, const std::string& output, const Words& options) {
    Words words{"pool", input, "-o", output};
    words.insert(words.end(), options.begin(), options.end());
    return poolscope(words);
}

template <class Scalar>
class PoolTypes : public testing::Test {};
using Scalars =
    testing::Types<float, double, std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                   std::int32_t, std::uint32_t, std::int64_t, std::uint64_t>;
TYPED_TEST_SUITE(PoolTypes, Scalars);

TYPED_TEST(PoolTypes, MaxKeepsTheType) {
    const TemporaryFolder folder;
    const auto input = jumble<TypeParam>({2, 3, 7, 6});
    write_array(folder / "in.npy", input, 4);
    const Ended ended = pool_file(folder / "in.npy", folder / "out.npy",
                                  {"--op", "max", "--kernel", "3", "--stride", "2", "--padding",
                                   "1", "--indices", folder / "idx.npy"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    PoolParams params;
    params.kernel_size = {3, 3};
    params.padding = {1, 1, 1, 1};
    const auto expected =
        poolscope::pool({poolscope::find_operator("max").value(), params}, input, {true, 1, {}});
    ASSERT_TRUE(expected.has_value());
    const auto output = read_array(folder / "out.npy");
    EXPECT_EQ(output.rank, 4);
    ASSERT_TRUE(std::holds_alternative<Tensor<TypeParam>>(output.tensor));
    EXPECT_EQ(std::get<Tensor<TypeParam>>(output.tensor), expected->output);
    const auto indices = read_array(folder / "idx.npy");
    EXPECT_EQ(indices.rank, 4);
    ASSERT_TRUE(std::holds_alternative<Tensor<std::int64_t>>(indices.tensor));
    EXPECT_EQ(std::get<Tensor<std::int64_t>>(indices.tensor), *expected->indices);
}

TYPED_TEST(PoolTypes, AvgOfIntegersIsFloat64) {
    using Mean = std::conditional_t<std::is_same_v<TypeParam, float>, float, double>;
    const TemporaryFolder folder;
    write_array(folder / "in.npy", Tensor<TypeParam>({1, 1, 2, 4}, {1, 2, 3, 4, 5, 6, 7, 9}), 2);
    const Ended ended =
        pool_file(folder / "in.npy", folder / "out.npy", {"--op", "avg", "--kernel", "2"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const auto output = read_array(folder / "out.npy");
    EXPECT_EQ(output.rank, 2);
    ASSERT_TRUE(std::holds_alternative<Tensor<Mean>>(output.tensor));
    EXPECT_EQ(std::get<Tensor<Mean>>(output.tensor), (Tensor<Mean>({1, 1, 1, 2}, {3.5, 5.75})));
}

TEST(Pool, KeepsTheInputsRank) {
    const TemporaryFolder folder;
    for (const int rank : {2, 3, 4}) {
        const Shape shape{rank == 4 ? 2 : 1, rank >= 3 ? 3 : 1, 4, 6};
        write_array(folder / "in.npy", jumble<float>(shape), rank);
        const Ended ended = pool_file(folder / "in.npy", folder / "out.npy", {"--kernel", "2"});
        ASSERT_EQ(ended.status, 0) << ended.err;
        const auto output = read_array(folder / "out.npy");
        EXPECT_EQ(output.rank, rank);
        EXPECT_EQ(std::get<Tensor<float>>(output.tensor).shape(), (Shape{shape.n, shape.c, 2, 3}));
    }
}

/// Options as they are typed, and the layer they mean on an input of 7 x 10 cells.
struct OptionCase {
    const char* name;
    const char* op;
    Words options;
    PoolParams params;
};

void PrintTo(const OptionCase& tested, std::ostream* out) {
    *out << tested.name;
}

PoolParams params_with(const std::function<void(PoolParams&)>& change) {
    PoolParams params;
    params.kernel_size = {3, 3};
    params.stride = {3, 3};
    change(params);
    return params;
}

std::vector<OptionCase> option_cases() {
    const auto with = params_with;
    return {
        {"stride_is_the_kernel", "max", {"--kernel", "3,2"}, with([](auto& p) {
             p.kernel_size = p.stride = {3, 2};
         })},
        {"rows_then_columns",
         "max",
         {"--kernel", "2,3", "--stride", "1,2", "--padding", "1,2", "--dilation", "2,1"},
         with([](auto& p) {
             p.kernel_size = {2, 3};
             p.stride = {1, 2};
             p.padding = {1, 2, 1, 2};
             p.dilation = {2, 1};
         })},
        {"four_sides", "avg", {"--kernel", "3", "--padding", "0,1,2,3"}, with([](auto& p) {
             p.padding = {0, 1, 2, 3};
         })},
        {"valid", "max", {"--kernel", "3", "--padding", "valid"}, with([](auto&) {})},
        // 7 rows: 4 outputs of stride 2 need 2 more cells; 10 columns: 5 need 1.
        {"same_upper",
         "avg",
         {"--kernel", "3", "--stride", "2", "--padding", "same-upper"},
         with([](auto& p) {
             p.stride = {2, 2};
             p.padding = {1, 0, 1, 1};
         })},
        {"same_lower",
         "avg",
         {"--kernel", "3", "--stride", "2", "--padding", "same-lower"},
         with([](auto& p) {
             p.stride = {2, 2};
             p.padding = {1, 1, 1, 0};
         })},
        // The stride passes over more than the kernel reads: SAME adds nothing.
        {"same_without_need",
         "max",
         {"--kernel", "1", "--stride", "3", "--padding", "same-upper"},
         with([](auto& p) {
             p.kernel_size = {1, 1};
         })},
        {"same_with_dilation",
         "max",
         {"--kernel", "3", "--stride", "1", "--dilation", "2", "--padding", "same-upper"},
         with([](auto& p) {
             p.stride = {1, 1};
             p.dilation = {2, 2};
             p.padding = {2, 2, 2, 2};
         })},
        {"ceil_mode", "avg", {"--kernel", "3", "--stride", "2", "--ceil-mode"}, with([](auto& p) {
             p.stride = {2, 2};
             p.ceil_mode = true;
         })},
        {"exclude_pad",
         "avg",
         {"--kernel", "3", "--padding", "1", "--exclude-pad"},
         with([](auto& p) {
             p.padding = {1, 1, 1, 1};
             p.count_include_pad = false;
         })},
        {"divisor", "avg", {"--kernel", "3", "--divisor", "4"}, with([](auto& p) {
             p.divisor_override = 4;
         })},
        {"negative_divisor", "avg", {"--kernel", "3", "--divisor", "-2"}, with([](auto& p) {
             p.divisor_override = -2;
         })},
    };
}

class PoolOptionsTest : public testing::TestWithParam<OptionCase> {};

TEST_P(PoolOptionsTest, MeanTheLayer) {
    const TemporaryFolder folder;
    const auto input = jumble<double>({1, 2, 7, 10});
    write_array(folder / "in.npy", input, 3);
    Words options{"--op", GetParam().op};
    options.insert(options.end(), GetParam().options.begin(), GetParam().options.end());
    const Ended ended = pool_file(folder / "in.npy", folder / "out.npy", options);
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out + ended.err, "");
    const auto expected = poolscope::pool(
        {poolscope::find_operator(GetParam().op).value(), GetParam().params}, input);
    ASSERT_TRUE(expected.has_value());
    EXPECT_EQ(std::get<Tensor<double>>(read_array(folder / "out.npy").tensor), expected->output);
}

INSTANTIATE_TEST_SUITE_P(All, PoolOptionsTest, testing::ValuesIn(option_cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(Pool, WarnsAboutWindowsWithoutData) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<std::int8_t>({1, 2, 2, 2}), 3);
    const auto said = [&](const Words& options) {
        const Ended ended = pool_file(folder / "in.npy", folder / "out.npy", options);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended.err;
    };
    // 4 x 4 windows a plane, all but 2 x 2 of them on padding.
    const Words padded{"--kernel", "1", "--padding", "1", "--op"};
    const auto under = [&](const char* op, const Words& more = {}) {
        Words words = padded;
        words.push_back(op);
        words.insert(words.end(), more.begin(), more.end());
        return said(words);
    };
    const std::string empty =
        "poolscope: warning: 24 windows hold no data, so their outputs come from no cell\n";
    EXPECT_EQ(under("max"), empty);
    EXPECT_EQ(under("min"), empty);
    EXPECT_EQ(under("avg"), "");
    EXPECT_EQ(under("avg", {"--exclude-pad"}), empty);
    EXPECT_EQ(under("avg", {"--exclude-pad", "--divisor", "2"}), "");
    EXPECT_EQ(said({"--kernel", "2", "--padding", "1"}), "");
    EXPECT_EQ(said({"--output-size", "3"}), "");
    write_array(folder / "in.npy", jumble<float>({1, 1, 1, 1}), 2);
    EXPECT_EQ(said({"--kernel", "1", "--padding", "0,0,0,1"}),
              "poolscope: warning: 1 window holds no data, so its output comes from no cell\n");
}

TEST(Pool, WritesOverItsInput) {
    const TemporaryFolder folder;
    write_array(folder / "a.npy", jumble<float>({1, 1, 6, 6}), 2);
    ASSERT_EQ(pool_file(folder / "a.npy", folder / "a.npy", {"--kernel", "2"}).status, 0);
    EXPECT_EQ(std::get<Tensor<float>>(read_array(folder / "a.npy").tensor).shape(),
              (Shape{1, 1, 3, 3}));
}

TEST(Pool, ReadsAndWritesCsv) {
    const TemporaryFolder folder;
    write_text(folder / "in.csv", "1,2,3,4\n5,6,7,8\n9,10,11,12\n13,14,15,16.5\n");
    ASSERT_EQ(pool_file(folder / "in.csv", folder / "out.csv", {"--kernel", "2"}).status, 0);
    EXPECT_EQ(read_text(folder / "out.csv"), "6,8\n14,16.5\n");
    ASSERT_EQ(pool_file(folder / "in.csv", folder / "out.npy", {"--kernel", "2"}).status, 0);
    EXPECT_EQ(std::get<Tensor<double>>(read_array(folder / "out.npy").tensor),
              (Tensor<double>({1, 1, 2, 2}, {6, 8, 14, 16.5})));
}

TEST(Pool, WritesBothFilesOrNeither) {
    const TemporaryFolder folder;
    write_array(folder / "in.npy", jumble<float>({1, 1, 6, 6}), 2);
    const Ended ended = pool_file(folder / "in.npy", folder / "out.npy",
                                  {"--kernel", "2", "--indices", folder / "no/idx.npy"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(folder.names(), ElementsAre("in.npy"));
    const Ended full = pool_file(folder / "in.npy", folder / "out.npy",
                                 {"--kernel", "2", "--indices", "/dev/full"});
    EXPECT_EQ(full.status, 1);
    EXPECT_THAT(full.err, testing::HasSubstr("the disk is full"));
    EXPECT_THAT(folder.names(), ElementsAre("in.npy"));
}

}  // namespace
}  // namespace cli_test
