/// Cells with signed colours, and the field over the one that is typed into.
#include "ui/widgets/cell_grid.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/color_scale.hpp"
#include "drawing/number.hpp"
#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "theme/colormap.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/stage/cell_editor.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float widest_cell = 56;
constexpr float highest_cell = 38;
constexpr float cell_gap = 4;       ///< between large cells; small ones touch
constexpr float least_gapped = 20;  ///< narrower cells have no gap
constexpr float value_size = 13;
constexpr float least_value_size = 8;
constexpr float least_field = 54;

/// Where the cells lie, in window pixels.
class Places {
public:
    Places(const Frame& frame, const CellGrid& grid, ImVec2 at, float room)
        : cols_(grid.cols), count_(static_cast<int>(grid.values.size())) {
        rows_ = (count_ + cols_ - 1) / cols_;
        const auto cols = static_cast<float>(cols_);
        width_ = std::min(frame.px(widest_cell), std::floor(room / cols));
        height_ = std::min(frame.px(highest_cell), width_);
        gap_ = width_ > frame.px(least_gapped) ? frame.px(cell_gap) : 0;
        origin_ = {std::round(at.x + (room - cols * width_ + gap_) / 2), at.y};
    }
    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int cols() const { return cols_; }
    [[nodiscard]] float height() const { return static_cast<float>(rows_) * height_; }
    [[nodiscard]] drawing::Rect cell(int index) const {
        return {origin_.x + static_cast<float>(index % cols_) * width_,
                origin_.y + static_cast<float>(index / cols_) * height_, width_ - gap_,
                height_ - gap_};
    }
    [[nodiscard]] drawing::Rect all() const {
        return {origin_.x, origin_.y, static_cast<float>(cols_) * width_ - gap_, height() - gap_};
    }
    /// The cell under a point; -1 where there is none.
    [[nodiscard]] int under(ImVec2 point) const {
        const int col = static_cast<int>(std::floor((point.x - origin_.x) / width_));
        const int row = static_cast<int>(std::floor((point.y - origin_.y) / height_));
        const int index = row * cols_ + col;
        return col < 0 || col >= cols_ || row < 0 || index >= count_ ? -1 : index;
    }

private:
    int cols_;
    int count_;
    int rows_ = 0;
    float width_ = 0;
    float height_ = 0;
    float gap_ = 0;
    ImVec2 origin_;
};

std::string cell_name(const CellGrid& grid, int index) {
    return std::string(grid.id) + "." + std::to_string(index / grid.cols) + "." +
           std::to_string(index % grid.cols);
}

void draw_cell(Ui& ui, const CellGrid& grid, const drawing::Rect& r, int index, bool numbered) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float value = grid.values[static_cast<std::size_t>(index)];
    const theme::Color fill = theme::color_of(theme::signed_colormap(ui.frame.theme->dark), value,
                                              -grid.largest, grid.largest);
    const float round = numbered ? ui.px(5) : 0;
    list.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, u32(fill), round);
    if (!numbered) return;
    list.AddRect({r.x, r.y}, {r.right(), r.bottom()}, u32(ui.frame.theme->cell_line), round, 0,
                 ui.px(1));
    const auto fitted = drawing::fit_number(value, r.w / ui.frame.scale - 4, value_size,
                                            least_value_size, theme::Font::regular);
    const drawing::Point middle = r.center();
    if (fitted)
        draw_text_centered(ui.frame, list, {middle.x, middle.y}, r.w, fitted->text,
                           {drawing::text_on_gradient(fill), theme::Font::regular, fitted->size});
}

void open_field(Ui& ui, const CellGrid& grid, int index, std::string typed) {
    CellGridState& state = ui.cell_grid;
    const bool replaces = typed.empty();
    const float value = grid.values[static_cast<std::size_t>(index)];
    state = {.id = std::string(grid.id),
             .at = index,
             .typing = true,
             .buffer = replaces ? io::number_text(value) : std::move(typed),
             .opening = true,
             .select_all = replaces};
}

/// What is typed before the field has the keyboard; it takes the place of what is selected there.
void take_first_characters(CellGridState& state) {
    std::string typed;
    take_early_characters(typed);
    if (typed.empty()) return;
    state.buffer = state.select_all ? typed : state.buffer + typed;
    state.select_all = false;
}

/// The number that was typed; nothing for a text that is none, which is told.
std::optional<float> typed_number(Ui& ui) {
    const std::string& text = ui.cell_grid.buffer;
    if (text.empty()) return std::nullopt;
    const auto value = io::read_number(text, io::DecimalMark::comma);
    if (value) return *value;
    ui.session.report({value.error().code, value.error().what,
                       say("type a number such as 3, -1.5 or 1e3, or nan or inf")});
    return std::nullopt;
}

