/// Names the picture by the clock, and writes it.
#include "session/screenshot.hpp"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <string>

#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/path_words.hpp"
#include "session/session.hpp"

namespace poolscope::session {

namespace {

/// "poolscope-2026-11-22-174500.png", by the local clock.
std::string screenshot_name() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    char text[64];
    std::strftime(text, sizeof text, "poolscope-%Y-%m-%d-%H%M%S.png", &local);
    return text;
}

}  // namespace

void save_screenshot(Session& session, const Result<std::vector<std::byte>>& png) {
    session.screenshot_due = false;
    session.changed = true;
    if (!png) return session.report(png.error());
    const std::filesystem::path path = session.services.screenshot_folder / screenshot_name();
    if (const auto written = io::write_file_atomically(path, *png); !written)
        return session.report(written.error());
    const std::filesystem::path whole = io::whole_path(path);
    session.say([whole] { return trf("Saved the window as {0}", io::path_words(whole)); }, whole);
}

}  // namespace poolscope::session
