/// A look at a file's first lines.
#include "lessons/file_kind.hpp"

#include "io/files.hpp"
#include "io/load.hpp"
#include "io/number_text.hpp"
#include "io/scene_file.hpp"
#include "io/toml_text.hpp"

namespace poolscope::lessons {

namespace {

/// The next line that says something, taken off the front of `text`; empty at its end.
std::string_view take_line(std::string_view& text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = io::trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line.empty() && line.front() != '#') return line;
    }
    return {};
}

bool gives(std::string_view line, std::string_view key) {
    return line.starts_with(key) && io::trimmed(line.substr(key.size())).starts_with('=');
}

}  // namespace

FileKind kind_of(std::string_view text) {
    for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
        if (gives(line, "lesson")) return FileKind::lesson;
        if (gives(line, "version")) return FileKind::scene;
        if (line.front() == '[') break;
    }
    return FileKind::neither;
}

bool is_blank(std::string_view text) {
    return take_line(text).empty();
}

std::optional<Error> kind_fault(const std::filesystem::path& path) {
    if (!io::has_scene_name(path)) return std::nullopt;
    const auto bytes = io::read_file(path, io::max_scene_bytes);
    if (!bytes) return std::nullopt;
    const std::string_view text = io::as_text(*bytes);
    if (kind_of(text) != FileKind::neither || !io::parse_toml(text)) return std::nullopt;
    const Message what =
        is_blank(text) ? say("the file is empty") : say("this is neither a lesson nor a scene");
    return Error{ErrorCode::bad_format, say("{0}: {1}", path.filename().string(), what),
                 say("begin a lesson with lesson = 1, or a scene with version = 1")};
}

}  // namespace poolscope::lessons
