/// The keyboard's path through the controls: Tab and Shift+Tab go from one to the next in the order
/// they are drawn, Enter and Space press the one that has the focus, which wears a ring.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::ui {

struct Frame;
struct Ui;

struct FocusState {
    std::string id;         ///< of the control that has the focus; empty: none has
    bool arrived = false;   ///< it has it since this frame: it is brought into view
    bool arriving = false;  ///< it will have it in the next frame
    int step = 0;           ///< how far it moves on from `id` after this frame
    std::string scope;      ///< the controls of which part of the window are on the path now
    std::string drawn;      ///< the part that is being drawn
    std::string deepest;    ///< the part drawn last in this frame that takes the keyboard
    std::vector<std::string> path;  ///< the controls of the scope, in this frame
    /// What had the focus in the parts of the window that wait for another.
    std::map<std::string, std::string> kept;
};

/// Puts the last ImGui item on the path, where it is enabled, and draws its ring, inside its edges
/// where `inset`. True where it is pressed by Enter or Space.
bool focus_item(Frame& frame, std::string_view id, bool enabled = true, bool inset = false);

/// The control `id` has the focus: its own keys are its to take.
[[nodiscard]] bool has_focus(const Frame& frame, std::string_view id);

/// Gives the control `id` the focus from the next frame on.
void give_focus(Frame& frame, std::string_view id);

/// While it lives, the controls that are drawn are those of a part of the window that takes the
/// keyboard from the others: a dialog, a menu.
class FocusScope {
public:
    FocusScope(Frame& frame, std::string_view name);
    ~FocusScope();
    FocusScope(const FocusScope&) = delete;
    FocusScope& operator=(const FocusScope&) = delete;

private:
    Frame& frame_;
    std::string before_;
};

/// Before the controls are drawn.
void begin_focus(Frame& frame);
/// After: Tab and Shift+Tab move on, the arrows within a menu, a click lets go.
void move_focus(Ui& ui);

}  // namespace poolscope::ui
