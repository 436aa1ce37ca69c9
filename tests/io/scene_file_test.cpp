/// Scene files: round trips, what they leave out, and what they refuse.
#include "io/scene_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "io/npy.hpp"
#include "io/scene_documents.hpp"
#include "io/temp_folder.hpp"
#include "model/action.hpp"
#include "model/run.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

constexpr float infinity = std::numeric_limits<float>::infinity();

Result<OpenedDocument> read(const std::string& text) {
    return read_scene(text, fs::path("/nowhere"));
}

/// A scene with `layer` and `input` in place of the usual lines.
std::string scene(const std::string& layer = "operator = \"max\"\nkernel_size = [2, 2]\n",
                  const std::string& input = "values = [[[1, 2], [3, 4]]]\n",
                  const std::string& rest = "") {
    return "version = 1\n[layer]\n" + layer + "[input]\n" + input + rest;
}

/// Everything of the view that a scene keeps.
void expect_same_view(const model::ViewState& a, const model::ViewState& b) {
    EXPECT_EQ(a.step, b.step);
    EXPECT_EQ(a.grain, b.grain);
    EXPECT_EQ(a.all_channels, b.all_channels);
    EXPECT_EQ(a.colormap, b.colormap);
    EXPECT_EQ(a.sample, b.sample);
    EXPECT_EQ(a.mode, b.mode);
    EXPECT_EQ(a.compare_first, b.compare_first);
    EXPECT_EQ(a.compare_second, b.compare_second);
    EXPECT_EQ(a.equivalence, b.equivalence);
    EXPECT_EQ(a.edits_scores, b.edits_scores);
    EXPECT_EQ(a.counts_readers, b.counts_readers);
    EXPECT_EQ(a.picture_view, b.picture_view);
    EXPECT_EQ(a.indices, b.indices);
    EXPECT_EQ(a.lens, b.lens);
    if (!a.all_channels) {
        EXPECT_EQ(a.channel, b.channel);
    }
}

TEST(SceneFile, KeepsEverything) {
    auto document =
        document_with(Tensor<float>({1, 2, 1, 3}, {1, -0.0F, 0.1F, -infinity, infinity, 1e30F}));
    document.layer().op = *find_operator("avg");
    document.layer().params = {{2, 3}, {4, 5}, {1, 2, 3, 4}, {6, 7}, true, false, -8};
    document.channel_names = {R"(a "b"\)", "\u03B1"};
    document.picture = true;
    document.seed = 77;
    model::ViewState view;
    view.step = 3;
    view.grain = Grain::cell;
    view.channel = 1;
    view.colormap = "cividis";
    const auto back = read(write_scene(document, view));
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_TRUE(back->is_scene);
    EXPECT_EQ(back->document, document) << write_scene(document, view);
    expect_same_view(back->view, view);
}

TEST(SceneFile, KeepsEveryCellAndEveryLayer) {
    std::mt19937 random(2);
    const auto pick = [&](int from, int to) {
        return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
    };
    for (int round = 0; round < 1000; ++round) {
        Tensor<float> values({1, pick(1, 3), pick(1, 4), pick(1, 4)});
        for (auto& cell : values.cells()) {
            cell = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
            // Documents are compared bit for bit, and TOML has one nan.
            if (std::isnan(cell)) cell = std::numeric_limits<float>::quiet_NaN();
        }
        auto document = document_with(std::move(values));
        document.layer().params = {{pick(-1, 9), pick(1, 9)},
                                   {pick(0, 9), pick(1, 9)},
                                   {pick(0, 9), pick(0, 9), pick(0, 9), pick(0, 9)},
                                   {pick(1, 9), pick(1, 9)},
                                   pick(0, 1) == 1,
                                   pick(0, 1) == 1,
                                   pick(0, 1) == 1 ? std::optional(pick(-9, 9)) : std::nullopt};
        model::ViewState view;
        view.step = random();
        view.all_channels = pick(0, 1) == 1;
        const auto text = write_scene(document, view);
        const auto back = read(text);
        ASSERT_TRUE(back) << text << back.error().message();
        ASSERT_EQ(back->document, document) << text;
        expect_same_view(back->view, view);
    }
}

