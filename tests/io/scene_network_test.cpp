/// Scenes of version 2: networks, whose weights lie in the text or in an archive beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "io/npz.hpp"
#include "io/scene_documents.hpp"
#include "io/scene_file.hpp"
#include "io/scene_network.hpp"
#include "io/temp_folder.hpp"
#include "model/layer_kinds.hpp"
#include "model/layer_outputs.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

Result<OpenedDocument> read(const std::string& text) {
    return read_scene(text, fs::path("/nowhere"));
}

/// A scene of these layers over 2 x 2 cells, of which the layers begin in line 2.
std::string network(const std::string& layers, const std::string& rest = "") {
    return "version = 2\n" + layers + "[input]\nvalues = [[1, 2], [3, 4]]\n" + rest;
}

NetworkLayer layer_of(std::string name, AnyLayer layer, std::vector<int> inputs) {
    return {.name = std::move(name), .layer = std::move(layer), .inputs = std::move(inputs)};
}

Weights some(const Shape& shape, std::uint64_t seed) {
    return model::random_weights(shape, 3, seed);
}

/// Every kind once, in branches: each is over what it can be over, but the last, which cannot be.
model::Document document_of_every_kind() {
    model::Document document = document_with(*some({1, 2, 4, 6}, 1));
    std::vector<NetworkLayer>& layers = document.layers;
    layers = {layer_of("first \"conv\"",
                       Conv2d{.weight = some({4, 1, 3, 2}, 2),
                              .bias = some({1, 4, 1, 1}, 3),
                              .stride = {2, 1},
                              .padding = {1, 0, 2, 1},
                              .dilation = {1, 2},
                              .groups = 2},
                       {-1})};
    for (const model::LayerKind& kind : model::layer_kinds())
        if (const auto* plain = std::get_if<Pointwise>(&kind.plain)) {
            Pointwise one = *plain;
            if (one.function == Function::elu) one.alpha = 0.1F;
            layers.push_back(layer_of("", one, {static_cast<int>(layers.size()) - 1}));
        }
    const int last = static_cast<int>(layers.size()) - 1;
    layers.push_back(layer_of("norm",
                              BatchNorm{.scale = some({1, 4, 1, 1}, 4),
                                        .shift = some({1, 4, 1, 1}, 5),
                                        .mean = some({1, 4, 1, 1}, 6),
                                        .variance = some({1, 4, 1, 1}, 7),
                                        .epsilon = 0.001F},
                              {0}));
    layers.push_back(layer_of("sum", Join{Joining::add}, {last, last + 1}));
    layers.push_back(layer_of("", Join{Joining::multiply}, {last + 2, 0}));
    layers.push_back(layer_of("", Join{Joining::concatenate}, {last + 3, last, last + 3}));
    layers.push_back(layer_of(
        "", Conv2d{.weight = some({3, 12, 1, 1}, 8), .padding_mode = PaddingMode::same_upper},
        {last + 4}));
    layers.push_back(layer_of("shares", Softmax{.first_axis = 1, .last_axis = 3}, {last + 5}));
    layers.push_back(layer_of("", Constant{some({1, 3, 1, 1}, 9)}, {}));
    layers.push_back(layer_of("", Join{Joining::add}, {last + 6, last + 7}));
    layers.push_back(layer_of("", Linear{some({1, 1, 5, 4}, 10), some({1, 5, 1, 1}, 11)}, {-1}));
    return document;
}

TEST(SceneNetwork, KeepsEveryKindAndEveryBranch) {
    const auto document = document_of_every_kind();
    for (const model::LayerKind& kind : model::layer_kinds())
        EXPECT_TRUE(std::ranges::any_of(document.layers, [&](const NetworkLayer& one) {
            return kind_id(one.layer) == kind.id;
        })) << kind.id;
    model::ViewState view;
    view.layer = 7;
    view.filter = 2;
    view.by_layer = true;
    const std::string text = write_scene(document, view);
    EXPECT_THAT(text, HasSubstr("version = 2\n"));
    const auto back = read(text);
    ASSERT_TRUE(back) << text << back.error().message();
    EXPECT_EQ(back->document, document) << text;
    EXPECT_EQ(back->view.layer, 7U);
    EXPECT_EQ(back->view.filter, 2);
    EXPECT_TRUE(back->view.by_layer);
}

