/// The numbers of layers that act on single cells: functions, and batch normalisation.
#include <array>
#include <cmath>
#include <vector>

#include "drawing/number.hpp"
#include "model/layer_kinds.hpp"
#include "session/layer_commands.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/real_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

using drawing::format_value;
using drawing::Role;

/// One real number of the layer, alone in its row.
struct RealRow {
    std::string_view id;
    const char* label;
    const char* tip;
    float value = 0;
    float step = 0.1F;
    float low = -std::numeric_limits<float>::infinity();
    std::string_view low_reason{};
};

std::optional<RealChange> real_row(Ui& ui, const RealRow& row) {
    const std::string lock = lock_on(ui.session, "layers");
    row_label(ui.frame, std::string(row.id) + ".label", tr(row.label), ui.px(box_width),
              lock.empty());
    const auto change = real_box(ui, {.id = row.id,
                                      .value = row.value,
                                      .low = row.low,
                                      .step = row.step,
                                      .tooltip = lock.empty() ? tr(row.tip) : lock,
                                      .low_reason = row.low_reason,
                                      .width = box_width,
                                      .enabled = lock.empty()});
    gap(ui.frame, row_gap);
    return change;
}

/// A number of a function, as the panel names it.
struct FunctionNumber {
    Function function;
    float Pointwise::*field;
    const char* label;
    const char* tip;
    float step = 0.1F;
};
constexpr std::array function_numbers{
    FunctionNumber{Function::leaky_relu, &Pointwise::alpha, word("Slope below 0"),
                   word("alpha: what negative cells are multiplied by"), 0.01F},
    FunctionNumber{Function::elu, &Pointwise::alpha, word("Depth below 0"),
                   word("alpha: how far below 0 the curve comes")},
    FunctionNumber{Function::clip, &Pointwise::alpha, word("No less than"),
                   word("min: smaller cells become this"), 0.5F},
    FunctionNumber{Function::clip, &Pointwise::beta, word("No more than"),
                   word("max: larger cells become this"), 0.5F},
    FunctionNumber{Function::hard_sigmoid, &Pointwise::alpha, word("Slope"),
                   word("alpha: of the straight line; 1/6 in PyTorch, 0.2 in ONNX"), 0.01F},
    FunctionNumber{Function::hard_sigmoid, &Pointwise::beta, word("Value at 0"),
                   word("beta: where the straight line crosses 0")}};

std::string id_of(const FunctionNumber& number) {
    return number.field == &Pointwise::alpha ? "layer.alpha" : "layer.beta";
}

/// What becomes of a cell x, as code.
std::string rule_of(const Pointwise& layer) {
    const std::string a = format_value(double{layer.alpha}), b = format_value(double{layer.beta});
    switch (layer.function) {
        case Function::relu:
            return "max(x, 0)";
        case Function::leaky_relu:
            return "x < 0 ? " + a + "·x : x";
        case Function::elu:
            return "x < 0 ? " + a + "·(eˣ − 1) : x";
        case Function::sigmoid:
            return "1 / (1 + e⁻ˣ)";
        case Function::tanh:
            return "tanh(x)";
        case Function::clip:
            return "min(max(x, " + a + "), " + b + ")";
        case Function::hard_sigmoid:
            return "min(max(" + a + "·x + " + b + ", 0), 1)";
    }
    return {};
}

void rule_block(Ui& ui, const drawing::Pieces& rule) {
    const std::vector<drawing::Pieces> lines{rule};
    code_block(ui, "layer.rule", lines);
    gap(ui.frame, 12);
}

/// A number a channel of batch normalisation.
struct NormNumber {
    std::string_view id;
    Weights BatchNorm::*field;
    const char* label;
    const char* tip;
};
constexpr std::array norm_numbers{
    NormNumber{"layer.norm.mean", &BatchNorm::mean, word("Mean μ"),
               word("running_mean: of this channel over what it was trained with")},
    NormNumber{"layer.norm.variance", &BatchNorm::variance, word("Variance σ²"),
               word("running_var: of this channel over what it was trained with")},
    NormNumber{"layer.norm.scale", &BatchNorm::scale, word("Scale γ"),
               word("weight: what the normalised cell is multiplied by")},
    NormNumber{"layer.norm.shift", &BatchNorm::shift, word("Shift β"),
               word("bias: what is added at the end")}};

