/// The default document and the checks on a document's input.
#include "model/document.hpp"

#include <algorithm>

#include "support/plane_array.hpp"

namespace poolscope::model {

namespace {

bool same_values(const SharedValues& a, const SharedValues& b) {
    return a == b || (a && b && *a == *b);
}

/// Whether a shape, whose extents are 1 or more, has more cells than an input may.
bool is_too_large(const Shape& shape) {
    auto room = max_cells;
    for (const int extent : {shape.n, shape.c, shape.h, shape.w})
        room /= static_cast<std::size_t>(extent);
    return room == 0;
}

}  // namespace

bool Document::operator==(const Document& other) const {
    return layers == other.layers && same_values(grad_output, other.grad_output) &&
           picture == other.picture && source == other.source && seed == other.seed &&
           channel_names == other.channel_names && same_values(input, other.input);
}

bool is_network(const Document& document) {
    return document.layers.size() != 1 ||
           !std::holds_alternative<Layer>(document.layers.front().layer);
}

bool is_chain(std::span<const NetworkLayer> layers) {
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (layers[i].inputs != std::vector<int>{static_cast<int>(i) - 1}) return false;
    return true;
}

std::vector<NetworkLayer> chain_of(std::vector<Layer> layers) {
    std::vector<NetworkLayer> chain;
    chain.reserve(layers.size());
    for (Layer& layer : layers)
        chain.push_back(
            {.layer = std::move(layer), .inputs = {static_cast<int>(chain.size()) - 1}});
    return chain;
}

Document default_document() {
    const std::vector<float> cells{1, 3, 2, 4, 0, 5,  //
                                   5, 6, 7, 8, 2, 1,  //
                                   9, 2, 1, 0, 3, 4,  //
                                   3, 4, 5, 6, 8, 7,  //
                                   0, 2, 6, 1, 5, 3,  //
                                   7, 1, 4, 2, 9, 6};
    Document document;
    document.input = std::make_shared<const Values>(Shape{1, 1, 6, 6}, cells);
    document.channel_names = default_channel_names(1, false);
    document.layer().params.kernel_size = {3, 3};
    document.layer().params.stride = {2, 2};
    document.layer().params.padding = {1, 1, 1, 1};
    return document;
}

std::vector<std::string> default_channel_names(int channels, bool picture) {
    if (picture && channels == 3) return {"R", "G", "B"};
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(channels));
    for (int c = 0; c < channels; ++c) names.push_back(std::to_string(c));
    return names;
}

Result<void> check_input(const Shape& shape) {
    if (shape.n < 1 || shape.c < 1 || shape.h < 1 || shape.w < 1)
        return fail(ErrorCode::empty_input, say("the input has no cells"),
                    say("give at least 1 row, 1 column and 1 channel"));
    if (is_too_large(shape))
        return fail(ErrorCode::too_large,
                    shape.n > 1 ? say("the input of {0} x {1} x {2} x {3} cells is too large",
                                      shape.n, shape.c, shape.h, shape.w)
                                : say("the input of {0} x {1} x {2} cells is too large", shape.c,
                                      shape.h, shape.w),
                    say("use at most {0} cells in all", max_cells));
    return {};
}

Values grad_output_of(const Document& document, const Shape& shape) {
    Values gradient(shape, 1.0F);
    if (!document.grad_output) return gradient;
    const auto given = document.grad_output->whole();
    const Shape& from = given->shape();
    const int h = std::min(from.h, shape.h);
    const int w = std::min(from.w, shape.w);
    for (int n = 0; n < std::min(from.n, shape.n); ++n)
        for (int c = 0; c < std::min(from.c, shape.c); ++c)
            plane_array(gradient, n, c).topLeftCorner(h, w) =
                plane_array(*given, n, c).topLeftCorner(h, w);
    return gradient;
}

Values scores_of(const Document& document) {
    const Shape& shape = document.shape();
    return document.layer().params.scores ? *document.layer().params.scores
                                          : Values({1, 1, shape.h, shape.w});
}

}  // namespace poolscope::model
