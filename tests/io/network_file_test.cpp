/// ONNX files as documents: over numbers of their own, or over an input that fits.
#include "io/network_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "model/layer_outputs.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path models = POOLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/onnx";

std::string bytes_of(const fs::path& file) {
    const auto bytes = read_file(file, 1 << 20);
    return bytes ? std::string(as_text(*bytes)) : std::string();
}

TEST(NetworkFile, OpensOverNumbersOfItsOwn) {
    const auto opened = open_document(models / "digits.onnx");
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_FALSE(opened->is_scene);
    const model::Document& document = opened->document;
    EXPECT_EQ(document.layers.size(), 7U);
    EXPECT_EQ(document.shape(), (Shape{1, 1, 4, 4}));
    for (const float cell : document.input->whole()->cells()) EXPECT_LE(std::abs(cell), 1.0F);
    EXPECT_EQ(document, open_document(models / "digits.onnx")->document) << "the same each time";
    EXPECT_TRUE(model::layer_outputs(document).outputs.back());
    // It is saved and read back as a scene.
    const auto again = read_scene(write_scene(document, {}), fs::path());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->document, document);
}

TEST(NetworkFile, LiesOverAnInputWhereTheFileLetsIt) {
    EXPECT_EQ(load_network(models / "digits.onnx", Shape{1, 1, 4, 4})->input, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(load_network(models / "digits.onnx", Shape{1, 1, 6, 6})->input, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(load_network(models / "digits.onnx", Shape{1, 3, 4, 4})->input, (Shape{1, 1, 4, 4}));
    for (const char* name : {"branches.onnx", "one_axis.onnx"}) {
        const auto read = load_network(models / name);
        ASSERT_TRUE(read) << name << read.error().message();
        EXPECT_FALSE(shapes_of(read->network, read->input).error) << name;
    }
}

TEST(NetworkFile, SaysWhereItsLayersEnd) {
    const TempFolder folder;
    std::string text = bytes_of(models / "digits.onnx");
    text.replace(text.find("Softmax*"), 7, "Hardmox");
    const auto read = load_network(folder.write("odd.onnx", text));
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->network.layers.size(), 6U);
    ASSERT_TRUE(read->unread);
    EXPECT_THAT(read->notes.back().english(), HasSubstr("the layers end early: "));
    EXPECT_THAT(read->notes.back().english(), HasSubstr("Hardmox"));
    // Not even the first layer.
    text = bytes_of(models / "digits.onnx");
    text.replace(text.find("Conv*"), 4, "Kanv");
    expect_error(load_network(folder.write("none.onnx", text)), ErrorCode::unsupported, "Kanv");
}

TEST(NetworkFile, KeepsNamesThatASceneHolds) {
    const TempFolder folder;
    std::string text = bytes_of(models / "digits.onnx");
    const auto place = text.find("conv\"");
    ASSERT_NE(place, std::string::npos);
    text.replace(place, 4, "co\x01v");
    const auto opened = open_document(folder.write("odd.onnx", text));
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE(read_scene(write_scene(opened->document, {}), fs::path()))
        << write_scene(opened->document, {});
}

TEST(NetworkFile, OfBadBytesNamesItself) {
    const TempFolder folder;
    const std::string text = bytes_of(models / "digits.onnx");
    for (const std::size_t count : {std::size_t{0}, std::size_t{7}, text.size() / 2}) {
        const auto opened = open_document(folder.write("bad.onnx", text.substr(0, count)));
        expect_error(opened, opened.error().code, "bad.onnx");
    }
    expect_error(open_document(folder / "none.onnx"), ErrorCode::not_found, "none.onnx");
    expect_error(open_document(models / "digits.onnx", {}, {.reduce = 2}), ErrorCode::bad_argument,
                 "is a network");
}

}  // namespace
}  // namespace poolscope::io