TEST(SceneNetwork, KeepsEveryOperatorAndPaddingOfItsPoolingLayers) {
    for (const Operator* op : operators()) {
        model::Document document = document_with(*some({1, 4, 6, 6}, 1));
        Layer layer = settled({.op = op});
        layer.params.output_size = {2, 3};
        layer.params.seed = 99;
        if (op->scored) layer.params.scores = some({1, 1, 6, 6}, 2);
        document.layers = {layer_of("", Pointwise{Function::relu}, {-1}),
                           layer_of("p", layer, {0})};
        const std::string text = write_scene(document, {});
        const auto back = read(text);
        ASSERT_TRUE(back) << text << back.error().message();
        EXPECT_EQ(back->document, document) << text;
    }
    for (const auto mode : {PaddingMode::valid, PaddingMode::same_upper, PaddingMode::same_lower}) {
        model::Document document = document_with(*some({1, 1, 6, 6}, 1));
        document.layers = {
            layer_of("", Conv2d{.weight = some({1, 1, 3, 3}, 2), .padding_mode = mode}, {-1})};
        const auto back = read(write_scene(document, {}));
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(back->document, document);
    }
}

TEST(SceneNetwork, KeepsNumbersThatAreNone) {
    model::Document document = document_with(*some({1, 1, 2, 2}, 1));
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinity = std::numeric_limits<float>::infinity();
    document.layers = {layer_of("",
                                Conv2d{.weight = Weights(Tensor<float>(
                                           {1, 1, 1, 4}, {nan, infinity, -infinity, -0.0F}))},
                                {-1}),
                       layer_of("", Pointwise{Function::clip, -infinity, infinity}, {0})};
    const std::string text = write_scene(document, {});
    const auto back = read(text);
    ASSERT_TRUE(back) << text << back.error().message();
    EXPECT_EQ(write_scene(back->document, {}), text);  // NaN is no other number's equal
}

TEST(SceneNetwork, OfOnePoolingLayerStaysOfVersionOne) {
    model::ViewState view;
    view.layer = 3;  // as it was before the others went
    view.filter = 2;
    view.by_layer = true;
    const std::string text = write_scene(model::default_document(), view);
    EXPECT_THAT(text, HasSubstr("version = 1\n"));
    EXPECT_TRUE(read(text)) << text;
    model::Document relu = model::default_document();
    relu.layers = {layer_of("", Pointwise{Function::relu}, {-1})};
    EXPECT_THAT(write_scene(relu, {}), HasSubstr("version = 2\n"));
}

TEST(SceneNetwork, WritesManyWeightsBesideIt) {
    const TempFolder folder;
    auto document = document_of_every_kind();
    Layer attention = settled({.op = *find_operator("attention")});
    attention.params.scores = some({1, 1, 4, 6}, 20);
    document.layers.push_back(layer_of("", attention, {-1}));
    document.layers.push_back(
        layer_of("", settled({.op = *find_operator("attention")}), {-1}));  // without scores
    document.layers.push_back(layer_of("wide", Linear{some({1, 1, 250, 48}, 21)}, {-1}));
    const auto file = folder / "net.pool.toml";
    ASSERT_TRUE(save_scene(document, {}, file));
    EXPECT_EQ(folder.count(), 2U);
    const auto text = read_file(file, max_scene_bytes);
    EXPECT_THAT(std::string(as_text(*text)), HasSubstr("weights = \"net.weights.npz\""));
    EXPECT_LT(text->size(), 4000U);
    const auto opened = open_document(file);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document, document);
    // NumPy's names, of the layers' numbers.
    const auto archive = read_file(folder / "net.weights.npz", max_weights_bytes);
    const auto arrays = list_npz(*archive);
    ASSERT_TRUE(arrays);
    EXPECT_EQ(arrays->front().name, "1.weight");
    EXPECT_THAT(arrays->front().extents, ElementsAre(4, 1, 3, 2));
    EXPECT_EQ(arrays->back().name, std::to_string(document.layers.size()) + ".weight");

    fs::rename(folder / "net.weights.npz", folder / "gone.npz");
    expect_error(open_document(file), ErrorCode::not_found, "net.weights.npz");
    ASSERT_TRUE(save_scene(document, {}, file));
    fs::resize_file(folder / "net.weights.npz", 900);
    expect_error(open_document(file), ErrorCode::bad_format, "damaged or cut short");
}

TEST(SceneNetwork, ReadsAsManyArraysAsItWrites) {
    const TempFolder folder;
    model::Document document = document_with(*some({1, 2, 1, 1}, 1));
    document.layers.clear();
    for (int i = 0; i < 1200; ++i)
        document.layers.push_back(layer_of("",
                                           BatchNorm{some({1, 2, 1, 1}, 1), some({1, 2, 1, 1}, 2),
                                                     some({1, 2, 1, 1}, 3), some({1, 2, 1, 1}, 4)},
                                           {i - 1}));
    ASSERT_TRUE(save_scene(document, {}, folder / "deep.pool.toml"));
    ASSERT_TRUE(fs::exists(folder / "deep.weights.npz"));
    const auto opened = open_document(folder / "deep.pool.toml");
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document, document);
}

