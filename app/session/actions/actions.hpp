/// The table of everything that a person can ask for by menu, button or key: one row each.
#pragma once

#include <span>
#include <string_view>

#include "session/actions/keys.hpp"
#include "session/session.hpp"

namespace poolscope::session {

enum class Menu { none, file, edit, network, view, steps, lessons, teachers, exports, help };

/// How a menu is called, and the letter that opens it beside Alt.
struct MenuTitle {
    Menu menu;
    const char* id;
    const char* label;
    Key letter;
};
/// The explicit list, in the order of the bar.
[[nodiscard]] std::span<const MenuTitle> menu_titles();

/// Menus whose rows come from another list.
enum class Submenu {
    none,
    recent,
    examples,
    copy_as,
    copy_network,
    fill,
    colormap,
    theme,
    language,
    exporters,
    lessons,
    teachers,
    steps,
    network
};

struct ActionRow {
    std::string_view id;  ///< its anchor is "menu.<id>"
    std::string_view label;
    Menu menu = Menu::none;
    KeyPress shortcut{};
    KeyPress other_shortcut{};
    void (*run)(Session&) = nullptr;
    bool (*enabled)(const Session&) = nullptr;  ///< null: always
    bool (*checked)(const Session&) = nullptr;  ///< null: never shows a tick
    /// What a menu says in place of the label, where more is known; null: the label.
    std::string (*words)(const Session&) = nullptr;
    Submenu submenu = Submenu::none;  ///< then run is null
    bool begins_group = false;        ///< a line is drawn above it
    bool at_any_time = false;         ///< its shortcut works while typing and in dialogs
};

/// The explicit list, in menu order.
[[nodiscard]] std::span<const ActionRow> action_rows();

/// The row of this id; the id must exist.
[[nodiscard]] const ActionRow& action_row(std::string_view id);

[[nodiscard]] bool is_enabled(const ActionRow& row, const Session& session);

/// Runs a row if it is enabled.
void run_action(Session& session, std::string_view id);

/// Runs what a key asks for, the first row of the table that is enabled. While keys are another's,
/// as where something is typed or a menu is open, only what may be run at any time.
void run_key(Session& session, KeyPress press, bool keys_taken);

/// A row's label and shortcut for a tooltip: "Next step (Right)".
[[nodiscard]] std::string tip_of(std::string_view id);

}  // namespace poolscope::session
