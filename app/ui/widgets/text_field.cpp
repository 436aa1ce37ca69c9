/// ImGui's text field, with the keys that end it told apart.
#include "ui/widgets/text_field.hpp"

#include <algorithm>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

struct CallbackState {
    bool to_end = false;
    bool tabbed = false;
};

int on_event(ImGuiInputTextCallbackData* data) {
    auto& state = *static_cast<CallbackState*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) state.tabbed = true;
    if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && state.to_end) {
        data->CursorPos = data->BufTextLen;
        data->SelectionStart = data->SelectionEnd = data->CursorPos;
    }
    return 0;
}

/// What ended the typing. The key queue is asked too: ImGui misses a key that goes down and up
/// between two frames.
FieldEvent::Kind ending(Frame& frame, bool was_active, bool entered, bool tabbed) {
    if (!was_active) return FieldEvent::none;
    // In a dialog it is the dialog's too: one Escape closes it.
    const bool escape =
        frame.focus.drawn == "dialog"
            ? std::ranges::find(frame.keys, KeyPress{Key::escape}) != frame.keys.end()
            : frame.take(Key::escape);
    if (escape) return FieldEvent::cancel;
    const bool enter_key = frame.take(Key::enter) || frame.take(Key::keypad_enter);
    if (entered || enter_key) return FieldEvent::enter;
    const bool tab_key = frame.take(Key::tab);
    if (tabbed || tab_key) return FieldEvent::tab;
    return ImGui::IsItemDeactivated() ? FieldEvent::left : FieldEvent::none;
}

/// ImGui's own Tab would enter a field while a dialog moves its ring of buttons.
void keep_tab_for_dialogs(bool on) {
#if IMGUI_VERSION_NUM >= 19140
    if (on)
        ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
    else
        ImGui::PopItemFlag();
#elif IMGUI_VERSION_NUM >= 18940
    if (on)
        ImGui::PushTabStop(false);
    else
        ImGui::PopTabStop();
#else
    if (on)
        ImGui::PushAllowKeyboardFocus(false);
    else
        ImGui::PopAllowKeyboardFocus();
#endif
}

}  // namespace

void give_keyboard_to_next_field() {
#if IMGUI_VERSION_NUM >= 18700
    // Heard of only in a window that has the focus.
    ImGui::SetWindowFocus();
#endif
    ImGui::SetKeyboardFocusHere();
}

std::string typed_number_begin() {
    ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt) return {};
    std::string typed;
    for (const ImWchar one : io.InputQueueCharacters) {
        const bool begins = (one >= '0' && one <= '9') || one == '-' || one == '.' || one == '+';
        if (begins || (!typed.empty() && one > ' ' && one < 127)) typed += static_cast<char>(one);
    }
    if (!typed.empty()) io.InputQueueCharacters.resize(0);
    return typed;
}

FieldEvent text_field(Frame& frame, const std::string& id, std::string& text,
                      const FieldLook& look) {
    const float line = ImGui::GetFontSize();
    const float height = look.height > 0 ? look.height : frame.px(32);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        {frame.px(8), std::max((height - line) / 2, 0.0F)});
    const bool typing = look.take_focus || frame.active_field == id;
    ImGui::PushStyleColor(ImGuiCol_Border,
                          vec4(typing ? frame.theme->accent : frame.theme->line_strong));
    CallbackState state{look.take_focus && !look.select_all, false};
    const bool comes = look.on_path && frame.focus.arrived && frame.focus.id == id &&
                       frame.focus.drawn == frame.focus.scope;
    if (look.take_focus || comes) give_keyboard_to_next_field();
    ImGui::SetNextItemWidth(look.width);
    int flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCompletion |
                ImGuiInputTextFlags_CallbackAlways;
    if (look.select_all) flags |= ImGuiInputTextFlags_AutoSelectAll;
    const std::string before = text;
    frame.fonts.note(ImGui::GetFont(), text);
    frame.fonts.note(ImGui::GetFont(), look.hint);
    // A field that is left takes another name where ImGui would not let go of the keyboard.
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const ImGuiID names = ImGui::GetID(("names." + id).c_str());
    ImGui::PushID(look.generation);
    ImGui::PushID(storage.GetInt(names));
    keep_tab_for_dialogs(true);
    const bool entered = ImGui::InputTextWithHint(
        ("##" + id).c_str(), std::string(look.hint).c_str(), &text, flags, on_event, &state);
    keep_tab_for_dialogs(false);
    ImGui::PopID();
    ImGui::PopID();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();

    FieldEvent event;
    event.active = ImGui::IsItemActive();
    event.changed = text != before;
    if (event.active) frame.active_field = id;
    if (!event.active && frame.active_field == id) frame.active_field.clear();
    if (event.active || ImGui::IsItemDeactivated()) frame.text_active = true;
    anchor_item(frame, id);
    const bool had_keys = event.active || ImGui::IsItemDeactivated();
    const bool back = had_keys && look.on_path && frame.take(Key::tab, false, true);
    event.kind = ending(frame, had_keys, entered, state.tabbed);
    const bool goes_on = look.on_path && (back || event.kind == FieldEvent::tab);
    // ImGui overlooks Escape in a field's first frame.
    if (goes_on || (event.kind == FieldEvent::cancel && event.active))
        storage.SetInt(names, storage.GetInt(names) + 1);
    if (look.on_path) (void)focus_item(frame, id);
    if (goes_on) {
        frame.focus.id = id;
        frame.focus.step = back ? -1 : 1;
    }
    return event;
}

}  // namespace poolscope::ui
