/// The weights between the output channel and the channel read that are on show.
#include <algorithm>
#include <cmath>
#include <vector>

#include "session/layer_commands.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/cell_grid.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/real_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// The weights of a linear layer over single numbers stand in rows of so many.
constexpr int weights_in_a_row = 8;
constexpr std::size_t most_in_rows = std::size_t{weights_in_a_row} * most_typed_cells;
constexpr int largest_seed = 999'999;

/// The weights on show, and whether a lesson lets them be changed.
struct Shown {
    const AnyLayer& layer;
    WeightSlice slice;
    std::string lock{};
    [[nodiscard]] bool is_linear() const { return std::holds_alternative<Linear>(layer); }
    /// They are no map, but single numbers in a row.
    [[nodiscard]] bool in_a_row() const { return is_linear() && slice.size.h == 1; }
    [[nodiscard]] std::string tip(std::string words) const { return lock.empty() ? words : lock; }
};

void channel_rows(Ui& ui, const WeightSlice& slice) {
    channel_row(ui, {.id = "layer.kernel.output",
                     .label = tr("Of output channel"),
                     .value = slice.output,
                     .range = {0, slice.outputs - 1},
                     .tip = tr("Whose weights are shown, counted from 0"),
                     .show = show_output});
    channel_row(ui, {.id = "layer.kernel.input",
                     .label = tr("Over input channel"),
                     .value = slice.input,
                     .range = {slice.first, slice.first + slice.inputs - 1},
                     .tip = tr("Which of the channels that it reads, counted from 0"),
                     .show = show_input});
}

/// The largest magnitude among all weights of the output on show; 1 where all are 0.
float largest_weight(const Shown& shown) {
    WeightSlice all = shown.slice;
    all.begin -= static_cast<std::size_t>(all.input - all.first) * all.count();
    float largest = 0;
    for (int i = 0; i < shown.slice.inputs; ++i) {
        for (const float one : numbers_of(shown.layer, all))
            if (std::isfinite(one)) largest = std::max(largest, std::abs(one));
        all.begin += all.count();
    }
    return largest > 0 ? largest : 1;
}

std::string cell_words(const Shown& shown, int cell) {
    if (shown.in_a_row()) return trf("weight of input {0}", cell);
    const int row = cell / shown.slice.size.w, col = cell % shown.slice.size.w;
    if (shown.is_linear())
        return trf("weight of cell ({0}, {1}) of channel {2}", row, col, shown.slice.input);
    return trf("weight ({0}, {1})", row, col);
}

void weight_grid(Ui& ui, const Shown& shown) {
    const Extent& size = shown.slice.size;
    auto numbers = numbers_of(shown.layer, shown.slice);
    const bool row = shown.in_a_row();
    if (!row && (size.h > most_shown_cells || size.w > most_shown_cells))
        return paragraph(ui.frame, "layer.kernel.cells", tr("Too many to be shown here."), true);
    const std::size_t all = numbers.size();
    if (row) numbers = numbers.first(std::min(numbers.size(), most_in_rows));
    const auto change = cell_grid(ui, {.id = "layer.kernel.cells",
                                       .values = numbers,
                                       .cols = row ? std::min(size.w, weights_in_a_row) : size.w,
                                       .largest = largest_weight(shown),
                                       .tooltip = [&](int cell) { return cell_words(shown, cell); },
                                       .enabled = shown.lock.empty(),
                                       .lock = shown.lock});
    if (change) set_weight(ui.session, change->cell, change->value);
    if (numbers.size() == all) return;
    gap(ui.frame, 4);
    paragraph(ui.frame, "layer.kernel.more", trf("and {0} more", all - numbers.size()), true);
}

void bias_row(Ui& ui, const Shown& shown) {
    const Tensor<float>* const bias = biases_of(shown.layer);
    const float value =
        bias == nullptr ? 0 : bias->cells()[static_cast<std::size_t>(shown.slice.output)];
    const float width =
        toggle_width(ui.frame) + (bias == nullptr ? 0 : ui.px(box_width) + ui.px(box_gap));
    row_label(ui.frame, "layer.bias.label", tr("Bias"), width, shown.lock.empty());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (bias != nullptr) {
        const auto change =
            real_box(ui, {.id = "layer.bias",
                          .value = value,
                          .tooltip = shown.tip(tr("bias: what is added to every sum of this "
                                                  "output channel")),
                          .width = box_width,
                          .enabled = shown.lock.empty()});
        if (change) set_bias(ui.session, change->value, change->gesture);
        ImGui::SetCursorScreenPos({at.x + ui.px(box_width) + ui.px(box_gap), at.y});
    }
    if (toggle(ui.frame, "layer.biased", bias != nullptr,
               shown.tip(tr("Whether anything is added to the sums")), shown.lock.empty()))
        set_biased(ui.session, bias == nullptr);
    gap(ui.frame, row_gap);
}

