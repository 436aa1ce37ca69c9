/// What every exporter in the list keeps to: the same bytes for the same request, nothing left
/// behind when it fails.
#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/exporter.hpp"
#include "export/movie/ffmpeg.hpp"
#include "export/movie/movie.hpp"
#include "export/preview.hpp"
#include "export/progress_words.hpp"
#include "export/timeline.hpp"
#include "io/files.hpp"
#include "io/temp_folder.hpp"
#include "scenes.hpp"

namespace poolscope::exporting {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class EveryExporter : public testing::TestWithParam<const Exporter*> {
protected:
    void SetUp() override {
        request.run = {named.document, drawing::results_of(named)};
        request.view = named.view;
        request.figure = model::make_figure(request.run, named.view);
        request.count = 3;
        request.scale = 1;
        request.target = folder / ("a" + std::string(GetParam()->extension));
    }
    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            names.insert(entry.path().filename());
        return names;
    }
    /// All that the export wrote, file by file.
    [[nodiscard]] std::string written() const {
        std::set<fs::path> paths;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) paths.insert(entry.path());
        std::string all;
        for (const fs::path& path : paths) {
            const auto bytes = io::read_file(path, std::size_t{64} << 20);
            all += path.filename().string() + std::string(io::as_text(bytes.value()));
        }
        return all;
    }

    const Exporter& exporter = *GetParam();
    drawing::NamedScene named = drawing::named_scenes().front();
    io::TempFolder temporary;
    const fs::path& folder = temporary.path();
    Request request;
};

TEST_P(EveryExporter, WritesTheSameBytesAgain) {
    ASSERT_TRUE(exporter.run(request, {}));
    const std::string first = written();
    EXPECT_GT(first.size(), 10U);
    fs::remove_all(request.target);
    ASSERT_TRUE(exporter.run(request, {}));
    EXPECT_EQ(written() == first, true);
}

TEST_P(EveryExporter, RefusesARangeWithoutSteps) {
    request.count = 0;
    const auto done = exporter.run(request, {});
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message(), HasSubstr("no step"));
    EXPECT_TRUE(files().empty());
}

TEST_P(EveryExporter, LeavesNothingWhenCancelled) {
    std::ofstream(folder / "kept") << "kept";
    // While the steps are looked over, while they are written, and at the end.
    for (std::size_t after = 0; after < 4 * request.count; ++after) {
        std::size_t told = 0;
        const auto done = exporter.run(request, [&](const Advance&) { return told++ < after; });
        if (done) return;  // it is not asked so often
        EXPECT_EQ(done.error().code, ErrorCode::cancelled);
        EXPECT_EQ(files(), std::set<std::string>{"kept"}) << after;
    }
}

TEST_P(EveryExporter, APictureIsCancelledWhileItIsPainted) {
    if (exporter.kind != Kind::picture) return;
    for (const bool sheet : {false, true}) {
        request.sheet = sheet;
        std::size_t told = 0;
        const std::size_t before = request.count;  // looking over the steps asks for each
        const auto done =
            exporter.run(request, [&](const Advance&) { return told++ < 2 * before + 10; });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::cancelled);
        EXPECT_TRUE(files().empty());
    }
}

TEST_P(EveryExporter, FindsWhatItWouldWriteOver) {
    EXPECT_EQ(in_the_way(exporter, request), fs::path());
    ASSERT_TRUE(exporter.run(request, {}));
    EXPECT_EQ(in_the_way(exporter, request),
              exporter.folder() ? request.target / "step-0001.png" : request.target);
    // Of a folder, pictures of other steps are not in the way.
    request.first = 1000;
    EXPECT_EQ(in_the_way(exporter, request), exporter.folder() ? fs::path() : request.target);
}

TEST_P(EveryExporter, NamesAPlaceThatCannotBeWritten) {
    std::ofstream(folder / "file") << "kept";
    request.target = folder / "file" / request.target.filename();
    const auto done = exporter.run(request, {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::unwritable);
    EXPECT_THAT(done.error().message(), HasSubstr("file"));
    EXPECT_EQ(files(), std::set<std::string>{"file"});
}

TEST_P(EveryExporter, HasAPreviewOfItsOwn) {
    const auto before = files();
    const auto preview = make_preview(exporter, request, {});
    ASSERT_TRUE(preview) << preview.error().message();
    EXPECT_EQ(preview->frames.empty(), !exporter.drawn());
    EXPECT_EQ(preview->lines.empty(), exporter.drawn());
    for (const std::string& line : preview->lines)
        EXPECT_TRUE(std::ranges::all_of(line, [](unsigned char c) { return c >= ' '; })) << line;
    EXPECT_GT(preview->bytes, 10);
    EXPECT_EQ(files(), before) << "the target was touched";
    if (exporter.kind != Kind::animation) return;
    // Debian's FFmpeg reads no animated WebP: its preview is a picture. A video repeats its last
    // frame.
    EXPECT_GE(preview->frames.size(), exporter.id == "webp" ? 1U : 3U);
    ASSERT_TRUE(exporter.run(request, {}));
    // The preview was all of it: the estimate is the file's size.
    EXPECT_EQ(preview->bytes, static_cast<double>(fs::file_size(request.target)));
}

TEST_P(EveryExporter, EstimatesWhatIsNotInItsPreview) {
    if (exporter.kind == Kind::animation) {
        request.glide = true;
        request.glide_fps = 20;
    }
    request.count = exporter.stepwise ? every_step : request.count;
    const auto preview = make_preview(exporter, request, {});
    ASSERT_TRUE(preview) << preview.error().message();
    ASSERT_TRUE(exporter.run(request, {}));
    if (exporter.folder()) return;
    EXPECT_EQ(preview->whole, exporter.kind != Kind::animation);
    const double ratio = preview->bytes / static_cast<double>(fs::file_size(request.target));
    EXPECT_GT(ratio, 0.7);
    EXPECT_LT(ratio, 1.4);
}

TEST_P(EveryExporter, GetsItsExtension) {
    if (exporter.folder()) {
        EXPECT_EQ(with_extension("a", exporter), "a");
        return;
    }
    const std::string extension(exporter.extension);
    EXPECT_EQ(with_extension("a", exporter), "a" + extension);
    EXPECT_EQ(with_extension("a.b", exporter), "a.b" + extension);
    EXPECT_EQ(with_extension("a" + extension, exporter), "a" + extension);
    ASSERT_NE(exporter_for("x" + extension), nullptr);
    EXPECT_EQ(exporter_for("x" + extension)->extension, extension);
}

INSTANTIATE_TEST_SUITE_P(List, EveryExporter, testing::ValuesIn(exporters()), [](const auto& one) {
    std::string name;
    for (const char c : one.param->id)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
    return name;
});

TEST(Ffmpeg, SaysWhichLibraryIsMissing) {
    FfmpegFiles files = ffmpeg_files();
    EXPECT_TRUE(load_ffmpeg(files));
    files.avformat = "libavformat.so.0";
    const auto none = load_ffmpeg(files);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::unsupported);
    EXPECT_THAT(none.error().message(), HasSubstr("libavformat.so.0"));
}

