/// What is on the disk is asked and changed in the room for files alone: std::filesystem's paths
/// are names, which anyone may pass on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>

#include "house/sources.hpp"

namespace house {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Who may; pages/main.cpp runs while the program is built.
constexpr std::array<std::string_view, 4> may_touch_it{"app/io/files.cpp", "app/io/folders.cpp",
                                                       "app/io/recovery.cpp", "app/pages/main.cpp"};

/// One sentence for each line of others that does.
std::vector<std::string> touched_by(const std::vector<Source>& sources) {
    static const std::regex call(
        R"(\b(fs|filesystem)::(exists|is_\w+|status|symlink_status|file_size|last_write_time|)"
        R"((weakly_)?canonical|absolute|relative|proximate|equivalent|current_path|)"
        R"(temp_directory_path|space|create_\w+|copy\w*|rename|remove\w*|resize_file|permissions|)"
        R"(read_symlink|(recursive_)?directory_\w+)\b|\b(fopen|freopen|tmpfile|mkdtemp|mkstemp)\()");
    std::vector<std::string> found;
    for (const Source& source : sources) {
        if (std::ranges::find(may_touch_it, source.path) != may_touch_it.end()) continue;
        for (const std::string& line : lines_of(source.text)) {
            std::smatch match;
            if (std::regex_search(line, match, call))
                found.push_back(source.path + " touches the disk: " + match.str());
        }
    }
    return found;
}

TEST(Disk, IsTouchedByTheRoomForFilesAlone) {
    EXPECT_THAT(touched_by(read_sources({"core", "app"}, {".cpp", ".hpp"})), IsEmpty());
}

TEST(Disk, AMadeUpTouchIsCaught) {
    for (const char* call :
         {"fs::exists(a)", "std::filesystem::remove_all(a, e)", "fs::is_directory(a)",
          "for (fs::directory_iterator it(a);;)", "std::fopen(a, b)"})
        EXPECT_THAT(touched_by({{"app/ui/app.cpp", call}}),
                    ElementsAre(HasSubstr("app/ui/app.cpp")));
    EXPECT_THAT(touched_by({{"app/ui/app.cpp", "fs::path a; a.filename();"}}), IsEmpty());
    EXPECT_THAT(touched_by({{"app/io/folders.cpp", "fs::exists(a)"}}), IsEmpty());
}

}  // namespace
}  // namespace house
