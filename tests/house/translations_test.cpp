/// The Chinese pages against the English ones: the same parts, the same code, names as the program
/// shows them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "house/sources.hpp"
#include "house/translated_page.hpp"

namespace house {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

struct Pair {
    std::string name;
    Page english;
    Page chinese;
};

std::vector<Pair> pages() {
    std::vector<Pair> pairs;
    for (const std::string name :
         {"README", "docs/command-line", "docs/user-guide", "docs/writing-a-lesson"})
        pairs.push_back(
            {name, read_page(read_source(name + ".md")), read_page(read_source(name + ".zh.md"))});
    return pairs;
}

/// "#", "##", ...
std::vector<std::string> levels_of(const Page& page) {
    std::vector<std::string> levels;
    for (const std::string& heading : page.headings)
        levels.push_back(heading.substr(0, heading.find(' ')));
    return levels;
}

/// Whether a text within code may stand for the other in Chinese.
bool may_translate(const std::string& english, const std::string& chinese) {
    return english == chinese || is_chinese(chinese) || (english == "en" && chinese == "zh");
}

/// What is wrong with a line of Chinese code; empty where nothing is.
std::string fault_of_code(const std::string& english, const std::string& chinese) {
    const CodeLine ours = without_words(english), theirs = without_words(chinese);
    const bool same =
        ours.rest == theirs.rest && std::ranges::equal(ours.texts, theirs.texts, may_translate);
    return same ? "" : "\"" + chinese + "\" stands where English has \"" + english + "\"";
}

/// What English says in code within its sentences and Chinese does not; what Chinese translated
/// may stand for as many.
std::vector<std::string> lost_spans(const Page& english, const Page& chinese) {
    std::vector<std::string> lost;
    std::ranges::set_difference(english.spans, chinese.spans, std::back_inserter(lost));
    const auto translated = std::ranges::count_if(chinese.spans, is_chinese);
    if (std::ssize(lost) <= translated) lost.clear();
    return lost;
}

TEST(Translations, HaveAHeadingForEachHeading) {
    for (const Pair& pair : pages())
        EXPECT_EQ(levels_of(pair.chinese), levels_of(pair.english)) << pair.name;
}

TEST(Translations, HaveTheSameCode) {
    for (const Pair& pair : pages()) {
        const auto& ours = pair.english.code;
        const auto& theirs = pair.chinese.code;
        ASSERT_EQ(theirs.size(), ours.size()) << pair.name;
        ASSERT_FALSE(ours.empty());
        for (std::size_t i = 0; i < ours.size(); ++i)
            EXPECT_EQ(fault_of_code(ours[i], theirs[i]), "") << pair.name;
    }
}

TEST(Translations, NameAllThatEnglishNames) {
    for (const Pair& pair : pages())
        EXPECT_THAT(lost_spans(pair.english, pair.chinese), IsEmpty()) << pair.name;
}

TEST(Translations, HaveARowForEachRow) {
    for (const Pair& pair : pages()) {
        const auto& ours = pair.english.first_cells;
        const auto& theirs = pair.chinese.first_cells;
        ASSERT_EQ(theirs.size(), ours.size()) << pair.name;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const bool names_option = ours[i].starts_with(" `--");
            EXPECT_EQ(names_option ? theirs[i] : "", names_option ? ours[i] : "") << pair.name;
        }
    }
}

TEST(Translations, LinkToHeadingsThatAreThere) {
    for (const Pair& pair : pages())
        for (const Page* page : {&pair.english, &pair.chinese}) {
            std::vector<std::string> anchors;
            for (const std::string& heading : page->headings) anchors.push_back(anchor_of(heading));
            for (const std::string& anchor : page->anchors) EXPECT_THAT(anchors, Contains(anchor));
        }
}

TEST(Translations, CallMenusAndControlsAsTheProgramDoes) {
    const std::string catalogue = read_source("assets/lang/zh.toml");
    std::size_t names = 0;
    for (const Pair& pair : pages()) {
        if (pair.name == "README") continue;  // there, what is bold is no control
        for (std::string path : pair.chinese.bold)
            for (std::size_t end = 0; end != std::string::npos; ++names) {
                end = path.find(" > ");
                std::string name = path.substr(0, end);
                if (end != std::string::npos) path.erase(0, end + 3);
                if (name.ends_with("。")) name.erase(name.size() - std::string("。").size());
                EXPECT_THAT(catalogue, HasSubstr("= \"" + name + "\"\n")) << pair.name;
            }
    }
    EXPECT_GT(names, 30U);
}

TEST(Translations, AMadeUpFaultIsFound) {
    EXPECT_EQ(fault_of_code("title = \"A ring\"", "title = \"一圈\""), "");
    EXPECT_EQ(fault_of_code("    scripts/run   # builds", "    scripts/run    # 编译"), "");
    EXPECT_NE(fault_of_code("preset = \"max-2x2\"", "preset = \"max-3x3\""), "");
    EXPECT_NE(fault_of_code("title = \"A ring\"", "titel = \"一圈\""), "");
    EXPECT_NE(fault_of_code("stride = 2", "stride = 3"), "");
    EXPECT_NE(fault_of_code("    poolscope render a.toml  # x", "    poolscope steps a.toml  # x"),
              "");
    EXPECT_THAT(lost_spans(read_page("Use `--fps` or `--key`."), read_page("用 `--fps`。")),
                Contains("--key"));
    EXPECT_EQ(anchor_of("## What can be pointed at?"), "what-can-be-pointed-at");
}

}  // namespace
}  // namespace house
