/// The settings as TOML.
#include "io/settings.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "io/files.hpp"
#include "io/text_grid.hpp"
#include "io/toml_text.hpp"
#include "io/xdg.hpp"

namespace poolscope::io {

namespace {

constexpr std::size_t max_settings_bytes = std::size_t{64} << 10;

/// Reads, or writes, the table [export]: one list of its keys.
template <class Each>
void each_export_key(Each&& each, auto& chosen) {
    each("format", chosen.format);
    each("fits", chosen.fits);
    each("width", chosen.width);
    each("height", chosen.height);
    each("scale", chosen.scale);
    each("theme", chosen.theme);
    each("language", chosen.language);
    each("transparent", chosen.transparent);
    each("sheet", chosen.sheet);
    each("glide", chosen.glide);
    each("fps", chosen.fps);
    each("glide_fps", chosen.glide_fps);
    each("pace", chosen.pace);
    each("hold", chosen.hold);
    each("loops", chosen.loops);
}

/// Numbers from a file that another hand may have changed, within what the panel allows.
void bound(ExportSettings& chosen) {
    chosen.width = std::clamp(chosen.width, 320, 4096);
    chosen.height = std::clamp(chosen.height, 320, 4096);
    chosen.scale = std::clamp(chosen.scale, 1, 8);
    chosen.fps = std::clamp(chosen.fps, 1, 60);
    chosen.glide_fps = std::clamp(chosen.glide_fps, 1, 60);
    chosen.pace = std::clamp(chosen.pace, 1, 60);
    chosen.hold = std::clamp(chosen.hold, 0, 60);
    chosen.loops = std::clamp(chosen.loops, 0, 10000);
}

Result<ExportSettings> parse_export(const toml::table& table) {
    ExportSettings chosen;
    Section section(table, "export");
    Result<void> got;
    each_export_key(
        [&](const char* key, auto& value) {
            if (got) got = section.read(key, value);
        },
        chosen);
    if (!got) return tl::unexpected(got.error());
    bound(chosen);
    return chosen;
}

std::string export_text(const ExportSettings& chosen) {
    std::string text = "\n[export]\n";
    const auto write = [&](const char* key, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        text += std::string(key) + " = ";
        if constexpr (std::is_same_v<Value, std::string>)
            text += toml_string(value);
        else if constexpr (std::is_same_v<Value, bool>)
            text += value ? "true" : "false";
        else
            text += std::to_string(value);
        text += "\n";
    };
    each_export_key(write, chosen);
    return text;
}

}  // namespace

Result<Settings> parse_settings(std::string_view text) {
    const auto parsed = parse_toml(text);
    if (!parsed) return tl::unexpected(parsed.error());
    // Keys that this version does not know belong to another one.
    Section section(*parsed, "");
    Settings settings;
    std::string folder;
    auto got = first_error({section.read("theme", settings.theme),
                            section.read("language", settings.language),
                            section.read("ui_scale", settings.ui_scale),
                            section.read("reduced_motion", settings.reduced_motion),
                            section.read("side_panels", settings.side_panels),
                            section.read("tour_seen", settings.tour_seen),
                            section.read("window_width", settings.window_width),
                            section.read("window_height", settings.window_height),
                            section.read("last_folder", folder)});
    if (!got) return tl::unexpected(got.error());
    if (!(settings.ui_scale >= least_ui_scale && settings.ui_scale <= most_ui_scale))
        return fail(ErrorCode::bad_format, say("ui_scale is not within 0.75 and 3"),
                    say("choose another scale"));
    const auto window_side = [](double side) {
        return std::isfinite(side) ? std::clamp(side, 320.0, 16384.0) : 900.0;
    };
    settings.window_width = window_side(settings.window_width);
    settings.window_height = window_side(settings.window_height);
    settings.last_folder = folder;
    if (const auto* table = section.take("export"); table != nullptr && table->is_table()) {
        const auto chosen = parse_export(*table->as_table());
        if (!chosen) return tl::unexpected(chosen.error());
        settings.exporting = *chosen;
    }
    return settings;
}

Result<std::filesystem::path> settings_path() {
    return xdg_file("XDG_CONFIG_HOME", ".config", "settings.toml");
}

Result<Settings> load_settings(const std::filesystem::path& path) {
    const auto bytes = read_file(path, max_settings_bytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return Settings{};
    if (!bytes) return tl::unexpected(bytes.error());
    return parse_settings(as_text(*bytes)).map_error([&](const Error& error) {
        return Error{
            error.code,
            say("the settings in \"{0}\" were not read ({1})", path.string(), error.located()),
            say("they start anew")};
    });
}

std::string settings_text(const Settings& settings) {
    const auto folder = settings.last_folder.string();
    std::string text = "theme = " + toml_string(settings.theme) + "\n";
    if (!settings.language.empty()) text += "language = " + toml_string(settings.language) + "\n";
    text += "ui_scale = " + number_text(static_cast<float>(settings.ui_scale)) + "\n";
    const auto flag = [&](const char* key, bool value) {
        text += std::string(key) + (value ? " = true\n" : " = false\n");
    };
    flag("reduced_motion", settings.reduced_motion);
    flag("side_panels", settings.side_panels);
    flag("tour_seen", settings.tour_seen);
    text += "window_width = " + std::to_string(std::lround(settings.window_width)) + "\n";
    text += "window_height = " + std::to_string(std::lround(settings.window_height)) + "\n";
    if (toml_holds(folder)) text += "last_folder = " + toml_string(folder) + "\n";
    return text + export_text(settings.exporting);
}

Result<void> save_settings(const Settings& settings, const std::filesystem::path& path) {
    return write_own_file(path, settings_text(settings));
}

}  // namespace poolscope::io