TEST(SceneFile, KeepsEveryOperatorUnderEveryDialect) {
    for (const Dialect* dialect : dialects())
        for (const Operator* op : operators()) {
            auto document = document_with(Tensor<float>({2, 4, 3, 4}, 1.5F));
            document.layer().op = op;
            document.layer().params = settled({op}).params;
            document.layer().params.output_size = {2, 3};
            document.layer().params.seed = 99;
            for (const NumberParameter& number : op->parameters)
                document.layer().params.*number.field = number.low + (number.high - number.low) / 3;
            const auto changed =
                model::update(document, model::SetDialect{std::string(dialect->id)});
            // A dialect has not every operator.
            if (changed) document = *changed;
            const auto text = write_scene(document, {});
            const auto back = read(text);
            ASSERT_TRUE(back) << text << back.error().message();
            EXPECT_EQ(back->document, document) << text;
        }
}

TEST(SceneFile, KeepsEveryPlacementAndPadding) {
    for (const auto placement : {Placement::sliding, Placement::adaptive, Placement::global}) {
        auto document = model::default_document();
        document.layer().params.placement = placement;
        document.layer().params.output_size = {4, 3};
        const auto back = read(write_scene(document, {}));
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(back->document, document);
    }
    for (const auto mode : {PaddingMode::valid, PaddingMode::same_upper, PaddingMode::same_lower}) {
        auto document = model::default_document();
        document.layer().params.padding = {};
        document.layer().params.padding_mode = mode;
        const auto back = read(write_scene(document, {}));
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(back->document, document);
    }
}

TEST(SceneFile, KeepsEveryNumberOfEveryOperator) {
    for (const Operator* op : operators())
        for (const NumberParameter& number : op->parameters) {
            std::vector<double> values{number.low, number.high,
                                       0.1 * number.low + 0.9 * number.high};
            if (number.unbounded) values.push_back(std::numeric_limits<double>::infinity());
            for (const double value : values) {
                auto document = model::default_document();
                document.layer() = settled({op, document.layer().params});
                document.layer().params.*number.field = value;
                const auto text = write_scene(document, {});
                const auto back = read(text);
                ASSERT_TRUE(back) << text << back.error().message();
                EXPECT_EQ(back->document.layer().params.*number.field, value) << text;
            }
        }
}

TEST(SceneFile, KeepsBatchesScoresGradientsAndModes) {
    auto document = document_with(Tensor<float>({2, 3, 2, 2}));
    for (std::size_t i = 0; i < 24; ++i) {
        auto values = *document.input->whole();
        values.cells()[i] = static_cast<float>(i) / 4;
        document.input = std::make_shared<const model::Values>(std::move(values));
    }
    document.layer().op = *find_operator("attention");
    document.layer().params.kernel_size = document.layer().params.stride = {1, 2};
    document.layer().params.padding = {};
    document.layer().params.scores =
        Shared(Tensor<float>({1, 1, 2, 2}, {0.5F, -1, infinity, -0.0F}));
    document.grad_output =
        std::make_shared<const model::Values>(Tensor<float>({2, 3, 2, 1}, -2.5F));
    model::ViewState view;
    view.sample = 1;
    view.edits_scores = true;
    view.counts_readers = true;
    view.picture_view = model::PictureView::over;
    view.indices = false;
    view.lens = true;
    view.mode = model::Mode::compare;
    view.compare_first = "explicit";
    view.compare_second = "pytorch";
    view.equivalence = std::string(equivalences().back().id);
    const auto text = write_scene(document, view);
    const auto back = read(text);
    ASSERT_TRUE(back) << text << back.error().message();
    EXPECT_EQ(back->document, document) << text;
    expect_same_view(back->view, view);
    for (const auto mode : {model::Mode::forward, model::Mode::backward, model::Mode::stages}) {
        view.mode = mode;
        expect_same_view(read(write_scene(document, view))->view, view);
    }
}

