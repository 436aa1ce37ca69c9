/// The names of keys.
#include "session/actions/keys.hpp"

#include <array>
#include <utility>

#include "i18n/tr.hpp"

namespace poolscope::session {

namespace {

constexpr std::array named_keys{
    std::pair{Key::space, i18n::word("Space")},
    std::pair{Key::minus, "−"},
    std::pair{Key::equal, "="},
    std::pair{Key::escape, i18n::word("Escape")},
    std::pair{Key::enter, i18n::word("Enter")},
    std::pair{Key::tab, i18n::word("Tab")},
    std::pair{Key::right, i18n::word("key|Right")},
    std::pair{Key::left, i18n::word("key|Left")},
    std::pair{Key::down, i18n::word("key|Down")},
    std::pair{Key::up, i18n::word("key|Up")},
    std::pair{Key::page_up, i18n::word("Page Up")},
    std::pair{Key::page_down, i18n::word("Page Down")},
    std::pair{Key::home, i18n::word("key|Home")},
    std::pair{Key::end, i18n::word("key|End")},
    std::pair{Key::f1, "F1"},
    std::pair{Key::f2, "F2"},
    std::pair{Key::f5, "F5"},
    std::pair{Key::f10, "F10"},
    std::pair{Key::f11, "F11"},
    std::pair{Key::f12, "F12"},
    std::pair{Key::keypad_enter, i18n::word("Enter")},
    std::pair{Key::alt, "Alt"},
    std::pair{Key::menu, i18n::word("key|Menu")},
};

std::string key_name(Key key) {
    for (const auto& [named, name] : named_keys)
        if (named == key) return i18n::tr(name);
    return {static_cast<char>(key)};  // of that one character
}

}  // namespace

std::string name_of(const KeyPress& press) {
    if (press.key == Key::none) return {};
    std::string text;
    if (press.ctrl) text += "Ctrl+";
    if (press.alt) text += "Alt+";
    if (press.shift) text += "Shift+";
    return text + key_name(press.key);
}

}  // namespace poolscope::session
