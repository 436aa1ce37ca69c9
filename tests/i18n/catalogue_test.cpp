/// Every catalogue says all that the program says, no more, and in characters that it can draw.
#include <algorithm>
#include <array>
#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/exporter.hpp"
#include "handout/sheet.hpp"
#include "house/sources.hpp"
#include "i18n/source_words.hpp"
#include "i18n/tr.hpp"
#include "io/examples.hpp"
#include "io/text_grid.hpp"
#include "model/fill.hpp"
#include "poolscope/dialects/dialect.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/operators/operator.hpp"
#include "theme/colormap.hpp"
#include "theme/fonts.hpp"
#include "theme/theme.hpp"
#include "ui/actions.hpp"

namespace poolscope::i18n {

namespace {

using testing::IsEmpty;

/// Frameworks' own messages are quoted as they are, whatever the language.
constexpr std::array quoted{"The `{0}` argument must be a tuple",
                            "Unrecognized keyword arguments",
                            "all values of",
                            "strides > 1 not supported",
                            "Negative dimension size",
                            "`padding` must be either",
                            "Unrecognized attribute",
                            "Attribute ",
                            "stride should",
                            "kernel size should",
                            "dilation should",
                            "max_pool1d()",
                            "Calculated output size",
                            "got an unexpected keyword",
                            "divisor must be not zero",
                            "float division by zero",
                            "fractional_max_pool2d()"};
/// Only one who starts the program without a display reads these: the command line is English.
constexpr std::array command_line{"install Mesa's software OpenGL"};

bool is_quoted(const std::string& sentence) {
    const auto holds = [&](std::string_view part) {
        return sentence.find(part) != std::string::npos;
    };
    return std::ranges::any_of(quoted, holds) || std::ranges::any_of(command_line, holds);
}

/// Says something of its own: more than a place or two.
bool says_something(std::string sentence) {
    for (std::size_t at; (at = sentence.find('{')) != std::string::npos;) sentence.erase(at, 3);
    return sentence.find_first_not_of(" .:;,()\"") != std::string::npos;
}

/// The command line's errors are English; a lesson's are made elsewhere.
std::vector<house::Source> speaking_sources() {
    auto sources = house::read_sources({"app", "core"}, {".cpp", ".hpp"});
    std::erase_if(sources,
                  [](const house::Source& one) { return one.path.starts_with("app/cli/"); });
    return sources;
}

/// The names and notes in the program's lists.
std::set<std::string> listed_words() {
    std::set<std::string> words;
    const auto add = [&](std::string_view word) {
        if (!word.empty()) words.insert(std::string(word));
    };
    for (const ui::ActionRow& row : ui::action_rows())
        if (row.submenu != ui::Submenu::exporters) add(row.label);
    for (const Operator* op : operators()) {
        for (const std::string_view word :
             {op->name, op->note, op->formula.noun, op->formula.running})
            add(word);
        for (const NumberParameter& number : op->parameters) add(number.name);
    }
    for (const Dialect* one : dialects()) add(one->name), add(one->note);
    for (const Equivalence& one : equivalences()) add(one.name), add(one.note);
    for (const model::Fill& one : model::fills()) add(one.name), add(one.note);
    for (const io::TextFormat& one : io::text_formats()) add(one.name);
    for (const theme::Colormap* one : theme::colormaps()) add(one->name);
    for (const theme::Theme* one : theme::themes()) add(one->name);
    for (const exporting::Exporter* one : exporting::exporters()) add(one->name);
    for (const handout::Paper& one : handout::papers()) add(one.name);
    for (const io::Example& one : io::examples()) add(one.name);
    return words;
}

/// What stages of equivalences, and their operators, are called: made as layers ask for them.
const std::set<std::string> stage_words{
    "rows",  "columns",  "negate",  "max",         "negate back",     "weights",
    "sum",   "negative", "product", "sum so far ", "maximum so far ", "maximum",
    "result"};

std::set<std::string> said_words() {
    std::set<std::string> words = listed_words();
    for (const house::Source& source : house::read_sources({"app"}, {".cpp", ".hpp"}))
        words.merge(keys_in(source.text));
    words.insert(stage_words.begin(), stage_words.end());
    return words;
}

std::set<std::string> said_errors() {
    std::set<std::string> sentences;
    for (const house::Source& source : speaking_sources())
        for (std::string error : errors_in(source.text)) {
            // A beginning that several errors share is a sentence of its own: "{0}the disk is
            // full".
            if (error.starts_with("{0}") && error.size() > 3 && std::isalpha(error[3]) != 0)
                error.erase(0, 3);
            sentences.insert(std::move(error));
        }
    std::erase_if(sentences, [](const std::string& one) {
        return is_quoted(one) || !says_something(one) || one.find(' ') == std::string::npos;
    });
    return sentences;
}

/// "{1} of {0}" has 0 and 1.
std::set<char> places_in(const std::string& text) {
    std::set<char> places;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9')
            places.insert(text[i + 1]);
    return places;
}

class Catalogue : public testing::TestWithParam<const Language*> {
protected:
    const Language& spoken = *GetParam();
};

TEST(Catalogues, EnglishAndChineseAreThere) {
    ASSERT_GE(languages().size(), 2U);
    EXPECT_EQ(languages().front().id, "en");
    EXPECT_EQ(language_or_default("zh").name, "简体中文");
}

TEST_P(Catalogue, LacksNoWord) {
    std::vector<std::string> missing;
    for (const std::string& word : said_words())
        if (!spoken.words.contains(word)) missing.push_back(word);
    EXPECT_THAT(missing, IsEmpty());
}

TEST_P(Catalogue, HasNoUnusedWord) {
    const std::set<std::string> said = said_words();
    std::vector<std::string> unused;
    for (const auto& [word, translation] : spoken.words)
        if (!said.contains(word)) unused.push_back(word);
    EXPECT_THAT(unused, IsEmpty());
}

TEST_P(Catalogue, LacksNoError) {
    const LanguageScope scope(spoken.id);
    std::vector<std::string> missing;
    for (const std::string& error : said_errors())
        if (!spoken.sentences.contains(error) && tr_sentence(error) == error)
            missing.push_back(error);
    EXPECT_THAT(missing, IsEmpty());
}

TEST_P(Catalogue, HasNoUnusedSentence) {
    std::string said;
    for (const house::Source& source : speaking_sources())
        for (const std::string& literal : literals_in(source.text)) said += literal + '\n';
    std::vector<std::string> unused;
    const auto check = [&](const std::string& sentence, std::string piece) {
        const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)); };
        // Signs at its ends may come from elsewhere.
        while (!piece.empty() && is_letter(piece.front()) == 0) piece.erase(0, 1);
        while (!piece.empty() && is_letter(piece.back()) == 0) piece.pop_back();
        if (!piece.empty() && said.find(piece) == std::string::npos)
            unused.push_back(sentence + " (" + piece + ")");
    };
    for (const SentencePattern& pattern : spoken.patterns) {
        std::string whole;
        for (const std::string& piece : pattern.pieces) whole += "{}" + piece;
        // Two literals may meet where one ends and the next begins: a piece is then found in two.
        for (const std::string& piece : pattern.pieces) {
            const std::size_t middle = piece.find_first_of(":;,");
            const bool split = said.find(piece) == std::string::npos && middle != std::string::npos;
            check(whole, split ? piece.substr(0, middle) : piece);
            if (split) check(whole, piece.substr(middle + 1));
        }
    }
    for (const auto& [sentence, translation] : spoken.sentences)
        if (places_in(sentence).empty()) check(sentence, sentence);
    EXPECT_THAT(unused, IsEmpty());
}

