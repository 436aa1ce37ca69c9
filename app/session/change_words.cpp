/// Names the difference between two documents (see change_words.hpp).
#include "session/change_words.hpp"

#include <bit>
#include <cstdint>
#include <optional>

#include "drawing/number.hpp"
#include "i18n/tr.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope::session {

namespace {

using i18n::tr;
using i18n::tr_name;
using i18n::trf;
using i18n::trn;
using i18n::word;

/// Inputs beyond so many cells are not gone through to name those that differ.
constexpr std::size_t most_compared = std::size_t{1} << 16;

std::string from_to(const char* what, const std::string& from, const std::string& to) {
    return trf("{0} {1} → {2}", tr(what), from, to);
}

std::string words_of(const Extent& e) {
    return e.h == e.w ? std::to_string(e.h) : std::to_string(e.h) + " × " + std::to_string(e.w);
}
std::string words_of(const Padding& p) {
    if (p.top == p.bottom && p.left == p.right) return words_of(Extent{p.top, p.left});
    std::string all = std::to_string(p.top);
    for (const int side : {p.bottom, p.left, p.right}) all += ", " + std::to_string(side);
    return all;
}
std::string words_of(bool on) {
    return tr(on ? word("on") : word("off"));
}
std::string words_of(const std::optional<int>& number) {
    return number ? std::to_string(*number) : tr("off");
}
std::string words_of(Placement placement) {
    switch (placement) {
        case Placement::sliding:
            return tr("Sliding");
        case Placement::adaptive:
            return tr("Adaptive");
        case Placement::global:
            return tr("Global");
        case Placement::fractional:
        case Placement::channels:
            break;
    }
    return {};  // an operator's own
}
std::string words_of(PaddingMode mode) {
    switch (mode) {
        case PaddingMode::numbers:
            return tr("each side");
        case PaddingMode::valid:
            return tr("valid");
        case PaddingMode::same_upper:
            return tr("same");
        case PaddingMode::same_lower:
            return tr("same, lower");
    }
    return {};
}

/// The change of one field; empty for one that follows from another.
std::string field_words(FieldId field, const Layer& from, const Layer& to) {
    const PoolParams& a = from.params;
    const PoolParams& b = to.params;
    const auto number = [](const char* name, auto x, auto y) {
        return from_to(name, drawing::format_value(static_cast<double>(x), 6),
                       drawing::format_value(static_cast<double>(y), 6));
    };
    switch (field) {
        case FieldId::op:
            return from_to(word("step|operator"), tr_name(from.op->name), tr_name(to.op->name));
        case FieldId::dialect:
            return from_to(word("step|rules"), tr_name(from.dialect->name),
                           tr_name(to.dialect->name));
        case FieldId::placement:
            return from_to(word("step|placement"), words_of(a.placement), words_of(b.placement));
        case FieldId::kernel_size:
            return from_to(word("step|kernel size"), words_of(a.kernel_size),
                           words_of(b.kernel_size));
        case FieldId::stride:
            return from_to(word("step|stride"), words_of(a.stride), words_of(b.stride));
        case FieldId::padding:
            return from_to(word("step|padding"), words_of(a.padding), words_of(b.padding));
        case FieldId::padding_mode:
            return from_to(word("step|padding"), words_of(a.padding_mode),
                           words_of(b.padding_mode));
        case FieldId::dilation:
            return from_to(word("step|dilation"), words_of(a.dilation), words_of(b.dilation));
        case FieldId::ceil_mode:
            return from_to(word("step|round up"), words_of(a.ceil_mode), words_of(b.ceil_mode));
        case FieldId::output_size:
            return from_to(word("step|output size"), words_of(a.output_size),
                           words_of(b.output_size));
        case FieldId::channel_group:
            return number(word("step|channels in a group"), a.channel_group, b.channel_group);
        case FieldId::count_include_pad:
            return from_to(word("step|padding counted"), words_of(a.count_include_pad),
                           words_of(b.count_include_pad));
        case FieldId::divisor_override:
            return from_to(word("step|own divisor"), words_of(a.divisor_override),
                           words_of(b.divisor_override));
        case FieldId::norm:
            return number("p", a.norm, b.norm);
        case FieldId::sharpness:
            return number("r", a.sharpness, b.sharpness);
        case FieldId::mix:
            return number("λ", a.mix, b.mix);
        case FieldId::seed:
            return number(word("step|seed"), a.seed, b.seed);
        case FieldId::scores:
            return tr("step|scores");
        case FieldId::scale:
        case FieldId::samples:
        case FieldId::signed_powers:
        case FieldId::name:
            break;
    }
    return {};
}

std::string layer_change(const Layer& from, const Layer& to) {
    std::string words;
    each_layer_field([&](const LayerField& field, auto get) {
        if (words.empty() && !(get(from) == get(to))) words = field_words(field.field, from, to);
    });
    return words.empty() ? tr("step|layer") : words;
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
    const AnyLayer& before = from[changed.front()].layer;
    const AnyLayer& after = to[changed.front()].layer;
    const auto* a = std::get_if<Layer>(&before);
    const auto* b = std::get_if<Layer>(&after);
    if (a != nullptr && b != nullptr) return layer_change(*a, *b);
    return kind_id(before) == kind_id(after) ? trf("step|numbers of {0}", kind_id(after))
                                             : tr("step|layer");
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