const model::KernelPreset& drawn_preset() {
    return *std::ranges::find(model::kernel_presets(), true, &model::KernelPreset::drawn);
}

/// The preset that gives the numbers on show; the end where none does.
std::size_t preset_shown(const Shown& shown, bool drawn) {
    const auto presets = model::kernel_presets();
    const model::KernelPreset* found =
        drawn ? &drawn_preset()
              : model::preset_with(numbers_of(shown.layer, shown.slice), shown.slice.size);
    return found == nullptr ? presets.size() : static_cast<std::size_t>(found - presets.data());
}

std::vector<Choice> preset_choices(const WeightSlice& slice) {
    std::vector<Choice> choices;
    for (const model::KernelPreset& preset : model::kernel_presets()) {
        Choice choice{std::string(preset.id), tr_name(preset.name), tr_name(preset.note)};
        choice.enabled = has_room(preset, slice.size);
        if (!choice.enabled)
            choice.note =
                trf("It needs a kernel of {0} × {1} at least", preset.least.h, preset.least.w);
        choices.push_back(std::move(choice));
    }
    return choices;
}

void seed_row(Ui& ui) {
    row_label(ui.frame, "layer.weight_seed.label", tr("Seed"), ui.px(80));
    const auto shown = static_cast<int>(ui.session.weight_seed % (largest_seed + 1));
    const auto change = number_box(ui, {.id = "layer.weight_seed",
                                        .value = shown,
                                        .range = {0, largest_seed},
                                        .tooltip = tr("seed: the same seed draws the same weights"),
                                        .width = 80});
    if (change) {
        ui.session.weight_seed = static_cast<std::uint64_t>(change->value);
        fill_kernel(ui.session, drawn_preset());
    }
    gap(ui.frame, row_gap);
}

/// "Set to": presets by name, and the seed of one that is drawn.
void preset_row(Ui& ui, const Shown& shown) {
    const bool drawn = is_drawn_kernel(ui.session);
    const std::vector<Choice> choices = preset_choices(shown.slice);
    const auto presets = model::kernel_presets();
    row_label(ui.frame, "layer.preset.label", tr("Set to"), two_boxes(ui.frame),
              shown.lock.empty());
    const auto chosen =
        combo(ui.frame, "layer.preset", choices, preset_shown(shown, drawn),
              {.tooltip = shown.tip(tr("Kernels that have a name, for the cells above")),
               .width = two_boxes(ui.frame),
               .enabled = shown.lock.empty(),
               .hint = tr("edge, blur, …")});
    gap(ui.frame, row_gap);
    if (chosen) {
        if (presets[*chosen].drawn && drawn) ++ui.session.weight_seed;
        fill_kernel(ui.session, presets[*chosen]);
    }
    if (drawn && shown.lock.empty()) seed_row(ui);
}

/// Buttons that act on more than the cells above.
void wider_row(Ui& ui, const Shown& shown) {
    const bool repeats = !shown.is_linear() && shown.slice.inputs > 1;
    const float whole = ImGui::GetContentRegionAvail().x;
    const float width = repeats ? std::floor((whole - ui.px(box_gap)) / 2) : whole;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (repeats && button(ui.frame, "layer.kernel.repeat", tr("Over all inputs"),
                          {.tooltip = shown.tip(tr("The same numbers over every channel that this "
                                                   "output reads")),
                           .enabled = shown.lock.empty(),
                           .width = width}))
        repeat_kernel(ui.session);
    if (repeats) ImGui::SetCursorScreenPos({at.x + width + ui.px(box_gap), at.y});
    if (button(ui.frame, "layer.weights.draw", tr("Draw all anew"),
               {.tooltip = shown.tip(tr("All weights of this layer from the next seed, within "
                                        "He's bound; biases stay")),
                .enabled = shown.lock.empty(),
                .width = width}))
        draw_weights(ui.session);
    gap(ui.frame, row_gap);
}

}  // namespace

void weights_section(Ui& ui) {
    const auto slice = shown_slice(ui.session);
    if (!slice) return;
    const Shown shown{shown_layer(ui.session).layer, *slice, lock_on(ui.session, "layers")};
    heading(ui.frame, "layer.kernel.heading",
            trf(shown.is_linear() ? word("WEIGHTS OF OUTPUT {0}") : word("KERNEL OF CHANNEL {0}"),
                slice->output));
    channel_rows(ui, *slice);
    weight_grid(ui, shown);
    gap(ui.frame, row_gap + 2);
    bias_row(ui, shown);
    if (!shown.is_linear()) preset_row(ui, shown);
    wider_row(ui, shown);
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
