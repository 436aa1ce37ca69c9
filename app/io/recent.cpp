/// The recent files as TOML.
#include "io/recent.hpp"

#include <algorithm>

#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/toml_text.hpp"
#include "io/xdg.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_list_bytes = std::size_t{256} << 10;

}  // namespace

Result<RecentFiles> parse_recent(std::string_view text) {
    const auto parsed = parse_toml(text);
    if (!parsed) return error_of(parsed);
    const auto* list = parsed->get_as<toml::array>("files");
    if (list == nullptr) return fail(ErrorCode::bad_format, say("there is no list of files"));
    RecentFiles files;
    for (const auto& item : *list) {
        const auto name = item.value_exact<std::string>();
        if (!name)
            return fail_at(item, ErrorCode::bad_format, say("a file's name is no text"),
                           say("put it in quotes"));
        if (files.size() < max_recent_files && is_file(*name)) files.emplace_back(*name);
    }
    return files;
}

Result<fs::path> recent_path() {
    return xdg_file("XDG_STATE_HOME", ".local/state", "recent.toml");
}

RecentFiles with_recent(RecentFiles files, const fs::path& file) {
    const auto absolute = whole_path(file).lexically_normal();
    std::erase(files, absolute);
    files.insert(files.begin(), absolute);
    if (files.size() > max_recent_files) files.resize(max_recent_files);
    return files;
}

Result<RecentFiles> load_recent(const fs::path& path) {
    const auto bytes = read_file(path, max_list_bytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return RecentFiles{};
    if (!bytes) return error_of(bytes);
    return parse_recent(as_text(*bytes)).map_error([&](const Error& error) {
        return Error{
            error.code,
            say("the recent files in \"{0}\" were not read ({1})", path.string(), error.located()),
            say("they start anew")};
    });
}

std::string recent_text(const RecentFiles& files) {
    std::string text = "files = [\n";
    for (const auto& file : files)
        if (toml_holds(file.string())) text += "  " + toml_string(file.string()) + ",\n";
    return text + "]\n";
}

Result<void> save_recent(const RecentFiles& files, const fs::path& path) {
    return write_own_file(path, recent_text(files));
}

}  // namespace poolscope::io