TEST(Ffmpeg, SaysThatAnEncoderIsMissing) {
    const auto movie = Movie::open({.container = "mp4", .encoder = "libnone", .what = "No video"},
                                   "/dev/null", "/dev/null", 16, 16);
    ASSERT_FALSE(movie);
    EXPECT_EQ(movie.error().code, ErrorCode::unsupported);
    EXPECT_THAT(movie.error().message(), HasSubstr("no encoder for No video (libnone)"));
}

Request timed(std::size_t count, const model::ExportPlan& plan) {
    Request request{plan, {}, {}, {}};
    request.count = count;
    return request;
}

TEST(Timeline, HasAFrameAStep) {
    const auto frames = timeline_of(timed(3, {.fps = 4, .hold = 2}));
    ASSERT_EQ(frames.size(), 3U);
    EXPECT_EQ(frames[1].start, 1U);
    EXPECT_EQ(frames[2].length, 8U);
    EXPECT_EQ(length_of(frames), 10U);
}

TEST(Timeline, GlidesAndRests) {
    const auto frames =
        timeline_of(timed(3, {.glide = true, .glide_fps = 20, .pace = 1, .hold = 0}));
    // 3 s at 20 frames a second; a window arrives within 0.35 s, and then stands.
    EXPECT_EQ(length_of(frames), 60U);
    EXPECT_EQ(frames.front().length, 20U);
    EXPECT_LT(frames.size(), 20U);
    float before = 0;
    for (const Frame& frame : frames) {
        if (frame.moment.step != 1 || frame.moment.from != 0) continue;
        EXPECT_GE(frame.moment.glide, before);
        before = frame.moment.glide;
    }
    EXPECT_GT(before, 0.5F);
}

TEST(Timeline, RefusesRatesThatAreNone) {
    using Plan = model::ExportPlan;
    for (const Plan& plan : {Plan{.fps = 0}, Plan{.fps = 61}, Plan{.pace = -1}, Plan{.hold = 61},
                             Plan{.loops = -1}, Plan{.fps = std::nan("")}})
        EXPECT_FALSE(check_motion(plan));
    EXPECT_TRUE(check_motion({}));
}

/// Says `done` of `total` at those seconds.
ProgressClock told(std::initializer_list<std::pair<Advance, double>> notes) {
    ProgressClock clock;
    for (const auto& [advance, seconds] : notes) clock.note(advance, seconds);
    return clock;
}

TEST(ProgressClock, TellsTheTimeLeftAtThePaceOfItsPhase) {
    EXPECT_EQ(told({}).words(), "Computing the layer");
    EXPECT_EQ(told({{{.done = 0, .total = 1}, 1}}).words(), "Drawing the picture");
    EXPECT_EQ(told({{{.done = 1, .total = 48}, 0.1}}).words(), "1 of 48 done");
    EXPECT_EQ(told({{{.done = 1, .total = 48}, 9}, {{.done = 13, .total = 48}, 13}}).words(),
              "13 of 48 done, about 12 s left");
    EXPECT_EQ(told({{{.done = 1, .total = 481}, 1}, {{.done = 5, .total = 481}, 5}}).words(),
              "5 of 481 done, about 8 min left");
}

TEST(ProgressClock, CountsTheStepsThatItLooksOver) {
    constexpr Advance half{.phase = Phase::steps, .done = 50, .total = 100};
    EXPECT_EQ(told({{half, 5}}).words(), "Looking over the steps: 50 of 100");
    EXPECT_FLOAT_EQ(told({{half, 5}}).share(), 0);
    EXPECT_FLOAT_EQ(told({{half, 5}, {{.done = 10, .total = 100}, 12}}).share(), 0.1F);
}

TEST(SizeWords, AreOfKilobytesAndMegabytes) {
    EXPECT_EQ(size_words(512), "1 kB");
    EXPECT_EQ(size_words(239'500), "240 kB");
    EXPECT_EQ(size_words(1'340'000), "1.3 MB");
}

}  // namespace
}  // namespace poolscope::exporting
