/// Where the windows lie: placement, sizes, ceil mode and the mean's divisor.
#include <algorithm>
#include <array>

#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

struct PlacementName {
    const char* id;
    const char* name;
    const char* note;
    Placement placement;
};
constexpr std::array placements{
    PlacementName{"sliding", word("Sliding"), word("Windows of one size, a stride apart"),
                  Placement::sliding},
    PlacementName{"adaptive", word("Adaptive"),
                  word("As many windows as output_size asks for share the input"),
                  Placement::adaptive},
    PlacementName{"global", word("Global"), word("One window: the whole input"),
                  Placement::global}};

PoolParams placed(PoolParams params, Placement placement) {
    params.placement = placement;
    return params;
}

void placement_row(Ui& ui) {
    const model::Document& document = ui.session.document();
    if (document.layer().op->placement) return;
    std::vector<Segment> segments;
    std::size_t chosen = placements.size();
    for (const PlacementName& one : placements) {
        const bool present = document.layer().params.placement == one.placement;
        if (present) chosen = segments.size();
        const Ruling ruling =
            present ? Ruling{}
                    : ruling_on(ui.session, placed(document.layer().params, one.placement));
        segments.push_back(
            {one.id, tr(one.name), ruling.allowed ? tr(one.note) : ruling.reason, ruling.allowed});
    }
    const auto clicked =
        segmented(ui.frame, "layer.placement", segments, chosen, ImGui::GetContentRegionAvail().x);
    if (clicked && *clicked != chosen)
        emit_params(ui.session, placed(document.layer().params, placements[*clicked].placement), 0);
    gap(ui.frame, 8);
}

void kernel_row(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.session.document().layer().params;
    const std::array cells{NumberCell{"layer.kernel_h", "kernel_size", p.kernel_size.h,
                                      bounds.kernel_h, tr("kernel_size: rows of the window"),
                                      [](PoolParams& q, int v) { q.kernel_size.h = v; }},
                           NumberCell{"layer.kernel_w", "kernel_size", p.kernel_size.w,
                                      bounds.kernel_w, tr("kernel_size: columns of the window"),
                                      [](PoolParams& q, int v) { q.kernel_size.w = v; }}};
    number_row(ui,
               {.id = "layer.kernel",
                .label = tr("Kernel size"),
                .high_reason = tr("a larger window does not fit into the padded input"),
                .chained = true},
               cells);
}

void stride_row(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.session.document().layer().params;
    const std::array cells{NumberCell{"layer.stride_h", "stride", p.stride.h, bounds.stride_h,
                                      tr("stride: rows from one window to the next"),
                                      [](PoolParams& q, int v) { q.stride.h = v; }},
                           NumberCell{"layer.stride_w", "stride", p.stride.w, bounds.stride_w,
                                      tr("stride: columns from one window to the next"),
                                      [](PoolParams& q, int v) { q.stride.w = v; }}};
    number_row(ui, {.id = "layer.stride", .label = tr("Stride"), .chained = true}, cells);
}

void dilation_row(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.session.document().layer().params;
    const std::array cells{
        NumberCell{"layer.dilation_h", "dilation", p.dilation.h, bounds.dilation_h,
                   tr("dilation: rows from one cell of the window to the next"),
                   [](PoolParams& q, int v) { q.dilation.h = v; }},
        NumberCell{"layer.dilation_w", "dilation", p.dilation.w, bounds.dilation_w,
                   tr("dilation: columns from one cell of the window to the next"),
                   [](PoolParams& q, int v) { q.dilation.w = v; }}};
    number_row(ui,
               {.id = "layer.dilation",
                .label = tr("Dilation"),
                .high_reason = tr("a wider spread does not fit into the padded input"),
                .chained = true},
               cells);
}

void output_row(Ui& ui, const model::ParamBounds& bounds) {
    const PoolParams& p = ui.session.document().layer().params;
    const std::array cells{NumberCell{"layer.output_h", "output_size", p.output_size.h,
                                      bounds.output_h, tr("output_size: rows of the output"),
                                      [](PoolParams& q, int v) { q.output_size.h = v; }},
                           NumberCell{"layer.output_w", "output_size", p.output_size.w,
                                      bounds.output_w, tr("output_size: columns of the output"),
                                      [](PoolParams& q, int v) { q.output_size.w = v; }}};
    number_row(ui,
               {.id = "layer.output",
                .label = tr("Output size"),
                .high_reason = tr("more windows of this size do not fit into the input")},
               cells);
}

