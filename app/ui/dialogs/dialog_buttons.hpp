/// The row of buttons that ends a dialog.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "i18n/tr.hpp"
#include "ui/frame/frame.hpp"

namespace poolscope::ui {

struct DialogButton {
    std::string_view id;  ///< its anchor is "dialog.<id>"
    std::string_view label;
    bool enabled = true;
    std::string_view tooltip{};
};

/// What is said beside a button that writes over `file`.
[[nodiscard]] inline std::string replace_words(const std::filesystem::path& file) {
    return i18n::trf("{0} exists: press Replace to write over it", file.filename().string());
}

/// Draws the buttons at the right, the last one as the one that is meant. Button `focus` has the
/// focus where nothing else has; the arrow keys move it. Returns the one pressed.
std::optional<std::size_t> dialog_buttons(Frame& frame, std::span<const DialogButton> buttons,
                                          std::size_t& focus);

}  // namespace poolscope::ui
