/// The list of a layer's fields names every one of them.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "poolscope/layer.hpp"

namespace poolscope {
namespace {

/// How many members PoolParams and Layer have, `params` aside and other kinds' weights, which are
/// no field: this does not compile once one of them has another, which then wants its row in
/// each_layer_field().
std::size_t member_count() {
    const Layer layer;
    const auto& [op, params, dialect, name, weights] = layer;
    EXPECT_FALSE(weights);
    const auto& [kernel_size, stride, padding, dilation, ceil_mode, count_include_pad,
                 divisor_override, placement, padding_mode, output_size, channel_group, norm,
                 signed_powers, sharpness, mix, scale, seed, scores, samples] = params;
    const std::set<const void*> members{
        &op,        &dialect,          &name,         &kernel_size, &stride,
        &padding,   &dilation,         &ceil_mode,    &norm,        &count_include_pad,
        &placement, &divisor_override, &padding_mode, &output_size, &channel_group,
        &sharpness, &signed_powers,    &mix,          &scale,       &seed,
        &scores,    &samples};
    return members.size();
}

TEST(LayerFields, AreEveryMemberOnce) {
    const Layer layer;
    std::set<const void*> members;
    std::set<std::string_view> ids;
    std::set<FieldId> fields;
    std::size_t visited = 0;
    each_layer_field([&](const LayerField& field, auto get) {
        members.insert(&get(layer));
        ids.insert(field.id);
        fields.insert(field.field);
        ++visited;
    });
    EXPECT_EQ(members.size(), visited);
    EXPECT_EQ(ids.size(), visited);
    EXPECT_EQ(fields.size(), visited);
    EXPECT_EQ(visited, member_count());
}

TEST(LayerFields, AreReadAndChanged) {
    Layer layer{.params = {.kernel_size = {3, 2}, .norm = 4}};
    Layer copy;
    each_layer_field([&](const LayerField&, auto get) { get(copy) = get(layer); });
    EXPECT_EQ(copy, layer);
}

}  // namespace
}  // namespace poolscope