TEST(SceneNetwork, RefusesAnArchiveThatIsNotItsOwn) {
    const TempFolder folder;
    const auto open_over = [&](const std::vector<NamedArray>& arrays) {
        folder.write("w.npz", write_npz(arrays));
        folder.write("a.pool.toml",
                     network("weights = \"w.npz\"\n[[layers]]\nkind = \"linear\"\n"));
        return open_document(folder / "a.pool.toml");
    };
    const NamedArray weight{"1.weight", Tensor<float>({1, 1, 3, 4}, 0.5F), 2};
    EXPECT_TRUE(open_over({weight}));
    EXPECT_TRUE(open_over({weight, {"1.bias", Tensor<float>({1, 1, 1, 3}), 1}}));
    expect_error(open_over({{"2.weight", weight.values, 2}}), ErrorCode::bad_argument,
                 "no array \"1.weight\"");
    expect_error(open_over({{"1.weight", Tensor<float>({1, 1, 3, 4}), 4}}), ErrorCode::bad_format,
                 "line 2: array \"1.weight\" has 4 axes, and 2 are wanted");
    expect_error(open_over({weight, {"1.bias", Tensor<float>({1, 1, 3, 1}), 2}}),
                 ErrorCode::bad_format, "array \"1.bias\" has 2 axes, and 1 are wanted");
}

TEST(SceneNetwork, OfOtherShapesOpensAndSaysSoInTheDocument) {
    const auto opened = read(
        network("[[layers]]\nkind = \"relu\"\n[[layers]]\nkind = \"linear\"\nweight = [[1, 2]]\n"));
    ASSERT_TRUE(opened) << opened.error().message();
    const auto outputs = model::layer_outputs(opened->document);
    EXPECT_TRUE(outputs.outputs[0]);
    ASSERT_TRUE(outputs.shapes.error);
    EXPECT_THAT(outputs.shapes.error->what.english(), HasSubstr("layer 2 (linear)"));
}

TEST(SceneNetwork, NamesTheLineOfWhatIsWrong) {
    const auto code = ErrorCode::bad_format;
    const auto layer = [](const std::string& lines) {
        return read(network("[[layers]]\n" + lines + "\n"));
    };
    expect_error(layer("kind = \"reluu\""), code, "line 3: there is no layer \"reluu\"");
    expect_error(layer("kind = 3"), code, "line 3: kind is not text");
    expect_error(layer("name = \"x\""), code, "[layers] has no kind");
    expect_error(layer("kind = \"relu\"\nstride = 2"), code,
                 "line 4: \"stride\" is no key of [layers]");
    expect_error(layer("operator = \"max\"\nkernel_size = 2\nweight = 3"), code,
                 "line 5: \"weight\" is no key");
    expect_error(layer("operator = \"maxx\"\nkernel_size = 2"), ErrorCode::unknown_operator,
                 "line 3");
    expect_error(layer("kind = \"conv\""), code, "has no weight");
    expect_error(layer("kind = \"conv\"\nweight = [[1, 2], [3, 4]]"), code,
                 "line 4: weight are not nested as [sample][channel][row][column]");
    expect_error(layer("kind = \"linear\"\nweight = [1, 2]"), code, "line 4");
    expect_error(layer("kind = \"linear\"\nweight = [[1, 2], [3]]"), code,
                 "line 4: a row has 1 cells where the first has 2");
    expect_error(layer("kind = \"linear\"\nweight = [[1]]\nbias = [[1]]"), code, "line 5");
    expect_error(layer("kind = \"linear\"\nweight = [[1, \"2\"]]"), code, "no number");
    expect_error(layer("kind = \"linear\"\nweight = [[1e39]]"), ErrorCode::too_large, "float32");
    expect_error(layer("kind = \"elu\"\nalpha = 1e39"), ErrorCode::too_large,
                 "line 4: alpha is beyond what a float32 holds");
    expect_error(layer("kind = \"elu\"\nalpha = \"1\""), code, "line 4: alpha is not a number");
    expect_error(layer("kind = \"conv\"\nweight = [[[[1]]]]\ngroups = 1.5"), code,
                 "line 5: groups");
    expect_error(layer("kind = \"conv\"\nweight = [[[[1]]]]\npadding = \"same\""), code,
                 "line 5: padding is none of");
    expect_error(layer("kind = \"relu\"\nname = \"a\\u001B[2J\""), code,
                 "line 4: a layer's name is too long");
    expect_error(layer("kind = \"relu\"\nname = \"" + std::string(201, 'x') + "\""), code,
                 "line 4: a layer's name is too long");
}

