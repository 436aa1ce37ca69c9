/// What the session needs from outside: the clipboard, and the folders it may write to.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "io/stop.hpp"
#include "poolscope/error.hpp"
#include "session/desktop.hpp"

namespace poolscope::session {

/// What other programs see; without functions it is empty, and keeps nothing.
struct Clipboard {
    /// Offers the bytes of a PNG file.
    std::function<Result<void>(std::span<const std::byte> png)> set_picture;
    std::function<std::string()> get;
    std::function<void(const std::string&)> set;
};

struct Services {
    Clipboard clipboard;
    Desktop desktop;
    /// Has the window look again: something beside it has ended. Any thread may call it.
    std::function<void()> wake;
    std::string language = "en";  ///< spoken unless the settings name another
    /// Files that outlive a run; an empty path keeps nothing.
    std::filesystem::path settings_file;
    std::filesystem::path recent_file;
    std::filesystem::path progress_file;      ///< how far students came in the lessons
    std::filesystem::path recovery_folder;    ///< for copies of unsaved work
    bool first_run_tour = false;              ///< one who was never shown around is
    std::filesystem::path screenshot_folder;  ///< where F12 writes; empty: the current folder
    /// Whether the program is to end, so that a file being opened is given up. Empty: never.
    StopQuery asked_to_end;
};

}  // namespace poolscope::session
