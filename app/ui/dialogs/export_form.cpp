/// Draws the rows, those that the format knows.
#include "ui/dialogs/export_form.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>
#include <vector>

#include "export/medium.hpp"
#include "i18n/language.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;
using exporting::Kind;

constexpr float control_width = 236;  ///< logical pixels
constexpr float target_label = 156;   ///< so that the file's name stands below the other controls

std::string anchor_of(const char* id) {
    return std::string("dialog.export.") + id;
}

}  // namespace

void ExportForm::draw(Ui& ui) {
    draw_format(ui);
    draw_range(ui);
    if (!exporter().drawn()) return;
    draw_parts(ui.frame);
    draw_size(ui);
    draw_look(ui.frame);
    if (exporter().kind == Kind::animation) draw_motion(ui);
}

void ExportForm::choice_row(Frame& frame, const char* id, const char* label,
                            std::span<const Segment> segments, std::size_t chosen,
                            const std::function<void(std::size_t)>& choose) {
    const float width = frame.px(control_width);
    row_label(frame, anchor_of(id) + ".label", label, width);
    if (const auto clicked = segmented(frame, anchor_of(id), segments, chosen, width))
        choose(*clicked);
    gap(frame, 6);
}

void ExportForm::number_row(Ui& ui, const char* id, const char* label, auto& value,
                            model::IntRange range, const char* tooltip, const char* zero) {
    row_label(ui.frame, anchor_of(id) + ".label", label, ui.px(control_width));
    const std::string anchor = anchor_of(id);
    const auto change = number_box(ui, {.id = anchor,
                                        .value = static_cast<int>(value),
                                        .range = range,
                                        .tooltip = tooltip,
                                        .zero = zero,
                                        .width = 96});
    if (change) value = static_cast<std::remove_cvref_t<decltype(value)>>(change->value);
    gap(ui.frame, 6);
}

void ExportForm::id_row(Frame& frame, const char* id, const char* label,
                        std::span<const Choice> choices, std::string& chosen, const char* tooltip) {
    const float width = frame.px(control_width);
    row_label(frame, anchor_of(id) + ".label", label, width);
    const auto found = std::ranges::find(choices, chosen, &Choice::id);
    const auto at = found == choices.end() ? 0U : static_cast<std::size_t>(found - choices.begin());
    if (const auto made =
            combo(frame, anchor_of(id), choices, at, {.tooltip = tooltip, .width = width}))
        chosen = choices[*made].id;
    gap(frame, 6);
}

void ExportForm::draw_format(Ui& ui) {
    std::vector<Choice> formats;
    for (const exporting::Exporter* exporter : exporting::exporters())
        formats.push_back({std::string(exporter->id), tr_name(exporter->name)});
    std::string format(exporter().id);
    id_row(ui.frame, "format", tr("Format"), formats, format, tr("What kind of file is written"));
    if (format != exporter().id)
        choose_exporter(ui.session, plan_, *exporting::find_exporter(format));
}

void ExportForm::draw_target(Ui& ui) {
    const float browse_width = button_width(ui.frame, tr("Browse…"));
    const float field =
        ImGui::GetContentRegionAvail().x - ui.px(target_label) - browse_width - ui.px(8);
    row_label(ui.frame, "dialog.export.target.label",
              tr(exporter().folder() ? word("Folder") : word("export|File")),
              field + browse_width + ui.px(8));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    std::string target = plan_.target.string();
    const FieldEvent typed = text_field(
        ui.frame, "dialog.export.target", target,
        {.width = field, .height = ui.px(30), .take_focus = std::exchange(opening_, false)});
    plan_.target = target;
    if (typed.changed) name_target(ui.session, plan_);
    entered_ = typed.kind == FieldEvent::enter;
    given_up_ = typed.kind == FieldEvent::cancel;
    ImGui::SetCursorScreenPos({at.x + field + ui.px(8), at.y});
    if (button(ui.frame, "dialog.export.browse", tr("Browse…"))) browse(ui.session);
    gap(ui.frame, 6);
}

void ExportForm::browse(Session& session) {
    const bool folder = exporter().folder();
    browses_ = true;
    session.ask(
        FilePrompt{.kind = folder ? FilePrompt::Kind::folder : FilePrompt::Kind::save,
                   .title = tr(folder ? word("Export into a folder") : word("Export to a file")),
                   .confirm = tr("Choose"),
                   .start = folder ? plan_.target.parent_path() : plan_.target,
                   .overwrites = false,  // the panel asks
                   .chosen =
                       [plan = plan_](Session& then, const fs::path& path) {
                           ExportPlan next = plan;
                           next.target = path;
                           name_target(then, next);
                           then.ask(ExportPrompt{std::move(next)});
                       },
                   .given_up = [plan = plan_](Session& then) { then.ask(ExportPrompt{plan}); }});
}

