/// Settings and recent files: kept, bounded, and no trouble when damaged.
#include "io/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "io/recent.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Settings, AreKept) {
    const TempFolder folder;
    const auto file = folder / "new/poolscope/settings.toml";
    const auto none = load_settings(file);
    ASSERT_TRUE(none);
    EXPECT_EQ(*none, Settings{});
    Settings settings{"dark", 1.25, "/a \"folder\"/\u00E9"};
    settings.language = "zh";
    settings.reduced_motion = settings.tour_seen = true;
    settings.side_panels = false;
    settings.window_width = 1280;
    settings.window_height = 720;
    ASSERT_TRUE(save_settings(settings, file));
    const auto back = load_settings(file);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(*back, settings);
    // A folder whose name is no UTF-8 is let go; the rest is kept.
    ASSERT_TRUE(save_settings({"dark", 1.25, "/\xFF"}, file));
    EXPECT_EQ(*load_settings(file), (Settings{"dark", 1.25, ""}));
}

TEST(Settings, TellOfDamage) {
    const TempFolder folder;
    for (const std::string text : {"theme = 3\n", "ui_scale = 0\n", "ui_scale = nan\n",
                                   "ui_scale = \"big\"\n", "][", "\xFF"})
        expect_error(load_settings(folder.write("s.toml", text)), ErrorCode::bad_format,
                     "start anew");
    expect_error(load_settings(folder.write("s.toml", std::string(100'000, '#'))),
                 ErrorCode::too_large, "");
    expect_error(load_settings(folder.path()), ErrorCode::unreadable, "folder");
    expect_error(save_settings({}, "/proc/poolscope/settings.toml"), ErrorCode::unwritable,
                 "/proc");
    // Of a later version, perhaps.
    EXPECT_EQ(*load_settings(folder.write("s.toml", "theme = \"dark\"\nui_scale = 2\nmore = 1\n")),
              (Settings{"dark", 2, ""}));
}

TEST(Recent, KeepsTheNewestTenOnce) {
    RecentFiles files;
    for (int i = 0; i < 12; ++i) files = with_recent(files, "/f" + std::to_string(i));
    EXPECT_EQ(files.size(), max_recent_files);
    EXPECT_EQ(files.front(), "/f11");
    EXPECT_EQ(files.back(), "/f2");
    files = with_recent(files, "/x/../f5");
    EXPECT_EQ(files.size(), max_recent_files);
    EXPECT_EQ(files.front(), "/f5");
    EXPECT_EQ(std::count(files.begin(), files.end(), "/f5"), 1);
}

TEST(Recent, AreKeptWhileTheyExist) {
    const TempFolder folder;
    const auto a = folder.write("a", "");
    const auto b = folder.write("b \"quoted\"", "");
    const auto odd = folder.write("\xFF", "");
    const auto list = folder / "state/recent.toml";
    EXPECT_THAT(*load_recent(list), IsEmpty());
    ASSERT_TRUE(save_recent({a, b, odd, folder / "gone", folder.path()}, list));
    const auto back = load_recent(list);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_THAT(*back, ElementsAre(a, b));
    fs::remove(a);
    EXPECT_THAT(*load_recent(list), ElementsAre(b));
}

TEST(Recent, TellOfDamage) {
    const TempFolder folder;
    for (const std::string text : {"", "files = 1\n", "files = [1]\n", "files = [", "\xFF"})
        expect_error(load_recent(folder.write("r.toml", text)), ErrorCode::bad_format,
                     "start anew");
}

/// Sets environment variables and puts them back.
class Environment {
public:
    void set(const char* name, const char* value) {
        if (const char* old = ::getenv(name); old != nullptr)
            old_.emplace_back(name, old);
        else
            old_.emplace_back(name, std::nullopt);
        if (value != nullptr)
            ::setenv(name, value, 1);
        else
            ::unsetenv(name);
    }
    ~Environment() {
        // What was set first is put back last.
        std::reverse(old_.begin(), old_.end());
        for (const auto& [name, value] : old_) {
            if (value)
                ::setenv(name, value->c_str(), 1);
            else
                ::unsetenv(name);
        }
    }

private:
    std::vector<std::pair<const char*, std::optional<std::string>>> old_;
};

TEST(Places, FollowTheEnvironment) {
    Environment environment;
    environment.set("HOME", "/home/someone");
    environment.set("XDG_CONFIG_HOME", "/config");
    environment.set("XDG_STATE_HOME", nullptr);
    EXPECT_EQ(*settings_path(), "/config/poolscope/settings.toml");
    EXPECT_EQ(*recent_path(), "/home/someone/.local/state/poolscope/recent.toml");
    environment.set("XDG_CONFIG_HOME", "relative");
    EXPECT_EQ(*settings_path(), "/home/someone/.config/poolscope/settings.toml");
    environment.set("HOME", nullptr);
    expect_error(settings_path(), ErrorCode::not_found, "no home folder");
}

}  // namespace
}  // namespace poolscope::io
