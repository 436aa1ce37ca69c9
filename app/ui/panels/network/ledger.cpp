/// The ledger: a row a layer, which is looked at by a click; its numbers may be hidden, to be
/// foretold.
#include <algorithm>
#include <cmath>

#include "drawing/network_words.hpp"
#include "drawing/number.hpp"
#include "session/actions/actions.hpp"
#include "session/ledger_commands.hpp"
#include "session/network_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/network/sections.hpp"
#include "ui/stage/cell_editor.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float row_height = 22;
constexpr float words_size = 12.5F;
constexpr float column_gap = 10;
constexpr float hidden_width = 44;  ///< of a number that is to be foretold
constexpr float cell_margin = 5;  ///< of a hidden cell, around its sign

/// The words of one row.
struct Row {
    std::string name;
    std::string shape;
    std::string parameters;
};

/// Where the columns end, in window pixels.
struct Columns {
    float left = 0;
    float name = 0;
    float shape_begin = 0;
    float shape = 0;
    float parameters_begin = 0;
    float parameters = 0;
};

std::string row_id(std::size_t layer) {
    return "inspector.network.row." + std::to_string(layer + 1);
}

std::string cell_id(const LedgerCell& cell) {
    return row_id(cell.layer) + (cell.column == LedgerColumn::shape ? ".shape" : ".parameters");
}

std::vector<Row> rows_of(Session& session) {
    const std::vector<LayerCosts>& costs = layer_costs(session);
    const auto& shapes = session.store.outputs().shapes.outputs;
    std::vector<Row> rows;
    const auto& layers = session.whole().layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const bool known = i < costs.size();
        rows.push_back({drawing::layer_in_table(layers[i]),
                        known ? drawing::shape_words(shapes[i]) : "–",
                        known ? drawing::format_count(costs[i].parameters) : "–"});
    }
    return rows;
}

std::string sum_words(Session& session) {
    std::int64_t sum = 0;
    for (const LayerCosts& one : layer_costs(session)) sum += one.parameters;
    return drawing::format_count(sum);
}

/// "4×8×8": without the blanks, where there is no room for them.
std::string without_blanks(std::string words) {
    std::erase(words, ' ');
    return words;
}

/// One table in the making.
class Table {
public:
    explicit Table(Ui& ui) : ui_(ui), rows_(rows_of(ui.session)), sum_(sum_words(ui.session)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        y_ = at.y;
        columns_.left = at.x;
        columns_.parameters = at.x + ImGui::GetContentRegionAvail().x;
        lay_out();
        float names = 0;
        for (const Row& row : rows_) names = std::max(names, width(row.name));
        if (columns_.name - columns_.left >= names) return;
        // What is long gives its room to the names.
        parameters_ = tr("ledger|params");
        for (Row& row : rows_) row.shape = without_blanks(row.shape);
        lay_out();
    }

    void draw() {
        const ImVec2 min{columns_.left, y_};
        const TextLook head{theme().text_faint, theme::Font::regular, words_size};
        put(tr("layer"), columns_.left, columns_.name, false, head);
        put(tr("output"), columns_.shape_begin, columns_.shape, true, head);
        put(parameters_, columns_.parameters_begin, columns_.parameters, true, head);
        y_ += height();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (in_sight()) draw_row(i);
            y_ += height();
        }
        draw_sum();
        y_ += height();
        ImGui::SetCursorScreenPos(min);
        ImGui::Dummy({columns_.parameters - columns_.left, y_ - min.y});
    }

