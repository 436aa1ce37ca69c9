/// Padding: who says how much, and the numbers.
#include <array>

#include "session/layer_bounds.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr const char* needs_padding = word("with less padding the window does not fit");

/// One way to say how much padding there is.
struct Way {
    const char* id;
    const char* name;
    const char* note;
    PaddingMode mode = PaddingMode::numbers;
};
constexpr std::array ways{
    Way{"linked", word("by axis"),
        word("One number for both ends of the rows, one for those of the columns")},
    Way{"sides", word("each side"), word("Top, bottom, left and right apart")},
    Way{"valid", word("valid"), word("None: only windows that lie within the input"),
        PaddingMode::valid},
    Way{"same_upper", word("same"),
        word("So much that there are ⌈input / stride⌉ outputs; an odd cell goes at the end"),
        PaddingMode::same_upper},
    Way{"same_lower", word("same, lower"), word("The same, with an odd cell at the beginning"),
        PaddingMode::same_lower}};
constexpr std::size_t linked = 0;
constexpr std::size_t sides = 1;

bool symmetric(const Padding& pad) {
    return pad.top == pad.bottom && pad.left == pad.right;
}

std::size_t present_way(const Session& session) {
    const PoolParams& p = session.document().layer().params;
    if (p.padding_mode == PaddingMode::numbers)
        return session.linked_padding && symmetric(p.padding) ? linked : sides;
    for (std::size_t i = 0; i < ways.size(); ++i)
        if (ways[i].mode == p.padding_mode) return i;
    return linked;
}

/// The parameters that a way asks for: numbers begin as they came out before.
PoolParams in_way(const model::Document& document, std::size_t way) {
    PoolParams params = document.layer().params;
    params.padding = padding_of(document.shape(), params);
    params.padding_mode = ways[way].mode;
    if (way == linked) {
        params.padding.bottom = params.padding.top;
        params.padding.right = params.padding.left;
    }
    if (ways[way].mode != PaddingMode::numbers) params.padding = document.layer().params.padding;
    return params;
}

void way_row(Ui& ui, std::size_t present) {
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        Choice choice{ways[i].id, tr(ways[i].name), tr(ways[i].note)};
        const Ruling ruling =
            i == present ? Ruling{} : ruling_on(ui.session, in_way(ui.session.document(), i));
        choice.enabled = ruling.allowed;
        if (!ruling.allowed) choice.note = ruling.reason;
        choices.push_back(std::move(choice));
    }
    const std::string lock = lock_on(ui.session, "padding");
    row_label(ui.frame, "layer.padding.label", tr("Padding"), two_boxes(ui.frame), lock.empty());
    const auto chosen = combo(ui.frame, "layer.padding_mode", choices, present,
                              {.tooltip = lock.empty() ? tr("How padding is given") : lock,
                               .width = two_boxes(ui.frame),
                               .enabled = lock.empty()});
    gap(ui.frame, row_gap);
    if (!chosen || *chosen == present) return;
    ui.session.linked_padding = *chosen == linked;
    emit_params(ui.session, in_way(ui.session.document(), *chosen), 0);
}

/// Why the numbers cannot be changed; empty where they can.
std::string fixed_by_mode(const PoolParams& params) {
    switch (params.padding_mode) {
        case PaddingMode::numbers:
            return {};
        case PaddingMode::valid:
            return tr("valid means no padding");
        case PaddingMode::same_upper:
        case PaddingMode::same_lower:
            return tr("\"same\" makes it so much that there are ⌈input / stride⌉ outputs");
    }
    return {};
}

void linked_row(Ui& ui, const Padding& pad, const std::string& fixed) {
    const LinkedPadding bounds = linked_padding_bounds(ui.session.document());
    const std::array cells{
        NumberCell{"layer.padding_h", "padding", pad.top, bounds.rows,
                   tr("padding: rows added above and below"),
                   [](PoolParams& q, int v) { q.padding.top = q.padding.bottom = v; }},
        NumberCell{"layer.padding_w", "padding", pad.left, bounds.cols,
                   tr("padding: columns added at the left and at the right"),
                   [](PoolParams& q, int v) { q.padding.left = q.padding.right = v; }}};
    number_row(ui,
               {.id = "layer.padding_both",
                .label = tr("Rows, columns"),
                .low_reason = tr(needs_padding),
                .fixed = fixed,
                .chained = true},
               cells);
}

void four_rows(Ui& ui, const model::ParamBounds& bounds, const Padding& pad,
               const std::string& fixed) {
    const std::array rows{NumberCell{"layer.padding_top", "padding", pad.top, bounds.pad_top,
                                     tr("padding: rows added above"),
                                     [](PoolParams& q, int v) { q.padding.top = v; }},
                          NumberCell{"layer.padding_bottom", "padding", pad.bottom,
                                     bounds.pad_bottom, tr("padding: rows added below"),
                                     [](PoolParams& q, int v) { q.padding.bottom = v; }}};
    const std::array cols{NumberCell{"layer.padding_left", "padding", pad.left, bounds.pad_left,
                                     tr("padding: columns added at the left"),
                                     [](PoolParams& q, int v) { q.padding.left = v; }},
                          NumberCell{"layer.padding_right", "padding", pad.right, bounds.pad_right,
                                     tr("padding: columns added at the right"),
                                     [](PoolParams& q, int v) { q.padding.right = v; }}};
    number_row(ui,
               {.id = "layer.padding_rows",
                .label = tr("Top, bottom"),
                .low_reason = tr(needs_padding),
                .fixed = fixed},
               rows);
    number_row(ui,
               {.id = "layer.padding_cols",
                .label = tr("Left, right"),
                .low_reason = tr(needs_padding),
                .fixed = fixed},
               cols);
}

}  // namespace

void padding_rows(Ui& ui, const model::ParamBounds& bounds) {
    const std::size_t present = present_way(ui.session);
    way_row(ui, present);
    const PoolParams& p = ui.session.document().layer().params;
    const Padding pad = padding_of(ui.session.document().shape(), p);
    const std::string fixed = fixed_by_mode(p);
    const bool four = present == sides || (present != linked && !symmetric(pad));
    if (four)
        four_rows(ui, bounds, pad, fixed);
    else
        linked_row(ui, pad, fixed);
}

}  // namespace poolscope::ui