TEST_P(Catalogue, KeepsEveryPlace) {
    std::vector<std::string> wrong;
    for (const Words* words : {&spoken.words, &spoken.sentences})
        for (const auto& [key, translation] : *words)
            if (translation.empty() || places_in(key) != places_in(translation))
                wrong.push_back(key);
    EXPECT_THAT(wrong, IsEmpty());
}

/// Every character of another script in the catalogues, the lessons and the sources has a font that
/// the program carries, in both weights.
TEST(Catalogues, CanBeDrawn) {
    std::set<std::string> missing;
    for (const house::Source& source : house::read_sources({"app", "assets"}, {".cpp", ".toml"}))
        for (std::string_view rest = source.text; !rest.empty();) {
            const std::string_view from = rest;
            const char32_t c = theme::next_character(rest);
            if (c < 0x2E80) continue;
            for (const theme::Font font : {theme::Font::regular, theme::Font::semibold})
                if (theme::font_for(c, font) == font)
                    missing.insert(std::string(from.substr(0, from.size() - rest.size())) + " in " +
                                   source.path);
        }
    EXPECT_THAT(missing, IsEmpty());
}

std::vector<const Language*> translations() {
    std::vector<const Language*> all;
    for (const Language& one : languages().subspan(1)) all.push_back(&one);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Languages, Catalogue, testing::ValuesIn(translations()),
                         [](const auto& one) { return one.param->id; });

}  // namespace

}  // namespace poolscope::i18n
