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

/// The table [export]. Another hand may have changed its numbers: they are brought within what is
/// offered.
Result<model::ExportPlan> parse_export(const toml::table& table) {
    model::ExportPlan plan;
    Section section(table, "export");
    Result<void> got;
    each_plan_field(
        plan,
        [&]<class Value>(const char* key, Value& value, auto... offered) {
            if (!got) return;
            if constexpr (sizeof...(offered) == 0) {
                got = section.read(key, value);
            } else {
                auto whole = static_cast<int>(value);
                got = section.read(key, whole);
                value = static_cast<Value>(std::clamp(whole, offered.low..., offered.high...));
            }
        });
    return got.map([&] { return plan; });
}

std::string export_text(const model::ExportPlan& plan) {
    std::string text = "\n[export]\n";
    each_plan_field(plan, [&]<class Value>(const char* key, const Value& value, auto...) {
        text += std::string(key) + " = ";
        if constexpr (std::is_same_v<Value, std::string>)
            text += toml_string(value);
        else if constexpr (std::is_same_v<Value, bool>)
            text += value ? "true" : "false";
        else
            text += std::to_string(std::lround(value));
        text += "\n";
    });
    return text;
}

}  // namespace

Result<Settings> parse_settings(std::string_view text) {
    const auto parsed = parse_toml(text);
    if (!parsed) return error_of(parsed);
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
    if (!got) return error_of(got);
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
        auto plan = parse_export(*table->as_table());
        if (!plan) return error_of(plan);
        settings.exporting = std::move(*plan);
    }
    return settings;
}

Result<std::filesystem::path> settings_path() {
    return xdg_file("XDG_CONFIG_HOME", ".config", "settings.toml");
}

Result<Settings> load_settings(const std::filesystem::path& path) {
    const auto bytes = read_file(path, max_settings_bytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return Settings{};
    if (!bytes) return error_of(bytes);
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
