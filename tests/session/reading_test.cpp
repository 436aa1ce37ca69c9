/// What is asked of a file that can be read in several ways, and what the answers do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "io/npy.hpp"
#include "io/temp_folder.hpp"
#include "session/desk.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// An array whose cells count up, of `rank` axes.
std::filesystem::path counted(const io::TempFolder& folder, const std::string& name, Shape shape,
                              int rank) {
    Tensor<float> tensor(shape);
    std::iota(tensor.cells().begin(), tensor.cells().end(), 0.0F);
    return folder.write(name, io::write_npy(tensor, rank));
}

TEST(Reading, TheLayoutIsAskedOnce) {
    const io::TempFolder folder;
    Desk desk;
    open_file(desk.session, counted(folder, "hwc.npy", {1, 4, 6, 3}, 3));
    const auto asked = desk.asked<LayoutPrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->values->shape(), (Shape{1, 4, 6, 3}));
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 1, 6, 6})) << "nothing opens before";
    desk.answer([&](Session& session) { asked->chosen(session, model::Layout::nhwc); });
    const model::Document& document = desk.session.document();
    EXPECT_EQ(document.shape(), (Shape{1, 3, 4, 6}));
    EXPECT_EQ(document.input->at(0, 2, 3, 5), 71.0F);
    EXPECT_EQ(document.input->at(0, 0, 0, 1), 3.0F);
    EXPECT_THAT(document.channel_names, SizeIs(3));
    EXPECT_TRUE(document.source.empty()) << "a scene would read the file otherwise";

    open_file(desk.session, counted(folder, "other.npy", {1, 8, 8, 1}, 3));
    EXPECT_FALSE(desk.session.prompt);
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 1, 8, 8}));
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text,
                HasSubstr("Read as 1 channel of 8 x 8 cells, as you chose before"));
}

TEST(Reading, ChannelsFirstKeepTheFile) {
    const io::TempFolder folder;
    Desk desk;
    const auto file = counted(folder, "hwc.npy", {1, 40, 60, 3}, 3);
    open_file(desk.session, file);
    const auto asked = desk.asked<LayoutPrompt>();
    ASSERT_TRUE(asked);
    desk.answer([&](Session& session) { asked->chosen(session, model::Layout::nchw); });
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 40, 60, 3}));
    EXPECT_EQ(desk.session.document().source, file);
    // A scene that names it says how, and opens without a question.
    ASSERT_TRUE(save_now(desk.session, folder / "a.pool.toml"));
    const auto again = io::open_document(folder / "a.pool.toml");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->document.shape(), (Shape{1, 40, 60, 3}));
    EXPECT_EQ(again->document.source, file);
}

TEST(Reading, APastedArrayIsAskedAboutToo) {
    Desk desk;
    desk.clipboard() =
        "array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [10, 20, 30]]], dtype=uint8)";
    desk.run("edit.paste");
    const auto asked = desk.asked<LayoutPrompt>();
    ASSERT_TRUE(asked);
    desk.answer([&](Session& session) { asked->chosen(session, model::Layout::nhwc); });
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 3, 2, 2}));
    EXPECT_THAT(desk.session.document().input->whole()->plane(0, 1), ElementsAre(0, 255, 0, 20));
}

TEST(Reading, WholeNumbersThatAreRoundedAreToldOf) {
    const io::TempFolder folder;
    Desk desk;
    open_file(desk.session, folder.write("a.csv", "1,16777217\n"));
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, HasSubstr("16777217 became 16777216"));
    EXPECT_FALSE(desk.session.notices.front().is_error);
}

TEST(Reading, ALargePictureIsReducedOrCropped) {
    const io::TempFolder folder;
    // 6001 x 4001 pixels, of which the last is red.
    std::string file = "P6 6001 4001 255\n";
    file.resize(file.size() + std::size_t{6001} * 4001 * 3 - 3, '\x40');
    const auto path = folder.write("large.ppm", file + std::string("\xFF\0\0", 3));
    Desk desk;
    open_file(desk.session, path);
    auto asked = desk.asked<PicturePrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->size.width, 6001);
    EXPECT_EQ(asked->size.least_reduction(), 2);
    ASSERT_TRUE(asked->preview);
    EXPECT_LE(asked->preview->shape().w, 640);
    desk.answer([&](Session& session) { asked->chosen(session, {.reduce = 2}); });
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 3, 2001, 3001}));
    EXPECT_EQ(desk.session.document().input->at(0, 0, 2000, 3000), 255.0F);
    EXPECT_TRUE(desk.session.document().picture);

    open_file(desk.session, path);
    asked = desk.asked<PicturePrompt>();
    ASSERT_TRUE(asked);
    desk.answer([&](Session& session) {
        asked->chosen(session, {.crop = model::Crop{5997, 3999, 4, 2}});
    });
    EXPECT_EQ(desk.session.document().shape(), (Shape{1, 3, 2, 4}));
    EXPECT_EQ(desk.session.document().input->at(0, 1, 1, 3), 0.0F);
}

}  // namespace

}  // namespace poolscope::session
