/// The rooms include only those they may; a breach made up here is caught.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "house/include_rules.hpp"

namespace house {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> breaches_of(const std::string& path, const std::string& include) {
    return breaches_in({{path, "/// A file.\n#include " + include + "\n"}});
}

TEST(Includes, NoRoomBreaksTheRules) {
    const auto sources = read_sources({"core", "app"}, {".cpp", ".hpp"});
    ASSERT_GT(sources.size(), 50U);
    EXPECT_THAT(breaches_in(sources), IsEmpty());
}

TEST(Includes, TheLibraryGivesFewHeaders) {
    EXPECT_LE(read_sources({"core/include"}, {".hpp"}).size(), 15U);
}

TEST(Includes, TheCompilerFindsTheLibrarysInsideForItAlone) {
    std::istringstream commands(read_source("compile_commands.json", POOLSCOPE_BINARY_DIR));
    int inside = 0;
    int outside = 0;
    for (std::string line, command; std::getline(commands, line);) {
        if (line.find("\"command\": ") != std::string::npos) command = line;
        if (line.find("\"file\": ") == std::string::npos) continue;
        const bool given = command.find(POOLSCOPE_SOURCE_DIR "/core/src ") != std::string::npos;
        if (line.find(POOLSCOPE_SOURCE_DIR "/core/src/") != std::string::npos)
            inside += given ? 1 : 0;
        if (line.find(POOLSCOPE_SOURCE_DIR "/app/") == std::string::npos) continue;
        EXPECT_FALSE(given) << line;
        ++outside;
    }
    EXPECT_GT(inside, 40);
    EXPECT_GT(outside, 200);
}

TEST(Includes, TheRoomsAreOrdered) {
    // Nobody may see who sees them: the rooms' list can only be built downwards.
    for (std::size_t i = 0; i < rooms().size(); ++i) {
        for (std::size_t j = i; j < rooms().size(); ++j) {
            EXPECT_THAT(rooms()[i].sees, testing::Not(testing::Contains(rooms()[j].name)))
                << rooms()[i].name << " stands before " << rooms()[j].name;
        }
    }
}

TEST(Includes, AMadeUpBreachIsCaught) {
    EXPECT_THAT(breaches_of("core/src/geometry.cpp", "\"model/document.hpp\""),
                ElementsAre(HasSubstr("may not include model/document.hpp")));
    EXPECT_THAT(breaches_of("app/drawing/grid.cpp", "\"paint/file/cairo_painter.hpp\""),
                ElementsAre(HasSubstr("may not include paint/")));
    EXPECT_THAT(breaches_of("app/model/store.cpp", "<imgui.h>"),
                ElementsAre(HasSubstr("may not see ImGui")));
    EXPECT_THAT(breaches_of("app/session/files.cpp", "<imgui.h>"),
                ElementsAre(HasSubstr("may not see ImGui")));
    EXPECT_THAT(breaches_of("app/session/files.cpp", "\"ui/ui.hpp\""),
                ElementsAre(HasSubstr("may not include ui/")));
    EXPECT_THAT(breaches_of("app/session/clipboard.cpp", "\"paint/svg_painter.hpp\""),
                ElementsAre(HasSubstr("may not include paint/")));
    EXPECT_THAT(breaches_of("app/ui/app.cpp", "<GLFW/glfw3.h>"),
                ElementsAre(HasSubstr("may not see GLFW")));
    EXPECT_THAT(breaches_of("app/platform/glfw/window.cpp", "\"ui/app.hpp\""),
                ElementsAre(HasSubstr("may not include ui/app.hpp")));
    EXPECT_THAT(breaches_of("app/platform/glfw/window.cpp", "<EGL/egl.h>"),
                ElementsAre(HasSubstr("may not see EGL")));
    EXPECT_THAT(breaches_of("app/paint/screen/imgui_painter.cpp", "<cairo.h>"),
                ElementsAre(HasSubstr("may not see Cairo")));
    EXPECT_THAT(breaches_of("app/ui/app.cpp", "<glad/glad.h>"),
                ElementsAre(HasSubstr("may not see OpenGL")));
    EXPECT_THAT(breaches_of("core/src/forward.cpp", "<filesystem>"),
                ElementsAre(HasSubstr("may not see files")));
    EXPECT_THAT(breaches_of("core/src/forward.cpp", "<random>"),
                ElementsAre(HasSubstr("may not see randomness")));
    EXPECT_THAT(breaches_of("core/src/forward.cpp", "<hwy/highway.h>"),
                ElementsAre(HasSubstr("may not see SIMD")));
    EXPECT_THAT(breaches_of("core/include/poolscope/tensor.hpp", "<Eigen/Core>"),
                ElementsAre(HasSubstr("may not see Eigen")));
    EXPECT_THAT(breaches_of("core/include/poolscope/layer.hpp", "\"operators/mean.hpp\""),
                ElementsAre(HasSubstr("may not include operators/mean.hpp")));
    EXPECT_THAT(breaches_of("core/include/poolscope/layer.hpp", "\"support/digits.hpp\""),
                ElementsAre(HasSubstr("may not include support/")));
    EXPECT_THAT(breaches_of("core/src/operators/max.cpp", "\"kernels/kernels.hpp\""),
                ElementsAre(HasSubstr("may not include kernels/")));
    EXPECT_THAT(breaches_of("core/src/geometry.cpp", "\"dialects/keras.hpp\""),
                ElementsAre(HasSubstr("may not include dialects/")));
    EXPECT_THAT(breaches_of("app/cli/integer_mean.cpp", "\"operators/mean.hpp\""),
                ElementsAre(HasSubstr("may not include operators/")));
    EXPECT_THAT(breaches_of("app/theme/fonts.cpp", "\"support/digits.hpp\""),
                ElementsAre(HasSubstr("may not include support/")));
    EXPECT_THAT(breaches_of("app/ui/clipboard.cpp", "\"paint/file/png.hpp\""),
                ElementsAre(HasSubstr("may not include paint/file/")));
    EXPECT_THAT(breaches_of("app/paint/svg_painter.cpp", "\"paint/file/png.hpp\""),
                ElementsAre(HasSubstr("may not include paint/file/")));
    EXPECT_THAT(breaches_of("app/paint/svg_painter.cpp", "<glib.h>"),
                ElementsAre(HasSubstr("may not see Cairo")));
    EXPECT_THAT(breaches_of("app/export/svg.cpp", "<libavcodec/avcodec.h>"),
                ElementsAre(HasSubstr("may not see FFmpeg")));
    EXPECT_THAT(breaches_of("app/ui/job.hpp", "<thread>"),
                ElementsAre(HasSubstr("may not see threads")));
    EXPECT_THAT(breaches_of("app/ui/widgets/slider.cpp", "<charconv>"),
                ElementsAre(HasSubstr("may not see digits")));
    EXPECT_THAT(breaches_of("app/export/data.cpp", "<fstream>"),
                ElementsAre(HasSubstr("may not see the system's files")));
    EXPECT_THAT(breaches_of("app/session/clipboard.cpp", "\"io/text/bracket_text.hpp\""),
                ElementsAre(HasSubstr("may not see the inside of a reader")));
    EXPECT_THAT(breaches_of("app/attic/old.cpp", "<vector>"),
                ElementsAre(HasSubstr("lies in no room")));
    EXPECT_THAT(breaches_of("app/drawing/grid.cpp", "\"../model/document.hpp\""),
                ElementsAre(HasSubstr("name it from the include root")));
}

TEST(Includes, WhatIsAllowedPasses) {
    EXPECT_THAT(breaches_of("app/platform/glfw/window.cpp", "<GLFW/glfw3.h>"), IsEmpty());
    EXPECT_THAT(breaches_of("app/drawing/grid.cpp", "\"model/document.hpp\""), IsEmpty());
    EXPECT_THAT(breaches_of("app/main.cpp", "\"render/heatmap.hpp\""), IsEmpty());
}

}  // namespace
}  // namespace house