private:
    [[nodiscard]] const theme::Theme& theme() const { return *ui_.frame.theme; }
    /// Whether the row is the current one or not.
    [[nodiscard]] float width(std::string_view text) const {
        return std::ceil(std::max(width_of(ui_.frame, text, theme::Font::regular, words_size),
                                  width_of(ui_.frame, text, theme::Font::semibold, words_size)));
    }
    void lay_out() {
        // A hidden number is a field in its column.
        float shapes = std::max(width(tr("output")), ui_.px(hidden_width));
        float parameters = std::max({width(parameters_), width(sum_), ui_.px(hidden_width)});
        for (const Row& row : rows_) {
            shapes = std::max(shapes, width(row.shape));
            parameters = std::max(parameters, width(row.parameters));
        }
        columns_.parameters_begin = columns_.parameters - parameters;
        columns_.shape = columns_.parameters_begin - ui_.px(column_gap);
        columns_.shape_begin = columns_.shape - shapes;
        columns_.name = columns_.shape_begin - ui_.px(column_gap);
    }
    [[nodiscard]] float height() const { return ui_.px(row_height); }
    [[nodiscard]] bool in_sight() const {
        const float top = ImGui::GetWindowPos().y;
        // What has the focus is drawn wherever it is, so that it can be brought into sight.
        return ui_.frame.focus.arrived ||
               (y_ + height() >= top && y_ <= top + ImGui::GetWindowHeight());
    }

    /// Words in a column, at its left or its right end.
    void put(std::string_view words, float begin, float end, bool right, const TextLook& look) {
        const Fitted shown = fitted(ui_.frame, words, end - begin, look, look.size);
        draw_text(ui_.frame, *ImGui::GetWindowDrawList(), right ? end - shown.width : begin,
                  y_ + height() / 2, shown.text, shown.look);
    }

    void draw_row(std::size_t layer) {
        const bool current = layer == ui_.session.store.at();
        const bool faulty = layer >= layer_costs(ui_.session).size() &&
                            layer == ui_.session.store.outputs().shapes.outputs.size();
        TextLook look{current  ? theme().accent
                      : faulty ? theme().invalid
                               : theme().text_muted,
                      current ? theme::Font::semibold : theme::Font::regular, words_size};
        // Cells that can be clicked by themselves come first.
        draw_cell({layer, LedgerColumn::shape}, rows_[layer].shape, look);
        draw_cell({layer, LedgerColumn::parameters}, rows_[layer].parameters, look);
        const std::string id = row_id(layer);
        ImGui::SetCursorScreenPos({columns_.left, y_});
        const bool clicked =
            ImGui::InvisibleButton(id.c_str(), {columns_.parameters - columns_.left, height() - 1});
        if (ImGui::IsItemHovered()) look.color = current ? theme().accent : theme().text;
        put(rows_[layer].name, columns_.left, columns_.name, false, look);
        anchor_item(ui_.frame, id);
        // The arrow keys go from row to row: Tab stops at one of them.
        const bool pressed = current && focus_item(ui_.frame, id);
        tooltip(ui_.frame, id, trf("Look at layer {0}: {1}", layer + 1, rows_[layer].name));
        if (clicked || pressed) ui_.session.emit(model::LookAt{layer});
        if (current && has_focus(ui_.frame, id)) move(layer);
    }

    void move(std::size_t layer) {
        int by = 0;
        if (ui_.take(Key::up) && layer > 0) by = -1;
        if (ui_.take(Key::down) && layer + 1 < rows_.size()) by = 1;
        if (by == 0) return;
        look_further(ui_.session, by);
        give_focus(ui_.frame, row_id(by > 0 ? layer + 1 : layer - 1));
    }

    void draw_cell(const LedgerCell& cell, const std::string& words, TextLook look) {
        const bool shape = cell.column == LedgerColumn::shape;
        const float begin = shape ? columns_.shape_begin : columns_.parameters_begin;
        const float end = shape ? columns_.shape : columns_.parameters;
        if (is_hidden(ui_.session, cell)) return draw_hidden(cell, end);
        if (ui_.session.ledger.is_answered(cell))
            look = {theme().output, theme::Font::semibold, words_size};
        put(words, begin, end, true, look);
    }

    /// A cell that waits for its number: a click shows it, typing answers it.
    void draw_hidden(const LedgerCell& cell, float end) {
        const std::string id = cell_id(cell);
        const float wide = ui_.px(hidden_width);
        const ImVec2 min{end - wide, y_ + 1};
        const ImVec2 size{wide, height() - 3};
        if (ui_.number.typing == id) return type(cell, end);
        ImGui::SetCursorScreenPos(min);
        const bool clicked = ImGui::InvisibleButton(id.c_str(), size);
        const bool hovered = ImGui::IsItemHovered();
        const bool wrong = ui_.session.ledger.wrong_cell() == cell;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(min, {min.x + size.x, min.y + size.y},
                           u32(hovered ? theme().line : theme().panel_sunken), ui_.px(4));
        if (wrong)
            list.AddRect(min, {min.x + size.x, min.y + size.y}, u32(theme().invalid), ui_.px(4), 0,
                         ui_.px(1.5F));
        draw_text_centered(
            ui_.frame, list, {min.x + wide / 2, y_ + height() / 2}, wide, "?",
            {wrong ? theme().invalid : theme().text, theme::Font::semibold, words_size});
        anchor_item(ui_.frame, id);
        const bool pressed = focus_item(ui_.frame, id);
        tooltip(ui_.frame, id,
                tr("A click shows it; or come to it by Tab, and type what you "
                   "expect: 4 x 8 x 8"));
        if (clicked) ui_.session.ledger.show(cell);
        std::string typed = has_focus(ui_.frame, id) ? typed_number_begin() : std::string();
        if (pressed || !typed.empty()) open(id, std::move(typed));
    }

    void open(const std::string& id, std::string typed) {
        ui_.number.typing = id;
        ui_.number.buffer = std::move(typed);
        ui_.number.opening = true;
    }

    /// The field over a hidden cell. An empty answer asks for the right one.
    void type(const LedgerCell& cell, float end) {
        NumberState& state = ui_.number;
        if (state.opening) take_early_characters(state.buffer);
        const float wide = ui_.px(96);
        ImGui::SetCursorScreenPos({end - wide, y_});
        const FieldEvent event = text_field(ui_.frame, cell_id(cell) + ".field", state.buffer,
                                            {.width = wide,
                                             .height = height(),
                                             .take_focus = state.opening,
                                             .select_all = false,
                                             .on_path = false});
        if (event.active) state.opening = false;
        if (event.kind == FieldEvent::none) return;
        state.typing.clear();
        LedgerExercise& ledger = ui_.session.ledger;
        const bool ends = event.kind == FieldEvent::enter || event.kind == FieldEvent::tab;
        if (event.kind == FieldEvent::cancel) return give_focus(ui_.frame, cell_id(cell));
        if (ends && state.buffer.empty()) ledger.show(cell);
        (void)ledger.try_answer(cell, state.buffer);
        ui_.frame.changed = true;
        if (!ends) return;
        const auto next = ledger.hides(cell) ? std::optional(cell) : ledger.next_hidden(cell);
        if (next) give_focus(ui_.frame, cell_id(*next));
    }

    void draw_sum() {
        const TextLook look{theme().text, theme::Font::semibold, words_size};
        put(tr("all"), columns_.left, columns_.name, false, look);
        const LedgerTally tally = ui_.session.ledger.tally();
        const bool hidden = ui_.session.ledger.on() && tally.hidden > 0;
        put(hidden ? "?" : sum_, columns_.parameters_begin, columns_.parameters, true, look);
        anchor(ui_.frame, "inspector.network.sum", {columns_.left, y_},
               {columns_.parameters, y_ + height()}, AnchorKind::text);
    }

    Ui& ui_;
    std::vector<Row> rows_;
    std::string sum_;
    std::string parameters_ = tr("parameters");
    Columns columns_;
    float y_ = 0;
};

