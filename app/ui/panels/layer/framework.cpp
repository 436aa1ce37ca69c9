/// Whose rules hold, and the layer as a framework's call, both ways.
#include <algorithm>
#include <vector>

#include "drawing/layer_text.hpp"
#include "poolscope/dialect.hpp"
#include "session/actions/actions.hpp"
#include "session/clipboard.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// Takes another dialect's rules, and says what they change.
void choose_rules(Session& session, const Dialect& dialect) {
    const model::Document& document = session.document();
    session.emit(model::SetDialect{std::string(dialect.id)});
    const auto adapted = dialect.adapt(document.layer(), document.shape());
    if (adapted && !adapted->changes.empty())
        session.say([&dialect, changes = adapted->changes] {
            return trf("By the rules of {0}: {1}.", tr_name(dialect.name), joined(changes));
        });
}

void rules_row(Ui& ui) {
    const model::Document& document = ui.session.document();
    std::vector<Choice> choices;
    std::size_t present = 0;
    for (const Dialect* dialect : dialects()) {
        if (dialect->id == document.layer().dialect->id) present = choices.size();
        Choice choice{std::string(dialect->id), tr_name(dialect->name), tr_name(dialect->note)};
        const auto next = model::update(document, model::SetDialect{choice.id});
        choice.enabled = next.has_value();
        if (!next) choice.note = tr(next.error().located());
        choices.push_back(std::move(choice));
    }
    const std::string lock = lock_on(ui.session, "dialect");
    row_label(ui.frame, "layer.rules.label", tr("Rules"), two_boxes(ui.frame), lock.empty());
    const auto chosen = combo(
        ui.frame, "layer.rules", choices, present,
        {.tooltip = lock.empty()
                        ? trf("Which framework's rules and limits hold. {0}", choices[present].note)
                        : lock,
         .width = two_boxes(ui.frame),
         .enabled = lock.empty()});
    if (chosen && *chosen != present) choose_rules(ui.session, *dialects()[*chosen]);
    gap(ui.frame, 12);
}

/// The dialects that can write a call.
std::vector<const Dialect*> writers() {
    std::vector<const Dialect*> all;
    for (const Dialect* one : dialects())
        if (one->call) all.push_back(one);
    return all;
}

void call_block(Ui& ui, const Dialect& dialect, const Result<std::string>& call) {
    const model::Document& document = ui.session.document();
    if (call) {
        const std::vector<drawing::Pieces> lines{{{*call, drawing::Role::plain}}};
        code_block(ui, "layer.call", lines);
    } else {
        paragraph(ui.frame, "layer.call.note", tr_error(call.error()), true);
    }
    const auto accepted = dialect.check(document.layer(), document.shape());
    if (call && !accepted) {
        gap(ui.frame, 8);
        paragraph(ui.frame, "layer.call.note",
                  trf("{0} refuses it: {1}", tr_name(dialect.name), tr_error(accepted.error())),
                  true);
    }
}

void call_section(Ui& ui) {
    const std::vector<const Dialect*> all = writers();
    if (all.empty()) return;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Dialect* one) {
        return one->id == ui.session.call_dialect;
    });
    const Dialect& dialect = found == all.end() ? *all.front() : **found;
    const model::Document& document = ui.session.document();
    const auto call = dialect.call(document.layer(), document.shape());
    float right = 0;
    if (call && heading_link(ui.frame, "layer.call.copy", tr("Copy"),
                             tr("Copy this call to the clipboard"), right))
        set_clipboard(ui.session, *call);
    if (heading_link(ui.frame, "layer.call.paste", tr("Paste a call…"), tip_of("edit.paste_call"),
                     right))
        run_action(ui.session, "edit.paste_call");
    heading(ui.frame, "layer.call.heading", tr("THE SAME IN"), right);
    std::vector<Segment> segments;
    std::size_t shown = 0;
    for (const Dialect* one : all) {
        if (one == &dialect) shown = segments.size();
        segments.push_back({std::string(one->id), tr_name(one->name), ""});
    }
    if (const auto clicked =
            segmented(ui.frame, "layer.dialect", segments, shown, ImGui::GetContentRegionAvail().x))
        ui.session.call_dialect = all[*clicked]->id;
    gap(ui.frame, 8);
    call_block(ui, dialect, call);
}

}  // namespace

void framework_section(Ui& ui) {
    rules_row(ui);
    call_section(ui);
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
