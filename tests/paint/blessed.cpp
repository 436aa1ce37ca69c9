/// Writes the page of what was blessed. Each golden file has its own part of it, since several
/// programs bless at a time; parts of an earlier blessing, older than an hour, are left out.
#include "paint/blessed.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "paint/file/png.hpp"

namespace poolscope::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* head =
    "<!doctype html><meta charset=\"utf-8\"><title>Blessed</title><style>"
    "body{font:15px sans-serif;margin:24px;background:#fff;color:#222}"
    "div{display:flex;gap:16px;align-items:start}figure{margin:0;min-width:0}"
    "img{max-width:100%;border:1px solid #bbb}"
    ".both{position:relative;isolation:isolate}.both img+img"
    "{position:absolute;left:0;top:0;mix-blend-mode:difference}"
    "pre{background:#f4f4f4;padding:8px;overflow:auto;max-height:24em}</style>"
    "<h1>Golden files written anew</h1><p>Before, after, and where they differ (black where they "
    "do "
    "not). Keep what you meant.</p>\n";

fs::path folder() {
    return fs::path(POOLSCOPE_BINARY_DIR) / "blessed";
}

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
    }
    return safe;
}

/// Writes a picture into the folder; an <img> of it.
std::string image(const std::string& file, const paint::Pixels& pixels) {
    const auto png = paint::encode_png(pixels);
    if (png) {
        std::ofstream(folder() / file, std::ios::binary)
            .write(reinterpret_cast<const char*>(png->data()),
                   static_cast<std::streamsize>(png->size()));
    }
    return "<img src=\"" + file + "\">";
}

std::string figure(const std::string& caption, const std::string& images) {
    return "<figure><figcaption>" + caption + "</figcaption>" + images + "</figure>";
}

/// Puts the parts together, by name.
void write_page() {
    std::map<fs::path, std::string> parts;
    for (const auto& entry : fs::directory_iterator(folder())) {
        const auto age = fs::file_time_type::clock::now() - entry.last_write_time();
        if (entry.path().extension() != ".part" || age > std::chrono::hours(1)) continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        parts[entry.path()] = text.str();
    }
    std::ofstream page(folder() / "index.html");
    page << head;
    for (const auto& [path, part] : parts) page << part;
}

}  // namespace

bool blessing() {
    const char* bless = std::getenv("POOLSCOPE_BLESS");
    return bless != nullptr && std::string(bless) == "1";
}

void show_blessed(const std::string& name, const std::optional<paint::Pixels>& before,
                  const paint::Pixels& after, const std::string& changes) {
    fs::create_directories(folder());
    const std::string now = image(name + "-after.png", after);
    const std::string was = before ? image(name + "-before.png", *before) : "";
    std::string part = "<h2>" + name + "</h2><div>";
    part += figure("before", before ? was : "there was none") + figure("after", now);
    if (before) part += figure("difference", "<div class=\"both\">" + was + now + "</div>");
    part += "</div>";
    if (!changes.empty()) part += "<pre>" + escaped(changes) + "</pre>";
    std::ofstream(folder() / (name + ".part")) << part << '\n';

    const int lock = ::open((folder() / "lock").c_str(), O_CREAT | O_WRONLY, 0600);
    ::flock(lock, LOCK_EX);
    write_page();
    ::close(lock);
    std::cout << name << " was written anew: look at " << (folder() / "index.html").string()
              << '\n';
}

std::string changed_lines(const std::string& before, const std::string& after) {
    const auto lines_of = [](const std::string& text) {
        std::multiset<std::string> lines;
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) lines.insert(line);
        return lines;
    };
    const auto only_in = [&](const std::string& one, const std::string& other, const char* sign) {
        std::multiset<std::string> others = lines_of(other);
        std::string lines;
        std::istringstream stream(one);
        for (std::string line; std::getline(stream, line);) {
            if (const auto same = others.find(line); same != others.end()) {
                others.erase(same);
            } else {
                lines += sign + line + '\n';
            }
        }
        return lines;
    };
    return only_in(before, after, "- ") + only_in(after, before, "+ ");
}

}  // namespace poolscope::test
