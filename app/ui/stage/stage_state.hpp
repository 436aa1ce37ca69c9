/// What the stage remembers between frames: its drawing, and the drag going on over it.
#pragma once

#include <cstdint>
#include <optional>

#include "drawing/drawing.hpp"
#include "drawing/memo.hpp"
#include "i18n/language.hpp"
#include "session/context_menu.hpp"

namespace poolscope::ui {

enum class StageDrag { none, press, paint, pan, window };

/// All that a drawing is a function of: where it is the same, so is the drawing.
struct DrawingKey {
    std::uint64_t revision = 0;
    std::uint64_t figure = 0;
    model::ViewState view;
    const i18n::Language* language = nullptr;
    const theme::Theme* theme = nullptr;
    model::SharedValues output;
    model::SharedValues previous;
    bool computing = false;
    model::ValueRange range;
    drawing::Size size;
    float least_cell = 0;
    bool operator==(const DrawingKey&) const = default;
};

/// All that the stage's scale is a function of where the interface is larger than usual.
struct ScaleKey {
    std::uint64_t revision = 0;
    std::uint64_t figure = 0;
    model::SavedView view;  ///< at step 0: cells are as large at every one
    bool hides_size = false;
    const i18n::Language* language = nullptr;
    drawing::Size window;
    float scale = 1;
    drawing::Rect stage;
    bool operator==(const ScaleKey&) const = default;
};

/// The scale that was chosen, and the size that cells keep at it.
struct ChosenScale {
    ScaleKey key;
    float scale = 1;
    float least_cell = 0;
};

struct StageState {
    std::uint64_t document = 0;     ///< which of those put on show it is of
    drawing::Drawing drawing;       ///< as drawn last, in logical pixels from the stage's top left
    std::optional<DrawingKey> key;  ///< what it is of
    std::unique_ptr<drawing::Memo> memo =
        std::make_unique<drawing::Memo>();  ///< of the drawings before
    std::size_t builds = 0;                 ///< drawings built since the start
    double computing_since = 0;             ///< while the output is on its way
    StageDrag drag = StageDrag::none;
    int button = 0;  ///< of the drag
    drawing::Point drag_from;
    std::optional<model::CellRef> pressed;     ///< the cell that the drag began on
    std::optional<drawing::WindowPlace> held;  ///< the window whose frame the drag began on
    std::optional<model::CellRef> painted;     ///< the last cell painted
    std::uint64_t gesture = 0;
    std::optional<ChosenScale> chosen_scale;
    float pan_x = 0.5F;  ///< the view's center when panning began
    float pan_y = 0.5F;
    bool holds_divider = false;            ///< the line between before and after is dragged
    double hover_since = 0;                ///< when the pointer came to the cell it is over
    bool tip_pending = false;              ///< the cell will be named, but not yet
    std::optional<std::size_t> followed;   ///< the step whose window was brought into sight
    float followed_zoom = 1;               ///< at which it was
    std::optional<session::Spot> context;  ///< what the open menu is about
};

}  // namespace poolscope::ui
