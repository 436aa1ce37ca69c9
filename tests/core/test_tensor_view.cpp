/// Cells in memory of the caller's own: what is made of a view reads them where they lie.
#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "operators/plane_task.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

/// A batch of 2 x 3 planes of 6 x 7, which no tensor holds.
struct Memory {
    Memory() { std::iota(cells.begin(), cells.end(), -100.0F); }
    [[nodiscard]] TensorView<float> view() const { return {shape, cells}; }

    Shape shape{2, 3, 6, 7};
    std::array<float, 252> cells{};
};

std::vector<const float*> planes_pooled;

bool note_plane(const PlaneTask<float>& task) {
    planes_pooled.push_back(task.input);
    return true;
}

TEST(TensorView, IsATensorWithoutItsCells) {
    const Memory memory;
    const TensorView<float> view = memory.view();
    EXPECT_EQ(view.at(1, 2, 3, 4), memory.cells[5 * 42 + 3 * 7 + 4]);
    EXPECT_EQ(view.plane(1, 0).data(), memory.cells.data() + 3 * 42);
    EXPECT_EQ(view.plane(1, 0).size(), 42U);

    const Tensor<float> tensor({1, 1, 2, 2}, {1, 2, 3, 4});
    const TensorView<float> of_tensor = tensor;
    EXPECT_EQ(of_tensor.cells().data(), tensor.cells().data());
    EXPECT_EQ(of_tensor.shape(), tensor.shape());
}

TEST(TensorView, APlaneIsPooledWhereTheCallerHasIt) {
    const Memory memory;
    Operator noting = **find_operator("median");
    std::get<PlaneFunction::type<float>>(noting.plane.functions) = &note_plane;
    planes_pooled.clear();
    ASSERT_TRUE(pool({&noting}, memory.view(), {.threads = 1}));
    ASSERT_EQ(planes_pooled.size(), 6U);
    for (std::size_t plane = 0; plane < 6; ++plane) {
        EXPECT_EQ(planes_pooled[plane], memory.cells.data() + plane * 42);
    }
}

TEST(TensorView, StepsReadWhatTheCallerHasWrittenSince) {
    Memory memory;
    const auto steps = make_steps(memory.view(), Layer{}, Grain::window);
    ASSERT_TRUE(steps);
    EXPECT_EQ((*steps)[0].reduction.output, memory.cells[8]);
    memory.cells[1] = 1000;
    EXPECT_EQ((*steps)[0].reduction.output, 1000);
}

TEST(TensorView, EveryOperatorPoolsItAsATensor) {
    const Memory memory;
    const Tensor<float> tensor(memory.shape, {memory.cells.begin(), memory.cells.end()});
    for (const Operator* op : operators()) {
        Layer layer{op};
        if (op->placement == Placement::channels) layer.params.channel_group = 3;
        if (op->placement == Placement::fractional) layer.params.output_size = {3, 3};
        const PoolOptions options{.return_indices = op->selects};
        const auto viewed = pool(layer, memory.view(), options);
        const auto owned = pool(layer, tensor, options);
        ASSERT_TRUE(viewed && owned) << op->id;
        EXPECT_EQ(viewed->output, owned->output) << op->id;
        EXPECT_EQ(viewed->indices, owned->indices) << op->id;
        const auto back = pool_backward(layer, memory.view(), TensorView<float>(owned->output));
        ASSERT_TRUE(back) << op->id;
        EXPECT_EQ(back, pool_backward(layer, tensor, owned->output)) << op->id;
    }
}

TEST(TensorView, ValuesAreUnpooledFromIt) {
    const std::array<double, 2> values{5, 6};
    const std::array<std::int64_t, 2> places{3, 0};
    const Shape shape{1, 1, 1, 2};
    const auto unpooled = unpool(TensorView<double>(shape, values),
                                 TensorView<std::int64_t>(shape, places), {1, 1, 2, 2});
    ASSERT_TRUE(unpooled);
    EXPECT_EQ(unpooled->output, Tensor<double>({1, 1, 2, 2}, {6, 0, 0, 5}));
}

}  // namespace
}  // namespace poolscope
