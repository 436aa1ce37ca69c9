/// Files that other programs open: by what, and what is said where there is none.
#include <sys/stat.h>

#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/temp_folder.hpp"
#include "platform/desktop/portal.hpp"

namespace poolscope::platform {
namespace {

/// Another PATH for a while.
class OtherPath {
public:
    explicit OtherPath(const std::string& path) : before_(std::getenv("PATH")) {
        ::setenv("PATH", path.c_str(), 1);
    }
    ~OtherPath() { ::setenv("PATH", before_.c_str(), 1); }
    OtherPath(const OtherPath&) = delete;
    OtherPath& operator=(const OtherPath&) = delete;

private:
    std::string before_;
};

/// A folder with an xdg-open that does so.
void write_opener(const io::TempFolder& folder, std::string_view commands) {
    const auto file = folder.write("xdg-open", io::as_bytes("#!/bin/sh\n" + std::string(commands)));
    ASSERT_EQ(::chmod(file.c_str(), 0755), 0);
}

TEST(Viewer, OpensWhatItCan) {
    const io::TempFolder folder;
    write_opener(folder, "exit 0\n");
    const OtherPath path(folder.path());
    EXPECT_TRUE(open_with_viewer("/tmp/page.pdf"));
}

TEST(Viewer, ThatIsNotThereIsSaid) {
    const io::TempFolder folder;
    write_opener(folder, "exit 3\n");  // as xdg-open does where it finds no program
    const OtherPath path(folder.path());
    const auto opened = open_with_viewer("/tmp/page.pdf");
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message(), testing::HasSubstr("no program that opens \"page.pdf\""));
    const auto shown = show_in_folder("/tmp/page.pdf");
    EXPECT_FALSE(shown) << "nor has it one for folders";
}

TEST(Viewer, IsNotWaitedForWhileItIsOpen) {
    const io::TempFolder folder;
    write_opener(folder, "exec /bin/sleep 5\n");
    const OtherPath path(folder.path());
    EXPECT_TRUE(show_in_folder("/tmp/page.pdf"));
}

TEST(Viewer, WithoutXdgOpenSaysWhatIsMissing) {
    const io::TempFolder folder;
    const OtherPath path(folder.path());
    const auto opened = open_with_viewer("/tmp/page.pdf");
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message(), testing::HasSubstr("xdg-utils"));
}

}  // namespace
}  // namespace poolscope::platform
