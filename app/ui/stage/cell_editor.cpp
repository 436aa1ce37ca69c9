/// Typing a cell's value in place.
#include "ui/stage/cell_editor.hpp"

#include <algorithm>
#include <cmath>

#include "session/edit_target.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float least_width = 54;
constexpr float least_height = 30;

}  // namespace

void take_early_characters(std::string& text) {
    ImGuiIO& io = ImGui::GetIO();
    for (const ImWchar character : io.InputQueueCharacters)
        if (character >= ' ' && character < 127) text += static_cast<char>(character);
    io.InputQueueCharacters.resize(0);
}

void draw_cell_editor(Ui& ui, float origin_x, float origin_y) {
    CellEditor& editor = ui.session.editor;
    if (!editor.cell) return;
    auto rect = drawing::cell_rect(ui.stage.drawing, *editor.cell);
    // A cell too small to be read is typed into where it is enlarged.
    const auto large = drawing::lens_rect(ui.stage.drawing, *editor.cell);
    if (large && (!rect || rect->w < large->w)) rect = large;
    if (!rect || ui.session.view().pointer.selected != editor.cell) {
        editor = {};
        return;
    }
    if (editor.opening && !editor.select_all) take_early_characters(editor.buffer);
    const float width = std::max(rect->w, least_width) * ui.frame.stage_scale;
    const float height = std::max(rect->h, least_height) * ui.frame.stage_scale;
    const drawing::Point middle = rect->center();
    ImGui::SetCursorScreenPos(
        {std::round(origin_x + middle.x * ui.frame.stage_scale - width / 2),
         std::round(origin_y + middle.y * ui.frame.stage_scale - height / 2)});
    font(ui.frame, theme::Font::regular, rect->h > 40 ? 17 : body_size).push();
    const FieldEvent event = text_field(ui.frame, "stage.editor", editor.buffer,
                                        {.width = width,
                                         .height = height,
                                         .take_focus = editor.opening,
                                         .select_all = editor.select_all,
                                         .on_path = false});
    ImGui::PopFont();
    if (event.active) editor.opening = false;
    if (event.kind == FieldEvent::none) return;
    const bool moves = event.kind == FieldEvent::enter || event.kind == FieldEvent::tab;
    if (event.kind != FieldEvent::cancel && !write_typed_value(ui.session) && moves) {
        editor.opening = editor.select_all = true;  // to be mended where it stands
        return;
    }
    if (event.kind == FieldEvent::enter) move_selection(ui.session, 1, 0);
    if (event.kind == FieldEvent::tab) move_selection(ui.session, 0, 1);
    editor = {};
}

}  // namespace poolscope::ui
