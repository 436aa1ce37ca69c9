/// Chooses what is listed of a folder.
#include "session/folder_list.hpp"

#include <algorithm>
#include <array>

#include "io/image.hpp"

namespace poolscope::session {

namespace {

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

Result<std::vector<FolderEntry>> list_folder(const std::filesystem::path& folder,
                                             FileFilter filter) {
    std::vector<FolderEntry> entries;
    const auto read = io::read_folder(folder, [&](const FolderEntry& entry) {
        const bool hidden = entry.name.starts_with('.');
        if (!hidden && (entry.is_folder || is_offered(entry.name, filter)))
            entries.push_back(entry);
        return entries.size() < max_folder_entries;
    });
    if (!read) return error_of(read);
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
