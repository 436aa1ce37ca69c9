/// Feeds ImGui: before 1.87 it has no queue of its own, and loses clicks shorter than a frame.
#include "platform/input.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <set>
#include <utility>

namespace poolscope::platform {

namespace {

#if IMGUI_VERSION_NUM < 18700
constexpr ImGuiKey_ keypad_enter = ImGuiKey_KeyPadEnter;
#else
constexpr ImGuiKey keypad_enter = ImGuiKey_KeypadEnter;
#endif

/// The other one writes letters in many lands.
constexpr KeyCode left_alt = 342;

/// The keys that ImGui itself answers to (text fields, menus).
constexpr std::array known_keys{
    std::pair{ImGuiKey_Tab, 258},        std::pair{ImGuiKey_LeftArrow, 263},
    std::pair{ImGuiKey_RightArrow, 262}, std::pair{ImGuiKey_UpArrow, 265},
    std::pair{ImGuiKey_DownArrow, 264},  std::pair{ImGuiKey_PageUp, 266},
    std::pair{ImGuiKey_PageDown, 267},   std::pair{ImGuiKey_Home, 268},
    std::pair{ImGuiKey_End, 269},        std::pair{ImGuiKey_Insert, 260},
    std::pair{ImGuiKey_Delete, 261},     std::pair{ImGuiKey_Backspace, 259},
    std::pair{ImGuiKey_Space, 32},       std::pair{ImGuiKey_Enter, 257},
    std::pair{ImGuiKey_Escape, 256},     std::pair{keypad_enter, 335},
    std::pair{ImGuiKey_A, 65},           std::pair{ImGuiKey_C, 67},
    std::pair{ImGuiKey_V, 86},           std::pair{ImGuiKey_X, 88},
    std::pair{ImGuiKey_Y, 89},           std::pair{ImGuiKey_Z, 90},
};

#if IMGUI_VERSION_NUM < 18700

void prepare_imgui() {
    ImGuiIO& io = ImGui::GetIO();
    for (const auto& [key, code] : known_keys) io.KeyMap[key] = code;
}
void give_position(float x, float y) {
    ImGui::GetIO().MousePos = {x, y};
}
void give_button(const MouseButton& event) {
    ImGui::GetIO().MouseDown[event.button] = event.down;
}
void give_wheel(const MouseWheel& event) {
    ImGui::GetIO().MouseWheelH += event.x;
    ImGui::GetIO().MouseWheel += event.y;
}
void give_key(const KeyEvent& event, bool down) {
    ImGuiIO& io = ImGui::GetIO();
    if (event.code >= 0 && event.code < IM_ARRAYSIZE(io.KeysDown)) io.KeysDown[event.code] = down;
    io.KeyCtrl = event.modifiers.ctrl;
    io.KeyShift = event.modifiers.shift;
    io.KeyAlt = event.modifiers.alt;
    io.KeySuper = event.modifiers.super;
}

#else

void prepare_imgui() {
    // Events come one frame's worth at a time already.
    ImGui::GetIO().ConfigInputTrickleEventQueue = false;
}
void give_position(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
}
void give_button(const MouseButton& event) {
    ImGui::GetIO().AddMouseButtonEvent(event.button, event.down);
}
void give_wheel(const MouseWheel& event) {
    ImGui::GetIO().AddMouseWheelEvent(event.x, event.y);
}
void give_key(const KeyEvent& event, bool down) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, event.modifiers.ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, event.modifiers.shift);
    io.AddKeyEvent(ImGuiMod_Alt, event.modifiers.alt);
    io.AddKeyEvent(ImGuiMod_Super, event.modifiers.super);
    for (const auto& [key, code] : known_keys)
        if (code == event.code) io.AddKeyEvent(key, down);
}

#endif

/// What one frame has taken so far.
class Taken {
public:
    /// True where the frame must end before `event`.
    bool refuses(const InputEvent& event) {
        if (std::holds_alternative<MouseMove>(event) || std::holds_alternative<MouseLeave>(event))
            return !buttons_.empty() || wheel_;
        if (const auto* button = std::get_if<MouseButton>(&event))
            return wheel_ || !buttons_.insert(button->button).second;
        if (std::holds_alternative<MouseWheel>(event)) {
            wheel_ = true;
            return !buttons_.empty();
        }
        if (const auto* key = std::get_if<KeyEvent>(&event)) return !keys_.insert(key->code).second;
        return false;
    }

private:
    std::set<int> buttons_;
    std::set<KeyCode> keys_;
    bool wheel_ = false;
};

struct Give {
    const std::function<void(const KeyDown&)>& key;

    void operator()(const MouseMove& event) const { give_position(event.x, event.y); }
    void operator()(const MouseLeave&) const { give_position(-FLT_MAX, -FLT_MAX); }
    void operator()(const MouseButton& event) const {
        if (event.button >= 0 && event.button < ImGuiMouseButton_COUNT) give_button(event);
    }
    void operator()(const MouseWheel& event) const { give_wheel(event); }
    void operator()(const KeyEvent& event) const {
        give_key(event, event.action != KeyAction::release);
        if (event.action != KeyAction::release && event.code != left_alt && key)
            key({event.code, event.modifiers});
    }
    void operator()(const Character& event) const {
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(event.value));
    }
    void operator()(const Focus& event) const { ImGui::GetIO().AddFocusEvent(event.focused); }
};

}  // namespace

InputQueue::InputQueue() {
    prepare_imgui();
}

/// Whether this lets go of an Alt that was pressed by itself. A window that loses the keyboard, as
/// to another by Alt+Tab, lets go of all keys after it was told.
bool InputQueue::tapped(const InputEvent& event) {
    if (std::holds_alternative<MouseMove>(event) || std::holds_alternative<MouseLeave>(event))
        return false;
    const auto* key = std::get_if<KeyEvent>(&event);
    const bool is_alt = key != nullptr && key->code == left_alt;
    const bool pressed =
        is_alt && key->action == KeyAction::press && key->modifiers == Modifiers{.alt = true};
    const bool held = is_alt && key->action == KeyAction::repeat && alt_alone_;
    const bool was_alone = std::exchange(alt_alone_, pressed || held);
    return is_alt && key->action == KeyAction::release && was_alone;
}

void InputQueue::feed(const std::function<void(const KeyDown&)>& key) {
    Taken taken;
    while (!events_.empty() && !taken.refuses(events_.front())) {
        std::visit(Give{key}, events_.front());
        if (tapped(events_.front()) && key) key({left_alt, {}});
        events_.pop_front();
    }
}

}  // namespace poolscope::platform