TEST(SceneFile, FillsInWhatIsLeftOut) {
    const auto opened = read(scene());
    ASSERT_TRUE(opened) << opened.error().message();
    PoolParams params;
    params.kernel_size = params.stride = {2, 2};
    EXPECT_EQ(opened->document.layer().params, params);
    EXPECT_THAT(opened->document.channel_names, ElementsAre("0"));
    EXPECT_FALSE(opened->document.picture);
    EXPECT_EQ(opened->view.step, 0U);
    EXPECT_FALSE(opened->view.all_channels);

    const auto brief =
        read(scene("operator = \"avg\"\nkernel_size = 3\nstride = 2\npadding = [1, 2]\n"));
    ASSERT_TRUE(brief) << brief.error().message();
    EXPECT_EQ(brief->document.layer().params.kernel_size, (Extent{3, 3}));
    EXPECT_EQ(brief->document.layer().params.stride, (Extent{2, 2}));
    EXPECT_EQ(brief->document.layer().params.padding, (Padding{1, 2, 1, 2}));
    // The stride is the kernel's size where none is given.
    const auto tall = read(scene("operator = \"max\"\nkernel_size = [3, 2]\npadding = 1\n"));
    ASSERT_TRUE(tall);
    EXPECT_EQ(tall->document.layer().params.stride, (Extent{3, 2}));
    EXPECT_EQ(tall->document.layer().params.padding, (Padding{1, 1, 1, 1}));
}

TEST(SceneFile, LoadsAnImpossibleLayer) {
    for (const std::string layer :
         {"kernel_size = 100\n", "kernel_size = 0\n", "kernel_size = [-2147483648, 2147483647]\n",
          "kernel_size = 2\nstride = -3\n", "kernel_size = 2\npadding = [-1, 0, 0, 0]\n",
          "kernel_size = 2147483647\ndilation = 2147483647\n",
          "kernel_size = 2\ndivisor_override = 0\n"}) {
        const auto opened = read(scene("operator = \"avg\"\n" + layer));
        ASSERT_TRUE(opened) << layer << opened.error().message();
        const auto& document = opened->document;
        EXPECT_FALSE(make_steps(*document.input->whole(), document.layer(), Grain::window))
            << layer;
    }
}

TEST(SceneFile, NeedsNoKernelWhereNoWindowHasOne) {
    EXPECT_TRUE(read(scene("operator = \"avg\"\nplacement = \"global\"\n")));
    EXPECT_TRUE(
        read(scene("operator = \"max\"\nplacement = \"adaptive\"\noutput_size = [1, 2]\n")));
    EXPECT_TRUE(read(scene("operator = \"maxout\"\nchannel_group = 1\n")));
    expect_error(read(scene("operator = \"fractional\"\noutput_size = 1\n")), ErrorCode::bad_format,
                 "[layer] has no kernel_size");
}

TEST(SceneFile, AppliesTheRulesOfItsDialect) {
    const auto lp = read(scene("operator = \"lp\"\ndialect = \"pytorch\"\nkernel_size = 2\n"));
    ASSERT_TRUE(lp) << lp.error().message();
    EXPECT_TRUE(lp->document.layer().params.signed_powers);
    EXPECT_FALSE(
        read(scene("operator = \"lp\"\nkernel_size = 2\n"))->document.layer().params.signed_powers);
}

TEST(SceneFile, OpensALayerThatItsDialectRefuses) {
    const auto opened =
        read(scene("operator = \"max\"\ndialect = \"pytorch\"\nkernel_size = 2\npadding = 2\n"));
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(opened->document.layer().params.padding, (Padding{2, 2, 2, 2}));
    const auto results = model::compute_results(opened->document);
    ASSERT_FALSE(results.geometry);
    EXPECT_EQ(results.geometry.error().code, ErrorCode::bad_padding);
}

