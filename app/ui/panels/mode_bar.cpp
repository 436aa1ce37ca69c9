/// The strip above the stage: what the stage shows of the layer, and that mode's own choices.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "poolscope/dialect.hpp"
#include "poolscope/equivalences.hpp"
#include "session/actions/actions.hpp"
#include "session/network_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/brush_control.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

struct ModeName {
    model::Mode mode;
    const char* id;
    const char* label;
    const char* action;
    const char* note;
};
constexpr std::array modes{
    ModeName{model::Mode::forward, "forward", word("Forward"), "mode.forward",
             word("From the input to the output")},
    ModeName{model::Mode::backward, "backward", word("Backward"), "mode.backward",
             word("Where the gradient of each output goes")},
    ModeName{model::Mode::compare, "compare", word("Compare"), "mode.compare",
             word("The same layer by two frameworks' rules")},
    ModeName{model::Mode::stages, "stages", word("Stages"), "mode.stages",
             word("The same output in several stages")}};

constexpr float space = 10;
constexpr float fold_diameter = 24;

void mode_choice(Ui& ui, float width) {
    std::vector<Segment> segments;
    std::size_t present = 0;
    for (const ModeName& one : modes) {
        if (one.mode == ui.session.view().mode) present = segments.size();
        segments.push_back(
            {one.id, tr(one.label),
             trf("{0} ({1})", tr(one.note), name_of(action_row(one.action).shortcut))});
    }
    const auto clicked = segmented(ui.frame, "mode", segments, present, width);
    if (clicked && *clicked != present) run_action(ui.session, modes[*clicked].action);
}

struct PictureChoice {
    model::PictureView view;
    const char* id;
    const char* label;
    const char* note;
};
constexpr std::array picture_choices{
    PictureChoice{model::PictureView::beside, "beside", word("Side by side"),
                  word("The picture and what is pooled of it, each as large as there is room")},
    PictureChoice{model::PictureView::over, "over", word("Before and after"),
                  word("The output over the picture, at its size: drag the line between them (D)")},
    PictureChoice{model::PictureView::true_size, "true_size", word("True size"),
                  word("The output's pixels as large as the picture's (T)")}};

/// How a picture lies beside what is pooled of it.
void picture_controls(Ui& ui, float room) {
    std::vector<Segment> segments;
    std::size_t present = 0;
    for (const PictureChoice& one : picture_choices) {
        if (one.view == ui.session.view().picture_view) present = segments.size();
        segments.push_back({one.id, tr(one.label), tr(one.note)});
    }
    const auto clicked =
        segmented(ui.frame, "mode.picture", segments, present, std::min(room, ui.px(340)));
    if (clicked && *clicked != present)
        ui.session.emit(model::SetPictureView{picture_choices[*clicked].view});
}

void backward_controls(Ui& ui) {
    if (button(ui.frame, "mode.reset_gradient", tr("Reset to ones"),
               {.tooltip = tr("Set the gradient of every output to 1"),
                .enabled = ui.session.document().grad_output != nullptr}))
        ui.session.emit(model::ResetGrid{model::Grid::grad_output});
}

/// Every dialect, or why it has no form of this layer.
std::vector<Choice> dialect_choices(const model::Document& document) {
    std::vector<Choice> choices;
    for (const Dialect* dialect : dialects()) {
        Choice choice{std::string(dialect->id), tr_name(dialect->name), tr_name(dialect->note)};
        const auto adapted = dialect->adapt(document.layer(), document.shape());
        choice.enabled = adapted.has_value();
        if (!adapted) choice.note = tr(adapted.error().located());
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::size_t index_of(const std::vector<Choice>& choices, const std::string& id) {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const Choice& one) { return one.id == id; });
    return static_cast<std::size_t>(found - choices.begin());
}

void compare_controls(Ui& ui, float room) {
    const std::vector<Choice> choices = dialect_choices(ui.session.document());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const model::ViewState& view = ui.session.view();
    const std::size_t first = index_of(choices, view.compare_first);
    const std::size_t second = index_of(choices, view.compare_second);
    // The longer name has the wider button.
    const float first_words = combo_width(ui.frame, choices, first);
    const float second_words = combo_width(ui.frame, choices, second);
    const float factor = std::min((room - ui.px(space)) / (first_words + second_words), 1.0F);
    const auto left = combo(ui.frame, "mode.first", choices, first,
                            {.tooltip = tr("Whose rules hold above, or at the left"),
                             .width = std::floor(first_words * factor)});
    if (left) ui.session.emit(model::SetCompared{choices[*left].id, view.compare_second});
    ImGui::SetCursorScreenPos({at.x + std::floor(first_words * factor) + ui.px(space), at.y});
    const auto right = combo(
        ui.frame, "mode.second", choices, second,
        {.tooltip = tr("What it is compared with"), .width = std::floor(second_words * factor)});
    if (right) ui.session.emit(model::SetCompared{view.compare_first, choices[*right].id});
}

