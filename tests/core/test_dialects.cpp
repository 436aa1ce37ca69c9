/// A layer as a PyTorch call; each string was run against PyTorch 1.13.
#include <gtest/gtest.h>

#include "poolscope/dialects/dialect.hpp"

namespace poolscope {
namespace {

std::string call(std::string_view op, const PoolParams& params) {
    const auto text = dialects().front()->call(*find_operator(op).value(), params);
    return text ? *text : "error: " + text.error().message();
}

ErrorCode refusal(std::string_view op, const PoolParams& params) {
    const auto text = dialects().front()->call(*find_operator(op).value(), params);
    return text ? ErrorCode::not_found : text.error().code;
}

TEST(PyTorchCall, LeavesOutWhatEqualsPyTorchsDefaults) {
    EXPECT_EQ(call("max", {}), "nn.MaxPool2d(2)");
    EXPECT_EQ(call("avg", {.kernel_size = {3, 3}, .stride = {3, 3}}), "nn.AvgPool2d(3)");
    EXPECT_EQ(call("avg", {.count_include_pad = false}), "nn.AvgPool2d(2)");
    EXPECT_EQ(call("max", {.count_include_pad = false, .divisor_override = 3}), "nn.MaxPool2d(2)");
}

TEST(PyTorchCall, NamesWhatDiffers) {
    PoolParams params{.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}};
    EXPECT_EQ(call("max", params), "nn.MaxPool2d(3, stride=2, padding=1)");
    params.ceil_mode = true;
    EXPECT_EQ(call("max", params), "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)");
    params.count_include_pad = false;
    EXPECT_EQ(call("avg", params),
              "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)");
    params.divisor_override = 4;
    EXPECT_EQ(call("avg", params),
              "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, divisor_override=4)");
}

TEST(PyTorchCall, WritesRectanglesAsPairs) {
    EXPECT_EQ(call("max", {.kernel_size = {2, 3}, .stride = {2, 3}, .padding = {0, 1, 0, 1}}),
              "nn.MaxPool2d((2, 3), padding=(0, 1))");
    EXPECT_EQ(call("max", {.kernel_size = {2, 3}, .stride = {1, 1}, .dilation = {2, 1}}),
              "nn.MaxPool2d((2, 3), stride=1, dilation=(2, 1))");
}

TEST(PyTorchCall, PadsFirstWhatTheModuleCannot) {
    EXPECT_EQ(call("max", {.stride = {1, 1}, .padding = {0, 0, 1, 1}}),
              "nn.MaxPool2d(2, stride=1)(F.pad(x, (0, 1, 0, 1), value=float(\"-inf\")))");
    EXPECT_EQ(call("avg", {.stride = {1, 1}, .padding = {1, 2, 3, 4}}),
              "nn.AvgPool2d(2, stride=1)(F.pad(x, (2, 4, 1, 3)))");
    EXPECT_EQ(call("avg", {.padding = {2, 2, 2, 2}}), "nn.AvgPool2d(2)(F.pad(x, (2, 2, 2, 2)))");
}

TEST(PyTorchCall, SaysWhatCannotBeSaid) {
    EXPECT_EQ(call("avg", {.dilation = {2, 2}}),
              "error: PyTorch's AvgPool2d has no dilation: set dilation to 1");
    EXPECT_EQ(call("avg", {.kernel_size = {1, 2}, .stride = {1, 2}, .dilation = {2, 1}}),
              "nn.AvgPool2d((1, 2))");
    // F.pad's zeros would be counted.
    EXPECT_EQ(refusal("avg", {.padding = {0, 0, 1, 1}, .count_include_pad = false}),
              ErrorCode::not_expressible);
    // 3 + 1 > 2: on some inputs a last window would start in the end padding.
    EXPECT_EQ(refusal("max", {.stride = {3, 3}, .padding = {0, 0, 1, 1}, .ceil_mode = true}),
              ErrorCode::not_expressible);
    EXPECT_EQ(call("max", {.stride = {1, 1}, .padding = {0, 0, 1, 1}, .ceil_mode = true}),
              "nn.MaxPool2d(2, stride=1, ceil_mode=True)"
              "(F.pad(x, (0, 1, 0, 1), value=float(\"-inf\")))");
}

TEST(PyTorchCheck, RefusesPaddingBeyondHalfTheKernelOnAnySide) {
    const Dialect& pytorch = *dialects().front();
    const Operator& op = *find_operator("max").value();
    EXPECT_TRUE(pytorch.check(op, {.kernel_size = {3, 5}, .padding = {1, 2, 0, 2}}));
    EXPECT_FALSE(pytorch.check(op, {.kernel_size = {3, 5}, .padding = {0, 0, 2, 0}}));
    EXPECT_FALSE(pytorch.check(op, {.kernel_size = {3, 5}, .padding = {0, 3, 0, 0}}));
    // Dilation does not raise PyTorch 1.13's limit.
    EXPECT_FALSE(
        pytorch.check(op, {.kernel_size = {3, 3}, .padding = {2, 2, 2, 2}, .dilation = {2, 2}}));
}

}  // namespace
}  // namespace poolscope
