/// The explicit list of kinds, and layers to begin with.
#include "model/layer_kinds.hpp"

#include <algorithm>
#include <cmath>

#include "support/random.hpp"

namespace poolscope::model {

namespace {

constexpr int new_channels = 4;
constexpr int new_outputs = 10;

/// Its name is as short as a card's.
LayerKind pointwise(std::string_view id, std::string_view name, std::string_view note,
                    Pointwise plain) {
    return {.id = id, .name = name, .brief = name, .note = note, .plain = plain};
}

LayerKind joining(std::string_view id, std::string_view name, std::string_view brief,
                  std::string_view note, Joining how) {
    return {
        .id = id, .name = name, .brief = brief, .note = note, .joins = true, .plain = Join{how}};
}

const std::vector<LayerKind>& kinds() {
    static const std::vector<LayerKind> list{
        {.id = "conv",
         .name = word("Convolution"),
         .brief = word("card|conv"),
         .note = word("Each output is the sum of a window's cells, each times a weight of the "
                      "kernel, and a bias"),
         .plain = Conv2d{}},
        pointwise("relu", word("ReLU"), word("Negative cells become 0"), {Function::relu}),
        pointwise("leaky_relu", word("LeakyReLU"), word("Negative cells shrink"),
                  {Function::leaky_relu, 0.01F}),
        pointwise("elu", word("ELU"), word("Negative cells bend towards -alpha"),
                  {Function::elu, 1.0F}),
        pointwise("sigmoid", word("Sigmoid"), word("Every cell lands between 0 and 1"),
                  {Function::sigmoid}),
        pointwise("tanh", word("Tanh"), word("Every cell lands between -1 and 1"),
                  {Function::tanh}),
        pointwise("clip", word("Clip"),
                  word("Cells are held between two numbers; 0 and 6 is ReLU6"),
                  {Function::clip, 0.0F, 6.0F}),
        pointwise("hard_sigmoid", word("Hard sigmoid"),
                  word("A straight line between 0 and 1, flat beyond"),
                  {Function::hard_sigmoid, 1.0F / 6.0F, 0.5F}),
        {.id = "batch_norm",
         .name = word("Batch normalisation"),
         .brief = word("card|batch norm"),
         .note = word("Each channel is moved and stretched by numbers learnt from batches"),
         .plain = BatchNorm{}},
        {.id = "linear",
         .name = word("Linear"),
         .brief = word("card|linear"),
         .note = word("Each output is a weighted sum of all cells, and a bias"),
         .plain = Linear{}},
        {.id = "softmax",
         .name = word("Softmax"),
         .brief = word("card|softmax"),
         .note = word("Scores become shares that sum to 1"),
         .plain = Softmax{}},
        joining("add", word("Add"), word("card|add"),
                word("Two layers' outputs are added cell by cell"), Joining::add),
        joining("multiply", word("Multiply"), word("card|multiply"),
                word("Two layers' outputs are multiplied cell by cell"), Joining::multiply),
        joining("concatenate", word("Concatenate"), word("card|concat"),
                word("Several layers' channels are laid one after the other"),
                Joining::concatenate),
        {.id = "constant",
         .name = word("Constant"),
         .brief = word("card|constant"),
         .note = word("The same maps, whatever the input is"),
         .joins = true,
         .plain = Constant{}},
    };
    return list;
}

Weights filled(const Shape& shape, float value) {
    return Weights(Tensor<float>(shape, value));
}

}  // namespace

std::span<const LayerKind> layer_kinds() {
    return kinds();
}

const LayerKind* find_kind(std::string_view id) {
    const auto found = std::ranges::find(kinds(), id, &LayerKind::id);
    return found == kinds().end() ? nullptr : &*found;
}

const LayerKind* kind_of(const AnyLayer& layer) {
    return std::holds_alternative<Layer>(layer) ? nullptr : find_kind(kind_id(layer));
}

double he_bound(double cells) {
    return std::sqrt(6.0 / cells);
}

Weights random_weights(const Shape& shape, double bound, std::uint64_t seed) {
    Tensor<float> values(shape);
    std::uint64_t place = 0;
    for (float& value : values.cells())
        value = static_cast<float>((2 * unit_draw(seed, {place++}) - 1) * bound);
    return Weights(std::move(values));
}

AnyLayer new_layer(const LayerKind& kind, const Shape& input, std::uint64_t seed) {
    AnyLayer layer = kind.plain;
    if (auto* conv = std::get_if<Conv2d>(&layer)) {
        const int side = std::min({3, input.h, input.w});
        const int pad = side / 2;
        conv->weight = random_weights({new_channels, input.c, side, side},
                                      he_bound(double{1} * input.c * side * side), seed);
        conv->bias = filled({1, new_channels, 1, 1}, 0.0F);
        conv->padding = {pad, pad, side - 1 - pad, side - 1 - pad};
    } else if (auto* linear = std::get_if<Linear>(&layer)) {
        const int cells = input.c * input.h * input.w;
        linear->weight = random_weights({1, 1, new_outputs, cells}, he_bound(cells), seed);
        linear->bias = filled({1, new_outputs, 1, 1}, 0.0F);
    } else if (auto* norm = std::get_if<BatchNorm>(&layer)) {
        const Shape channels{1, input.c, 1, 1};
        norm->scale = norm->variance = filled(channels, 1.0F);
        norm->shift = norm->mean = filled(channels, 0.0F);
    }
    return layer;
}

}  // namespace poolscope::model