/// The field over the cell that is typed into.
std::optional<CellChange> type(Ui& ui, const CellGrid& grid, const Places& places) {
    CellGridState& state = ui.cell_grid;
    if (state.opening) take_first_characters(state);
    const drawing::Rect r = places.cell(state.at);
    const float width = std::max(r.w, ui.px(least_field));
    const float height = std::max(r.h, ui.px(26));
    const drawing::Point middle = r.center();
    ImGui::SetCursorScreenPos({middle.x - width / 2, middle.y - height / 2});
    const FieldEvent event = text_field(ui.frame, std::string(grid.id) + ".field", state.buffer,
                                        {.width = width,
                                         .height = height,
                                         .take_focus = state.opening,
                                         .select_all = state.select_all,
                                         .on_path = false});
    if (event.active) state.opening = false;
    if (event.kind == FieldEvent::none) return std::nullopt;
    state.typing = false;
    if (event.kind == FieldEvent::cancel) return std::nullopt;
    const auto cell = static_cast<std::size_t>(state.at);
    const auto value = typed_number(ui);
    const bool goes_on = event.kind == FieldEvent::enter || event.kind == FieldEvent::tab;
    if (!value && goes_on && !state.buffer.empty()) {
        state.typing = state.opening = state.select_all = true;  // to be mended where it stands
        return std::nullopt;
    }
    const int last = static_cast<int>(grid.values.size()) - 1;
    if (event.kind == FieldEvent::enter && state.at + grid.cols <= last) state.at += grid.cols;
    if (event.kind == FieldEvent::tab) state.at = std::min(state.at + 1, last);
    if (goes_on) give_focus(ui.frame, grid.id);
    return value ? std::optional(CellChange{cell, *value}) : std::nullopt;
}

void move(CellGridState& state, int rows, int cols, const Places& places, int count) {
    const int row = std::clamp(state.at / places.cols() + rows, 0, places.rows() - 1);
    const int col = std::clamp(state.at % places.cols() + cols, 0, places.cols() - 1);
    state.at = std::min(row * places.cols() + col, count - 1);
}

/// The keys of the grid while it has the focus.
void press_keys(Ui& ui, const CellGrid& grid, const Places& places, bool pressed) {
    CellGridState& state = ui.cell_grid;
    const int count = static_cast<int>(grid.values.size());
    if (state.id != grid.id) {
        state = {};
        state.id = grid.id;
    }
    state.at = std::clamp(state.at, 0, count - 1);
    if (pressed) return open_field(ui, grid, state.at, {});
    if (!has_focus(ui.frame, grid.id)) return;
    if (ui.take(Key::left)) move(state, 0, -1, places, count);
    if (ui.take(Key::right)) move(state, 0, 1, places, count);
    if (ui.take(Key::up)) move(state, -1, 0, places, count);
    if (ui.take(Key::down)) move(state, 1, 0, places, count);
    std::string typed = typed_number_begin();
    if (!typed.empty()) open_field(ui, grid, state.at, std::move(typed));
}

std::string words_of(const CellGrid& grid, int index) {
    const float value = grid.values[static_cast<std::size_t>(index)];
    std::string words = grid.tooltip ? grid.tooltip(index) : std::string();
    words += (words.empty() ? "" : ": ") + drawing::format_whole(value);
    if (!grid.enabled && !grid.lock.empty()) words += "\n" + grid.lock;
    return words;
}

/// The cell that the keys are at has a ring.
void draw_mark(Ui& ui, const CellGrid& grid, const Places& places) {
    if (ui.cell_grid.id != grid.id || ui.cell_grid.typing || ui.frame.focus.id != grid.id) return;
    const drawing::Rect r = places.cell(ui.cell_grid.at);
    ImGui::GetWindowDrawList()->AddRect({r.x, r.y}, {r.right(), r.bottom()},
                                        u32(ui.frame.theme->accent), ui.px(5), 0, ui.px(2.5F));
}

}  // namespace

std::optional<CellChange> cell_grid(Ui& ui, const CellGrid& grid) {
    if (grid.values.empty()) return std::nullopt;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const Places places(ui.frame, grid, at, room);
    const bool numbered = grid.cols <= most_typed_cells && places.rows() <= most_typed_cells;
    const bool editable = numbered && grid.enabled;
    const int count = static_cast<int>(grid.values.size());
    for (int i = 0; i < count; ++i) {
        const drawing::Rect r = places.cell(i);
        draw_cell(ui, grid, r, i, numbered);
        if (numbered)
            anchor(ui.frame, cell_name(grid, i), {r.x, r.y}, {r.right(), r.bottom()},
                   AnchorKind::widget, {}, grid.enabled);
    }
    CellGridState& state = ui.cell_grid;
    const bool typing = state.typing && state.id == grid.id && editable && state.at < count;
    std::optional<CellChange> change;
    if (typing) change = type(ui, grid, places);
    const drawing::Rect all = places.all();
    ImGui::SetCursorScreenPos({all.x, all.y});
    if (!typing) {
        const bool clicked =
            ImGui::InvisibleButton(std::string(grid.id).c_str(), {all.w, all.h}) && editable;
        const int under = ImGui::IsItemHovered() ? places.under(ImGui::GetIO().MousePos) : -1;
        const bool pressed = focus_item(ui.frame, grid.id, editable);
        if (editable) press_keys(ui, grid, places, pressed);
        if (under >= 0) tooltip(ui.frame, cell_name(grid, under), words_of(grid, under));
        if (clicked && under >= 0) open_field(ui, grid, under, {});
        draw_mark(ui, grid, places);
    }
    anchor(ui.frame, grid.id, {all.x, all.y}, {all.right(), all.bottom()}, AnchorKind::place);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({room, places.height()});
    return change;
}

}  // namespace poolscope::ui
