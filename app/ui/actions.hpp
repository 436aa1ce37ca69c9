/// The table of everything that a person can ask for by menu, button or key: one row each.
#pragma once

#include <span>
#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

enum class Menu { none, file, edit, view, lessons, exports, help };

/// Menus whose rows come from another list.
enum class Submenu {
    none,
    recent,
    examples,
    copy_as,
    fill,
    colormap,
    theme,
    language,
    exporters,
    lessons
};

struct ActionRow {
    std::string_view id;  ///< its anchor is "menu.<id>"
    std::string_view label;
    Menu menu = Menu::none;
    KeyPress shortcut{};
    KeyPress other_shortcut{};
    void (*run)(Ui&) = nullptr;
    bool (*enabled)(const Ui&) = nullptr;  ///< null: always
    bool (*checked)(const Ui&) = nullptr;  ///< null: never shows a tick
    Submenu submenu = Submenu::none;       ///< then run is null
    bool begins_group = false;             ///< a line is drawn above it
    bool at_any_time = false;              ///< its shortcut works while typing and in dialogs
};

/// The explicit list, in menu order.
[[nodiscard]] std::span<const ActionRow> action_rows();

/// The row of this id; the id must exist.
[[nodiscard]] const ActionRow& action_row(std::string_view id);

[[nodiscard]] bool is_enabled(const ActionRow& row, const Ui& ui);

/// Runs a row if it is enabled.
void run_action(Ui& ui, std::string_view id);

/// Runs what the pressed keys ask for. While something is being typed or a dialog or a menu is
/// open, only what may be run at any time.
void run_shortcuts(Ui& ui);

/// A row's label and shortcut for a tooltip: "Next step (Right)".
[[nodiscard]] std::string tip_of(std::string_view id);

}  // namespace poolscope::ui
