/// Which operator: the first ones side by side, all of them in a list.
#include <algorithm>
#include <vector>

#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr std::size_t most_segments = 4;

/// The operators in sight have segments of their own; a list's anchors are told apart from those.
std::string list_id(const Operator& op, std::size_t index) {
    return (index < most_segments ? "list." : "") + std::string(op.id);
}

/// Every operator with its note, or why the lesson or the layer's rules have none such.
std::vector<Choice> choices_of(const Session& session) {
    const model::Document& document = session.document();
    const std::string lock = lock_on(session, "operator");
    std::vector<Choice> choices;
    for (const Operator* op : operators()) {
        Choice choice{list_id(*op, choices.size()), tr_name(op->name), tr_name(op->note)};
        const auto next = model::update(document, model::SetOperator{std::string(op->id)});
        choice.enabled = next.has_value();
        if (!next) choice.note = tr(next.error().located());
        if (!lock.empty() && op->id != document.layer().op->id) {
            choice.enabled = false;
            choice.note = lock;
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

}  // namespace

void operator_section(Ui& ui) {
    heading(ui.frame, "layer.operator.heading", tr("OPERATOR"));
    const auto all = operators();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Operator* op) {
        return op->id == ui.session.document().layer().op->id;
    });
    const auto chosen = static_cast<std::size_t>(found - all.begin());
    const std::vector<Choice> choices = choices_of(ui.session);
    const std::size_t shown = std::min(most_segments, all.size());
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < shown; ++i)
        segments.push_back(
            {std::string(all[i]->id), choices[i].name, choices[i].note, choices[i].enabled});
    const bool other = chosen >= shown && chosen < all.size();
    segments.push_back({"more", other ? choices[chosen].name : "…",
                        other ? choices[chosen].note : tr("Every operator there is")});
    if (const std::string lock = lock_on(ui.session, "operator"); !lock.empty() && !other) {
        segments.back().enabled = false;
        segments.back().tooltip = lock;
    }
    const auto clicked = segmented(ui.frame, "layer.operator", segments, std::min(chosen, shown),
                                   ImGui::GetContentRegionAvail().x);
    std::optional<std::size_t> wanted;
    if (clicked == shown)
        open_choices(ui.frame, "layer.operator", chosen);
    else
        wanted = clicked;
    if (const auto made = choice_list(ui.frame, "layer.operator", choices, chosen)) wanted = made;
    if (wanted && *wanted != chosen)
        ui.session.emit(model::SetOperator{std::string(all[*wanted]->id)});
    gap(ui.frame, 12);
}

}  // namespace poolscope::ui
