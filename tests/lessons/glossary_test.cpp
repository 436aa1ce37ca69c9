/// Terms are found in words, and each has both names and a meaning.
#include "lessons/glossary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "i18n/language.hpp"

namespace poolscope::lessons {
namespace {

std::vector<std::string> found(std::string_view text, std::string_view language) {
    std::vector<std::string> ids;
    for (const TermPlace& place : terms_in(text, language))
        ids.emplace_back(glossary()[place.term].id);
    return ids;
}

TEST(Glossary, EveryTermHasItsNamesAndMeanings) {
    std::set<std::string_view> ids;
    for (const Term& term : glossary()) {
        EXPECT_TRUE(ids.insert(term.id).second) << term.id;
        for (const i18n::Language& one : i18n::languages()) {
            EXPECT_FALSE(term.name(one.id).empty()) << term.id;
            EXPECT_FALSE(term.meaning_in(one.id).empty()) << term.id;
        }
    }
    EXPECT_GE(ids.size(), 20U);
}

TEST(Glossary, TermsAreFoundAsWholeWords) {
    EXPECT_THAT(found("The stride moves the Window; strides matter.", "en"),
                testing::ElementsAre("stride", "window"));
    EXPECT_THAT(found("Strident spooling, windowed.", "en"), testing::IsEmpty());
    EXPECT_THAT(found("Max pooling and pooling", "en"),
                testing::ElementsAre("max_pooling", "pooling"));
}

TEST(Glossary, NamesInCapitalsAreNoWordsOfTheLanguage) {
    EXPECT_THAT(found("The same layer is valid twice.", "en"), testing::IsEmpty());
    EXPECT_THAT(found("Padding is SAME there.", "en"),
                testing::ElementsAre("padding", "valid_same"));
}

TEST(Glossary, ChineseNeedsNoBlanks) {
    EXPECT_THAT(found("最大池化以步幅移动窗口", "zh"),
                testing::ElementsAre("max_pooling", "stride", "window"));
}

TEST(Glossary, PlacesAreInOrderAndApart) {
    const std::string text = "global pooling, padding, stride, the divisor of a mean";
    std::size_t end = 0;
    for (const TermPlace& place : terms_in(text, "en")) {
        EXPECT_GE(place.begin, end);
        EXPECT_GT(place.end, place.begin);
        EXPECT_LE(place.end, text.size());
        end = place.end;
    }
}

}  // namespace
}  // namespace poolscope::lessons
