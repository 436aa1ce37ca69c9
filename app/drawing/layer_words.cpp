/// Says what a layer is made of.
#include "drawing/layer_words.hpp"

#include <algorithm>

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

/// "3 × 3", which is no shorter where both are the same.
std::string size_words(const Extent& size) {
    return std::to_string(size.h) + " × " + std::to_string(size.w);
}

/// A layer's line in the making.
class Line {
public:
    Line(const Layer& layer, const FieldSet& hidden) : layer_(layer), hidden_(hidden) {}

    [[nodiscard]] std::vector<std::string> take() {
        const PoolParams& p = layer_.params;
        words_.push_back(hides(FieldId::op) ? "?" : name_in_line(*layer_.op));
        // Of layers that are no pooling layers, a convolution alone has windows to tell of.
        if (layer_.weights && layer_.op->id != "conv") return std::move(words_);
        switch (p.placement) {
            case Placement::sliding:
                add_sliding();
                break;
            case Placement::adaptive:
                words_.push_back(trf("adaptive to {0}", output_size()));
                break;
            case Placement::global:
                words_.emplace_back(tr("global"));
                break;
            case Placement::fractional:
                words_.push_back(size(FieldId::kernel_size, p.kernel_size));
                words_.push_back(trf("output {0}", output_size()));
                break;
            case Placement::channels:
                words_.push_back(trf("{0} channels at a time", p.channel_group));
                break;
        }
        if (hides(FieldId::op)) return std::move(words_);
        for (const NumberParameter& number : layer_.op->parameters)
            words_.push_back(std::string(number.id) + " " + format_value(p.*number.field, 6));
        return std::move(words_);
    }

private:
    [[nodiscard]] bool hides(FieldId field) const {
        return std::ranges::find(hidden_, field) != hidden_.end();
    }
    [[nodiscard]] std::string size(FieldId field, const Extent& extent) const {
        return hides(field) ? "? × ?" : size_words(extent);
    }
    [[nodiscard]] std::string output_size() const {
        return size(FieldId::output_size, layer_.params.output_size);
    }

    void add_sliding() {
        const PoolParams& p = layer_.params;
        const auto pair = [&](FieldId field, const Extent& extent) {
            return hides(field) ? "?" : pair_words(extent.h, extent.w);
        };
        words_.push_back(size(FieldId::kernel_size, p.kernel_size));
        words_.push_back(trf("stride {0}", pair(FieldId::stride, p.stride)));
        words_.push_back(hides(FieldId::padding) ? trf("padding {0}", "?") : padding_words(p));
        if (p.dilation != Extent{1, 1})
            words_.push_back(trf("dilation {0}", pair(FieldId::dilation, p.dilation)));
        if (p.ceil_mode) words_.emplace_back(tr("rounded up"));
        // Of an operator that is asked for, nothing that only some have.
        if (!layer_.op->averages() || hides(FieldId::op)) return;
        const bool pads = p.padding_mode != PaddingMode::valid && p.padding != Padding{};
        const bool same =
            p.padding_mode == PaddingMode::same_upper || p.padding_mode == PaddingMode::same_lower;
        if (p.divisor_override)
            words_.push_back(trf("divisor {0}", hides(FieldId::divisor_override)
                                                    ? "?"
                                                    : std::to_string(*p.divisor_override)));
        else if (pads || same)
            words_.emplace_back(
                tr(p.count_include_pad ? word("padding counted") : word("padding not counted")));
    }

    const Layer& layer_;
    const FieldSet& hidden_;
    std::vector<std::string> words_;
};

}  // namespace

std::string name_in_line(const Operator& op) {
    std::string name = tr_name(op.name);
    const auto is_capital = [](char one) { return one >= 'A' && one <= 'Z'; };
    const bool is_word =
        name.size() > 2 && std::count_if(name.begin(), name.end(), is_capital) == 1;
    if (is_word && is_capital(name[0])) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

FieldSet hidden_fields(const model::Prediction& prediction) {
    FieldSet hidden;
    if (prediction.hides_field) hidden.push_back(*prediction.hides_field);
    if (prediction.hides_size) hidden.push_back(FieldId::output_size);
    return hidden;
}

std::vector<std::string> line_words(const Layer& layer, const FieldSet& hidden) {
    const Layer meant = settled(layer);
    return Line(meant, hidden).take();
}

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
