/// What the mouse and the keyboard did, handed to ImGui in an order that it can follow, whatever
/// its version.
#pragma once

#include <deque>
#include <functional>
#include <variant>

namespace poolscope::platform {

/// Keys by GLFW's numbers: printable ones are their upper-case ASCII.
using KeyCode = int;

struct Modifiers {
    bool ctrl = false;
    bool shift = false;
    bool alt = false;
    bool super = false;
    bool operator==(const Modifiers&) const = default;
};

/// A key that went down, or repeats while it is held. Alt comes as it is let go of, where it was
/// pressed by itself: with another key or the mouse it is part of that.
struct KeyDown {
    KeyCode code = 0;
    Modifiers modifiers;
};

struct MouseMove {
    float x = 0, y = 0;  ///< ImGui's pixels
};
struct MouseLeave {};
struct MouseButton {
    int button = 0;  ///< 0 left, 1 right, 2 middle
    bool down = false;
};
struct MouseWheel {
    float x = 0, y = 0;  ///< notches; y > 0 is away from the person
};
enum class KeyAction { release, press, repeat };
struct KeyEvent {
    KeyCode code = 0;
    KeyAction action = KeyAction::press;
    Modifiers modifiers;
};
struct Character {
    char32_t value = 0;
};
struct Focus {
    bool focused = true;
};
using InputEvent =
    std::variant<MouseMove, MouseLeave, MouseButton, MouseWheel, KeyEvent, Character, Focus>;

/// Holds events until a frame can take them. One frame sees at most one change of a button or key,
/// and no move after a button changed, so that a press and a release that come together still make
/// a click.
class InputQueue {
public:
    /// Tells ImGui's current context which keys are which.
    InputQueue();

    void push(const InputEvent& event) { events_.push_back(event); }
    [[nodiscard]] bool empty() const { return events_.empty(); }

    /// Before ImGui::NewFrame: gives ImGui what this frame takes, and every key that goes down to
    /// `key`.
    void feed(const std::function<void(const KeyDown&)>& key);

private:
    [[nodiscard]] bool tapped(const InputEvent& event);

    std::deque<InputEvent> events_;
    bool alt_alone_ = false;  ///< it is held, and nothing else was done since
};

}  // namespace poolscope::platform
