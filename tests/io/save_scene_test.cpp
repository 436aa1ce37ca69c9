/// Saving scenes, files beside them, and the page on the format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "io/npy.hpp"
#include "io/number_parameters.hpp"
#include "io/scene_documents.hpp"
#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "model/layer_kinds.hpp"
#include "model/layer_outputs.hpp"
#include "model/run.hpp"
#include "poolscope/equivalences.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

TEST(SaveScene, WritesSmallInputsIntoTheText) {
    const TempFolder folder;
    const auto document = model::default_document();
    const auto file = folder / "a.pool.toml";
    ASSERT_TRUE(save_scene(document, {}, file));
    EXPECT_EQ(folder.count(), 1U);
    const auto opened = open_document(file);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE(opened->is_scene);
    EXPECT_EQ(opened->document, document);
}

Tensor<float> large_values(float offset) {
    Tensor<float> values({1, 1, 65, 64});
    for (std::size_t i = 0; i < values.cells().size(); ++i)
        values.cells()[i] = static_cast<float>(i) + offset;
    return values;
}

TEST(SaveScene, WritesLargeInputsBesideIt) {
    const TempFolder folder;
    const auto document = document_with(large_values(0.5F));
    ASSERT_TRUE(save_scene(document, {}, folder / "a.pool.toml"));
    EXPECT_TRUE(fs::exists(folder / "a.input.npy"));
    const auto opened = open_document(folder / "a.pool.toml");
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document, document);

    // Saved under another name it takes its values along, so that the two scenes stay apart.
    ASSERT_TRUE(save_scene(opened->document, {}, folder / "b.pool.toml"));
    ASSERT_TRUE(save_scene(document_with(large_values(9)), {}, folder / "a.pool.toml"));
    const auto other = open_document(folder / "b.pool.toml");
    ASSERT_TRUE(other);
    EXPECT_EQ(other->document, document);
}

TEST(SaveScene, WritesLargeGradientsAndScoresBesideIt) {
    const TempFolder folder;
    auto document = document_with(Tensor<float>({2, 1, 70, 64}, 3));
    document.layer().op = *find_operator("attention");
    document.layer().params.kernel_size = document.layer().params.stride = {1, 1};
    document.layer().params.padding = {};
    document.layer().params.scores = Shared(Tensor<float>({1, 1, 70, 64}, 0.25F));
    document.grad_output = std::make_shared<const model::Values>(Shape{2, 1, 70, 64}, -1.0F);
    ASSERT_TRUE(save_scene(document, {}, folder / "a.pool.toml"));
    EXPECT_EQ(folder.count(), 4U);
    EXPECT_TRUE(fs::exists(folder / "a.gradient.npy"));
    EXPECT_TRUE(fs::exists(folder / "a.scores.npy"));
    const auto opened = open_document(folder / "a.pool.toml");
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document, document);

    fs::remove(folder / "a.gradient.npy");
    fs::create_directory(folder / "a.gradient.npy");
    expect_error(save_scene(document, {}, folder / "a.pool.toml"), ErrorCode::unwritable,
                 "a.gradient.npy");
    EXPECT_EQ(folder.count(), 4U);
}

TEST(SaveScene, NamesAnUneditedFile) {
    const TempFolder folder;
    fs::create_directory(folder / "data");
    fs::create_directory(folder / "scenes");
    folder.write("data/x.npy", write_npy(large_values(0), 2));
    auto opened = open_document(folder / "data/x.npy");
    ASSERT_TRUE(opened);
    const auto file = folder / "scenes/a.pool.toml";
    ASSERT_TRUE(save_scene(opened->document, {}, file));
    EXPECT_FALSE(fs::exists(folder / "scenes/a.input.npy"));
    const auto text = read_file(file, max_scene_bytes);
    EXPECT_THAT(std::string(as_text(*text)), testing::HasSubstr("file = \"../data/x.npy\""));
    const auto again = open_document(file);
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(*again->document.input, *opened->document.input);

    // Once the file is gone the values are written out.
    fs::remove(folder / "data/x.npy");
    ASSERT_TRUE(save_scene(opened->document, {}, file));
    EXPECT_TRUE(open_document(file));
}

