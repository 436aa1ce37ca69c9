/// Networks in a session: their files, inputs under them, their cards' menu, and copies of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "drawing/network_words.hpp"
#include "io/npy.hpp"
#include "io/recovery.hpp"
#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "model/layer_kinds.hpp"
#include "session/actions/context_rows.hpp"
#include "session/desk.hpp"
#include "session/file_preview.hpp"
#include "session/files.hpp"
#include "session/folder_list.hpp"
#include "session/network_code.hpp"
#include "session/network_commands.hpp"

namespace poolscope::session {

namespace {

/// The card of a layer.
Spot card(std::size_t layer) {
    Spot spot;
    spot.layer = layer;
    return spot;
}

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// Seven layers over 1 x 4 x 4 cells.
const fs::path digits = POOLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/onnx/digits.onnx";

Tensor<float> grid(const Shape& shape) {
    Tensor<float> values(shape);
    float next = 1;
    for (float& cell : values.cells()) cell = next++;
    return values;
}

class Networks : public testing::Test {
protected:
    void open(const fs::path& file) {
        desk.answer([&](Session& session) { open_file(session, file); });
    }
    [[nodiscard]] const model::Document& network() const { return desk.session.whole(); }
    [[nodiscard]] std::vector<std::string> kinds() const {
        std::vector<std::string> ids;
        for (const NetworkLayer& one : network().layers) ids.emplace_back(kind_id(one.layer));
        return ids;
    }
    [[nodiscard]] std::string told() const {
        std::string all;
        for (const Notice& notice : desk.session.notices) all += notice.text + "\n";
        return all;
    }
    fs::path input(const std::string& name, const Shape& shape) {
        return folder.write(name, io::write_npy(grid(shape), 4));
    }
    /// Max, convolution, ReLU over the grid that the program opens with.
    void build_three() {
        desk.answer([](Session& session) { add_layer(session, "conv", 1); });
        desk.answer([](Session& session) { add_layer(session, "relu", 2); });
        ASSERT_THAT(kinds(), ElementsAre("max", "conv", "relu"));
    }

    io::TempFolder folder;
    Desk desk;
};

TEST_F(Networks, OpenOverRandomNumbersWhereTheInputIsAnother) {
    open(digits);
    EXPECT_THAT(network().layers, SizeIs(7));
    EXPECT_EQ(network().shape(), (Shape{1, 1, 4, 4}));
    EXPECT_THAT(told(), HasSubstr("\"digits.onnx\" lies over random numbers, 1 × 4 × 4"));
    EXPECT_FALSE(desk.session.store.modified());
    EXPECT_EQ(document_name(desk.session), "digits");
    EXPECT_THAT(desk.session.recent.front(), testing::Property(&fs::path::filename, "digits.onnx"));
    EXPECT_TRUE(desk.session.store.outputs().outputs.back());
    // It is saved as a scene of its name.
    desk.run("file.save");
    const auto file = desk.asked<FilePrompt>();
    ASSERT_TRUE(file);
    EXPECT_EQ(file->start.filename(), "digits.pool.toml");
}

TEST_F(Networks, OpenOverTheInputThatIsThereWhereItFits) {
    desk.emit(model::DocumentAction(model::ResizeInput{.channels = 1, .rows = 4, .cols = 4}));
    desk.set_input(0, 0, 42);
    const model::SharedValues input = network().input;
    open(digits);
    const auto unsaved = desk.asked<UnsavedPrompt>();
    ASSERT_TRUE(unsaved) << "changes are asked about as before any other file";
    EXPECT_FALSE(has_layers(desk.session));
    desk.answer(unsaved->then);
    EXPECT_THAT(network().layers, SizeIs(7));
    EXPECT_EQ(network().input, input);
    EXPECT_THAT(told(), HasSubstr("lies over the input that was here"));
}

TEST_F(Networks, ThatAreNoneLeaveTheDocumentAsItIs) {
    const model::Document before = network();
    const auto whole = io::read_file(digits, 1 << 20);
    ASSERT_TRUE(whole);
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{40}, std::size_t{400}}) {
        desk.session.dismiss_notices();
        open(folder.write("cut.onnx", io::Bytes(*whole).first(bytes)));
        EXPECT_EQ(network(), before);
        EXPECT_FALSE(desk.session.prompt);
        ASSERT_THAT(desk.session.notices, SizeIs(1)) << bytes;
        EXPECT_TRUE(desk.session.notices.front().is_error);
        EXPECT_THAT(told(), HasSubstr("cut.onnx"));
    }
    desk.session.dismiss_notices();
    open(folder / "none.onnx");
    EXPECT_THAT(told(), HasSubstr("none.onnx"));
    EXPECT_EQ(network(), before);
}

