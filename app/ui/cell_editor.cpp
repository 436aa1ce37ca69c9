/// Typing a cell's value in place.
#include "ui/cell_editor.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "io/text_grid.hpp"
#include "ui/style.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float least_width = 54;
constexpr float least_height = 30;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to);
}

/// Writes what was typed; a text that is no number is told about and changes nothing.
bool commit(Ui& ui) {
    const model::CellRef cell = *ui.editor.cell;
    if (ui.editor.buffer.empty()) return true;
    const auto value = parse_value(ui.editor.buffer);
    if (!value) {
        ui.report({ErrorCode::bad_argument, "\"" + ui.editor.buffer + "\" is not a number",
                   "type a number such as 3, -1.5 or 1e3, or nan or inf"});
        return false;
    }
    ui.emit(model::SetCell{cell.channel, cell.row, cell.col, *value, 0});
    return true;
}

void select(Ui& ui, int rows, int cols) {
    model::CellRef cell = *ui.editor.cell;
    cell.row += rows;
    cell.col += cols;
    const Shape& shape = ui.document().shape();
    cell.row = std::clamp(cell.row, 0, shape.h - 1);
    cell.col = std::clamp(cell.col, 0, shape.w - 1);
    ui.emit(model::SelectCell{cell});
    if (ui.view().pin) ui.emit(model::SetPin{cell});
}

/// Characters that arrive before the field has the keyboard.
void take_early_characters(Ui& ui) {
    ImGuiIO& io = ImGui::GetIO();
    for (const ImWchar character : io.InputQueueCharacters)
        if (character >= ' ' && character < 127) ui.editor.buffer += static_cast<char>(character);
    io.InputQueueCharacters.resize(0);
}

}  // namespace

std::optional<float> parse_value(std::string_view given) {
    std::string text(given);
    replace_all(text, " ", "");
    replace_all(text, "\xE2\x88\x92", "-");    // −
    replace_all(text, "\xE2\x88\x9E", "inf");  // ∞
    if (text.find(',') != std::string::npos && text.find('.') == std::string::npos)
        replace_all(text, ",", ".");
    if (text.starts_with('+')) text.erase(0, 1);
    if (text.empty() || text.starts_with('+')) return std::nullopt;
    const char* end = text.data() + text.size();
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (stop != end || error != std::errc()) return std::nullopt;
    // Past float32's range lies infinity, as in its arithmetic.
    if (std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
        value = std::copysign(std::numeric_limits<double>::infinity(), value);
    return static_cast<float>(value);
}

void edit_selected(Ui& ui) {
    const auto& cell = ui.view().selected;
    if (!cell) return;
    const float value = ui.document().input->at(0, cell->channel, cell->row, cell->col);
    ui.editor = {cell, io::number_text(value), true, true};
}

void edit_selected(Ui& ui, std::string text) {
    if (ui.view().selected) ui.editor = {ui.view().selected, std::move(text), true, false};
}

void draw_cell_editor(Ui& ui, float origin_x, float origin_y) {
    CellEditor& editor = ui.editor;
    if (!editor.cell) return;
    const auto rect = scene::cell_rect(ui.stage.scene, *editor.cell);
    if (!rect || ui.view().selected != editor.cell) {
        editor = {};
        return;
    }
    if (editor.opening && !editor.select_all) take_early_characters(ui);
    const float width = std::max(rect->w, least_width) * ui.scale;
    const float height = std::max(rect->h, least_height) * ui.scale;
    const scene::Point middle = rect->center();
    ImGui::SetCursorScreenPos({std::round(origin_x + middle.x * ui.scale - width / 2),
                               std::round(origin_y + middle.y * ui.scale - height / 2)});
    ImGui::PushFont(font(ui, theme::Font::regular, rect->h > 40 ? 17 : body_size));
    const FieldEvent event = text_field(ui, "stage.editor", editor.buffer,
                                        {.width = width,
                                         .height = height,
                                         .take_focus = editor.opening,
                                         .select_all = editor.select_all});
    ImGui::PopFont();
    if (event.active) editor.opening = false;
    if (event.kind == FieldEvent::none) return;
    const bool moves = event.kind == FieldEvent::enter || event.kind == FieldEvent::tab;
    if (event.kind != FieldEvent::cancel && !commit(ui) && moves) {
        editor.opening = editor.select_all = true;  // to be mended where it stands
        return;
    }
    if (event.kind == FieldEvent::enter) select(ui, 1, 0);
    if (event.kind == FieldEvent::tab) select(ui, 0, 1);
    editor = {};
}

}  // namespace poolscope::ui
