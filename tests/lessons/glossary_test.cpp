/// Terms are found in words, and each has both names and a meaning.
#include "lessons/glossary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace poolscope::lessons {
namespace {

std::vector<std::string> found(std::string_view text, Language language) {
    std::vector<std::string> ids;
    for (const TermPlace& place : terms_in(text, language))
        ids.emplace_back(glossary()[place.term].id);
    return ids;
}

TEST(Glossary, EveryTermHasItsNamesAndMeanings) {
    std::set<std::string_view> ids;
    for (const Term& term : glossary()) {
        EXPECT_TRUE(ids.insert(term.id).second) << term.id;
        for (const LanguageRow& row : languages()) {
            EXPECT_FALSE(term.name(row.language).empty()) << term.id;
            EXPECT_FALSE(term.meaning(row.language).empty()) << term.id;
        }
    }
    EXPECT_GE(ids.size(), 20U);
}

TEST(Glossary, TermsAreFoundAsWholeWords) {
    EXPECT_THAT(found("The stride moves the Window; strides matter.", Language::english),
                testing::ElementsAre("stride", "window"));
    EXPECT_THAT(found("Strident spooling, windowed.", Language::english), testing::IsEmpty());
    EXPECT_THAT(found("Max pooling and pooling", Language::english),
                testing::ElementsAre("max_pooling", "pooling"));
}

TEST(Glossary, ChineseNeedsNoBlanks) {
    EXPECT_THAT(found("最大池化以步幅移动窗口", Language::chinese),
                testing::ElementsAre("max_pooling", "stride", "window"));
}

TEST(Glossary, PlacesAreInOrderAndApart) {
    const std::string text = "global pooling, padding, stride, the divisor of a mean";
    std::size_t end = 0;
    for (const TermPlace& place : terms_in(text, Language::english)) {
        EXPECT_GE(place.begin, end);
        EXPECT_GT(place.end, place.begin);
        EXPECT_LE(place.end, text.size());
        end = place.end;
    }
}

}  // namespace
}  // namespace poolscope::lessons