TEST_F(Networks, SayWhereTheyEndEarly) {
    const auto whole = io::read_file(digits, 1 << 20);
    ASSERT_TRUE(whole);
    std::string bytes(io::as_text(*whole));
    const auto place = bytes.find("Softmax*");
    ASSERT_NE(place, std::string::npos);
    bytes.replace(place, 7, "Hardmox");
    open(folder.write("odd.onnx", bytes));
    EXPECT_THAT(network().layers, SizeIs(6));
    EXPECT_THAT(told(), HasSubstr("The layers end early: "));
    EXPECT_THAT(told(), HasSubstr("Hardmox"));
}

TEST_F(Networks, AreOfferedAsFiles) {
    EXPECT_TRUE(is_offered("net.onnx", FileFilter::scenes_and_inputs));
    EXPECT_FALSE(is_offered("net.onnx", FileFilter::inputs));
    EXPECT_THAT(kinds_of(FileFilter::scenes_and_inputs).front().patterns,
                testing::Contains("*.onnx"));
    const auto preview = file_preview(digits, {});
    ASSERT_TRUE(preview) << "the kernels of its first convolution";
    EXPECT_EQ(preview->shape(), (Shape{1, 1, 3, 7}));
}

TEST_F(Networks, KeepTheirLayersOverAnInputThatFits) {
    open(digits);
    const auto layers = network().layers;
    open(input("other.npy", {1, 1, 4, 4}));
    EXPECT_FALSE(desk.session.prompt);
    EXPECT_EQ(network().layers, layers);
    EXPECT_EQ(network().input->at(0, 0, 3, 3), 16);
    desk.run("edit.undo");
    EXPECT_NE(network().input->at(0, 0, 3, 3), 16);
}

TEST_F(Networks, AskAboutAnInputOfAnotherShape) {
    open(digits);
    const auto layers = network().layers;
    open(input("large.npy", {1, 1, 8, 8}));
    auto fit = desk.asked<FitPrompt>();
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->wants, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(fit->has, (Shape{1, 1, 8, 8}));
    EXPECT_TRUE(fit->can_fit);
    EXPECT_EQ(fit->name, "\"large.npy\"");
    EXPECT_NE(network().input->at(0, 0, 0, 0), 5.5F) << "nothing changes before the answer";
    desk.answer([&](Session& session) { fit->chosen(session, model::Fitting::squeezed); });
    EXPECT_EQ(network().layers, layers);
    EXPECT_EQ(network().input->at(0, 0, 0, 0), 5.5F);
    EXPECT_TRUE(network().source.empty()) << "it is not what the file holds any more";

    desk.run("edit.undo");
    ASSERT_FALSE(desk.session.store.modified());
    open(folder / "large.npy");
    fit = desk.asked<FitPrompt>();
    ASSERT_TRUE(fit);
    desk.answer([&](Session& session) { fit->chosen(session, std::nullopt); });
    EXPECT_EQ(network().shape(), (Shape{1, 1, 8, 8}));
    EXPECT_FALSE(has_layers(desk.session)) << "it began anew";
}

TEST_F(Networks, AskAboutAPastedGridToo) {
    open(digits);
    desk.clipboard() = "1 2 3\n4 5 6\n7 8 9\n";
    desk.run("edit.paste");
    const auto fit = desk.asked<FitPrompt>();
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->has, (Shape{1, 1, 3, 3}));
    EXPECT_EQ(fit->name, "the text");
    desk.answer([&](Session& session) { fit->chosen(session, model::Fitting::middle); });
    EXPECT_EQ(network().shape(), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(network().input->at(0, 0, 3, 3), 9);
}

TEST_F(Networks, ThatTakeAnySizeAskNothing) {
    build_three();
    open(input("tall.npy", {1, 1, 20, 9}));
    EXPECT_FALSE(desk.session.prompt);
    EXPECT_EQ(network().shape(), (Shape{1, 1, 20, 9}));
    EXPECT_THAT(kinds(), ElementsAre("max", "conv", "relu"));
    open(input("deep.npy", {1, 5, 20, 9}));
    const auto fit = desk.asked<FitPrompt>();
    ASSERT_TRUE(fit) << "the convolution reads one channel";
    EXPECT_TRUE(fit->can_fit);
}

