/// The rules of docs/architecture.md on includes; a new room or library gets its row here.
#include "house/include_rules.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <regex>

namespace house {

std::span<const Room> rooms() {
    static const std::array list{
        // The library: what it gives, what the program shares with it, and its own sources.
        Room{"poolscope", "core/include/poolscope/", {}},
        Room{"support", "core/in_house/support/", {"poolscope"}},
        Room{"operators", "core/src/operators/", {"poolscope", "support"}},
        Room{"kernels", "core/src/kernels/", {"poolscope", "operators"}},
        Room{"layers", "core/src/layers/", {"poolscope", "support", "operators", "kernels"}},
        Room{"dialects", "core/src/dialects/", {"poolscope", "support"}},
        Room{"network_code", "core/src/network_code/", {"poolscope", "support", "dialects"}},
        Room{"equivalences", "core/src/equivalences/", {"poolscope", "operators"}},
        Room{"core", "core/src/", {"poolscope", "support", "operators", "layers", "kernels"}},
        Room{"assets", "app/assets/", {}},
        Room{"work", "app/work/", {"poolscope"}},
        Room{"i18n", "app/i18n/", {"poolscope", "assets"}},
        Room{"theme", "app/theme/", {"poolscope", "assets"}},
        Room{"model", "app/model/", {"poolscope", "support", "work"}},
        Room{"io", "app/io/", {"poolscope", "support", "model", "theme", "assets"}},
        Room{"drawing", "app/drawing/", {"poolscope", "support", "i18n", "model", "theme"}},
        // One bank for screen and paper, which do not see each other.
        Room{"questions", "app/questions/", {"poolscope", "support", "i18n", "model", "drawing"}},
        Room{"handout",
             "app/handout/",
             {"poolscope", "support", "i18n", "model", "theme", "drawing", "questions"}},
        Room{"lessons",
             "app/lessons/",
             {"poolscope", "support", "i18n", "model", "drawing", "questions", "io", "assets"}},
        Room{"paint", "app/paint/", {"poolscope", "support", "model", "theme", "drawing"}},
        Room{"paint/screen",
             "app/paint/screen/",
             {"poolscope", "model", "theme", "drawing", "paint"}},
        Room{"paint/file", "app/paint/file/", {"poolscope", "model", "theme", "drawing", "paint"}},
        Room{
            "render", "app/render/", {"poolscope", "model", "theme", "drawing", "paint", "assets"}},
        // What every build has; the rooms below it are those that a build may lack.
        Room{"export",
             "app/export/",
             {"poolscope", "support", "work", "i18n", "model", "theme", "drawing", "handout",
              "paint", "io"}},
        Room{"export/file",
             "app/export/file/",
             {"poolscope", "work", "i18n", "model", "theme", "drawing", "questions", "handout",
              "paint", "paint/file", "io", "export"}},
        Room{"export/movie",
             "app/export/movie/",
             {"poolscope", "work", "i18n", "model", "theme", "drawing", "paint", "paint/file", "io",
              "export"}},
        Room{"export/list",
             "app/export/list/",
             {"poolscope", "model", "theme", "drawing", "paint", "paint/file", "io", "export",
              "export/file"}},
        // Without a screen: neither painters nor the interface.
        Room{"session",
             "app/session/",
             {"poolscope", "work", "i18n", "model", "theme", "drawing", "handout", "lessons",
              "export", "io"}},
        // Stands by itself, but for the error type.
        Room{"platform", "app/platform/", {"poolscope"}},
        Room{"platform/desktop", "app/platform/desktop/", {"poolscope"}},
        Room{"platform/glfw", "app/platform/glfw/", {"poolscope", "platform"}},
        Room{"platform/headless", "app/platform/headless/", {"poolscope", "platform"}},
        Room{"ui",
             "app/ui/",
             {"poolscope", "support", "work", "i18n", "model", "theme", "drawing", "handout",
              "lessons", "paint", "paint/screen", "export", "session", "io", "assets"}},
        Room{"cli",
             "app/cli/",
             {"poolscope", "support", "i18n", "model", "theme", "drawing", "handout", "lessons",
              "paint", "export", "io", "assets"}},
        Room{"pages", "app/pages/", {"i18n", "cli"}},
    };
    return list;
}

std::span<const Library> libraries() {
    static const std::array list{
        Library{"OpenGL", {"glad/", "GL/", "GLES"}, {"app/render/", "app/platform/"}},
        Library{"ImGui", {"imgui"}, {"app/ui/", "app/paint/screen/", "app/platform/"}},
        Library{"GLFW", {"GLFW/", "imgui_impl_glfw"}, {"app/platform/glfw/"}},
        Library{"EGL", {"EGL/"}, {"app/platform/headless/"}},
        Library{"Cairo and Pango",
                {"cairo", "pango/", "fontconfig/", "glib", "hb"},
                {"app/paint/file/"}},
        Library{"FFmpeg", {"libav", "libsw"}, {"app/export/movie/"}},
        Library{"libpng", {"png"}, {"app/io/pictures/png.cpp"}},
        Library{"libjpeg", {"jpeglib", "jerror"}, {"app/io/pictures/jpeg.cpp"}},
        Library{"libwebp", {"webp/"}, {"app/io/pictures/webp.cpp"}},
        Library{"libzip", {"zip.h"}, {"app/io/npz.cpp"}},
        Library{"protobuf", {"google/protobuf", "onnx.pb.h"}, {"app/io/onnx/"}},
        Library{"md4c", {"md4c"}, {"app/io/markdown.cpp"}},
        Library{"GIO", {"gio/"}, {"app/platform/desktop/"}},
        Library{"giflib", {"gif_lib"}, {"app/io/pictures/gif.cpp"}},
        Library{"CLI11", {"CLI/"}, {"app/cli/"}},
        Library{"toml++", {"toml++", "toml.h"}, {"app/io/", "app/i18n/", "app/assets/toml.hpp"}},
        // Readers of many files stand behind one header each: text_grid, image, onnx_file.
        Library{"the inside of a reader", {"io/text/", "io/pictures/", "io/onnx/"}, {"app/io/"}},
        // Core is pure: no files, no clock, no hidden randomness.
        Library{"files", {"filesystem", "fstream", "cstdio", "iostream"}, {"app/"}},
        // Whole planes are computed with in a few sources; in a header everyone would compile it.
        Library{"Eigen",
                {"Eigen/"},
                {"core/in_house/support/plane_array.hpp", "core/src/kernels/product-inl.hpp"}},
        Library{"SIMD", {"hwy/", "immintrin"}, {"core/src/kernels/"}},
        Library{"Boost", {"boost/"}, {"app/drawing/primitives.hpp"}},
        Library{"threads",
                {"thread", "stop_token", "future", "condition_variable", "semaphore", "latch",
                 "barrier", "pthread"},
                {"app/work/", "app/platform/glfw/end_signals."}},
        Library{"TBB", {"tbb/", "oneapi/tbb"}, {"core/src/planes.cpp"}},
        // Not every standard library reads fractions.
        Library{"digits", {"charconv"}, {"core/in_house/support/digits.hpp"}},
        // The room for files; and what maps a font into memory, tries a translator's catalogue,
        // looks whether there is a terminal, finds a library, starts a program, or runs while the
        // program is built.
        Library{"the system's files",
                {"fstream", "fcntl.h", "unistd.h", "sys/", "dirent.h", "dlfcn.h"},
                {"app/io/files.cpp", "app/io/recovery.cpp", "app/paint/file/system_fonts.cpp",
                 "app/paint/file/pango_text.cpp", "app/i18n/language.cpp",
                 "app/cli/progress_line.cpp", "app/export/movie/ffmpeg.cpp", "app/pages/main.cpp",
                 "app/platform/desktop/portal.cpp", "app/platform/glfw/picture_clipboard.cpp"}},
        // The others only wait, for at most a part of a second.
        Library{
            "a clock",
            {"chrono", "ctime"},
            {"app/platform/", "app/session/", "app/ui/", "app/main.cpp", "app/cli/progress_line.",
             "app/work/", "app/model/layer_outputs.cpp", "app/model/results_cache.cpp"}},
        // From a seed that the user sees.
        Library{"randomness", {"random"}, {"app/model/fill."}},
    };
    return list;
}

namespace {

/// The innermost room that `is_around` holds of; null where none is.
const Room* room_that(const std::function<bool(const Room&)>& is_around) {
    const Room* found = nullptr;
    for (const Room& room : rooms())
        if (is_around(room) && (found == nullptr || room.folder.size() > found->folder.size()))
            found = &room;
    return found;
}

const Room* room_of_path(const std::string& path) {
    return room_that([&path](const Room& room) { return path.starts_with(room.folder); });
}

const Room* room_of_header(const std::string& header) {
    return room_that([&](const Room& room) { return header.starts_with(room.name + "/"); });
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
        if (!seen) return source.path + " may not include " + header;
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