TEST(SceneFile, NamesTheLineOfAnUnknownKey) {
    const auto code = ErrorCode::bad_format;
    expect_error(read(scene("operator = \"max\"\nkernel_size = 2\nkernal = 3\n")), code,
                 "line 5: \"kernal\" is no key of [layer]");
    expect_error(read(scene() + "colour = 1\n"), code, "line 7: \"colour\" is no key of [input]");
    expect_error(read(scene() + "[view]\nzoom = 1\n"), code,
                 "line 8: \"zoom\" is no key of [view]");
    expect_error(read("version = 1\nlayer_count = 2\n" + scene().substr(12)), code,
                 "line 2: \"layer_count\" is no key");
}

TEST(SceneFile, NamesTheLineOfAWrongValue) {
    const auto code = ErrorCode::bad_format;
    const auto layer = [](const std::string& line) {
        return read(scene("operator = \"max\"\nkernel_size = 2\n" + line + "\n"));
    };
    expect_error(layer("stride = \"2\""), code, "line 5: stride is not a whole number");
    expect_error(layer("stride = 2.5"), code, "line 5: stride is not a whole number");
    expect_error(layer("stride = [1, 2, 3]"), code, "line 5: stride is no pair");
    expect_error(layer("stride = []"), code, "line 5: stride is no pair");
    expect_error(layer("padding = [1, 2, 3]"), code, "line 5: padding has not 4 sides");
    expect_error(layer("padding = [1, 2, 3, 4, 5]"), code, "line 5: padding has not 4 sides");
    expect_error(layer("dilation = 2147483648"), code,
                 "line 5: dilation is 2147483648, which is out of range");
    expect_error(layer("ceil_mode = 1"), code, "line 5: ceil_mode");
    expect_error(layer("stride = 99999999999999999999"), code, "line 5");
    expect_error(layer("stride = 2\nstride = 2"), code, "line 6");
    expect_error(layer("placement = \"sidling\""), code,
                 "line 5: placement is none of \"sliding\"");
    expect_error(layer("placement = 1"), code, "line 5: placement is none of");
    expect_error(layer("padding = \"same\""), code, "line 5: padding is none of \"valid\"");
    expect_error(layer("output_size = [1, 2, 3]"), code, "line 5: output_size is no pair");
    expect_error(layer("channel_group = 0.5"), code, "line 5: channel_group is not a whole number");
    expect_error(layer("norm = \"2\""), code, "line 5: norm is not a number");
    expect_error(layer("seed = -1"), code, "line 5: seed is not a whole number of 0 or more");
    expect_error(layer("dialect = \"caffe\""), code, "line 5: there is no dialect 'caffe'");
    expect_error(layer("dialect = 1"), code, "line 5: dialect is not text");
    expect_error(layer("scores = [[1, 2]]"), code,
                 "line 5: scores are 1 x 2 cells, and the input is 2 x 2");
    expect_error(layer("scores = [[[1, 2], [3, 4]]]"), code,
                 "line 5: scores are not nested as [row][column]");
    expect_error(layer("scores = [[1, 2], [3]]"), code, "line 5: a row has 1 cells");
    expect_error(layer("scores = \"none.npy\""), ErrorCode::not_found, "line 5: there is no file");
    expect_error(read(scene("operator = \"maxout\"\nplacement = \"sliding\"\n")), code,
                 "line 4: placement means nothing to the operator maxout");
    expect_error(read(scene("kernel_size = 2\n")), code, "[layer] has no operator");
    expect_error(read(scene("operator = \"max\"\n")), code, "[layer] has no kernel_size");
    expect_error(read(scene("operator = \"midrange\"\nkernel_size = 2\n")),
                 ErrorCode::unknown_operator, "midrange");
}

