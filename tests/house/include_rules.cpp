/// The rules of docs/architecture.md on includes; a new room or library gets its row here.
#include "house/include_rules.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace house {

std::span<const Room> rooms() {
    static const std::array list{
        Room{"poolscope", "core/poolscope/", {}},
        Room{"assets", "app/assets/", {}},
        Room{"i18n", "app/i18n/", {"poolscope", "assets"}},
        Room{"theme", "app/theme/", {"poolscope", "assets"}},
        Room{"model", "app/model/", {"poolscope"}},
        Room{"io", "app/io/", {"poolscope", "model", "theme", "assets"}},
        Room{"scene", "app/scene/", {"poolscope", "i18n", "model", "theme"}},
        Room{"handout", "app/handout/", {"poolscope", "i18n", "model", "theme", "scene"}},
        Room{"lessons",
             "app/lessons/",
             {"poolscope", "i18n", "model", "theme", "scene", "handout", "io", "assets"}},
        Room{"paint", "app/paint/", {"poolscope", "model", "theme", "scene", "assets"}},
        Room{"render", "app/render/", {"poolscope", "model", "theme", "scene", "paint", "assets"}},
        Room{"export",
             "app/export/",
             {"poolscope", "i18n", "model", "theme", "scene", "handout", "paint", "io"}},
        // Without a screen: neither painters nor the interface.
        Room{
            "session",
            "app/session/",
            {"poolscope", "i18n", "model", "theme", "scene", "handout", "lessons", "export", "io"}},
        // Stands by itself, but for the error type.
        Room{"platform", "app/platform/", {"poolscope"}},
        Room{"ui",
             "app/ui/",
             {"poolscope", "i18n", "model", "theme", "scene", "handout", "lessons", "paint",
              "export", "session", "io", "assets"}},
        Room{"cli",
             "app/cli/",
             {"poolscope", "i18n", "model", "theme", "scene", "handout", "lessons", "paint",
              "export", "io", "assets"}},
        Room{"pages", "app/pages/", {"cli"}},
    };
    return list;
}

std::span<const Library> libraries() {
    static const std::array list{
        Library{"OpenGL", {"glad/", "GL/", "GLES"}, {"app/render/", "app/platform/"}},
        Library{"ImGui",
                {"imgui"},
                {"app/ui/", "app/paint/imgui_painter", "app/paint/font_cache",
                 "app/paint/glyph_page", "app/paint/sized_font", "app/platform/"}},
        Library{"GLFW", {"GLFW/", "imgui_impl_glfw"}, {"app/platform/window.cpp"}},
        Library{"EGL", {"EGL/"}, {"app/platform/headless.cpp"}},
        Library{"Cairo and Pango",
                {"cairo", "pango/", "fontconfig/"},
                {"app/export/", "app/paint/cairo_", "app/paint/pango_", "app/paint/png.cpp",
                 "app/paint/system_fonts.cpp"}},
        Library{"HarfBuzz", {"hb"}, {"app/paint/font_subset.cpp"}},
        Library{"FFmpeg", {"libav", "libsw"}, {"app/export/"}},
        Library{"libpng", {"png"}, {"app/io/pictures/png.cpp"}},
        Library{"libjpeg", {"jpeglib", "jerror"}, {"app/io/pictures/jpeg.cpp"}},
        Library{"libwebp", {"webp/"}, {"app/io/pictures/webp.cpp"}},
        Library{"giflib", {"gif_lib"}, {"app/io/pictures/gif.cpp"}},
        Library{"CLI11", {"CLI/"}, {"app/cli/"}},
        Library{"toml++", {"toml++", "toml.h"}, {"app/io/", "app/i18n/", "app/assets/toml.hpp"}},
        // Core is pure: no files, no clock, no hidden randomness.
        Library{"files", {"filesystem", "fstream", "cstdio", "iostream"}, {"app/"}},
        // Whole planes are computed with in a few sources; in a header everyone would compile it.
        Library{"Eigen", {"Eigen/"}, {"core/poolscope/plane_array.hpp"}},
        Library{"SIMD", {"hwy/", "immintrin"}, {"core/poolscope/kernels/"}},
        Library{"Boost", {"boost/"}, {"app/scene/primitives.hpp"}},
        Library{"the threads", {"tbb/", "oneapi/tbb"}, {"core/poolscope/planes.cpp"}},
        // The model and exports only wait, for at most a part of a second.
        Library{
            "a clock",
            {"chrono", "ctime"},
            {"app/platform/", "app/session/", "app/ui/", "app/main.cpp", "app/cli/progress_line.",
             "app/model/results_cache.cpp", "app/export/in_order.hpp"}},
        // From a seed that the user sees.
        Library{"randomness", {"random"}, {"app/model/fill."}},
    };
    return list;
}

namespace {

const Room* room_of_path(const std::string& path) {
    const auto room = std::ranges::find_if(
        rooms(), [&path](const Room& candidate) { return path.starts_with(candidate.folder); });
    return room == rooms().end() ? nullptr : &*room;
}

const Room* room_of_header(const std::string& header) {
    const auto room = std::ranges::find_if(
        rooms(), [&](const Room& candidate) { return header.starts_with(candidate.name + "/"); });
    return room == rooms().end() ? nullptr : &*room;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
    return std::ranges::any_of(
        beginnings, [&text](const std::string& beginning) { return text.starts_with(beginning); });
}

/// What is wrong with including `header` in `source`; empty where nothing is.
std::string breach_of(const Source& source, const std::string& header, bool quoted) {
    const Room* from = room_of_path(source.path);
    if (from == nullptr && source.path != "app/main.cpp") {
        return source.path + " lies in no room";
    }
    if (const Room* to = quoted ? room_of_header(header) : nullptr; to != nullptr) {
        const bool seen = from == nullptr || from == to ||
                          std::ranges::find(from->sees, to->name) != from->sees.end();
        return seen ? "" : source.path + " may not include " + header;
    }
    for (const Library& library : libraries()) {
        if (starts_with_any(header, library.headers) &&
            !starts_with_any(source.path, library.seen_by)) {
            return source.path + " may not see " + library.name + " (" + header + ")";
        }
    }
    if (quoted && header.starts_with("..")) {
        return source.path + " includes " + header + ": name it from the include root";
    }
    return "";
}

}  // namespace

std::vector<std::string> breaches_in(const std::vector<Source>& sources) {
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<std::string> breaches;
    for (const Source& source : sources) {
        for (const std::string& line : lines_of(source.text)) {
            std::smatch match;
            if (std::regex_search(line, match, include)) {
                const std::string breach = breach_of(source, match[2], match[1] == "\"");
                if (!breach.empty()) {
                    breaches.push_back(breach);
                }
            }
        }
    }
    return breaches;
}

}  // namespace house
