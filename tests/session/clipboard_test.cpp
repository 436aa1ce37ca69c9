/// What is copied, and what becomes of what is pasted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/desk.hpp"

namespace poolscope::session {

namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

TEST(Clipboard, AGridIsPastedElsewhere) {
    Desk from;
    from.set_input(0, 0, 42);
    from.run("edit.copy");
    EXPECT_THAT(from.clipboard(), HasSubstr("42"));
    ASSERT_THAT(from.session.notices, SizeIs(1));
    EXPECT_THAT(from.session.notices.front().text, StartsWith("Copied the input as "));
    Desk to;
    to.clipboard() = from.clipboard();
    to.run("edit.paste");
    EXPECT_EQ(to.input(0, 0), 42);
    EXPECT_EQ(*to.session.document().input, *from.session.document().input);
}

TEST(Clipboard, AFormulaIsCopiedForLatexAndAPictureAsSvg) {
    Desk desk;
    desk.run("edit.copy_formula");
    EXPECT_THAT(desk.clipboard(), HasSubstr("\\max"));
    desk.run("edit.copy_picture_as_svg");
    EXPECT_THAT(desk.clipboard(), HasSubstr("<svg"));
}

TEST(Clipboard, APictureIsCopiedAsPngWhereTheDesktopTakesIt) {
    std::vector<std::byte> taken;
    Services services;
    services.clipboard.set_picture = [&](std::span<const std::byte> png) {
        taken.assign(png.begin(), png.end());
        return Result<void>{};
    };
    Desk desk(services);
    desk.run("edit.copy_picture");
    const auto read = io::read_image(taken);
    ASSERT_TRUE(read) << "it is no PNG";
    EXPECT_GT(read->values.shape().w, 400);
}

TEST(Clipboard, WhereNothingTakesPicturesThatIsSaid) {
    Desk desk;
    desk.run("edit.copy_picture");
    ASSERT_FALSE(desk.session.notices.empty());
    EXPECT_THAT(desk.session.notices.back().text, HasSubstr("SVG"));
}

TEST(Clipboard, APastedCallIsAskedAbout) {
    Desk desk;
    const model::Document before = desk.session.document();
    desk.clipboard() = "nn.AvgPool2d(2)";
    desk.run("edit.paste");
    const auto asked = desk.asked<CallPrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->text, "nn.AvgPool2d(2)");
    EXPECT_EQ(desk.session.document(), before) << "it is not the layer yet";
}

TEST(Clipboard, WhichOfSeveralGridsIsAsked) {
    Desk desk;
    const model::Document before = desk.session.document();
    desk.clipboard() = "a = [[1, 2]]\nb = [[3, 4, 5]]";
    desk.run("edit.paste");
    const auto asked = desk.asked<GridPrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->text, desk.clipboard());
    EXPECT_EQ(desk.session.document(), before) << "none is the input yet";
    EXPECT_TRUE(desk.session.notices.empty());
}

TEST(Clipboard, ACallInAProgramIsAskedAbout) {
    Desk desk;
    desk.clipboard() =
        "class Net(nn.Module):\n    def forward(self, x):\n"
        "        return F.max_pool2d(x, 2)\n";
    desk.run("edit.paste");
    ASSERT_TRUE(desk.asked<CallPrompt>());
    desk.clipboard() = "hk.MaxPool(2, 2, 'SAME')";
    desk.run("edit.paste");
    EXPECT_TRUE(desk.asked<CallPrompt>()) << "where it is said why it cannot be read";
}

TEST(Clipboard, WhatIsNoGridIsReported) {
    Desk desk;
    const model::Document before = desk.session.document();
    desk.clipboard() = "neither a grid nor a call";
    desk.run("edit.paste");
    EXPECT_FALSE(desk.session.prompt);
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_TRUE(desk.session.notices.front().is_error);
    EXPECT_EQ(desk.session.document(), before);
}

}  // namespace

}  // namespace poolscope::session
