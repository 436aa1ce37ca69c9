/// A list that opens on a click: names with a note each, the present one marked. Alone, or under a
/// button that shows what is chosen.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/frame/frame.hpp"

namespace poolscope::ui {

struct Choice {
    std::string id;      ///< its anchor is "<list>.<id>"
    std::string name;    ///< as on the button
    std::string note{};  ///< one line; why it cannot be chosen where it is not enabled
    bool enabled = true;
};

/// Opens the list `id` below the last ImGui item.
void open_choices(Frame& frame, std::string_view id, std::size_t chosen);
/// Draws the list `id` while it is open. The arrow keys move, Enter chooses, Escape closes. Returns
/// the choice made.
std::optional<std::size_t> choice_list(Frame& frame, std::string_view id,
                                       std::span<const Choice> choices, std::size_t chosen);

struct ComboLook {
    std::string_view tooltip;
    float width = 0;  ///< window pixels
    bool enabled = true;
    std::string_view hint{};  ///< on the button where none is chosen
};

/// A button with the chosen one's name that opens the list `id`. Returns the choice made.
std::optional<std::size_t> combo(Frame& frame, std::string_view id, std::span<const Choice> choices,
                                 std::size_t chosen, const ComboLook& look);

/// The width at which combo() shows its chosen name in full, in window pixels.
[[nodiscard]] float combo_width(Frame& frame, std::span<const Choice> choices, std::size_t chosen);

}  // namespace poolscope::ui
