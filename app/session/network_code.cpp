/// Reads and copies networks' code.
#include "session/network_code.hpp"

#include <algorithm>
#include <array>

#include "drawing/network_words.hpp"
#include "io/load.hpp"
#include "model/layer_kinds.hpp"
#include "session/clipboard.hpp"
#include "session/open_input.hpp"

namespace poolscope::session {

namespace {

/// Weights that are drawn while someone waits, at most.
constexpr std::size_t most_weights = std::size_t{1} << 26;
/// So many layers are named in a line.
constexpr std::size_t most_named = 12;

/// Sides of usual pictures, as code that does not say them takes them.
constexpr std::array usual_sides{28, 32, 224, 64, 96, 128, 227, 299, 16, 8};

bool fits(const Network& network, const Shape& shape) {
    return !shapes_of(network, shape).error;
}

/// A usual input that all layers go with.
std::optional<Shape> usual_shape(const Network& network) {
    const AnyLayer& first = network.layers.front().layer;
    std::vector<int> channels{3, 1};
    if (const auto* conv = std::get_if<Conv2d>(&first); conv != nullptr && conv->weight)
        channels = {conv->weight->shape().c * conv->groups};
    const auto* linear = std::get_if<Linear>(&first);
    if (linear != nullptr && linear->weight) {
        const Shape row{1, linear->weight->shape().w, 1, 1};
        if (fits(network, row)) return row;
    }
    for (const int side : usual_sides)
        for (const int c : channels)
            if (const Shape shape{1, c, side, side}; fits(network, shape)) return shape;
    return std::nullopt;
}

Result<CodedNetwork> parse_over(std::string_view text, std::uint64_t seed,
                                const std::optional<Shape>& input) {
    return parse_network(text, {.seed = seed, .input = input, .most_weights = most_weights});
}

/// Over an input that is not there: of the shape that the text says, or of a usual one that goes
/// with the layers as they were read over the present one.
std::optional<PastedNetwork> over_another(std::string_view text, std::uint64_t seed,
                                          const Result<CodedNetwork>& present) {
    auto own = parse_over(text, seed, std::nullopt);
    if (own && own->input && fits(own->network, *own->input)) {
        const Shape shape = *own->input;
        return PastedNetwork{std::move(*own), shape, false};
    }
    if (!present || present->network.layers.empty()) return std::nullopt;
    const auto usual = usual_shape(present->network);
    if (!usual) return std::nullopt;
    auto laid = parse_over(text, seed, usual);
    if (!laid || !fits(laid->network, *usual)) return std::nullopt;
    return PastedNetwork{std::move(*laid), *usual, false};
}

}  // namespace

bool says_network(std::string_view text) {
    constexpr std::array signs{"Sequential", "Module", "Conv", "Linear", "Dense", "keras.Model"};
    return std::ranges::any_of(
        signs, [&](const char* sign) { return text.find(sign) != std::string_view::npos; });
}

Result<PastedNetwork> read_network_code(std::string_view text, const Shape& present,
                                        std::uint64_t seed) {
    auto here = parse_over(text, seed, present);
    if (here && fits(here->network, present)) return PastedNetwork{std::move(*here), present};
    if (auto other = over_another(text, seed, here)) return std::move(*other);
    if (!here) return error_of(here);
    PastedNetwork pasted{std::move(*here), present};
    pasted.misfit = shapes_of(pasted.coded.network, present).error;
    return pasted;
}

std::string words_of(const PastedNetwork& pasted) {
    std::string words;
    const auto& layers = pasted.coded.network.layers;
    for (std::size_t i = 0; i < std::min(layers.size(), most_named); ++i)
        words += (i > 0 ? " → " : "") + drawing::kind_name(layers[i].layer);
    if (layers.size() > most_named) words += " → …";
    return trf("{0}: {1}", pasted.coded.framework,
               trf("a network of {0} layers, {1}", layers.size(), words));
}

std::vector<std::string> remarks_on(const PastedNetwork& pasted) {
    std::vector<std::string> remarks;
    if (pasted.misfit)
        remarks.push_back(trf("Not over this input: {0}", tr_error(*pasted.misfit)));
    else if (!pasted.present)
        remarks.push_back(trf("It does not take this input, and comes over random numbers, {0}.",
                              drawing::shape_words(pasted.shape)));
    for (const Message& note : pasted.coded.notes)
        remarks.push_back(tr(note) + i18n::language().stop);
    return remarks;
}

void use_network_code(Session& session, const PastedNetwork& pasted) {
    model::SetLayers set{.layers = pasted.coded.network.layers};
    if (!pasted.present)
        set.input = model::ReplaceInput{std::make_shared<const model::Values>(*model::random_weights(
                                            pasted.shape, 1, session.whole().seed)),
                                        {},
                                        false,
                                        {}};
    session.emit(model::DocumentAction(std::move(set)));
    session.emit(model::LookAt{0});
    say_notes(session, {.notes = pasted.coded.notes});
}

void copy_network(Session& session, const NetworkForm& form) {
    const auto text = form.write({session.whole().layers}, session.whole().shape());
    if (!text) return session.report(text.error());
    set_clipboard(session, *text);
    session.say([] { return std::string(tr("Copied the network as code, without its weights.")); });
}

}  // namespace poolscope::session