TEST_F(Networks, AreWrittenAsOnnx) {
    EXPECT_FALSE(is_enabled(action_row("file.save_onnx"), desk.session));
    build_three();
    desk.run("file.save_onnx");
    const auto file = desk.asked<FilePrompt>();
    ASSERT_TRUE(file);
    EXPECT_EQ(file->start.filename(), "Untitled.onnx");
    desk.answer([&](Session& session) { file->chosen(session, folder / "three"); });
    EXPECT_TRUE(desk.session.store.modified()) << "the file holds no input";
    const auto values = desk.session.store.outputs().outputs.back();
    ASSERT_TRUE(values);
    ASSERT_TRUE(save_now(desk.session, folder / "three"));
    open(folder / "three.onnx");
    EXPECT_THAT(kinds(), ElementsAre("max", "conv", "relu"));
    EXPECT_THAT(told(), HasSubstr("lies over the input that was here"));
    EXPECT_TRUE(*desk.session.store.outputs().outputs.back() == *values)
        << "weights and all are what they were";
}

TEST_F(Networks, AreSavedAndOpenedAsScenes) {
    open(digits);
    desk.emit(model::ViewAction(model::LookAt{3}));
    ASSERT_TRUE(save_now(desk.session, folder / "net"));
    const model::Document saved = network();
    EXPECT_EQ(document_name(desk.session), "net");
    desk.run("file.new");
    EXPECT_FALSE(has_layers(desk.session));
    open(folder / "net.pool.toml");
    EXPECT_EQ(network(), saved);
    EXPECT_EQ(desk.session.store.at(), 3U);
    EXPECT_FALSE(desk.session.store.modified());
}

TEST_F(Networks, OutliveTheProgram) {
    Services services;
    services.recovery_folder = folder / "unsaved";
    model::Document left;
    {
        Desk ending(services);
        for (const char* kind : {"conv", "relu", "linear"})
            ending.answer(
                [&](Session& session) { add_layer(session, kind, session.whole().layers.size()); });
        // Wide enough that its weights lie beside the scene.
        ending.emit(model::DocumentAction(
            model::ChangeLayer{3, Linear{.weight = model::random_weights({1, 1, 200, 36}, 1, 5)}}));
        left = ending.session.whole();
        leave_copy(ending.session);
    }
    Desk next(services);
    offer_left_copies(next.session);
    const auto found = next.asked<RecoveredPrompt>();
    ASSERT_TRUE(found);
    EXPECT_TRUE(fs::exists(found->copy.scene.parent_path() / "unsaved.weights.npz"));
    next.answer([&](Session& session) { open_left_copy(session, found->copy); });
    EXPECT_EQ(next.session.whole().layers, left.layers);
    EXPECT_TRUE(*next.session.whole().input == *left.input);
    EXPECT_TRUE(next.session.store.modified());
}

constexpr const char* sequential =
    "nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))";

TEST_F(Networks, ArePastedAsCode) {
    desk.clipboard() = sequential;
    desk.run("edit.paste");
    const auto asked = desk.asked<CallPrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->text, sequential);
    const model::Document before = network();
    const auto read = read_network_code(asked->text, network().shape(), 7);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE(read->present);
    EXPECT_EQ(words_of(*read), "PyTorch: a network of 3 layers, Convolution → ReLU → Max");
    desk.answer([&](Session& session) { use_network_code(session, *read); });
    EXPECT_THAT(kinds(), ElementsAre("conv", "relu", "max"));
    EXPECT_EQ(network().input, before.input);
    EXPECT_THAT(told(), HasSubstr("seed 7")) << "the weights are told of";
    desk.run("edit.undo");
    EXPECT_EQ(network(), before);
}

TEST_F(Networks, PastedForAnotherInputBringOneAlong) {
    const model::Document before = network();
    const auto coded = read_network_code(
        "nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), "
        "nn.Linear(864, 10))",
        network().shape(), 1);
    ASSERT_TRUE(coded) << coded.error().message();
    EXPECT_FALSE(coded->present);
    EXPECT_EQ(coded->shape, (Shape{1, 1, 28, 28}));
    EXPECT_THAT(remarks_on(*coded).front(), HasSubstr("random numbers, 1 × 28 × 28"));
    desk.answer([&](Session& session) { use_network_code(session, *coded); });
    EXPECT_EQ(network().shape(), (Shape{1, 1, 28, 28}));
    EXPECT_TRUE(desk.session.store.outputs().outputs.back());
    desk.run("edit.undo");
    EXPECT_EQ(network(), before) << "one step";

    const auto keras =
        read_network_code("keras.Sequential([keras.Input((12, 12, 3)), keras.layers.Conv2D(4, 7)])",
                          network().shape(), 1);
    ASSERT_TRUE(keras) << keras.error().message();
    EXPECT_EQ(keras->shape, (Shape{1, 3, 12, 12}));
}

