/// What a frame is drawn with, at which size and where, which keys were pressed since the one
/// before, and what widgets tell each other. Knows nothing of what they show.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "paint/screen/imgui_painter.hpp"
#include "session/actions/keys.hpp"
#include "theme/theme.hpp"
#include "ui/frame/anchors.hpp"
#include "ui/frame/focus.hpp"
#include "ui/frame/layout.hpp"

namespace poolscope::ui {

using session::Key;
using session::KeyPress;

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

struct Frame {
    paint::FontCache fonts;
    paint::HeatmapTextures* heatmaps = nullptr;  ///< null: heatmaps are left blank
    const theme::Theme* theme = nullptr;

    float screen_scale = 1;
    float scale = 1;        ///< the window's pixels a logical pixel
    float stage_scale = 1;  ///< the same on the stage: larger for a projector
    float least_cell = 0;   ///< logical pixels of the stage that cells keep; 0: as they fit
    float least_text = 0;   ///< no words of the panels are smaller, in logical pixels
    Layout layout;
    AnchorMap anchors;

    std::vector<KeyPress> keys;    ///< pressed since the last frame, not taken yet
    bool text_active = false;      ///< a text field has the keyboard
    bool text_was_active = false;  ///< one had it in the last frame
    std::string active_field;      ///< its id
    bool wheel_taken = false;      ///< by a widget: panels do not scroll
    bool wheel_was_taken = false;
    bool held = false;  ///< a button repeats while it is held

    double now = 0;        ///< seconds since the start
    bool changed = false;  ///< a widget's look did: another frame is wanted
    FocusState focus;
    TooltipState tooltip;
    ListState list;
    bool menu_open = false;
    bool menus_by_keys = false;  ///< a key opened the menu, and the pointer has not moved since
    std::set<std::string, std::less<>> scroll_to;  ///< anchors that are to come into sight

    /// Takes a key press out of the queue, if it is there.
    bool take(Key key, bool ctrl = false, bool shift = false);

    /// The window's pixels that `logical` ones take, rounded.
    [[nodiscard]] float px(float logical) const;
};

}  // namespace poolscope::ui
