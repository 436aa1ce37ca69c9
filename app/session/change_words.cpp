/// Names the difference between two documents (see change_words.hpp).
#include "session/change_words.hpp"

#include <bit>
#include <cstdint>
#include <optional>

#include "drawing/number.hpp"
#include "i18n/tr.hpp"
#include "session/layer_change_words.hpp"

namespace poolscope::session {

namespace {

using i18n::tr;
using i18n::trf;
using i18n::trn;
using i18n::word;

/// Inputs beyond so many cells are not gone through to name those that differ.
constexpr std::size_t most_compared = std::size_t{1} << 16;

std::string from_to(const char* what, const std::string& from, const std::string& to) {
    return trf("{0} {1} → {2}", tr(what), from, to);
}

std::string size_of(const Shape& shape) {
    const std::string plane = std::to_string(shape.h) + " × " + std::to_string(shape.w);
    return shape.c == 1 ? plane : std::to_string(shape.c) + " × " + plane;
}

std::string cells_change(const model::StoredValues& from, const model::StoredValues& to) {
    const Shape& shape = from.shape();
    if (shape.count() > most_compared) return tr("step|cells");
    std::size_t changed = 0, at = 0;
    for (std::size_t i = 0; i < shape.count(); ++i) {
        if (std::bit_cast<std::uint32_t>(from[i]) == std::bit_cast<std::uint32_t>(to[i])) continue;
        if (++changed == 1) at = i;
    }
    if (changed != 1) return trn("{0} cell", "{0} cells", changed);
    const std::size_t place = at % shape.plane_count();
    const auto cols = static_cast<std::size_t>(shape.w);
    return trf("cell ({0}, {1}) {2} → {3}", place / cols, place % cols,
               drawing::format_value(static_cast<double>(from[at]), 4),
               drawing::format_value(static_cast<double>(to[at]), 4));
}

/// What happened to the layers of a network.
std::string layers_change(const std::vector<NetworkLayer>& from,
                          const std::vector<NetworkLayer>& to) {
    if (from.size() + 1 == to.size()) return tr("step|a layer more");
    if (from.size() == to.size() + 1) return tr("step|a layer less");
    if (from.size() != to.size()) return tr("step|layers");
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < from.size(); ++i)
        if (!(from[i].layer == to[i].layer)) changed.push_back(i);
    if (changed.size() > 1) return tr("step|layers");
    if (changed.empty()) return tr("step|name");
    return layer_change_words(from[changed.front()].layer, to[changed.front()].layer);
}

}  // namespace

std::string change_words(const model::Document& from, const model::Document& to) {
    if (from.input != to.input) {
        if (from.picture != to.picture || (!to.source.empty() && from.source != to.source))
            return tr("step|input");
        if (from.shape() != to.shape())
            return from_to(word("step|size"), size_of(from.shape()), size_of(to.shape()));
        if (!(*from.input == *to.input)) return cells_change(*from.input, *to.input);
    }
    if (!(from.layers == to.layers)) return layers_change(from.layers, to.layers);
    if (from.grad_output != to.grad_output) return tr("step|gradient");
    return {};
}

}  // namespace poolscope::session