TEST(SceneFile, RefusesWrongInputs) {
    const auto code = ErrorCode::bad_format;
    const auto input = [](const std::string& lines) {
        return read(scene("operator = \"max\"\nkernel_size = 2\n", lines + "\n"));
    };
    expect_error(input("seed = 1"), code, "either values or file");
    expect_error(input("values = [[[1]]]\nfile = \"a.png\""), code, "either values or file");
    expect_error(input("values = []"), ErrorCode::empty_input, "no cells");
    expect_error(input("values = 3"), ErrorCode::empty_input, "no cells");
    expect_error(input("values = [[]]"), ErrorCode::empty_input, "no cells");
    expect_error(input("values = [[[]]]"), ErrorCode::empty_input, "no cells");
    expect_error(input("values = [[[1, 2], [3]]]"), code, "1 cells where the first has 2");
    expect_error(input("values = [[[1]], [[1], [2]]]"), code, "2 rows where the first has 1");
    EXPECT_EQ(input("values = [[1, 2], [3, 4]]")->document.shape(), (Shape{1, 1, 2, 2}));
    expect_error(input("values = [1, 2]"), code, "[channel][row][column]");
    expect_error(input("values = [[[[[1]]]]]"), code, "[sample][channel][row][column]");
    expect_error(input("values = [[[[1]], [[2]]], [[[3]]]]"), code,
                 "a sample has 1 channels where the first has 2");
    expect_error(input("values = [[[1]], [2]]"), code, "not nested as [channel][row][column]");
    expect_error(input("values = [[[1]], [[[2]]]]"), code, "no number");
    expect_error(input("values = [[[1, \"2\"]]]"), code, "no number");
    expect_error(input("values = [[[1]]]\nchannels = [\"a\", \"b\"]"), code, "not 1 names");
    expect_error(input("values = [[[1]]]\nchannels = [1]"), code, "no text in quotes");
    expect_error(input("values = [[[1]]]\nchannels = [\"" + std::string(65, 'x') + "\"]"), code,
                 "too long");
    expect_error(input("values = [[[1]]]\nchannels = [\"a\\u001B[2J\"]"), code, "cannot be shown");
    expect_error(input("values = [[[1]]]\n[view]\ncolormap = \"viridsi\""), code,
                 "names no colour map");
    expect_error(input("values = [[[1]]]\nseed = -1"), code, "0 or more");
    expect_error(input("file = \"\""), code, "no name");
    expect_error(input("file = 3"), code, "no name");
    expect_error(input("file = \"none.png\""), ErrorCode::not_found, "none.png");
    expect_error(input("file = \"other.pool.toml\""), ErrorCode::unsupported, "another scene");
    expect_error(input("file = \"/dev/zero\""), ErrorCode::unreadable, "no ordinary file");
}

TEST(SceneFile, RefusesWrongGradients) {
    const auto gradient = [](const std::string& lines) {
        return read(scene() + "[gradient]\n" + lines + "\n");
    };
    EXPECT_EQ(gradient("values = [[[4]]]")->document.grad_output->shape(), (Shape{1, 1, 1, 1}));
    expect_error(gradient(""), ErrorCode::bad_format, "[gradient] must have either values or file");
    EXPECT_EQ(gradient("values = [[4]]")->document.grad_output->shape(), (Shape{1, 1, 1, 1}));
    expect_error(gradient("values = [1]"), ErrorCode::bad_format, "line 8: values are not nested");
    expect_error(gradient("file = \"none.npy\""), ErrorCode::not_found, "line 8");
    expect_error(gradient("values = [[[4]]]\nseed = 1"), ErrorCode::bad_format,
                 "line 9: \"seed\" is no key of [gradient]");
    expect_error(read("version = 1\ngradient = 1\n" + scene().substr(12)), ErrorCode::bad_format,
                 "line 2: gradient is no table");
}

