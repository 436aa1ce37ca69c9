/// Keys and shortcuts, independent of the window system and of ImGui's version.
#pragma once

#include <string>

namespace poolscope::session {

/// Keys by name. The numbers are GLFW's (printable keys are their upper-case ASCII), so that a
/// window may pass its codes on.
enum class Key : int {
    none = -1,
    space = 32,
    minus = 45,
    period = 46,
    digit_0 = 48,
    digit_1 = 49,
    digit_2 = 50,
    digit_3 = 51,
    digit_4 = 52,
    digit_5 = 53,
    equal = 61,
    a = 65,
    b = 66,
    c = 67,
    d = 68,
    e = 69,
    f = 70,
    g = 71,
    h = 72,
    l = 76,
    n = 78,
    o = 79,
    p = 80,
    q = 81,
    r = 82,
    s = 83,
    t = 84,
    v = 86,
    w = 87,
    x = 88,
    y = 89,
    z = 90,
    left_bracket = 91,
    right_bracket = 93,
    escape = 256,
    enter = 257,
    tab = 258,
    del = 261,
    right = 262,
    left = 263,
    down = 264,
    up = 265,
    page_up = 266,
    page_down = 267,
    home = 268,
    end = 269,
    f1 = 290,
    f2 = 291,
    f5 = 294,
    f10 = 299,
    f11 = 300,
    f12 = 301,
    keypad_enter = 335,
    alt = 342,  ///< pressed and let go of by itself; it comes as it is let go of
    menu = 348,
};

/// A key going down, or repeating while held.
struct KeyPress {
    Key key = Key::none;
    bool ctrl = false;
    bool shift = false;
    bool alt = false;
    bool operator==(const KeyPress&) const = default;
};

/// "Ctrl+Shift+S", "Space", "F12"; empty for no key.
[[nodiscard]] std::string name_of(const KeyPress& press);

}  // namespace poolscope::session
