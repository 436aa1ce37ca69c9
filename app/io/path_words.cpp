/// Leaves out what a message can do without (see path_words.hpp).
#include "io/path_words.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "io/xdg.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

/// A byte that goes on with a character of UTF-8.
bool goes_on(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return !goes_on(c); }));
}

/// Where the character with that number begins.
std::size_t place_of(std::string_view text, std::size_t character) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (!goes_on(text[at]) && character-- == 0) break;
    return at;
}

/// A name's beginning and its end, which has the number and the extension.
std::string cut_name(const std::string& name, std::size_t most) {
    const std::size_t length = length_of(name);
    if (length <= most) return name;
    const std::size_t end = most / 2;
    return name.substr(0, place_of(name, most - 1 - end)) + "…" +
           name.substr(place_of(name, length - end));
}

/// The path below the home folder; empty where it lies elsewhere.
fs::path below(const fs::path& path, const fs::path& home) {
    if (home.empty() || home == home.root_path()) return {};
    const fs::path rest = path.lexically_relative(home);
    return rest.empty() || *rest.begin() == ".." ? fs::path() : rest;
}

}  // namespace

std::string path_words(const fs::path& path, const fs::path& home, std::size_t most) {
    const fs::path own = below(path, home);
    const std::string whole = own.empty() ? path.string() : "~/" + own.string();
    if (length_of(whole) <= most) return whole;
    const std::string start = own.empty() ? "…/" : "~/…/";
    std::string end = cut_name(path.filename().string(), most - length_of(start));
    for (fs::path folder = path.parent_path(); folder.has_filename();
         folder = folder.parent_path()) {
        std::string longer = folder.filename().string() + "/" + end;
        if (length_of(start) + length_of(longer) > most) break;
        end = std::move(longer);
    }
    return start + end;
}

std::string path_words(const fs::path& path) {
    return path_words(path, home_folder());
}

}  // namespace poolscope::io
