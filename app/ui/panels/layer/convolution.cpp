/// The extents of convolutions and of linear layers.
#include <algorithm>

#include "model/layer_edits.hpp"
#include "session/layer_commands.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// As many outputs as a person makes by hand; a file may have more.
constexpr int most_outputs = 1024;

/// A number of the layer alone in its row.
struct OwnNumber {
    std::string_view id;
    std::string_view label;
    int value = 0;
    model::IntRange range;
    std::string tooltip;
    std::string high_reason{};
};

std::optional<NumberChange> own_number(Ui& ui, const OwnNumber& number) {
    const std::string lock = lock_on(ui.session, "layers");
    row_label(ui.frame, std::string(number.id) + ".label", number.label, ui.px(box_width),
              lock.empty());
    const auto change = number_box(ui, {.id = number.id,
                                        .value = number.value,
                                        .range = number.range,
                                        .tooltip = lock.empty() ? number.tooltip : lock,
                                        .high_reason = number.high_reason,
                                        .width = box_width,
                                        .enabled = lock.empty()});
    gap(ui.frame, row_gap);
    return change;
}

/// The most outputs whose weights are not too many.
int outputs_within(std::size_t weights_of_one, int now) {
    const std::size_t most = model::most_weights / std::max<std::size_t>(weights_of_one, 1);
    return std::max(static_cast<int>(std::min<std::size_t>(most, most_outputs)), now);
}

void emit_outputs(Session& session, int outputs, int groups, std::uint64_t gesture) {
    session.emit(
        model::DocumentAction(model::SetOutputs{session.store.at(), outputs, groups, gesture}));
}

/// `wished` outputs as the nearest number, the way it goes, that the groups divide.
int outputs_towards(int now, int wished, int groups) {
    const int down = wished / groups * groups;
    const int up = down == wished ? down : down + groups;
    return std::max(wished > now ? up : down, groups);
}

/// The nearest number, the way it goes, that divides both numbers of channels; `now` where there
/// is none.
int groups_towards(const model::KernelExtents& extents, int wished) {
    const int by = wished > extents.groups ? 1 : -1;
    for (int groups = wished; groups >= 1 && groups <= extents.inputs; groups += by)
        if (extents.inputs % groups == 0 && extents.outputs % groups == 0) return groups;
    return extents.groups;
}

void groups_row(Ui& ui, const model::KernelExtents& extents) {
    if (extents.inputs == 1) return;
    const auto change = own_number(
        ui, {.id = "layer.groups",
             .label = tr("Groups"),
             .value = extents.groups,
             .range = {1, extents.inputs},
             .tooltip = tr("groups: runs of channels that do not see each other; they divide both "
                           "numbers of channels"),
             .high_reason = tr("the input has no more channels")});
    if (change)
        emit_outputs(ui.session, extents.outputs, groups_towards(extents, change->value),
                     change->gesture);
}

}  // namespace

void convolution_section(Ui& ui) {
    const Conv2d& conv = *shown_as<Conv2d>(ui.session);
    const model::KernelExtents extents = model::extents_of(conv);
    const std::size_t of_one = static_cast<std::size_t>(extents.inputs / extents.groups) *
                               static_cast<std::size_t>(extents.size.h) *
                               static_cast<std::size_t>(extents.size.w);
    const auto change = own_number(
        ui, {.id = "layer.outputs",
             .label = tr("Output channels"),
             .value = extents.outputs,
             .range = {extents.groups, outputs_within(of_one, extents.outputs)},
             .tooltip = tr("out_channels: maps that the layer puts out, each by a kernel of its "
                           "own"),
             .high_reason = tr("more have too many weights to be made by hand")});
    if (change)
        emit_outputs(ui.session, outputs_towards(extents.outputs, change->value, extents.groups),
                     extents.groups, change->gesture);
    kernel_rows(ui);
    groups_row(ui, extents);
    gap(ui.frame, 8);
}

void linear_section(Ui& ui) {
    const Linear& linear = *shown_as<Linear>(ui.session);
    if (!linear.weight) return;
    const Shape& shape = linear.weight->shape();
    const auto change =
        own_number(ui, {.id = "layer.outputs",
                        .label = tr("Outputs"),
                        .value = shape.h,
                        .range = {1, outputs_within(static_cast<std::size_t>(shape.w), shape.h)},
                        .tooltip = tr("out_features: numbers that the layer puts out"),
                        .high_reason = tr("more have too many weights to be made by hand")});
    if (change) emit_outputs(ui.session, change->value, 1, change->gesture);
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
