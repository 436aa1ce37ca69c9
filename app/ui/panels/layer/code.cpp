/// A network's layer as each framework writes it.
#include <algorithm>
#include <vector>

#include "session/clipboard.hpp"
#include "session/layer_code.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// One below the other, for the clipboard.
std::string text_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

}  // namespace

void code_section(Ui& ui) {
    const auto forms = layer_forms();
    const auto found =
        std::ranges::find(forms, std::string_view(ui.session.call_dialect), &LayerForm::id);
    const auto shown =
        found == forms.end() ? std::size_t{0} : static_cast<std::size_t>(found - forms.begin());
    const auto code = layer_code(ui.session, forms[shown]);
    float right = 0;
    if (code && heading_link(ui.frame, "layer.call.copy", tr("Copy"),
                             tr("Copy this call to the clipboard"), right))
        set_clipboard(ui.session, text_of(*code));
    heading(ui.frame, "layer.call.heading", tr("THE SAME IN"), right);
    std::vector<Segment> segments;
    for (const LayerForm& form : forms)
        segments.push_back({std::string(form.id), tr_name(form.name), ""});
    if (const auto clicked =
            segmented(ui.frame, "layer.dialect", segments, shown, ImGui::GetContentRegionAvail().x))
        ui.session.call_dialect = forms[*clicked].id;
    gap(ui.frame, 8);
    if (code) {
        std::vector<drawing::Pieces> lines;
        for (const std::string& line : *code) lines.push_back({{line, drawing::Role::plain}});
        code_block(ui, "layer.call", lines);
    } else {
        paragraph(ui.frame, "layer.call.note", tr_error(code.error()), true);
    }
    gap(ui.frame, 8);
}

}  // namespace poolscope::ui
