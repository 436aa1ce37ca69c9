/// Chooses what is listed of a folder.
#include "session/folder_list.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "i18n/tr.hpp"
#include "io/image.hpp"

namespace poolscope::session {

namespace {

/// Scenes, lessons and networks: what is a document of its own.
constexpr std::array<std::string_view, 2> scene_endings{".toml", ".onnx"};
constexpr std::array<std::string_view, 5> grid_endings{".npy", ".npz", ".csv", ".tsv", ".txt"};

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

std::vector<FileKinds> kinds_of(FileFilter filter) {
    std::vector<FileKinds> kinds;
    FileKinds known{.name = i18n::tr("What can be opened"), .patterns = {}};
    const auto add = [&known](std::string_view ending) {
        known.patterns.push_back("*" + std::string(ending));
        std::string large(ending);
        for (char& c : large)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        known.patterns.push_back("*" + large);
    };
    if (filter == FileFilter::scenes_and_inputs) std::ranges::for_each(scene_endings, add);
    if (filter == FileFilter::scenes_and_inputs || filter == FileFilter::inputs) {
        std::ranges::for_each(grid_endings, add);
        for (const std::string_view ending : io::image_endings()) add(ending);
        kinds.push_back(std::move(known));
    }
    kinds.push_back({.name = i18n::tr("All files"), .patterns = {"*"}});
    return kinds;
}

std::string time_text(std::filesystem::file_time_type time) {
    const auto system = std::chrono::file_clock::to_sys(time);
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(system));
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    return text;
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
