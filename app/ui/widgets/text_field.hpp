/// A line of text to type in; while it has the keyboard, shortcuts sleep.
#pragma once

#include <string>
#include <string_view>

#include "ui/frame/frame.hpp"

namespace poolscope::ui {

struct FieldLook {
    float width = 0;   ///< window pixels
    float height = 0;  ///< window pixels; 0: as high as a line
    bool take_focus = false;
    bool select_all = true;   ///< on focus; else the cursor stands at the end
    int generation = 0;       ///< a new one drops what is being typed in favour of `text`
    std::string_view hint{};  ///< shown while it is empty
    bool on_path = true;      ///< Tab comes to it, and goes on from it
};

/// What ended the typing, if anything did.
struct FieldEvent {
    enum Kind { none, enter, tab, cancel, left } kind = none;
    bool active = false;   ///< has the keyboard
    bool changed = false;  ///< the text changed
};

/// Lets the next field that ImGui draws take the keyboard.
void give_keyboard_to_next_field();

/// What was typed since the last frame, from the first character on that may begin a number; a
/// field that opens then begins with it. Empty while Ctrl or Alt is down.
[[nodiscard]] std::string typed_number_begin();

/// Draws the field and changes `text` as it is typed.
FieldEvent text_field(Frame& frame, const std::string& id, std::string& text,
                      const FieldLook& look);

}  // namespace poolscope::ui