TEST(SaveScene, LeavesNothingBehindWhereItFails) {
    const TempFolder folder;
    const auto document = document_with(large_values(0));
    expect_error(save_scene(document, {}, folder / "none/a.pool.toml"), ErrorCode::unwritable,
                 "does not exist");
    fs::create_directory(folder / "a.input.npy");
    expect_error(save_scene(document, {}, folder / "a.pool.toml"), ErrorCode::unwritable,
                 "a.input.npy");
    EXPECT_EQ(folder.count(), 1U);
    auto odd = model::default_document();
    odd.channel_names = {"\xFF"};
    expect_error(save_scene(odd, {}, folder / "b.pool.toml"), ErrorCode::unwritable, "no UTF-8");
    EXPECT_EQ(folder.count(), 1U);
}

/// A block between ```toml and ``` in docs/scene-format.md.
std::string documented_example(int which = 0) {
    std::ifstream file(std::string(POOLSCOPE_SOURCE_DIR) + "/docs/scene-format.md");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto begin = text.find("```toml\n");
    while (begin != std::string::npos && which-- > 0) begin = text.find("```toml\n", begin + 8);
    const auto end = text.find("```", begin + 8);
    return begin == std::string::npos ? "" : text.substr(begin + 8, end - begin - 8);
}

TEST(SceneFormat, TheDocumentedExampleIsAScene) {
    const auto opened = read_scene(documented_example(), fs::path("/nowhere"));
    ASSERT_TRUE(opened) << opened.error().message();
    const auto& document = opened->document;
    EXPECT_EQ(document.layer().op->id, "avg");
    EXPECT_EQ(document.layer().params,
              (PoolParams{{3, 3}, {2, 2}, {1, 1, 1, 1}, {1, 1}, true, false, 4}));
    EXPECT_EQ(document.shape(), (Shape{1, 2, 3, 4}));
    EXPECT_THAT(document.channel_names, ElementsAre("left", "right"));
    EXPECT_EQ(document.seed, 7U);
    EXPECT_EQ(document.input->at(0, 1, 0, 1), -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(document.input->at(0, 1, 0, 0)));
    EXPECT_EQ(opened->view.step, 2U);
    EXPECT_EQ(opened->view.grain, Grain::cell);
    EXPECT_TRUE(opened->view.all_channels);
    EXPECT_EQ(opened->view.colormap, "cividis");
    EXPECT_EQ(opened->view.mode, model::Mode::backward);
    const auto results = model::compute_results(document);
    ASSERT_TRUE(results.output);
    EXPECT_EQ(document.grad_output->shape(), results.output->shape());
}

TEST(SceneFormat, TheDocumentedNetworkIsOne) {
    const auto opened = read_scene(documented_example(1), fs::path("/nowhere"));
    ASSERT_TRUE(opened) << opened.error().message();
    std::vector<std::string> kinds;
    for (const NetworkLayer& one : opened->document.layers) kinds.emplace_back(kind_id(one.layer));
    EXPECT_THAT(kinds, ElementsAre("conv", "relu", "max", "linear", "softmax"));
    EXPECT_EQ(opened->view.layer, 3U);
    const auto outputs = model::layer_outputs(opened->document);
    ASSERT_TRUE(outputs.outputs.back());
    EXPECT_EQ(outputs.outputs.back()->shape(), (Shape{1, 2, 1, 1}));
    // Written again it says the same, and no more.
    const auto again = read_scene(write_scene(opened->document, opened->view), fs::path());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->document, opened->document);
}

TEST(SceneFormat, ThePageNamesEveryIdOfTheLists) {
    std::ifstream file(std::string(POOLSCOPE_SOURCE_DIR) + "/docs/scene-format.md");
    const std::string page(std::istreambuf_iterator<char>(file), {});
    for (const Dialect* dialect : dialects())
        EXPECT_THAT(page, testing::HasSubstr("`\"" + std::string(dialect->id) + "\"`"));
    for (const Equivalence& equivalence : equivalences())
        EXPECT_THAT(page, testing::HasSubstr("`\"" + std::string(equivalence.id) + "\"`"));
    for (const model::LayerKind& kind : model::layer_kinds())
        EXPECT_THAT(page, testing::HasSubstr("`\"" + std::string(kind.id) + "\"`"));
    for (const NumberParameter* number : number_parameters())
        EXPECT_THAT(page, testing::HasSubstr("`" + std::string(number->id) + "`"));
}

}  // namespace
}  // namespace poolscope::io
