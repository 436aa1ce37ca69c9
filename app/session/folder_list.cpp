/// Reads folders.
#include "session/folder_list.hpp"

#include <algorithm>
#include <array>
#include <system_error>

#include "io/image.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 1> scene_endings{".toml"};
constexpr std::array<std::string_view, 4> grid_endings{".npy", ".csv", ".tsv", ".txt"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

bool comes_before(const FolderEntry& a, const FolderEntry& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    const std::string la = lower(a.name);
    const std::string lb = lower(b.name);
    return la != lb ? la < lb : a.name < b.name;
}

FolderEntry entry_of(const fs::directory_entry& one) {
    std::error_code error;
    FolderEntry entry{one.path().filename().string(), one.is_directory(error), 0};
    if (!entry.is_folder && one.is_regular_file(error)) {
        entry.bytes = one.file_size(error);
        if (error) entry.bytes = 0;
    }
    return entry;
}

}  // namespace

bool is_offered(std::string_view name, FileFilter filter) {
    if (filter == FileFilter::all) return true;
    if (filter == FileFilter::folders) return false;
    const std::string small = lower(name);
    const auto ends = [&](std::string_view ending) { return small.ends_with(ending); };
    if (std::any_of(grid_endings.begin(), grid_endings.end(), ends)) return true;
    if (io::is_image_ending(small.substr(std::min(small.rfind('.'), small.size())))) return true;
    return filter == FileFilter::scenes_and_inputs &&
           std::any_of(scene_endings.begin(), scene_endings.end(), ends);
}

Result<std::vector<FolderEntry>> list_folder(const fs::path& folder, FileFilter filter) {
    std::error_code error;
    if (!fs::exists(folder, error))
        return fail(ErrorCode::not_found, say("there is no folder {0}", folder.string()),
                    say("choose another folder"));
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
    if (error)
        return fail(ErrorCode::unreadable,
                    say("the folder {0} cannot be read ({1})", folder.string(), error.message()),
                    say("choose another folder"));
    std::vector<FolderEntry> entries;
    for (const fs::directory_iterator end; it != end && entries.size() < max_folder_entries;
         it.increment(error)) {
        if (error) break;
        FolderEntry entry = entry_of(*it);
        if (entry.name.starts_with('.')) continue;
        if (entry.is_folder || is_offered(entry.name, filter)) entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), comes_before);
    return entries;
}

std::string size_text(std::uintmax_t bytes) {
    constexpr std::array<const char*, 4> units{"B", "kB", "MB", "GB"};
    std::size_t unit = 0;
    while (bytes >= 10'000 && unit + 1 < units.size()) {
        bytes /= 1000;
        ++unit;
    }
    return std::to_string(bytes) + " " + units[unit];
}

}  // namespace poolscope::session