void ceil_row(Ui& ui) {
    PoolParams flipped = ui.session.document().layer().params;
    flipped.ceil_mode = !flipped.ceil_mode;
    toggle_row(ui, "layer.ceil_mode", tr("Round up (ceil mode)"),
               ui.session.document().layer().params.ceil_mode, flipped,
               tr("ceil_mode: a last window that only partly fits is kept"));
}

void count_row(Ui& ui) {
    const Operator& op = *ui.session.document().layer().op;
    const PoolParams& p = ui.session.document().layer().params;
    const char* label = tr("Count padding in mean");
    const std::string id = "layer.count_include_pad";
    if (!op.averages())
        return grey_toggle_row(
            ui, id, label, p.count_include_pad,
            trf("Only a mean counts cells: {0} has no divisor", tr_name(op.name)));
    if (p.divisor_override)
        return grey_toggle_row(ui, id, label, p.count_include_pad,
                               tr("The divisor is set below, so that nothing is counted"));
    PoolParams flipped = p;
    flipped.count_include_pad = !flipped.count_include_pad;
    toggle_row(ui, id, label, p.count_include_pad, flipped,
               tr("count_include_pad: padding cells count in the mean's divisor"));
}

void divisor_row(Ui& ui) {
    const model::Document& document = ui.session.document();
    if (!document.layer().op->averages()) return;
    const PoolParams& p = document.layer().params;
    const bool own = p.divisor_override.has_value();
    PoolParams flipped = p;
    flipped.divisor_override =
        own ? std::nullopt : std::optional<int>(std::max(p.kernel_size.h * p.kernel_size.w, 1));
    const Ruling ruling = ruling_on(ui.session, flipped);
    const std::string lock = lock_on(ui.session, "divisor_override");
    const float width = toggle_width(ui.frame) + (own ? ui.px(box_width) + ui.px(box_gap) : 0);
    row_label(ui.frame, "layer.divisor.label", tr("Own divisor"), width, ruling.allowed);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (own) {
        const auto change = number_box(
            ui,
            {.id = "layer.divisor",
             .value = *p.divisor_override,
             .range = {1, 1 << 20},
             .tooltip = lock.empty() ? tr("divisor_override: what every sum is divided by") : lock,
             .low_reason = tr("nothing can be divided by 0"),
             .width = box_width,
             .enabled = lock.empty()});
        PoolParams changed = p;
        changed.divisor_override = change ? change->value : *p.divisor_override;
        if (change) emit_params(ui.session, changed, change->gesture);
        ImGui::SetCursorScreenPos({at.x + ui.px(box_width) + ui.px(box_gap), at.y});
    }
    if (toggle(ui.frame, "layer.divisor_override", own,
               ruling.allowed ? tr("divisor_override: divide every sum by a number of your own")
                              : ruling.reason,
               ruling.allowed))
        emit_params(ui.session, flipped, 0);
    gap(ui.frame, row_gap);
}

void sliding_rows(Ui& ui, const model::ParamBounds& bounds) {
    kernel_row(ui, bounds);
    stride_row(ui, bounds);
    padding_rows(ui, bounds);
    dilation_row(ui, bounds);
    ceil_row(ui);
    count_row(ui);
    divisor_row(ui);
}

}  // namespace

void kernel_rows(Ui& ui) {
    const model::ParamBounds bounds = bounds_of(ui.session.document());
    kernel_row(ui, bounds);
    stride_row(ui, bounds);
    padding_rows(ui, bounds);
    dilation_row(ui, bounds);
}

void window_section(Ui& ui) {
    heading(ui.frame, "layer.window.heading", tr("WINDOW"));
    placement_row(ui);
    const model::ParamBounds bounds = bounds_of(ui.session.document());
    switch (settled(ui.session.document().layer()).params.placement) {
        case Placement::sliding:
            sliding_rows(ui, bounds);
            break;
        case Placement::adaptive:
            output_row(ui, bounds);
            break;
        case Placement::fractional:
            kernel_row(ui, bounds);
            output_row(ui, bounds);
            break;
        case Placement::global:
            paragraph(ui.frame, "layer.window.note", tr("One window reads the whole input."), true);
            gap(ui.frame, row_gap);
            break;
        case Placement::channels:
            paragraph(ui.frame, "layer.window.note",
                      tr("One window reads one cell of each channel of a group."), true);
            gap(ui.frame, row_gap);
            break;
    }
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
