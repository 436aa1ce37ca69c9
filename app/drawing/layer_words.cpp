/// Says what a layer is made of.
#include "drawing/layer_words.hpp"

#include "drawing/number.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {

namespace {

std::string pair_words(int h, int w) {
    if (h == w) return std::to_string(h);
    return std::to_string(h) + " × " + std::to_string(w);
}

std::string extent_words(const char* name, const Extent& extent) {
    return std::string(name) + " " + pair_words(extent.h, extent.w);
}

std::string padding_words(const PoolParams& p) {
    switch (p.padding_mode) {
        case PaddingMode::valid:
            return tr("padding valid");
        case PaddingMode::same_upper:
            return tr("padding same");
        case PaddingMode::same_lower:
            return tr("padding same, lower");
        case PaddingMode::numbers:
            break;
    }
    if (p.padding.top == p.padding.bottom && p.padding.left == p.padding.right)
        return trf("padding {0}", pair_words(p.padding.top, p.padding.left));
    return trf("padding top {0}, left {1}, bottom {2}, right {3}", p.padding.top, p.padding.left,
               p.padding.bottom, p.padding.right);
}

void add_sliding(const Operator& op, const PoolParams& p, std::vector<std::string>& words) {
    words.push_back(extent_words("kernel_size", p.kernel_size));
    words.push_back(extent_words("stride", p.stride));
    words.push_back(padding_words(p));
    if (p.dilation != Extent{1, 1}) words.push_back(extent_words("dilation", p.dilation));
    if (p.ceil_mode) words.emplace_back("ceil_mode");
    if (!op.averages()) return;
    if (p.divisor_override)
        words.push_back("divisor_override " + std::to_string(*p.divisor_override));
    else
        words.emplace_back(p.count_include_pad ? "count_include_pad" : tr("padding not counted"));
}

}  // namespace

std::vector<std::string> layer_words(const Layer& layer) {
    const PoolParams p = settled(layer).params;
    std::vector<std::string> words{tr_name(layer.op->name)};
    switch (p.placement) {
        case Placement::sliding:
            add_sliding(*layer.op, p, words);
            break;
        case Placement::adaptive:
            words.emplace_back(tr("adaptive"));
            words.push_back(extent_words("output_size", p.output_size));
            break;
        case Placement::global:
            words.emplace_back(tr("global"));
            break;
        case Placement::fractional:
            words.push_back(extent_words("kernel_size", p.kernel_size));
            words.push_back(extent_words("output_size", p.output_size));
            break;
        case Placement::channels:
            words.push_back("channel_group " + std::to_string(p.channel_group));
            break;
    }
    for (const NumberParameter& number : layer.op->parameters)
        words.push_back(std::string(number.id) + " " + format_value(p.*number.field, 6));
    return words;
}

}  // namespace poolscope::drawing