void stages_controls(Ui& ui, float room) {
    const model::Document& document = ui.session.document();
    std::vector<Choice> choices;
    std::size_t present = equivalences().size();
    for (const Equivalence& one : equivalences()) {
        if (one.id == ui.session.view().equivalence) present = choices.size();
        Choice choice{std::string(one.id), tr_name(one.name), tr_name(one.note)};
        const auto stages = one.layers(document.layer(), document.shape());
        choice.enabled = stages.has_value();
        if (!stages) choice.note = tr(stages.error().located());
        choices.push_back(std::move(choice));
    }
    const auto chosen =
        combo(ui.frame, "mode.equivalence", choices, present,
              {.tooltip = tr("What is the same as what"), .width = std::min(room, ui.px(230))});
    if (chosen) ui.session.emit(model::SetEquivalence{choices[*chosen].id});
}

/// At the right end, beside the inspector or where it would be. Returns the room that it takes.
float fold_button(Ui& ui) {
    const bool folded = ui.frame.layout.inspector.w < 1;
    if (!ui.session.show_panels || ui.frame.layout.lesson.w > 0) return 0;
    const drawing::Rect& r = ui.frame.layout.mode_bar;
    const float d = ui.px(fold_diameter);
    ImGui::SetCursorScreenPos({r.right() - ui.px(space) - d, r.y + (r.h + ui.px(6) - d) / 2});
    const char* tip =
        tr(folded ? word("Show the cell under the pointer, the layer in numbers and "
                         "the input")
                  : word("Fold the panel at the right away: the stage gets its room"));
    if (icon_button(ui.frame, "mode.fold", folded ? Icon::unfold : Icon::fold,
                    {.tooltip = tip, .diameter = fold_diameter, .framed = false}))
        ui.inspector_open = folded;
    return d + ui.px(space) / 2;
}

/// One pooling layer has no strip of layers, only a quiet way to more. Returns the room that it
/// takes.
float invitation(Ui& ui, float end, float top) {
    constexpr float least_bar = 560;  // logical pixels
    if (has_layers(ui.session) || ui.session.view().mode != model::Mode::forward) return 0;
    if (ui.session.classroom.activity != lessons::Activity::none) return 0;
    if (ui.session.document().picture || ui.frame.layout.mode_bar.w < ui.px(least_bar)) return 0;
    const char* label = tr("+ layer");
    const float width = button_width(ui.frame, label);
    ImGui::SetCursorScreenPos({end - width, top});
    if (button(ui.frame, "strip.begin", label,
               {.tooltip = tr("Make a network of it: put another layer behind this one")}))
        ask_for_layer(ui.session, ui.session.whole().layers.size());
    return width + ui.px(space);
}

}  // namespace

void draw_mode_bar(Ui& ui) {
    const drawing::Rect& r = ui.frame.layout.mode_bar;
    const float margin = ui.px(16);
    const float width = std::min(ui.px(324), std::max((r.w - 2 * margin) * 0.5F, ui.px(40)));
    const float top = r.y + ui.px(10);
    ImGui::SetCursorScreenPos({r.x + margin, top});
    mode_choice(ui, width);
    const float x = r.x + margin + width + ui.px(space);
    const float right = r.right() - margin - fold_button(ui);
    const float end = right - invitation(ui, right, top);
    const float room = draw_brush_control(ui, x, end, top + ui.px(1)) - x;
    if (room < ui.px(60)) return;
    const bool forward = ui.session.view().mode == model::Mode::forward;
    ImGui::SetCursorScreenPos({x, forward ? top : top + ui.px(1)});
    switch (ui.session.view().mode) {
        case model::Mode::forward:
            if (ui.session.document().picture) picture_controls(ui, room);
            break;
        case model::Mode::backward:
            backward_controls(ui);
            break;
        case model::Mode::compare:
            compare_controls(ui, room);
            break;
        case model::Mode::stages:
            stages_controls(ui, room);
            break;
    }
}

}  // namespace poolscope::ui