TEST(SceneNetwork, ReadsOnlyWhatComesBefore) {
    const auto code = ErrorCode::bad_format;
    const auto inputs = [](const std::string& list) {
        return read(network("[[layers]]\nkind = \"relu\"\n[[layers]]\nkind = \"add\"\ninputs = " +
                            list + "\n[[layers]]\nkind = \"relu\"\n"));
    };
    EXPECT_THAT(inputs("[1, 0]")->document.layers[1].inputs, ElementsAre(0, -1));
    expect_error(inputs("[3]"), code, "line 6: layer 2 reads layer 3, which does not come before");
    expect_error(inputs("[2]"), code, "line 6: layer 2 reads layer 2, which does not come before");
    expect_error(inputs("[-1]"), code, "line 6: layer 2 reads layer -1");
    expect_error(inputs("[99999999999]"), code, "line 6");
    expect_error(inputs("1"), code, "line 6: inputs is no list of layers");
    expect_error(inputs("[\"relu\"]"), code, "line 6: inputs is not a whole number");
}

TEST(SceneNetwork, IsBounded) {
    const auto layers = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += "[[layers]]\nkind = \"relu\"\n";
        return read(network(text));
    };
    EXPECT_TRUE(layers(max_scene_layers));
    expect_error(layers(max_scene_layers + 1), ErrorCode::too_large, "the scene has 4097 layers");
    expect_error(layers(10'000), ErrorCode::too_large, "the scene has 10000 layers");
    expect_error(read(network("layers = []\n")), ErrorCode::too_large, "the scene has 0 layers");
    // What a layer makes of these is the document's to say.
    const auto vast = read(network(
        "[[layers]]\nkind = \"conv\"\nweight = [[[[1]]]]\nstride = [-2147483648, 0]\n"
        "padding = 2147483647\ndilation = 2147483647\ngroups = -2147483648\n"
        "[[layers]]\nkind = \"softmax\"\nfirst_axis = -2147483648\nlast_axis = 2147483647\n"));
    ASSERT_TRUE(vast) << vast.error().message();
    const auto outputs = model::layer_outputs(vast->document);
    ASSERT_TRUE(outputs.shapes.error);
    EXPECT_TRUE(outputs.shapes.outputs.empty());
}

TEST(SceneNetwork, SaysItsVersion) {
    const auto code = ErrorCode::bad_format;
    const std::string relu = "[[layers]]\nkind = \"relu\"\n";
    std::string old = network(relu);
    old[10] = '1';
    expect_error(read(old), code, "line 2: a scene of version 1 has one [layer]");
    expect_error(read(network(relu + "[layer]\noperator = \"max\"\nkernel_size = 2\n")), code,
                 "line 2: there is a [layer] beside the [[layers]]");
    expect_error(read(network("layers = 3\n")), code, "line 2: layers is no list of tables");
    expect_error(read(network("layers = [3]\n")), code, "line 2: a layer is no table");
    expect_error(read("version = 1\nweights = \"x.npz\"\n[layer]\noperator = \"max\"\n"
                      "kernel_size = 2\n[input]\nvalues = [[1, 2], [3, 4]]\n"),
                 code, "line 2: \"weights\" is no key");
    expect_error(read(network("weights = 3\n[[layers]]\nkind = \"linear\"\n")), code,
                 "line 2: file is no name in quotes");
    expect_error(read(network("weights = \"x.pool.toml\"\n[[layers]]\nkind = \"linear\"\n")),
                 ErrorCode::unsupported, "line 2: file names another scene");
    expect_error(read(network("weights = \"/dev/zero\"\n[[layers]]\nkind = \"linear\"\n")),
                 ErrorCode::unreadable, "no ordinary file");
    EXPECT_TRUE(
        read("version = 2\nlayer = { operator = \"max\", kernel_size = 2 }\n"
             "[input]\nvalues = [[1, 2], [3, 4]]\n"));
}

TEST(SceneNetwork, IsLookedAtWithinIts) {
    const std::string relu = "[[layers]]\nkind = \"relu\"\n";
    const auto view = [&](const std::string& line) {
        return read(network(relu + relu, "[view]\n" + line + "\n"));
    };
    EXPECT_EQ(view("layer = 2")->view.layer, 1U);
    expect_error(view("layer = 3"), ErrorCode::bad_format,
                 "line 9: layer is 3, and the network has 2");
    expect_error(view("layer = 0"), ErrorCode::bad_format, "line 9: layer is 0");
    expect_error(view("layer = \"relu\""), ErrorCode::bad_format, "line 9");
    expect_error(view("filter = -1"), ErrorCode::bad_format, "line 9: filter is -1");
    expect_error(view("by_layer = 1"), ErrorCode::bad_format, "line 9: by_layer");
}

}  // namespace
}  // namespace poolscope::io
