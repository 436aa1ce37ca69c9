/// What one cell of a network is computed of and what is computed of it, against what moves: over
/// random networks with branches, cell by cell.
#include <gtest/gtest.h>

#include "core/random_network.hpp"

namespace poolscope {
namespace {

constexpr int random_networks = 2000;

/// Calls `visit(channel, row, col)` for every cell of a map.
template <class Visit>
void each_cell(const Shape& shape, const Visit& visit) {
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col) visit(c, row, col);
}

/// Whether the outputs that move when one cell of the input does are those that it reaches: no
/// others, and with `exact` every one of them.
void expect_moved(const Network& network, const Tensor<float>& input, const NetworkShapes& shapes,
                  bool exact) {
    const auto before = forward(network, input, {.threads = 1, .shapes = &shapes});
    ASSERT_TRUE(before) << before.error().message();
    each_cell(input.shape(), [&](int c, int row, int col) {
        Tensor<float> moved = input;
        moved.at(0, c, row, col) += 100;
        const auto after = forward(network, moved, {.threads = 1, .shapes = &shapes});
        const NetworkCells reached =
            cells_reached(network, input.shape(), shapes, {.channel = c, .row = row, .col = col});
        ASSERT_EQ(reached.input.count(), 1U);
        for (std::size_t i = 0; i < network.layers.size(); ++i) {
            std::size_t count = 0;
            each_cell(shapes.outputs[i], [&](int o, int r, int q) {
                const float a = (*before)[i]->at(0, o, r, q), b = (*after)[i]->at(0, o, r, q);
                const bool moves = !(a == b || (std::isnan(a) && std::isnan(b)));
                const bool held = reached.outputs[i].contains(o, r, q);
                count += held ? 1 : 0;
                ASSERT_TRUE(exact ? moves == held : held || !moves)
                    << "layer " << i << " of " << network.layers.size() << ", "
                    << kind_id(network.layers[i].layer) << ": output " << o << ", " << r << ", "
                    << q << " by input " << c << ", " << row << ", " << col;
            });
            ASSERT_EQ(reached.outputs[i].count(), count);
        }
    });
}

NetworkCell any_cell(Random& random, const Shape& shape, int map) {
    return {.map = map,
            .channel = random.from(0, shape.c - 1),
            .row = random.from(0, shape.h - 1),
            .col = random.from(0, shape.w - 1)};
}

const CellSet& set_of(const NetworkCells& cells, int map) {
    return map == network_input ? cells.input : cells.outputs[static_cast<std::size_t>(map)];
}

/// A cell is among those that another is computed of where that one is among those computed of it.
void expect_inverse(Random& random, const Network& network, const Shape& input,
                    const NetworkShapes& shapes) {
    const int last = static_cast<int>(network.layers.size()) - 1;
    const auto shape = [&](int map) {
        return map == network_input ? input : shapes.outputs[static_cast<std::size_t>(map)];
    };
    for (int i = 0; i < 4; ++i) {
        const int to = random.from(0, last);
        const int from = random.from(network_input, to);
        const NetworkCell output = any_cell(random, shape(to), to);
        const CellSet read = set_of(cells_read(network, input, shapes, output), from);
        std::size_t count = 0;
        each_cell(shape(from), [&](int c, int row, int col) {
            const NetworkCells reached = cells_reached(
                network, input, shapes, {.map = from, .channel = c, .row = row, .col = col});
            const bool reaches =
                set_of(reached, to).contains(output.channel, output.row, output.col);
            ASSERT_EQ(read.contains(c, row, col), reaches)
                << "layer " << from << " to " << to << " of " << last;
            count += reaches ? 1 : 0;
        });
        ASSERT_EQ(read.count(), count);
        ASSERT_EQ(read.bounds().has_value(), count > 0);
    }
}

TEST(NetworkCells, AreExactlyThoseThatMoveWhereNothingHidesThem) {
    Random random(31);
    for (int i = 0; i < random_networks; ++i) {
        const Shape shape{1, random.from(1, 2), random.from(1, 6), random.from(1, 6)};
        const Network network = RandomNetwork(random, shape, false).draw(6);
        if (network.layers.empty()) continue;
        Tensor<float> input(shape);
        for (float& cell : input.cells()) cell = 3 * random.value();
        const NetworkShapes shapes = shapes_of(network, shape);
        ASSERT_FALSE(shapes.error);
        ASSERT_NO_FATAL_FAILURE(expect_moved(network, input, shapes, true)) << i;
        if (HasFatalFailure()) FAIL() << i;
    }
}

TEST(NetworkCells, HoldAllThatMovesThroughEveryKindOfLayer) {
    Random random(32);
    for (int i = 0; i < random_networks; ++i) {
        const Shape shape{1, random.from(1, 4), random.from(1, 6), random.from(1, 6)};
        const Network network = RandomNetwork(random, shape, true).draw(6);
        if (network.layers.empty()) continue;
        const Tensor<float> input = random.tensor(shape);
        const NetworkShapes shapes = shapes_of(network, shape);
        expect_moved(network, input, shapes, false);
        if (HasFatalFailure()) FAIL() << i;
        expect_inverse(random, network, shape, shapes);
        if (HasFatalFailure()) FAIL() << i;
    }
}

Conv2d thin_conv(Random& random, int kernel, int stride, int padding) {
    return {.weight = random.weights({2, 2, kernel, kernel}),
            .stride = {stride, stride},
            .padding = {padding, padding, padding, padding}};
}

Layer max_pooling(int kernel, int stride, int padding = 0) {
    return {.params = {.kernel_size = {kernel, kernel},
                       .stride = {stride, stride},
                       .padding = {padding, padding, padding, padding}}};
}

/// Networks of two channels, with the windows of known ones.
struct Known {
    Network network;
    int last() const { return static_cast<int>(network.layers.size()) - 1; }
    int add(AnyLayer layer) { return add(std::move(layer), {last()}); }
    int add(AnyLayer layer, std::vector<int> inputs) {
        network.layers.push_back({"", std::move(layer), std::move(inputs)});
        return last();
    }
};

Known vgg16(Random& random) {
    Known vgg;
    for (const int convs : {2, 2, 3, 3, 3}) {
        for (int i = 0; i < convs; ++i) vgg.add(thin_conv(random, 3, 1, 1));
        vgg.add(max_pooling(2, 2));
    }
    return vgg;
}

Known resnet18(Random& random) {
    Known net;
    net.add(thin_conv(random, 7, 2, 3));
    net.add(max_pooling(3, 2, 1));
    for (int block = 0; block < 8; ++block) {
        const int stride = block > 0 && block % 2 == 0 ? 2 : 1;
        const int from = net.last();
        net.add(thin_conv(random, 3, stride, 1));
        net.add(Pointwise{});
        const int way = net.add(thin_conv(random, 3, 1, 1));
        const int beside = stride == 1 ? from : net.add(thin_conv(random, 1, 2, 0), {from});
        net.add(Join{Joining::add}, {way, beside});
        net.add(Pointwise{});
    }
    return net;
}

Known alexnet(Random& random) {
    Known net;
    net.add(thin_conv(random, 11, 4, 2));
    net.add(max_pooling(3, 2));
    net.add(thin_conv(random, 5, 1, 2));
    net.add(max_pooling(3, 2));
    for (int i = 0; i < 3; ++i) net.add(thin_conv(random, 3, 1, 1));
    net.add(max_pooling(3, 2));
    return net;
}

/// The field of the output in the middle, which no border cuts, is what the rule says.
void expect_field(const Known& known, int side, int size) {
    const Shape input{1, 2, side, side};
    const NetworkShapes shapes = shapes_of(known.network, input);
    ASSERT_FALSE(shapes.error);
    const auto costs = costs_of(known.network, input, shapes);
    EXPECT_EQ(costs.back().rows, (ReceptiveField{size, 32}));
    const Shape& out = shapes.outputs.back();
    const NetworkCells read = cells_read(known.network, input, shapes,
                                         {.map = known.last(), .row = out.h / 2, .col = out.w / 2});
    const auto bounds = read.input.bounds();
    ASSERT_TRUE(bounds);
    EXPECT_EQ(bounds->last_row - bounds->first_row + 1, size);
    EXPECT_EQ(bounds->last_col - bounds->first_col + 1, size);
    EXPECT_EQ(read.input.count(),
              2U * static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    EXPECT_EQ(read.outputs.back().count(), 1U);
}

TEST(NetworkCells, AreTheFieldsOfKnownNetworks) {
    Random random(33);
    expect_field(vgg16(random), 224, 212);
    expect_field(alexnet(random), 288, 195);
    expect_field(resnet18(random), 480, 435);
}

TEST(NetworkCells, AreFewProducts) {
    CellSet set;
    const auto box = [](int first_row, int rows, int first_col, int cols) {
        CellProduct product{IndexSet(1), IndexSet(9), IndexSet(9)};
        product.channels.add(0);
        product.rows.add_run(first_row, rows);
        product.cols.add_run(first_col, cols);
        return product;
    };
    set.add(box(2, 3, 2, 3));
    set.add(box(3, 1, 3, 1));  // inside
    EXPECT_EQ(set.products.size(), 1U);
    set.add(box(0, 1, 0, 9));
    set.add(box(0, 1, 0, 0));  // no cell
    EXPECT_EQ(set.products.size(), 2U);
    EXPECT_EQ(set.count(), 9U + 9U);
    set.add(box(0, 4, 2, 3));  // with the first it is one box, which the second crosses
    EXPECT_EQ(set.products.size(), 2U);
    EXPECT_EQ(set.count(), 5U * 3U + 6U);
    EXPECT_EQ(set.bounds(), (CellBounds{0, 0, 0, 4, 0, 8}));
    set.add(box(0, 9, 0, 9));
    EXPECT_EQ(set.products.size(), 1U);
    EXPECT_EQ(CellSet{}.bounds(), std::nullopt);
}

}  // namespace
}  // namespace poolscope
