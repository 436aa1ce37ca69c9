/// The rows of the file dialog's lists, and names cut to their room.
#pragma once

#include <filesystem>
#include <string>

#include "ui/frame/style.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

inline constexpr float file_row_height = 28;  ///< logical pixels

struct FileRow {
    std::string id;
    std::string label;
    std::string date{};               ///< in a column of its own, faint
    std::string size{};               ///< at the right, faint
    std::filesystem::path picture{};  ///< a file whose picture stands before the label
    bool pictured = false;            ///< room is left for one
    bool chosen = false;
    bool strong = false;
    bool on_path = true;  ///< Tab comes to it
};

/// Draws a row over the width there is; true where it is pressed.
bool file_row(Ui& ui, const FileRow& row);

/// Keeps the end of a path that is too long for its place.
[[nodiscard]] std::string elide_left(Frame& frame, const std::string& text, float width,
                                     const TextLook& look);
/// Keeps the beginning of a name that is too long for its place.
[[nodiscard]] std::string elide_right(Frame& frame, const std::string& text, float width,
                                      const TextLook& look);

}  // namespace poolscope::ui
