/// What the stage remembers between frames: its drawing, and the drag going on over it.
#pragma once

#include <cstdint>
#include <optional>

#include "i18n/language.hpp"
#include "scene/memo.hpp"
#include "scene/scene.hpp"

namespace poolscope::ui {

enum class StageDrag { none, press, paint, pan };

/// All that a scene is a function of: where it is the same, so is the scene.
struct SceneKey {
    std::uint64_t revision = 0;
    std::uint64_t figure = 0;
    model::ViewState view;
    const i18n::Language* language = nullptr;
    const theme::Theme* theme = nullptr;
    model::SharedValues output;
    model::SharedValues previous;
    bool computing = false;
    model::ValueRange range;
    scene::Size size;
    bool operator==(const SceneKey&) const = default;
};

struct StageState {
    std::uint64_t document = 0;   ///< which of those put on show it is of
    scene::Scene scene;           ///< as drawn last, in logical pixels from the stage's top left
    std::optional<SceneKey> key;  ///< what it is of
    std::unique_ptr<scene::Memo> memo =
        std::make_unique<scene::Memo>();  ///< of the drawings before
    std::size_t builds = 0;               ///< scenes built since the start
    double computing_since = 0;           ///< while the output is on its way
    bool shows_heatmap = false;
    StageDrag drag = StageDrag::none;
    int button = 0;  ///< of the drag
    scene::Point drag_from;
    std::optional<model::CellRef> pressed;  ///< the cell that the drag began on
    std::optional<model::CellRef> painted;  ///< the last cell painted
    float paint_value = 0;
    std::uint64_t gesture = 0;
    float pan_x = 0.5F;  ///< the view's center when panning began
    float pan_y = 0.5F;
    double hover_since = 0;    ///< when the pointer came to the cell it is over
    bool tip_pending = false;  ///< the cell will be named, but not yet
};

}  // namespace poolscope::ui
