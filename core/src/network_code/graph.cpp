/// Keeps the layers, their shapes as far as they are known, and their names.
#include "network_code/graph.hpp"

#include <algorithm>
#include <set>

#include "support/random.hpp"

namespace poolscope::network_code {

namespace {

/// As many cells as a kernel may have along an axis and still be a layer's.
bool sane(const Shape& shape) {
    return std::min({shape.n, shape.c, shape.h, shape.w}) >= 1 &&
           std::max({shape.n, shape.c, shape.h, shape.w}) <= max_extent;
}

bool is_nonnegative_function(const Pointwise& layer) {
    switch (layer.function) {
        case Function::relu:
        case Function::sigmoid:
        case Function::hard_sigmoid:
            return true;
        case Function::clip:
            return layer.alpha >= 0;
        case Function::leaky_relu:
        case Function::elu:
        case Function::tanh:
            break;
    }
    return false;
}

/// The layers that `output` is computed from, and it itself.
std::vector<bool> needed_for(int output, const Network& network) {
    std::vector<bool> needed(network.layers.size());
    if (output == network_input) return needed;
    needed[static_cast<std::size_t>(output)] = true;
    for (auto i = static_cast<std::size_t>(output) + 1; i-- > 0;)
        for (const int from : network.layers[i].inputs)
            if (needed[i] && from != network_input) needed[static_cast<std::size_t>(from)] = true;
    return needed;
}

/// Names that tell layers apart: the program's, or the kind and a number.
void name_layers(Network& network) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        std::string& name = network.layers[i].name;
        if (name.empty())
            name = std::string(kind_id(network.layers[i].layer)) + "_" + std::to_string(i + 1);
        const std::string own = name;
        for (int again = 2; !taken.insert(name).second; ++again)
            name = own + "_" + std::to_string(again);
    }
}

}  // namespace

Result<void> check_plain(const Maps& maps, std::string_view by) {
    if (maps.around != Padding{}) {
        return fail(ErrorCode::unsupported,
                    say("{0} is laid over maps that were padded on line {1}, which only a "
                        "convolution or a pooling layer takes",
                        by, maps.line),
                    say("pad right before the layer that needs it"));
    }
    if (maps.negated) {
        return fail(
            ErrorCode::unsupported,
            say("{0} is laid over maps with a minus sign, which only maximum pooling takes", by),
            say("write -pool(-x) for the minimum, and no minus sign elsewhere"));
    }
    return {};
}

std::optional<Axes> axes_of(const Maps& maps, int dim) {
    std::vector<Axes> seen;
    for (int axis = 0; axis < 4; ++axis) {
        if (maps.axes == 3 && axis == 2) continue;
        const bool inside = maps.folded.last > maps.folded.first && axis > maps.folded.first &&
                            axis <= maps.folded.last;
        if (inside)
            seen.back().last = axis;
        else
            seen.push_back({axis, axis});
    }
    const int count = static_cast<int>(seen.size());
    if (dim < -count || dim >= count) return std::nullopt;
    return seen[static_cast<std::size_t>(dim < 0 ? dim + count : dim)];
}

std::int64_t extent_of(const Shape& shape, const Axes& axes) {
    const int extents[] = {shape.n, shape.c, shape.h, shape.w};
    std::int64_t all = 1;
    for (int axis = axes.first; axis <= axes.last; ++axis) all *= extents[axis];
    return all;
}

Result<Maps> Graph::add(AnyLayer layer, std::string name, std::vector<Maps> inputs) {
    if (network_.layers.size() == most_layers) {
        return fail(ErrorCode::too_large, say("the network has more than {0} layers", most_layers),
                    say("make it smaller"));
    }
    NetworkLayer one{std::move(name), std::move(layer), {}};
    std::vector<bool> signs;
    std::vector<Shape> shapes;
    bool known = true;
    for (const Maps& input : inputs) {
        one.inputs.push_back(input.layer);
        signs.push_back(is_nonnegative(input.layer));
        known = known && input.shape.has_value();
        if (known) shapes.push_back(*input.shape);
    }
    Maps made = inputs.empty() ? Maps{} : inputs.front();
    made.layer = static_cast<int>(network_.layers.size());
    made.shape.reset();
    if (known) {
        const auto shape = output_shape(one.layer, shapes);
        if (shape)
            made.shape = *shape;
        else if (!fault_)
            fault_ = shape.error();
    }
    nonnegative_.push_back(gives_nonnegative(one.layer, signs));
    network_.layers.push_back(std::move(one));
    return made;
}

Error Graph::no_shape() const {
    if (fault_) return *fault_;
    return {.code = ErrorCode::bad_argument,
            .what = say("the code does not say the shape of the network's input"),
            .remedy = say("give it")};
}

bool Graph::is_nonnegative(int layer) const {
    return layer != network_input && nonnegative_[static_cast<std::size_t>(layer)];
}

Network Graph::network_of(int output) const {
    const std::vector<bool> needed = needed_for(output, network_);
    std::vector<int> moved(needed.size());
    Network network;
    for (std::size_t i = 0; i < needed.size(); ++i) {
        if (!needed[i]) continue;
        moved[i] = static_cast<int>(network.layers.size());
        network.layers.push_back(network_.layers[i]);
        for (int& from : network.layers.back().inputs)
            if (from != network_input) from = moved[static_cast<std::size_t>(from)];
    }
    name_layers(network);
    return network;
}

bool gives_nonnegative(const AnyLayer& layer, const std::vector<bool>& inputs) {
    const bool all = !inputs.empty() && std::ranges::find(inputs, false) == inputs.end();
    if (const auto* const function = std::get_if<Pointwise>(&layer))
        return is_nonnegative_function(*function) || (all && function->function != Function::clip);
    if (const auto* const pool = std::get_if<Layer>(&layer))
        return all && (pool->op->id == "max" || pool->op->averages());
    if (const auto* const constant = std::get_if<Constant>(&layer))
        return constant->value &&
               std::ranges::all_of(constant->value->cells(), [](float one) { return one >= 0; });
    return std::holds_alternative<Softmax>(layer) || (all && std::holds_alternative<Join>(layer));
}

Result<void> WeightDraws::take(const Shape& shape) {
    if (!sane(shape)) {
        return fail(ErrorCode::bad_shape,
                    say("its weights would be {0}, and each extent is 1 to {1}", shape_text(shape),
                        max_extent),
                    say("write it in numbers that can be"));
    }
    double count = 1;
    for (const int extent : {shape.n, shape.c, shape.h, shape.w}) count *= extent;
    if (count > static_cast<double>(left_)) {
        return fail(ErrorCode::too_large,
                    say("the network would have more than {0} weights", most_),
                    say("make it smaller"));
    }
    left_ -= shape.count();
    return {};
}

Result<Weights> WeightDraws::draw(const Shape& shape, double bound) {
    if (const auto taken = take(shape); !taken) return error_of(taken);
    Tensor<float> values(shape);
    const std::uint64_t key = next_++;
    std::uint64_t at = 0;
    for (float& value : values.cells())
        value = static_cast<float>((2 * unit_draw(seed_, {key, at++}) - 1) * bound);
    return Weights(std::move(values));
}

Result<Weights> WeightDraws::constant(const Shape& shape, float value) {
    if (const auto taken = take(shape); !taken) return error_of(taken);
    return Weights(Tensor<float>(shape, value));
}

}  // namespace poolscope::network_code
