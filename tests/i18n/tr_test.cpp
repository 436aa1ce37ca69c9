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
    EXPECT_EQ(tr_sentence("the input has no cells"), "the input has no cells");
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
    EXPECT_EQ(trn("{0} real cell", "{0} real cells", 1), "1 个有效单元格");
}

TEST(Tr, SentencesFromBelowAreTakenApart) {
    const LanguageScope chinese("zh");
    EXPECT_EQ(tr_sentence("the input has no cells"), "输入没有单元格");
    EXPECT_EQ(tr_sentence("there is no cell (7, -1)"), "没有单元格 (7, -1)");
    // What stands in a place may be a sentence or a name itself.
    EXPECT_EQ(tr_sentence("Keras has no layer for Median pooling"), "Keras 没有中值池化层");
    EXPECT_EQ(tr_sentence("row 2, column 3: x is no number"), "第 2 行第 3 列：x 不是数字");
    EXPECT_EQ(tr_sentence("Keras has no ceil_mode · Keras never counts padding in the mean"),
              "Keras 没有 ceil_mode · Keras 从不把填充计入平均");
    // What is too long for a sentence is some file's, and stays as it is.
    const std::string longest = "row 2, column 3: " + std::string(970, 'x') + " is no number";
    ASSERT_EQ(longest.size(), 1000U);
    EXPECT_NE(tr_sentence(longest), longest);
    EXPECT_EQ(tr_sentence(longest + "!"), longest + "!");
    // A framework's own message is quoted.
    EXPECT_EQ(tr_sentence("stride should not be zero"), "stride should not be zero");
    EXPECT_EQ(tr_error({ErrorCode::empty_input, "the input has no cells", "make it smaller"}),
              "输入没有单元格：请缩小");
}

TEST(Tr, TheSentenceOfALanguageIsNotAnothers) {
    const std::string said = "the input has no cells";
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ((LanguageScope("zh"), tr_sentence(said)), "输入没有单元格");
        EXPECT_EQ((LanguageScope("en"), tr_sentence(said)), said);
    }
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