void ExportForm::draw_range(Ui& ui) {
    if (!exporter().takes_range()) return;
    const bool picture = exporter().kind == Kind::picture;
    std::vector<Segment> segments;
    if (picture)
        segments.push_back({"shown", tr("This one"), tr("The step that the window shows")});
    segments.push_back({"all", tr("steps|All"),
                        tr(picture ? word("All the steps as tiles of one sheet")
                                   : word("From the first to the last"))});
    segments.push_back({"part", tr("Some"), tr("From one step to another")});
    const std::size_t first = picture ? 0 : 1;
    choice_row(ui.frame, "range", tr("Steps"), segments,
               static_cast<std::size_t>(plan_.range) - first, [&](std::size_t clicked) {
                   plan_.range = static_cast<ExportRange>(clicked + first);
                   plan_.sheet = picture && plan_.range != ExportRange::shown;
                   propose_target(ui.session, plan_);
               });
    if (plan_.range != ExportRange::part) return;
    const auto last = static_cast<int>(steps_of(ui.session));
    number_row(ui, "first", tr("From step"), plan_.from, {1, last}, tr("The first one shown"));
    number_row(ui, "last", tr("To step"), plan_.to, {1, last}, tr("The last one shown"));
}

void ExportForm::draw_parts(Frame& frame) {
    std::vector<Choice> selections;
    for (const drawing::Selection& one : drawing::selections())
        selections.push_back({std::string(one.id), tr_name(one.name)});
    id_row(frame, "only", tr("Shows"), selections, plan_.only,
           tr("What a figure needs of the stage"));
}

void ExportForm::draw_size(Ui& ui) {
    // A medium's size has its id; the two others have none there.
    std::vector<Choice> sizes{{"fits", tr("What is drawn")}};
    for (const exporting::Medium& medium : exporting::media())
        sizes.push_back({std::string(medium.id), tr_name(medium.name)});
    sizes.push_back({"fixed", tr("Fixed")});
    std::string size = !plan_.medium.empty() ? plan_.medium : plan_.fits ? "fits" : "fixed";
    const std::string before = size;
    id_row(ui.frame, "size", tr("Size"), sizes, size,
           tr("Cut to the drawing, made for where its words can be read, or laid out in a size"));
    if (size != before) {
        plan_.medium = exporting::find_medium(size) != nullptr ? size : "";
        plan_.fits = size != "fixed";
    }
    if (!plan_.medium.empty()) return;
    if (!plan_.fits) {
        number_row(ui, "width", tr("Width, logical pixels"), plan_.width, model::offered_side,
                   tr("The drawing is laid out in this size"));
        number_row(ui, "height", tr("Height, logical pixels"), plan_.height, model::offered_side,
                   tr("The drawing is laid out in this size"));
    }
    number_row(ui, "scale", tr("export|Scale"), plan_.scale, model::offered_scale,
               tr("Pixels a logical pixel: 2 for slides, 4 for print"));
}

void ExportForm::draw_look(Frame& frame) {
    if (exporter().transparent) {
        const std::array segments{
            Segment{"themed", tr("Coloured"), tr("The theme's own background")},
            Segment{"none", tr("Transparent"), tr("Only what is drawn")}};
        choice_row(frame, "background", tr("Background"), segments, plan_.transparent ? 1 : 0,
                   [&](std::size_t clicked) { plan_.transparent = clicked == 1; });
    }
    if (exporter().snippet) {
        const std::array segments{
            Segment{"document", tr("A document"), tr("It compiles as it is")},
            Segment{"snippet", tr("A snippet"), tr("Your own document takes it in by \\input")}};
        choice_row(frame, "snippet", tr("export|Written as"), segments, plan_.snippet ? 1 : 0,
                   [&](std::size_t clicked) { plan_.snippet = clicked == 1; });
    }
    if (exporter().outlines) {
        const std::array segments{
            Segment{"text", tr("As text"), tr("In fonts that the file brings; words can be found")},
            Segment{"paths", tr("As paths"), tr("For programs that take no fonts from files")}};
        choice_row(frame, "outlines", tr("Letters"), segments, plan_.outlines ? 1 : 0,
                   [&](std::size_t clicked) { plan_.outlines = clicked == 1; });
    }
    std::vector<Choice> themes{{"", tr("The window's")}};
    for (const theme::Theme* one : theme::themes())
        themes.push_back({std::string(one->id), tr_name(one->name)});
    id_row(frame, "theme", tr("Theme"), themes, plan_.theme, tr("The drawing's colours"));
    std::vector<Choice> languages{{"", tr("The window's")}};
    for (const i18n::Language& one : i18n::languages()) languages.push_back({one.id, one.name});
    id_row(frame, "language", tr("Language"), languages, plan_.language, tr("The drawing's words"));
}

void ExportForm::draw_motion(Ui& ui) {
    const std::array segments{
        Segment{"steps", tr("Step by step"), tr("A frame a step")},
        Segment{"glide", tr("Gliding"), tr("The window glides from step to step")}};
    choice_row(ui.frame, "motion", tr("Movement"), segments, plan_.glide ? 1 : 0,
               [&](std::size_t clicked) { plan_.glide = clicked == 1; });
    number_row(ui, "pace", tr("Steps a second"), plan_.glide ? plan_.pace : plan_.fps,
               model::offered_rate, tr("How fast it goes"));
    if (plan_.glide)
        number_row(ui, "fps", tr("Frames a second"), plan_.glide_fps, model::offered_rate,
                   tr("25 is smooth, and exact in GIF"));
    number_row(ui, "hold", tr("Last frame, seconds"), plan_.hold, model::offered_hold,
               tr("How long it stays"));
    if (exporter().repeats)
        number_row(ui, "loops", tr("Plays"), plan_.loops, model::offered_loops,
                   tr("How often; 0: for ever"), tr("for ever"));
}

}  // namespace poolscope::ui
