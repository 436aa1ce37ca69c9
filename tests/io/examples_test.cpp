/// The carried scenes: the teaching texts' worked examples come out as they say.
#include "io/examples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "assets/assets.hpp"
#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "poolscope/forward.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAreArray;

OpenedDocument open(std::string_view id) {
    auto opened = open_example(id);
    EXPECT_TRUE(opened) << id << ": " << opened.error().message();
    return opened ? *opened : OpenedDocument{model::default_document(), {}, false};
}

Tensor<float> output_of(const model::Document& document) {
    auto result = pool(document.layer(), *document.input->whole());
    EXPECT_TRUE(result) << result.error().message();
    return result ? result->output : Tensor<float>{};
}

/// The example's output, all of its channels one after the other.
void expect_output(std::string_view id, const Shape& shape, const std::vector<float>& cells) {
    const auto output = output_of(open(id).document);
    EXPECT_EQ(output.shape(), shape) << id;
    EXPECT_THAT(output.cells(), ElementsAreArray(cells)) << id;
}

TEST(Examples, TheWorkedExamplesComeOut) {
    expect_output("max-2x2", {1, 1, 2, 2}, {6, 8, 14, 16});
    expect_output("mean-2x2", {1, 1, 2, 2}, {3.5F, 5.5F, 11.5F, 13.5F});
    expect_output("max-stride-1", {1, 1, 3, 3}, {6, 7, 8, 10, 11, 12, 14, 15, 16});
    expect_output("max-valid", {1, 1, 2, 2}, {6, 8, 14, 16});
    expect_output("max-lecture", {1, 1, 2, 2}, {6, 8, 9, 6});
    expect_output("max-3x3-input", {1, 1, 2, 2}, {4, 5, 7, 8});
    expect_output("mean-3x3-input", {1, 1, 2, 2}, {2, 3, 5, 6});
    expect_output("max-stride-is-kernel", {1, 1, 1, 1}, {10});
    expect_output("max-padded", {1, 1, 2, 2}, {5, 7, 13, 15});
    expect_output("max-rectangular", {1, 1, 2, 2}, {5, 7, 13, 15});
    expect_output("two-channels", {1, 2, 2, 2}, {5, 7, 13, 15, 6, 8, 14, 16});
    expect_output(
        "global-mean", {4, 3, 1, 1},
        {8.5F, 2, 2, 3.8125F, 4.25F, 4.75F, 5.625F, 4.75F, 5.375F, 4.25F, 4.125F, 4.0625F});
}

TEST(Examples, ShowWhatTheyAreNamedFor) {
    expect_output("default", {1, 1, 3, 3}, {6, 8, 8, 9, 8, 8, 7, 6, 9});
    expect_output("all-negative", {1, 1, 3, 3}, {-1, -1, -3, -1, -1, -1, -2, -1, -1});
    EXPECT_EQ(output_of(open("ceil-mode").document).shape(), (Shape{1, 1, 3, 3}));
    std::vector<float> ones{16, 24, 24, 12, 24, 36, 36, 18, 24, 36, 36, 18, 12, 18, 18, 9};
    for (auto& value : ones) value /= 36;
    const auto divided = output_of(open("divisor").document);
    ASSERT_EQ(divided.cells().size(), ones.size());
    for (std::size_t i = 0; i < ones.size(); ++i) EXPECT_NEAR(divided.cells()[i], ones[i], 1e-6F);
    expect_output("ties", {1, 1, 2, 2}, {5, 1, 7, 9});
    const auto never = open("never-read").document;
    const auto geometry = make_geometry(never.shape(), never.layer().params);
    ASSERT_TRUE(geometry);
    EXPECT_GT(never_read_count(*geometry), 20U);
    const auto special = output_of(open("nan-and-infinity").document);
    EXPECT_TRUE(std::isnan(special.at(0, 0, 0, 0)));
    EXPECT_EQ(special.at(0, 0, 0, 1), std::numeric_limits<float>::infinity());
    EXPECT_EQ(special.at(0, 0, 1, 0), -std::numeric_limits<float>::infinity());
    EXPECT_EQ(open("three-channels").document.shape().c, 3);
}

TEST(Examples, TheFirstIsTheDocumentThatTheProgramOpensWith) {
    EXPECT_EQ(examples().front().id, "default");
    EXPECT_EQ(open("default").document, model::default_document());
}

TEST(Examples, ThePictureIsCarried) {
    const auto picture = open("picture").document;
    EXPECT_TRUE(picture.picture);
    EXPECT_EQ(picture.shape(), (Shape{1, 3, 320, 480}));
    EXPECT_TRUE(picture.source.empty());
    EXPECT_EQ(output_of(picture).shape(), (Shape{1, 3, 40, 60}));
}

TEST(Examples, TheListIsEveryCarriedScene) {
    std::set<std::string> listed;
    for (const auto& example : examples()) {
        EXPECT_TRUE(listed.insert("scenes/" + std::string(example.id) + ".pool.toml").second)
            << example.id;
        EXPECT_FALSE(example.name.empty());
        EXPECT_FALSE(open(example.id).is_scene);
    }
    std::set<std::string> carried;
    for (const auto name : assets::names())
        if (name.starts_with("scenes/")) carried.emplace(name);
    EXPECT_EQ(listed, carried);
    expect_error(open_example("none"), ErrorCode::not_found, "none");
}

TEST(Examples, OpenFromTheSourceTreeToo) {
    for (const auto& example : examples()) {
        const auto file = std::filesystem::path(POOLSCOPE_SOURCE_DIR) / "assets/scenes" /
                          (std::string(example.id) + ".pool.toml");
        const auto opened = open_document(file);
        ASSERT_TRUE(opened) << opened.error().message();
        auto document = opened->document;
        // On the disk the picture has a place.
        document.source.clear();
        EXPECT_EQ(document, open(example.id).document) << example.id;
    }
}

}  // namespace
}  // namespace poolscope::io
