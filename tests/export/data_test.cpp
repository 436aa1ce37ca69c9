/// Exporters of numbers: all or nothing, and in pieces however much there is.
#include <sys/resource.h>

#include <algorithm>
#include <array>

#include <filesystem>

#include <gtest/gtest.h>

#include "drawing/scenes.hpp"
#include "export/data.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::exporting {
namespace {

struct Layer {
    Request request;

    explicit Layer(model::Document made) {
        request.run = model::run_of(std::move(made));
        request.count = every_step;
    }
};

constexpr std::array all{&output_npy, &output_csv, &trace_csv, &trace_json};

std::string read(const std::filesystem::path& path) {
    const auto bytes = io::read_file(path, std::size_t{1} << 20);
    return bytes ? std::string(io::as_text(*bytes)) : "";
}

TEST(Data, CancelledNothingIsLeft) {
    const io::TempFolder folder;
    Layer layer(drawing::grid_document(2, 6, 6));
    for (const Exporter* exporter : all) {
        layer.request.target = folder / ("out" + std::string(exporter->extension));
        const auto cancelled = exporter->run(
            layer.request, [](const Advance& advance) { return advance.done < advance.total; });
        io::expect_error(cancelled, ErrorCode::cancelled, "cancelled");
        EXPECT_EQ(folder.count(), 0U) << exporter->id;
    }
}

TEST(Data, ARangeOfStepsIsTakenFromEachPlane) {
    const io::TempFolder folder;
    Layer layer(drawing::grid_document(2, 6, 6));
    layer.request.first = 1;
    layer.request.count = 3;
    layer.request.target = folder / "some.csv";
    ASSERT_TRUE(trace_csv.run(layer.request, {}));
    EXPECT_EQ(std::ranges::count(read(layer.request.target), '\n'), 1 + 2 * 3);
    layer.request.target = folder / "some.json";
    ASSERT_TRUE(trace_json.run(layer.request, {}));
    const std::string json = read(layer.request.target);
    EXPECT_EQ(json.find(",\n{\"step\":1,"), std::string::npos);
    EXPECT_NE(json.find("[\n{\"step\":2,"), std::string::npos) << json;
}

TEST(Data, AFolderThatIsNotThereIsNamed) {
    const io::TempFolder folder;
    Layer layer(drawing::grid_document(1, 6, 6));
    layer.request.target = folder / "missing" / "out.csv";
    for (const Exporter* exporter : all) {
        io::expect_error(exporter->run(layer.request, {}), ErrorCode::unwritable, "missing");
    }
}

TEST(Data, ALayerThatCannotBeSaysWhy) {
    const io::TempFolder folder;
    model::Document document = drawing::grid_document(1, 2, 2);
    document.layer().params.kernel_size = {5, 5};
    Layer layer(document);
    layer.request.target = folder / "out";
    for (const Exporter* exporter : all) {
        io::expect_error(exporter->run(layer.request, {}), ErrorCode::window_outside, "");
    }
    EXPECT_EQ(folder.count(), 0U);
}

TEST(Data, ByCellEveryTapIsAStep) {
    const io::TempFolder folder;
    Layer layer(drawing::document_of(2, 2, {1, 8, 3, 4}));
    layer.request.run.document.layer().params.padding = {};
    layer.request.run.document.layer().params.kernel_size = {2, 2};
    layer.request.view.grain = Grain::cell;
    layer.request.target = folder / "out.csv";
    ASSERT_TRUE(trace_csv.run(layer.request, {}));
    const std::string text = read(folder / "out.csv");
    EXPECT_EQ(std::ranges::count(text, '\n'), 5);
    EXPECT_NE(text.find("\n2,0,0,0,0,1,1,0,1,1,2,4,0,0,0,1,1,,8,8,0,0,,,rrrr,1 8 3 4\n"),
              std::string::npos)
        << text;
}

// Under ASan what is freed stays the process's for a while.
#if !defined(POOLSCOPE_SANITIZED)
/// The most memory that this process has had, in MiB.
long peak_memory() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

TEST(Data, ALongTraceTakesNoMoreMemory) {
    const io::TempFolder folder;
    Layer layer(drawing::grid_document(1, 400, 400));
    layer.request.run.document.layer().params.stride = {1, 1};
    layer.request.run.results = model::compute_results(layer.request.run.document);
    layer.request.target = folder / "out.json";
    const long before = peak_memory();
    ASSERT_TRUE(trace_json.run(layer.request, {}));
    EXPECT_GT(std::filesystem::file_size(folder / "out.json"), std::uintmax_t{60} << 20);
    EXPECT_LT(peak_memory() - before, 16);
}
#endif

}  // namespace
}  // namespace poolscope::exporting
