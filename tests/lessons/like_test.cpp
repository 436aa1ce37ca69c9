/// Pages that are like others, or presets: what they write is put over it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ReadLesson read(const std::string& text) {
    return read_lesson(
        text, {[](const std::string& file, const model::Reading&) -> Result<io::LoadedInput> {
            return fail(ErrorCode::not_found, say("there is no file {0}", file),
                        say("check its name"));
        }});
}

/// A lesson whose second page is like the first but for `own`, and its documents.
std::vector<io::OpenedDocument> like_but_for(const std::string& own) {
    const std::string text =
        R"toml(lesson = 1
title = "Alike"
language = "en"
[[scene]]
id = "a"
title = "A"
words = ["."]
[scene.layer]
operator = "avg"
kernel_size = 3
padding = [1, 0]
count_include_pad = false
dialect = "pytorch"
[scene.input]
values = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
channels = ["left", "right"]
seed = 7
[scene.view]
step = 1
channel = 1
counts_readers = true
[[scene]]
id = "b"
title = "B"
words = ["."]
like = "a"
)toml" + own +
        "\n[[scene]]\ntitle = \"C\"\nwords = [\".\"]\nlike = \"b\"\n[scene.view]\nstep = 0\n";
    ReadLesson got = read(text);
    for (const Error& fault : got.faults) ADD_FAILURE() << own << fault.message();
    std::vector<io::OpenedDocument> opened;
    for (Page& page : got.lesson.pages) opened.push_back(std::move(page.opened));
    return opened;
}

TEST(Like, WhatASceneWritesIsPutKeyByKeyOverTheOneThatItIsLike) {
    const auto layer = like_but_for("layer = { kernel_size = 2 }");
    PoolParams expected = layer[0].document.layer().params;
    expected.kernel_size = expected.stride = {2, 2};  // no stride was written: it follows
    EXPECT_EQ(layer[1].document.layer().params, expected);
    EXPECT_EQ(layer[1].document.layer().op->id, "avg");
    EXPECT_EQ(layer[1].document.layer().dialect->id, "pytorch");
    EXPECT_EQ(layer[1].view.step, 1U);
    EXPECT_EQ(layer[2].document, layer[1].document) << "over several scenes";
    EXPECT_EQ(layer[2].view.step, 0U);
    EXPECT_EQ(layer[2].view.channel, 1);
    EXPECT_TRUE(layer[2].view.counts_readers);

    const auto op = like_but_for("layer = { operator = \"max\", stride = 1 }");
    EXPECT_EQ(op[1].document.layer().op->id, "max");
    EXPECT_EQ(op[1].document.layer().params.kernel_size, (Extent{3, 3}));
    EXPECT_EQ(op[1].document.layer().params.stride, (Extent{1, 1}));
    EXPECT_EQ(op[1].document.layer().params.padding, (Padding{1, 0, 1, 0}));

    const auto named = like_but_for("[scene.input]\nchannels = [\"L\", \"R\"]");
    EXPECT_EQ(named[1].document.channel_names, (std::vector<std::string>{"L", "R"}));
    EXPECT_EQ(named[1].document.input->at(0, 1, 2, 2), 9);
    EXPECT_EQ(named[1].document.seed, 7U);
}

TEST(Like, AGridIsPutOverAnotherAsAWhole) {
    const auto grid = like_but_for(
        "[scene.input]\nvalues = [[[1, 2, 3, 4], [5, 6, 7, 8]]]\n"
        "[scene.view]\nchannel = 0");
    EXPECT_EQ(grid[1].document.shape(), (Shape{1, 1, 2, 4}));
    EXPECT_EQ(grid[1].document.channel_names.size(), 1U) << "the names of two do not fit";
    EXPECT_EQ(grid[1].document.layer().params.padding, (Padding{1, 0, 1, 0}));
}

TEST(Like, AnotherOperatorMayLayItsWindowsByItself) {
    const std::string text = R"toml(lesson = 1
title = "Placed"
language = "en"
[[scene]]
id = "a"
title = "A"
words = ["."]
layer = { operator = "max", placement = "adaptive", output_size = 2 }
input = { values = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]] }
[[scene]]
title = "B"
words = ["."]
like = "a"
layer = { operator = "fractional", kernel_size = 2 }
)toml";
    const ReadLesson got = read(text);
    for (const Error& fault : got.faults) ADD_FAILURE() << fault.message();
    EXPECT_EQ(got.lesson.pages[1].opened.document.layer().params.placement, Placement::fractional);
    EXPECT_EQ(got.lesson.pages[1].opened.document.layer().params.output_size, (Extent{2, 2}));
}

TEST(Like, ALayerIsPutOverThatOfAPreset) {
    const std::string text =
        "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n[[scene]]\n"
        "title = \"x\"\nwords = [\"x\"]\npreset = \"max-padded\"\n";
    const ReadLesson got = read(text + "layer = { stride = 1 }\n");
    for (const Error& fault : got.faults) ADD_FAILURE() << fault.message();
    const PoolParams& params = got.lesson.pages[0].opened.document.layer().params;
    EXPECT_EQ(params.kernel_size, (Extent{3, 3}));
    EXPECT_EQ(params.stride, (Extent{1, 1}));
    EXPECT_EQ(params.padding, (Padding{1, 1, 1, 1}));
    std::vector<std::string> messages;
    for (const Error& fault : read(text + "layer = { strid = 1 }\n").faults)
        messages.push_back(fault.message());
    EXPECT_THAT(messages,
                ElementsAre(HasSubstr("line 8: \"strid\" is no key of [layer]: write stride")));
}

}  // namespace
}  // namespace poolscope::lessons