TEST_F(Networks, PastedThatGoWithNoInputSayWhere) {
    const auto read = read_network_code("nn.Sequential(nn.Conv2d(5, 1, 3), nn.Conv2d(3, 1, 3))",
                                        network().shape(), 1);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE(read->present);
    ASSERT_TRUE(read->misfit);
    EXPECT_THAT(remarks_on(*read).front(), HasSubstr("Not over this input: "));
    EXPECT_FALSE(read_network_code("nn.Sequential(nn.Conv2d(1, 2,", {1, 1, 6, 6}, 1));
}

TEST_F(Networks, AreCopiedAsCode) {
    const auto read = read_network_code(sequential, network().shape(), 1);
    ASSERT_TRUE(read);
    desk.answer([&](Session& session) { use_network_code(session, *read); });
    for (const NetworkForm* form : network_forms()) {
        desk.answer([&](Session& session) { copy_network(session, *form); });
        const auto again = read_network_code(desk.clipboard(), network().shape(), 1);
        ASSERT_TRUE(again) << desk.clipboard() << again.error().message();
        std::vector<std::string> ids;
        for (const NetworkLayer& one : again->coded.network.layers)
            ids.emplace_back(kind_id(one.layer));
        EXPECT_EQ(ids, kinds()) << desk.clipboard();
    }
}

std::vector<std::string_view> menu_of(Session& session, const Spot& spot) {
    std::vector<std::string_view> ids;
    for (const ContextRow& row : context_rows())
        if (row.suits(session, spot)) ids.push_back(row.id);
    return ids;
}

TEST_F(Networks, HaveAMenuOnEachCard) {
    build_three();
    desk.emit(model::ViewAction(model::LookAt{0}));
    EXPECT_THAT(menu_of(desk.session, card(1)),
                ElementsAre("layer_look", "layer_before", "layer_behind", "layer_duplicate",
                            "layer_earlier", "layer_later", "layer_rename", "layer_remove"));
    EXPECT_THAT(menu_of(desk.session, card(0)),
                ElementsAre("layer_before", "layer_behind", "layer_duplicate", "layer_later",
                            "layer_rename", "layer_remove"));
    EXPECT_EQ(context_title(desk.session, card(1)), "Layer 2 of 3: conv");
    for (const std::string_view id : menu_of(desk.session, Spot{}))
        EXPECT_THAT(std::string(id), testing::Not(HasSubstr("layer_")));

    const auto run = [&](std::string_view id, std::size_t at) {
        desk.answer([&](Session& session) { run_context(session, id, card(at)); });
    };
    run("layer_look", 1);
    EXPECT_EQ(desk.session.store.at(), 1U);
    run("layer_later", 1);
    EXPECT_THAT(kinds(), ElementsAre("max", "relu", "conv"));
    EXPECT_EQ(desk.session.store.at(), 2U) << "what was moved is looked at";
    run("layer_earlier", 1);
    EXPECT_THAT(kinds(), ElementsAre("relu", "max", "conv"));
    run("layer_duplicate", 1);
    EXPECT_THAT(kinds(), ElementsAre("relu", "max", "max", "conv"));
    EXPECT_EQ(network().layers[1].layer, network().layers[2].layer);
    run("layer_remove", 2);
    EXPECT_THAT(kinds(), ElementsAre("relu", "max", "conv"));
    run("layer_before", 0);
    EXPECT_EQ(desk.asked<NewLayerPrompt>()->at, 0U);
    run("layer_behind", 2);
    EXPECT_EQ(desk.asked<NewLayerPrompt>()->at, 3U);
    run("layer_rename", 2);
    const auto rename = desk.asked<RenameLayerPrompt>();
    ASSERT_TRUE(rename);
    EXPECT_EQ(rename->at, 2U);
    EXPECT_EQ(rename->name, "");
    desk.answer([&](Session& session) { rename_layer(session, rename->at, "  edges\n "); });
    EXPECT_EQ(network().layers[2].name, "edges");
    desk.run("edit.undo");
    EXPECT_EQ(network().layers[2].name, "");
}

TEST_F(Networks, ThatBranchKeepTheirPlaces) {
    build_three();
    auto layers = network().layers;
    layers.push_back({.layer = Join{Joining::add}, .inputs = {1, 2}});
    desk.emit(model::DocumentAction(model::SetLayers{layers}));
    EXPECT_THAT(menu_of(desk.session, card(1)),
                testing::AllOf(testing::Contains("layer_remove"),
                               testing::Not(testing::Contains("layer_earlier")),
                               testing::Not(testing::Contains("layer_later")),
                               testing::Not(testing::Contains("layer_duplicate"))));
    EXPECT_FALSE(is_enabled(action_row("network.duplicate"), desk.session));
}

}  // namespace

}  // namespace poolscope::session
