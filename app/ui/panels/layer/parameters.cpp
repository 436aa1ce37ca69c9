/// What only some operators take: numbers on sliders, a seed, a group of channels, scores.
#include <algorithm>
#include <array>

#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/slider.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr int largest_seed = 999'999;

void number_slider(Ui& ui, const NumberParameter& number) {
    const std::string id = "layer." + std::string(number.id);
    const std::string lock = lock_on(ui.session, "numbers");
    const auto change = slider(
        ui, {.id = id,
             .label = tr_name(number.name) + " " + std::string(number.symbol),
             .value = ui.session.document().layer().params.*number.field,
             .low = number.low,
             .high = number.high,
             .unbounded = number.unbounded,
             .tooltip = lock.empty()
                            ? trf("{0}: drag, turn the wheel, or double-click to type", number.id)
                            : lock,
             .enabled = lock.empty()});
    if (change) {
        PoolParams params = ui.session.document().layer().params;
        params.*number.field = change->value;
        emit_params(ui.session, params, change->gesture);
    }
    gap(ui.frame, row_gap);
}

/// The seed, and a button that takes the next one. Samples that were given by hand are dropped.
void seed_row(Ui& ui) {
    const float draw = button_width(ui.frame, tr("Draw again"));
    const float seed = ui.px(80);
    const std::string lock = lock_on(ui.session, "numbers");
    row_label(ui.frame, "layer.seed.label", tr("Seed"), seed + ui.px(box_gap) + draw, lock.empty());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    PoolParams params = ui.session.document().layer().params;
    const auto shown = static_cast<int>(std::min<std::uint64_t>(params.seed, largest_seed));
    const auto change = number_box(
        ui,
        {.id = "layer.seed",
         .value = shown,
         .range = {0, largest_seed},
         .tooltip = lock.empty() ? tr("seed: the same seed draws the same windows or cells") : lock,
         .width = 80,
         .enabled = lock.empty()});
    ImGui::SetCursorScreenPos({at.x + seed + ui.px(box_gap), at.y});
    const bool again = button(ui.frame, "layer.draw_again", tr("Draw again"),
                              {.tooltip = lock.empty() ? tr("Take the next seed") : lock,
                               .enabled = lock.empty(),
                               .width = draw});
    if (change || again) {
        params.seed =
            static_cast<std::uint64_t>(again ? (shown + 1) % (largest_seed + 1) : change->value);
        params.samples = {};
        emit_params(ui.session, params, again ? 0 : change->gesture);
    }
    gap(ui.frame, row_gap);
}

/// The number next to `from` towards `to` that divides `channels`.
int divisor_towards(int channels, int from, int to) {
    const int by = to > from ? 1 : -1;
    int value = to;
    while (value > 1 && value < channels && channels % value != 0) value += by;
    return std::clamp(value, 1, channels);
}

void channel_group_row(Ui& ui) {
    const int channels = ui.session.document().shape().c;
    const int group = ui.session.document().layer().params.channel_group;
    const std::string lock = lock_on(ui.session, "numbers");
    row_label(ui.frame, "layer.channel_group.label", tr("Channels in a group"), ui.px(box_width),
              lock.empty());
    const auto change =
        number_box(ui, {.id = "layer.channel_group",
                        .value = group,
                        .range = {1, channels},
                        .tooltip = lock.empty() ? tr("channel_group: channels that one output "
                                                     "spans; it divides their number")
                                                : lock,
                        .low_reason = tr("a group has a channel"),
                        .high_reason = tr("the input has no more channels"),
                        .width = box_width,
                        .enabled = lock.empty()});
    if (change) {
        PoolParams params = ui.session.document().layer().params;
        params.channel_group = divisor_towards(channels, group, change->value);
        emit_params(ui.session, params, change->gesture);
    }
    gap(ui.frame, row_gap);
}

void scores_row(Ui& ui) {
    const bool editing = ui.session.view().edits_scores;
    const float reset = button_width(ui.frame, tr("Reset"));
    row_label(ui.frame, "layer.edit_scores.label", tr("Edit scores"),
              toggle_width(ui.frame) + ui.px(box_gap) + reset);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (button(ui.frame, "layer.reset_scores", tr("Reset"),
               {.tooltip = tr("Set every score to 0: then all cells weigh the same"),
                .enabled = static_cast<bool>(ui.session.document().layer().params.scores),
                .width = reset}))
        ui.session.emit(model::ResetGrid{model::Grid::scores});
    ImGui::SetCursorScreenPos({at.x + reset + ui.px(box_gap), at.y});
    const bool forward = ui.session.view().mode == model::Mode::forward;
    if (toggle(ui.frame, "layer.edit_scores", editing,
               tr(forward ? word("Show the scores in place of the input, and change them as cells")
                          : word("Scores are edited in the forward pass")),
               forward))
        ui.session.emit(model::SetEditsScores{!editing});
    gap(ui.frame, row_gap);
}

}  // namespace

void parameters_section(Ui& ui) {
    const Operator& op = *ui.session.document().layer().op;
    for (const NumberParameter& number : op.parameters) number_slider(ui, number);
    if (op.seeded) seed_row(ui);
    if (op.placement == Placement::channels) channel_group_row(ui);
    if (op.scored) scores_row(ui);
    const bool any =
        !op.parameters.empty() || op.seeded || op.scored || op.placement == Placement::channels;
    if (any) gap(ui.frame, 8);
}

}  // namespace poolscope::ui
