/// What every panel is given: the session, to read and to emit actions to, the frame that is drawn,
/// and what the screen keeps between frames, which is neither saved nor undone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/session.hpp"
#include "ui/dialogs/dialog.hpp"
#include "ui/frame/frame.hpp"
#include "ui/frame/projector.hpp"
#include "ui/panels/lesson/lesson_view.hpp"
#include "ui/panels/strip_state.hpp"
#include "ui/stage/stage_state.hpp"
#include "ui/widgets/cell_grid_state.hpp"
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
    float real_start = 0;       ///< the same of a box for a real number
    std::uint64_t gesture = 0;  ///< of the box in `last`, so that a run of changes is one undo step
    std::string last;
    std::string first_of;  ///< the row whose first number waits for its second to be typed
    int first = 0;
    std::string note_id;  ///< whose clamping is being explained
    std::string note;
    double note_until = 0;
};

struct Ui {
    explicit Ui(Session& its) : session(its) {}

    Session& session;
    Frame frame;

    // Between frames.
    float message_height = 0;
    NumberState number;
    std::string menu_to_open;  ///< by a key: its id
    StageState stage;
    StripState strip;
    CellGridState cell_grid;
    ProjectorView projector_view;
    LessonView lesson_view;
    FilePictures file_pictures;
    std::optional<bool> inspector_open;  ///< as the person chose; else as the window has room
    bool editor_due = false;             ///< opens on the selected cell in the next frame
    std::unique_ptr<Dialog> dialog;
    bool starting = true;  ///< no frame was drawn yet

    bool take(Key key, bool ctrl = false, bool shift = false) {
        return frame.take(key, ctrl, shift);
    }
    [[nodiscard]] float px(float logical) const { return frame.px(logical); }
};

}  // namespace poolscope::ui
