/// The small controls: segmented choice, toggle, chip, button, round icon button. All are drawn
/// from the theme's tokens and record an anchor under their id.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/frame/frame.hpp"

namespace poolscope::ui {

struct Segment {
    std::string id;  ///< its anchor is "<control>.<id>"
    std::string label;
    std::string tooltip;
    bool enabled = true;
};

/// One choice of several, side by side over `width` window pixels: equal parts where the words fit,
/// else by their length. Returns the segment clicked.
std::optional<std::size_t> segmented(Frame& frame, std::string_view id,
                                     std::span<const Segment> segments, std::size_t chosen,
                                     float width);

struct ButtonLook {
    std::string_view tooltip;
    bool enabled = true;
    bool filled = false;  ///< the one that is meant
    float width = 0;      ///< window pixels; 0: as wide as its words
};

/// A button with words. True when clicked.
bool button(Frame& frame, std::string_view id, std::string_view label, const ButtonLook& look = {});

/// The width that button() takes for `label`, in window pixels.
[[nodiscard]] float button_width(Frame& frame, std::string_view label);

/// A chip that says "on" or "off". True when clicked.
bool toggle(Frame& frame, std::string_view id, bool on, std::string_view tooltip,
            bool enabled = true);
[[nodiscard]] float toggle_width(const Frame& frame);

enum class Icon {
    first,
    back,
    play,
    pause,
    forward,
    last,
    close,
    minus,
    plus,
    chevron,
    fold,
    unfold,
    chain,
    open_chain
};

/// Draws an icon centred on a point, about `size` window pixels across.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

struct IconLook {
    std::string_view tooltip;
    float diameter = 38;  ///< logical pixels
    bool enabled = true;
    bool filled = false;
    bool framed = true;
};

/// A round button with an icon. True when clicked.
bool icon_button(Frame& frame, std::string_view id, Icon icon, const IconLook& look);

}  // namespace poolscope::ui