/// The layer's numbers for one channel; none where they are not there for it.
struct ChannelNumbers {
    double mean = 0, variance = 1, scale = 1, shift = 0, epsilon = 0;
    [[nodiscard]] double factor() const { return scale / std::sqrt(variance + epsilon); }
    [[nodiscard]] double offset() const { return shift - mean * factor(); }
};
std::optional<ChannelNumbers> numbers_of(const BatchNorm& norm, std::size_t channel) {
    for (const NormNumber& number : norm_numbers)
        if (!(norm.*number.field) || (norm.*number.field)->cells().size() <= channel)
            return std::nullopt;
    const auto of = [&](const Weights& numbers) { return double{numbers->cells()[channel]}; };
    return ChannelNumbers{of(norm.mean), of(norm.variance), of(norm.scale), of(norm.shift),
                          double{norm.epsilon}};
}

std::string plus(double number) {
    return (number < 0 ? " − " : " + ") + format_value(std::abs(number));
}

/// As it is defined, and as the one multiplication and addition that it comes to.
std::vector<drawing::Pieces> norm_rule(const ChannelNumbers& n) {
    return {{{"(x" + plus(-n.mean) + ") / √(" + format_value(n.variance) + plus(n.epsilon) +
                  ") · " + format_value(n.scale) + plus(n.shift),
              Role::plain}},
            {{"= ", Role::plain},
             {format_value(n.factor()), Role::result},
             {" · x" + plus(n.offset()), Role::plain}}};
}

void norm_row(Ui& ui, const BatchNorm& norm, const NormNumber& number, std::size_t channel) {
    const bool variance = number.field == &BatchNorm::variance;
    RealRow row{number.id, number.label, number.tip, (norm.*number.field)->cells()[channel]};
    if (variance) {
        row.low = 0;
        row.low_reason = word("a variance is a mean of squares");
    }
    const auto change = real_row(ui, row);
    if (!change) return;
    Tensor<float> numbers = *(norm.*number.field);
    numbers.cells()[channel] = change->value;
    BatchNorm next = norm;
    next.*number.field = Weights(std::move(numbers));
    change_numbers(ui.session, std::move(next), change->gesture);
}

}  // namespace

void pointwise_section(Ui& ui) {
    const Pointwise& layer = *shown_as<Pointwise>(ui.session);
    kind_note(ui);
    for (const FunctionNumber& number : function_numbers) {
        if (number.function != layer.function) continue;
        const std::string id = id_of(number);
        const auto change =
            real_row(ui, {id, number.label, number.tip, layer.*number.field, number.step});
        if (!change) continue;
        Pointwise next = layer;
        next.*number.field = change->value;
        change_numbers(ui.session, next, change->gesture);
    }
    rule_block(ui, {{rule_of(layer), Role::plain}});
}

void batch_norm_section(Ui& ui) {
    const BatchNorm& norm = *shown_as<BatchNorm>(ui.session);
    const auto channel = static_cast<std::size_t>(ui.session.view().channel);
    kind_note(ui);
    const auto numbers = numbers_of(norm, channel);
    if (!numbers) return;
    heading(ui.frame, "layer.norm.heading", trf("NUMBERS OF CHANNEL {0}", channel));
    channel_row(ui, {.id = "layer.norm.channel",
                     .label = tr("Of channel"),
                     .value = ui.session.view().channel,
                     .range = {0, norm.scale->shape().c - 1},
                     .tip = tr("Whose numbers are shown, counted from 0"),
                     .show = show_input});
    for (const NormNumber& number : norm_numbers) norm_row(ui, norm, number, channel);
    const auto change = real_row(
        ui, {"layer.norm.epsilon", word("Epsilon ε"),
             word("eps: added to the variance, so that nothing is divided by 0"), norm.epsilon,
             1e-5F, 0, word("with less than 0 a variance of 0 has no root")});
    if (change) {
        BatchNorm next = norm;
        next.epsilon = change->value;
        change_numbers(ui.session, std::move(next), change->gesture);
    }
    const auto rule = norm_rule(*numbers);
    code_block(ui, "layer.rule", rule);
    gap(ui.frame, 12);
}

}  // namespace poolscope::ui