TEST(SceneFile, RefusesWrongViews) {
    const auto view = [](const std::string& line) {
        return read(scene() + "[view]\n" + line + "\n");
    };
    expect_error(view("channel = 1"), ErrorCode::bad_format,
                 "line 8: channel is 1, and the input has 1");
    expect_error(view("channel = \"red\""), ErrorCode::bad_format, "line 8");
    expect_error(view("grain = \"pixel\""), ErrorCode::bad_format, "line 8: grain");
    expect_error(view("step = -1"), ErrorCode::bad_format, "line 8: step");
    expect_error(view("sample = 1"), ErrorCode::bad_format,
                 "line 8: sample is 1, and the input has 1");
    expect_error(view("mode = \"sideways\""), ErrorCode::bad_format, "line 8: mode is none of");
    expect_error(view("picture_view = \"behind\""), ErrorCode::bad_format,
                 "line 8: picture_view is none of \"beside\", \"before-after\"");
    expect_error(view("compare = \"keras\""), ErrorCode::bad_format,
                 "line 8: compare does not name two dialects");
    expect_error(view(R"(compare = ["explicit", "caffe"])"), ErrorCode::bad_format,
                 "line 8: there is no dialect 'caffe'");
    expect_error(view("compare = [\"explicit\", 2]"), ErrorCode::bad_format,
                 "line 8: a dialect of compare is no text in quotes");
    expect_error(view("equivalence = \"magic\""), ErrorCode::bad_format, "line 8");
    expect_error(view("equivalence = 3"), ErrorCode::bad_format,
                 "line 8: equivalence is not text in quotes");
    expect_error(view("edits_scores = 1"), ErrorCode::bad_format, "line 8: edits_scores");
    EXPECT_TRUE(view("channel = \"all\"\ngrain = \"cell\"\nstep = 99"));
}

TEST(SceneFile, RefusesOtherVersionsAndOtherFiles) {
    expect_error(read("version = 3\nwhatever = 1\n"), ErrorCode::unsupported, "newer Poolscope");
    expect_error(read("version = 0\n"), ErrorCode::bad_format, "no scene");
    expect_error(read(""), ErrorCode::bad_format, "no scene");
    expect_error(read("version = 1\n"), ErrorCode::bad_format, "no [layer]");
    expect_error(read("version = 1\nlayer = 1\n"), ErrorCode::bad_format,
                 "line 2: layer is no table");
    expect_error(read("version = 1\n[layer\n"), ErrorCode::bad_format, "line 2");
    expect_error(read("\x89PNG\r\n"), ErrorCode::bad_format, "line 1");
    expect_error(read(std::string("version = 1\0", 12)), ErrorCode::bad_format, "no text");
    for (const std::string text :
         {"[@]\n", "[[@]]\n", "[a.@]\n", "x = {@ = 1}\n", "a.@ = 1\n", "@ = 1\n",
          "x = 3\x01\"\u0101\"\n", "x = 3\"\u0101\"\n", "x = 3.\"\u0101\"\n", "\u00A1 = 1\n",
          "x = 1\u0101\n", "x = \"\"\"\\\n\u0101\"\"\"\n", "x = '''\n'''\n"})
        expect_error(read(text), ErrorCode::bad_format, "line 1");
    expect_error(read("a = \"\xFF\"\n"), ErrorCode::bad_format, "line 1");
}

TEST(SceneFile, BoundsHostileFiles) {
    expect_error(read(std::string(max_scene_bytes + 1, '#')), ErrorCode::too_large, "4 MiB");
    const auto deep = [](std::string_view part, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) text += part;
        return text;
    };
    expect_error(read("version = 1\nx = " + deep("[", 1'000'000)), ErrorCode::bad_format, "line 2");
    expect_error(read("version = 1\nx = " + deep("{a=", 1'000'000)), ErrorCode::bad_format,
                 "line 2");
    expect_error(read("version = 1\nx = {" + deep("\"a\".", 1'000'000) + "a = 1}"),
                 ErrorCode::bad_format, "line 2");
    EXPECT_TRUE(read("# " + deep(".\u03B1", 1000) + "\n" + scene() + "channels = [\"\u03B1" +
                     deep(".", 60) + "\\\"\"]\n"));
    expect_error(read("version = 1\n" + deep("a.", 1'000'000) + "a = 1"), ErrorCode::bad_format,
                 "line 2");
    expect_error(read("version = 1\n[" + deep("a.", 1'000'000) + "a]"), ErrorCode::bad_format,
                 "line 2");
}

}  // namespace
}  // namespace poolscope::io
