/// The names of keys.
#include "ui/keys.hpp"

#include <array>
#include <utility>

namespace poolscope::ui {

namespace {

constexpr std::array named_keys{
    std::pair{Key::space, "Space"},     std::pair{Key::minus, "−"},
    std::pair{Key::equal, "="},         std::pair{Key::escape, "Escape"},
    std::pair{Key::enter, "Enter"},     std::pair{Key::tab, "Tab"},
    std::pair{Key::right, "Right"},     std::pair{Key::left, "Left"},
    std::pair{Key::down, "Down"},       std::pair{Key::up, "Up"},
    std::pair{Key::page_up, "Page Up"}, std::pair{Key::page_down, "Page Down"},
    std::pair{Key::home, "Home"},       std::pair{Key::end, "End"},
    std::pair{Key::f1, "F1"},           std::pair{Key::f2, "F2"},
    std::pair{Key::f12, "F12"},         std::pair{Key::keypad_enter, "Enter"},
};

std::string key_name(Key key) {
    for (const auto& [named, name] : named_keys)
        if (named == key) return name;
    return std::string(1, static_cast<char>(key));
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

}  // namespace poolscope::ui
