/// The catalogue: both languages, the same places to fill, and no phrase without a use.
#include "lessons/phrases.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace poolscope::lessons {
namespace {

/// "{0}", "{1}" as they occur.
std::set<std::string> slots(std::string_view text) {
    std::set<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
        found.emplace(text.substr(at, 3));
    return found;
}

std::string sources() {
    std::string all;
    for (const char* folder : {"app/lessons", "app/ui"}) {
        const auto root = std::filesystem::path(POOLSCOPE_SOURCE_DIR) / folder;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (entry.path().filename() == "phrases.cpp" || !entry.is_regular_file()) continue;
            std::ostringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            all += text.str();
        }
    }
    return all;
}

TEST(Phrases, AreThereInBothLanguagesWithTheSamePlaces) {
    std::set<std::string_view> ids;
    for (const Phrase& phrase : phrases()) {
        EXPECT_TRUE(ids.insert(phrase.id).second) << phrase.id;
        EXPECT_FALSE(phrase.english.empty()) << phrase.id;
        EXPECT_FALSE(phrase.chinese.empty()) << phrase.id;
        EXPECT_EQ(slots(phrase.english), slots(phrase.chinese)) << phrase.id;
    }
}

TEST(Phrases, AreAllUsed) {
    const std::string text = sources();
    for (const Phrase& phrase : phrases()) {
        const std::string id(phrase.id);
        // These are put together from a part and an id.
        if (id.starts_with("operator.") || id.starts_with("parameter.ask_")) continue;
        EXPECT_NE(text.find('"' + id + '"'), std::string::npos) << id;
    }
}

TEST(Phrases, AreFilled) {
    EXPECT_EQ(say("place.of_channel", {"(1, 2)", "3"}).in(Language::english),
              "(1, 2) of channel 3");
    EXPECT_EQ(say("place.of_channel", {"(1, 2)", "3"}).in(Language::chinese), "(1, 2)（通道 3）");
}

}  // namespace
}  // namespace poolscope::lessons
