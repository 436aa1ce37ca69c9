/// Names and numbers of a network's layers.
#include "drawing/network_words.hpp"

#include "drawing/layer_words.hpp"
#include "i18n/tr.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::drawing {

namespace {

using i18n::tr_name;

std::string times(int a, int b) {
    return std::to_string(a) + " × " + std::to_string(b);
}

std::string brief_kind(const AnyLayer& layer) {
    if (const auto* pooling = std::get_if<Layer>(&layer)) return name_in_line(*pooling->op);
    return i18n::tr(model::kind_of(layer)->brief.data());  // of a literal
}

/// The window's size, where the layer has one that says something.
std::string window_of(const AnyLayer& layer) {
    if (const auto* conv = std::get_if<Conv2d>(&layer); conv != nullptr && conv->weight)
        return times(conv->weight->shape().h, conv->weight->shape().w);
    const auto* pooling = std::get_if<Layer>(&layer);
    if (pooling == nullptr) return {};
    const PoolParams& params = pooling->params;
    if (params.placement == Placement::sliding)
        return times(params.kernel_size.h, params.kernel_size.w);
    if (params.placement == Placement::global) return i18n::tr("global");
    return {};
}

}  // namespace

std::string layer_name(const NetworkLayer& layer) {
    return layer.name.empty() ? brief_kind(layer.layer) : layer.name;
}

std::string card_name(const NetworkLayer& layer) {
    const std::string_view name = layer.name;
    const auto last = name.rfind('/');
    if (last == std::string_view::npos) return layer_name(layer);
    const auto before = last == 0 ? last : name.rfind('/', last - 1);
    const std::string_view part = last == 0 || before == std::string_view::npos
                                      ? name.substr(last + 1)
                                      : name.substr(before + 1, last - before - 1);
    // A number alone tells nothing.
    const bool tells = part.find_first_not_of("0123456789.") != std::string_view::npos;
    return tells ? std::string(part) : brief_kind(layer.layer);
}

std::string kind_name(const AnyLayer& layer) {
    if (const auto* pooling = std::get_if<Layer>(&layer)) return tr_name(pooling->op->name);
    return tr_name(model::kind_of(layer)->name);
}

std::string shape_words(const std::optional<Shape>& shape) {
    if (!shape) return "–";
    std::string words = std::to_string(shape->c);
    if (shape->h != 1 || shape->w != 1) words += " × " + times(shape->h, shape->w);
    return shape->n == 1 ? words : std::to_string(shape->n) + " × " + words;
}

std::string layer_in_table(const NetworkLayer& layer) {
    const std::string window = window_of(layer.layer);
    const std::string name = layer_name(layer);
    return window.empty() ? name : name + " " + window;
}

std::string field_words(const LayerCosts& costs) {
    if (costs.rows.size < 1 || costs.cols.size < 1) return "–";
    return times(costs.rows.size, costs.cols.size);
}

}  // namespace poolscope::drawing
