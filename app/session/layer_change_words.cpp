/// Names the difference between two layers (see layer_change_words.hpp).
#include "session/layer_change_words.hpp"

#include <optional>
#include <utility>

#include "drawing/network_words.hpp"
#include "drawing/number.hpp"
#include "i18n/tr.hpp"
#include "model/layer_edits.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope::session {

namespace {

using i18n::tr;
using i18n::tr_name;
using i18n::trf;
using i18n::trn;
using i18n::word;

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

std::string pooling_change(const Layer& from, const Layer& to) {
    std::string words;
    each_layer_field([&](const LayerField& field, auto get) {
        if (words.empty() && !(get(from) == get(to))) words = field_words(field.field, from, to);
    });
    return words.empty() ? tr("step|layer") : words;
}

/// "weight 0.5 → 1", "9 weights"; empty where none differs.
std::string numbers_change(const Weights& from, const Weights& to, const char* one,
                           std::string (*several)(std::size_t)) {
    if (from == to) return {};
    if (!from || !to) return from_to(one, words_of(bool{from}), words_of(bool{to}));
    if (from->shape() != to->shape()) return several(to->cells().size());
    std::size_t changed = 0, at = 0;
    for (std::size_t i = 0; i < from->cells().size(); ++i)
        if (from->cells()[i] != to->cells()[i] && ++changed == 1) at = i;
    if (changed != 1) return several(changed);
    return from_to(one, drawing::format_value(double{from->cells()[at]}),
                   drawing::format_value(double{to->cells()[at]}));
}

std::string several_weights(std::size_t count) {
    return trn("{0} weight", "{0} weights", count);
}
std::string several_biases(std::size_t count) {
    return trn("{0} bias", "{0} biases", count);
}
std::string several_numbers(std::size_t count) {
    return trn("{0} number", "{0} numbers", count);
}

std::string change_of(const Layer& from, const Layer& to) {
    return pooling_change(from, to);
}

std::string change_of(const Conv2d& from, const Conv2d& to) {
    const model::KernelExtents a = model::extents_of(from), b = model::extents_of(to);
    const auto count = [](const char* what, int x, int y) {
        return from_to(what, std::to_string(x), std::to_string(y));
    };
    if (a.outputs != b.outputs) return count(word("step|output channels"), a.outputs, b.outputs);
    if (a.groups != b.groups) return count(word("step|groups"), a.groups, b.groups);
    const Layer before = model::windows_of(from), after = model::windows_of(to);
    if (!(before == after)) return pooling_change(before, after);
    if (auto words = numbers_change(from.weight, to.weight, word("step|weight"), several_weights);
        !words.empty())
        return words;
    return numbers_change(from.bias, to.bias, word("step|bias"), several_biases);
}

std::string change_of(const Linear& from, const Linear& to) {
    if (from.weight && to.weight && from.weight->shape().h != to.weight->shape().h)
        return from_to(word("step|outputs"), std::to_string(from.weight->shape().h),
                       std::to_string(to.weight->shape().h));
    if (auto words = numbers_change(from.weight, to.weight, word("step|weight"), several_weights);
        !words.empty())
        return words;
    return numbers_change(from.bias, to.bias, word("step|bias"), several_biases);
}

std::string change_of(const BatchNorm& from, const BatchNorm& to) {
    for (const auto& [field, name] : {std::pair{&BatchNorm::scale, word("step|scale")},
                                      {&BatchNorm::shift, word("step|shift")},
                                      {&BatchNorm::mean, word("step|mean")},
                                      {&BatchNorm::variance, word("step|variance")}})
        if (auto words = numbers_change(from.*field, to.*field, name, several_numbers);
            !words.empty())
            return words;
    return from_to(word("step|epsilon"), drawing::format_value(double{from.epsilon}),
                   drawing::format_value(double{to.epsilon}));
}

std::string change_of(const Pointwise& from, const Pointwise& to) {
    if (from.function != to.function) return {};
    const bool alpha = from.alpha != to.alpha;
    const float a = alpha ? from.alpha : from.beta, b = alpha ? to.alpha : to.beta;
    return from_to(from.function == Function::clip ? word("step|bound")
                   : alpha                         ? word("step|alpha")
                                                   : word("step|beta"),
                   drawing::format_value(double{a}), drawing::format_value(double{b}));
}

/// Of kinds that have no numbers of their own.
template <class Kind>
std::string change_of(const Kind& /*from*/, const Kind& /*to*/) {
    return {};
}

}  // namespace

std::string layer_change_words(const AnyLayer& from, const AnyLayer& to) {
    std::string words;
    if (from.index() == to.index())
        std::visit(
            [&](const auto& before) {
                words = change_of(before, std::get<std::remove_cvref_t<decltype(before)>>(to));
            },
            from);
    if (!words.empty()) return words;
    return from_to(word("step|layer"), drawing::kind_name(from), drawing::kind_name(to));
}

}  // namespace poolscope::session
