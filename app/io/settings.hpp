/// What a person chose for the program itself, kept between runs in
/// $XDG_CONFIG_HOME/poolscope/settings.toml.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/export_plan.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// How much smaller and larger than the screen's own scale the interface can be.
inline constexpr double least_ui_scale = 0.75;
inline constexpr double most_ui_scale = 3.0;

struct Settings {
    std::string theme = "light";
    double ui_scale = 1.0;              ///< on top of the screen's own
    std::filesystem::path last_folder;  ///< where a file was last opened or saved
    model::ExportPlan exporting{};
    std::string language{};       ///< its id; empty: the system's
    bool reduced_motion = false;  ///< windows jump in place of gliding
    bool side_panels = true;      ///< are shown
    bool tour_seen = false;
    double window_width = 1440;  ///< logical pixels
    double window_height = 900;
    bool operator==(const Settings&) const = default;
};

/// The settings in a file's text. Errors: bad_format.
[[nodiscard]] Result<Settings> parse_settings(std::string_view text);

/// The settings as a file's text; a folder that is no UTF-8 is left out.
[[nodiscard]] std::string settings_text(const Settings& settings);

/// Where the settings lie (the XDG base directory rules), or not_found where there is no home
/// folder.
[[nodiscard]] Result<std::filesystem::path> settings_path();

/// The settings; the defaults where none were saved. A damaged file is an error to be told once:
/// the next save replaces it.
[[nodiscard]] Result<Settings> load_settings(const std::filesystem::path& path);

/// Makes the folder where it is missing. Errors: unwritable.
[[nodiscard]] Result<void> save_settings(const Settings& settings,
                                         const std::filesystem::path& path);

}  // namespace poolscope::io
