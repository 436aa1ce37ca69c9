/// What every panel is given: the session, to read and to emit actions to, and what belongs to a
/// frame or to the screen, which is neither saved nor undone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "paint/screen/imgui_painter.hpp"
#include "session/actions/keys.hpp"
#include "session/session.hpp"
#include "theme/theme.hpp"
#include "ui/dialogs/dialog.hpp"
#include "ui/frame/anchors.hpp"
#include "ui/frame/focus.hpp"
#include "ui/frame/layout.hpp"
#include "ui/frame/projector.hpp"
#include "ui/panels/lesson/lesson_view.hpp"
#include "ui/services.hpp"
#include "ui/stage/stage_state.hpp"
#include "ui/widgets/file_pictures.hpp"

namespace poolscope::ui {

using namespace session;

/// The number box being typed into or dragged; there is at most one.
struct NumberState {
    std::string typing;  ///< the box's id; empty when none is
    std::string buffer;
    bool opening = false;    ///< takes the keyboard in the next frame
    bool open_next = false;  ///< Tab was pressed: the next box opens
    std::string dragging;
    int drag_start = 0;
    std::uint64_t gesture = 0;  ///< of the box in `last`, so that a run of changes is one undo step
    std::string last;
    std::string first_of;  ///< the row whose first number waits for its second to be typed
    int first = 0;
    std::string note_id;  ///< whose clamping is being explained
    std::string note;
    double note_until = 0;
};

/// The tooltip of the item under the pointer, shown once the pointer has rested.
struct TooltipState {
    std::string id;
    double since = 0;
    bool seen = false;     ///< the item was hovered in this frame
    bool pending = false;  ///< it will be shown, but not yet
    std::string shown;     ///< in this frame
    std::string before;    ///< in the last one: a new tooltip is only seen in its second frame
};

/// The list that is open below a button; there is at most one.
struct ListState {
    std::size_t focus = 0;  ///< which row the keys are at
    drawing::Rect button;   ///< in window pixels
};

struct Ui : Session {
    explicit Ui(const Services& given);

    paint::HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
    paint::FontCache fonts;

    // This frame.
    AnchorMap anchors;
    const theme::Theme* theme = nullptr;
    float screen_scale = 1;
    float scale = 1;        ///< the window's pixels a logical pixel
    float stage_scale = 1;  ///< the same on the stage: larger for a projector
    float least_cell = 0;   ///< logical pixels of the stage that cells keep; 0: as they fit
    float least_text = 0;   ///< no words of the panels are smaller, in logical pixels
    Layout layout;
    std::vector<KeyPress> keys;    ///< pressed since the last frame, not taken yet
    bool text_active = false;      ///< a text field has the keyboard
    bool text_was_active = false;  ///< one had it in the last frame
    std::string active_field;      ///< its id
    bool wheel_taken = false;      ///< by a widget: panels do not scroll
    bool wheel_was_taken = false;
    bool held = false;  ///< a button repeats while it is held

    // Between frames.
    float message_height = 0;
    NumberState number;
    ListState list;
    TooltipState tooltip;
    FocusState focus;
    std::string menu_to_open;    ///< by a key: its id
    bool menus_by_keys = false;  ///< a key opened the menu, and the pointer has not moved since
    bool menu_open = false;
    StageState stage;
    ProjectorView projector_view;
    LessonView lesson_view;
    FilePictures file_pictures;
    std::optional<bool> inspector_open;  ///< as the person chose; else as the window has room
    bool editor_due = false;             ///< opens on the selected cell in the next frame
    std::unique_ptr<Dialog> dialog;
    bool starting = true;  ///< no frame was drawn yet

    /// Takes a key press out of the queue, if it is there.
    bool take(Key key, bool ctrl = false, bool shift = false);

    [[nodiscard]] float px(float logical) const;
};

}  // namespace poolscope::ui
