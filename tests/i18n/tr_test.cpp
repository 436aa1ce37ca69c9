/// Looking words up, and taking sentences apart.
#include "i18n/tr.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

namespace poolscope::i18n {

namespace {

TEST(Tr, EnglishIsItsOwnKey) {
    const LanguageScope english("en");
    EXPECT_STREQ(tr("Open…"), "Open…");
    EXPECT_STREQ(tr("grain|cell"), "cell");
    EXPECT_EQ(trf("{1} of {0}", 9, 2), "2 of 9");
    EXPECT_EQ(trn("{0} real cell", "{0} real cells", 1), "1 real cell");
    EXPECT_EQ(trn("{0} real cell", "{0} real cells", 0), "0 real cells");
    EXPECT_EQ(tr(say("the input has no cells")), "the input has no cells");
    EXPECT_EQ(tr(say("grain|cell")), "cell");
    EXPECT_EQ(tr(say("Lp is over |x|, so {0}", 1)), "Lp is over |x|, so 1");
}

TEST(Tr, ChineseComesFromItsCatalogue) {
    const LanguageScope chinese("zh");
    EXPECT_STREQ(tr("Open…"), "打开…");
    EXPECT_STREQ(tr("grain|cell"), "单元格");
    EXPECT_STREQ(tr("no catalogue has this"), "no catalogue has this");
    EXPECT_STREQ(tr("nor|this"), "this");
    // The order of the arguments is the catalogue's.
    EXPECT_EQ(trn("{1} of {0} output cell differs", "{1} of {0} output cells differ", 9, 2),
              "9 个输出单元格中有 2 个不同");
    EXPECT_EQ(trn("{0} real cell", "{0} real cells", 1), "1 个真实格");
}

TEST(Tr, AMessageIsSaidWithWhatStandsInIt) {
    const LanguageScope chinese("zh");
    EXPECT_EQ(tr(say("the input has no cells")), "输入没有单元格");
    EXPECT_EQ(tr(say("there is no cell ({0}, {1})", 7, -1)), "没有单元格 (7, -1)");
    // What stands in a place may be a sentence or a name itself.
    EXPECT_EQ(tr(say("row {0}, column {1}: {2}", 2, 3, say("{0} is no number", "x"))),
              "第 2 行第 3 列：x 不是数字");
    EXPECT_EQ(tr(say("Keras has no layer for {0} pooling", named("Median"))),
              "Keras 没有中位数池化层");
    // A framework's own message is quoted, and so are places within it.
    EXPECT_EQ(tr(quote("stride should not be zero: {0}")), "stride should not be zero: {0}");
    EXPECT_EQ(tr(say("{0}: {1}", "a {1} b", "c")), "a {1} b：c");
    EXPECT_EQ(
        tr_error(
            {ErrorCode::empty_input, say("the input has no cells"), say("make it smaller"), {3}}),
        "第 3 行：输入没有单元格：请缩小");
}

TEST(Tr, ScopesEndAndThreadsShareTheLanguage) {
    set_language("zh");
    EXPECT_EQ(language().id, "zh");
    {
        const LanguageScope english("en");
        EXPECT_EQ(language().id, "en");
    }
    EXPECT_EQ(language().id, "zh");
    set_language("no such language");
    EXPECT_EQ(language().id, "en");
}

class Environment : public testing::Test {
protected:
    void SetUp() override {
        for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
    }
};

TEST_F(Environment, AsksForTheLanguage) {
    EXPECT_EQ(system_language(), "en");
    setenv("LANG", "zh_CN.UTF-8", 1);
    EXPECT_EQ(system_language(), "zh");
    setenv("LC_MESSAGES", "en_GB", 1);
    EXPECT_EQ(system_language(), "en");
    setenv("LC_ALL", "zh", 1);
    EXPECT_EQ(system_language(), "zh");
    setenv("LC_ALL", "tlh_QO", 1);
    EXPECT_EQ(system_language(), "en");
}

}  // namespace

}  // namespace poolscope::i18n
