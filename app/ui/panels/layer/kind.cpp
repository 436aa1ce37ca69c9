/// Which layer of the network is looked at, its kind, and what is wrong with it where it cannot be.
#include <algorithm>
#include <array>
#include <vector>

#include "model/layer_kinds.hpp"
#include "session/layer_commands.hpp"
#include "session/network_commands.hpp"
#include "session/ruling.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// Pooling is one kind here; which one it is stands below.
constexpr std::string_view pooling_id = "pool";

/// A kind that has a segment of its own.
struct Common {
    std::string_view id;
    const char* label;
};
constexpr std::array common{
    Common{"conv", word("segment|Conv")}, Common{"relu", word("segment|ReLU")},
    Common{pooling_id, word("segment|Pool")}, Common{"linear", word("segment|Linear")}};

/// "LAYER 2 OF 7".
void draw_heading(Ui& ui) {
    heading(ui.frame, "layer.kind.heading",
            trf("LAYER {0} OF {1}", ui.session.store.at() + 1, ui.session.whole().layers.size()));
}

/// Why this layer's kind cannot be changed; empty where it can.
std::string fixed_kind(const Session& session) {
    if (auto lock = lock_on(session, "layers"); !lock.empty()) return lock;
    if (shown_layer(session).inputs.size() == 1) return {};
    return tr("It joins several layers, or has none before it: take it out, and add another");
}

/// The layer's kind among those in the list.
std::string_view kind_shown(const Session& session) {
    const model::LayerKind* kind = model::kind_of(shown_layer(session).layer);
    return kind == nullptr ? pooling_id : kind->id;
}

/// Every kind with a sentence; the common ones first, which have segments.
std::vector<Choice> choices_of(const Session& session) {
    const std::string fixed = fixed_kind(session);
    const std::string_view present = kind_shown(session);
    std::vector<Choice> choices;
    const auto add = [&](std::string_view id, std::string_view name, std::string_view note) {
        Choice choice{std::string(id), tr_name(name), tr_name(note)};
        if (!fixed.empty() && id != present) {
            choice.enabled = false;
            choice.note = fixed;
        }
        choices.push_back(std::move(choice));
    };
    for (const Common& one : common) {
        const model::LayerKind* kind = model::find_kind(one.id);
        if (kind != nullptr)
            add(kind->id, kind->name, kind->note);
        else
            add(pooling_id, word("Pooling"),
                word("Each output is one number for a window's cells: the largest, the mean, …"));
    }
    for (const model::LayerKind& kind : model::layer_kinds()) {
        const bool first = std::ranges::find(common, kind.id, &Common::id) != common.end();
        // A kind that joins several layers is none that another can become.
        if (!first && (!kind.joins || kind.id == present)) add(kind.id, kind.name, kind.note);
    }
    return choices;
}

/// The common kinds have segments of their own; a list's anchors are told apart from those.
void tell_apart(std::vector<Choice>& choices) {
    for (std::size_t i = 0; i < common.size(); ++i) choices[i].id = "list." + choices[i].id;
}

std::vector<Segment> segments_of(const std::vector<Choice>& choices, std::size_t chosen,
                                 const std::string& fixed) {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < common.size(); ++i)
        segments.push_back(
            {std::string(common[i].id), tr(common[i].label), choices[i].note, choices[i].enabled});
    const bool other = chosen >= common.size();
    // In a word, which leaves the others their room.
    const model::LayerKind* kind = other ? model::find_kind(choices[chosen].id) : nullptr;
    segments.push_back({"more", kind != nullptr ? tr_name(kind->brief) : "…",
                        other ? choices[chosen].note : tr("Every kind of layer there is")});
    if (!fixed.empty() && !other) {
        segments.back().enabled = false;
        segments.back().tooltip = fixed;
    }
    return segments;
}

void take_kind(Session& session, std::string_view id) {
    const std::string_view made = id == pooling_id ? operators().front()->id : id;
    change_kind(session, made, session.store.at());
}

}  // namespace

void kind_section(Ui& ui) {
    draw_heading(ui);
    std::vector<Choice> choices = choices_of(ui.session);
    const auto found = std::ranges::find(choices, kind_shown(ui.session), &Choice::id);
    const auto chosen = static_cast<std::size_t>(found - choices.begin());
    std::vector<std::string> ids;
    for (const Choice& one : choices) ids.push_back(one.id);
    const auto segments = segments_of(choices, chosen, fixed_kind(ui.session));
    const auto clicked =
        segmented(ui.frame, "layer.kind", segments, std::min(chosen, common.size()),
                  ImGui::GetContentRegionAvail().x);
    std::optional<std::size_t> wanted;
    if (clicked == common.size())
        open_choices(ui.frame, "layer.kind", chosen);
    else
        wanted = clicked;
    tell_apart(choices);
    if (const auto made = choice_list(ui.frame, "layer.kind", choices, chosen)) wanted = made;
    if (wanted && *wanted != chosen) take_kind(ui.session, ids[*wanted]);
    gap(ui.frame, 12);
}

void layer_fault_section(Ui& ui) {
    const NetworkShapes& shapes = ui.session.store.outputs().shapes;
    const std::size_t at = ui.session.store.at();
    if (!shapes.error || at < shapes.outputs.size()) return;
    const std::size_t faulty = shapes.outputs.size();
    const AnyLayer& layer = ui.session.whole().layers[faulty].layer;
    paragraph(ui.frame, "layer.fault", tr_error(*shapes.error));
    gap(ui.frame, 6);
    const bool learnt = std::holds_alternative<Conv2d>(layer) ||
                        std::holds_alternative<Linear>(layer) ||
                        std::holds_alternative<BatchNorm>(layer);
    if (learnt && shapes.error->code == ErrorCode::bad_shape) {
        const std::string lock = lock_on(ui.session, "layers");
        const std::string tip =
            lock.empty() ? tr("Weights that still have their place are kept, others are drawn; "
                              "layers behind it that do not fit either follow")
                         : lock;
        if (button(ui.frame, "layer.fit", tr("Fit it to what it reads"),
                   {.tooltip = tip, .enabled = lock.empty(), .filled = true}))
            ui.session.emit(model::DocumentAction(model::FitLayers{faulty}));
        gap(ui.frame, 6);
    }
    if (at != faulty) {
        if (button(ui.frame, "layer.faulty", trf("Look at layer {0}", faulty + 1)))
            ui.session.emit(model::LookAt{faulty});
        gap(ui.frame, 6);
    }
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