std::string tally_words(const LedgerTally& tally) {
    return trf("{0} right · {1} wrong · {2} shown · {3} to go", tally.right, tally.wrong,
               tally.shown, tally.hidden);
}

void exercise_rows(Ui& ui) {
    const LedgerExercise& ledger = ui.session.ledger;
    if (!ledger.wrong().empty()) {
        paragraph(ui.frame, "inspector.network.wrong",
                  trf("{0} is not right: try again.", ledger.wrong()));
        gap(ui.frame, 4);
    }
    paragraph(ui.frame, "inspector.network.tally", tally_words(ledger.tally()), true);
    gap(ui.frame, 6);
}

void copy_menu(Ui& ui) {
    const MenuStyle style(ui.frame);
    if (!ImGui::BeginPopup("##copy_ledger")) return;
    ui.frame.menu_open = true;
    const FocusScope scope(ui.frame, "menu.copy_ledger");
    if (ui.take(Key::escape)) ImGui::CloseCurrentPopup();
    for (const LedgerForm& form : ledger_forms()) {
        const std::string id = "inspector.network.copy." + std::string(form.id);
        const bool clicked =
            ImGui::MenuItem(menu_label(ui.frame, tr_name(form.name), form.id).c_str());
        const bool pressed = focus_item(ui.frame, id);
        anchor_item(ui.frame, id);
        if (pressed) ImGui::CloseCurrentPopup();
        if (clicked || pressed) copy_ledger(ui.session, form);
    }
    ImGui::EndPopup();
}

void button_rows(Ui& ui) {
    const bool on = ui.session.ledger.on();
    const float whole = ImGui::GetContentRegionAvail().x;
    const float half = std::floor((whole - ui.px(6)) / 2);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (button(ui.frame, "inspector.network.predict", on ? tr("End") : tr("Predict"),
               {.tooltip = on ? tr("Shows all again")
                              : tr("Hides shapes and parameters, to be foretold one by one"),
                .filled = on,
                .width = half})) {
        run_action(ui.session, "network.predict");
        // What is typed next is the first answer.
        if (!on) give_focus(ui.frame, cell_id({0, LedgerColumn::shape}));
    }
    ImGui::SetCursorScreenPos({at.x + half + ui.px(6), at.y});
    if (on) {
        if (button(ui.frame, "inspector.network.again", tr("Hide all again"),
                   {.tooltip = {}, .width = half}))
            start_ledger_exercise(ui.session);
    } else if (button(ui.frame, "inspector.network.copy", tr("Copy as…"),
                      {.tooltip = tr("Copy the ledger with all its columns as a table"),
                       .width = half})) {
        ImGui::OpenPopup("##copy_ledger");
    }
    copy_menu(ui);
    gap(ui.frame, 6);
    if (!on &&
        button(ui.frame, "inspector.network.save", tr("Export the ledger…"),
               {.tooltip = tr("As Markdown, LaTeX or CSV, by the file's ending"), .width = whole}))
        ask_for_ledger_file(ui.session);
    gap(ui.frame, 18);
}

}  // namespace

void ledger_section(Ui& ui) {
    heading(ui.frame, "inspector.network.heading", tr("THIS NETWORK"));
    Table(ui).draw();
    gap(ui.frame, 6);
    if (ui.session.ledger.on()) exercise_rows(ui);
    button_rows(ui);
}

}  // namespace poolscope::ui
