/// Exporters write every picture or none, whatever goes wrong.
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <unistd.h>

#include "export/exporter.hpp"
#include "export/file/png.hpp"
#include "io/files.hpp"
#include "paint/file/png.hpp"

namespace poolscope::exporting {
namespace {

namespace fs = std::filesystem;

/// A step is told from another by the colour of its background.
drawing::Drawing drawing(const Request& /*request*/, const Moment& moment) {
    drawing::Drawing drawing;
    drawing.size = {40, 30};
    drawing.background = {static_cast<std::uint8_t>(10 * moment.step), 0, 0, 255};
    return drawing;
}

class Export : public ::testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() /
                 ("poolscope-export-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(folder);
        request.draw = drawing;
        request.scale = 1;
        request.fits = false;
        request.target = folder / "frames";
    }
    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::set<std::string> files(const fs::path& in) const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(in)) names.insert(entry.path().filename());
        return names;
    }
    [[nodiscard]] int red_of(const fs::path& file) const {
        const auto bytes = io::read_file(file, 1 << 20);
        EXPECT_TRUE(bytes) << file;
        const auto pixels = paint::decode_png(*bytes);
        EXPECT_TRUE(pixels);
        return static_cast<int>(pixels->rgba.at(0));
    }

    fs::path folder;
    Request request;
};

TEST_F(Export, OnePicture) {
    request.first = 3;
    request.target = folder / "a.png";
    ASSERT_TRUE(png_picture.run(request, {}));
    EXPECT_EQ(red_of(request.target), 30);
}

TEST_F(Export, FramesAreNamedByTheirStep) {
    request.first = 2;
    request.count = 3;
    std::vector<std::size_t> told;
    ASSERT_TRUE(png_frames.run(request, [&](const Advance& advance) {
        EXPECT_EQ(advance.total, 3u);
        told.push_back(advance.done);
        return true;
    }));
    EXPECT_EQ(told, (std::vector<std::size_t>{0, 1, 2, 3}));
    EXPECT_EQ(files(request.target),
              (std::set<std::string>{"step-0003.png", "step-0004.png", "step-0005.png"}));
    EXPECT_EQ(red_of(request.target / "step-0004.png"), 30);
}

TEST_F(Export, ACancelledExportLeavesNothing) {
    request.count = 5;
    const auto result =
        png_frames.run(request, [](const Advance& advance) { return advance.done < 3; });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::cancelled);
    EXPECT_FALSE(fs::exists(request.target));
}

TEST_F(Export, ACancelledExportReplacesNothing) {
    fs::create_directories(request.target);
    std::ofstream(request.target / "step-0001.png") << "mine";
    request.count = 5;
    ASSERT_FALSE(png_frames.run(request, [](const Advance& advance) { return advance.done < 3; }));
    EXPECT_EQ(files(request.target), (std::set<std::string>{"step-0001.png"}));
    EXPECT_EQ(fs::file_size(request.target / "step-0001.png"), 4u);
}

TEST_F(Export, AFileInTheFoldersPlaceIsNamed) {
    std::ofstream(request.target) << "a file";
    const auto result = png_frames.run(request, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::unwritable);
    EXPECT_NE(result.error().message().find(request.target.string()), std::string::npos);
}

TEST_F(Export, NoStepIsAnError) {
    request.count = 0;
    for (const Exporter* exporter : exporters()) {
        const auto result = exporter->run(request, {});
        ASSERT_FALSE(result) << exporter->id;
        EXPECT_EQ(result.error().code, ErrorCode::bad_argument);
    }
}

TEST_F(Export, EveryExporterHasItsOwnNames) {
    std::set<std::string_view> ids;
    for (const Exporter* exporter : exporters()) {
        EXPECT_TRUE(ids.insert(exporter->id).second);
        EXPECT_FALSE(exporter->name.empty());
        EXPECT_EQ(exporter->extension.front(), '.');
    }
}

}  // namespace
}  // namespace poolscope::exporting
