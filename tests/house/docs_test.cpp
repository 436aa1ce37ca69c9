/// The docs against the program: tables made from the lists, commands and options that exist.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "cli/description.hpp"
#include "house/operators_table.hpp"
#include "house/sources.hpp"
#include "i18n/language.hpp"
#include "pages/pages.hpp"

namespace house {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The text of `page` between <!-- name --> and <!-- /name -->.
std::string between_marks(const std::string& page, const std::string& name) {
    const std::string open = "<!-- " + name + " -->\n";
    const std::size_t start = page.find(open);
    const std::size_t end = page.find("<!-- /" + name + " -->");
    if (start == std::string::npos || end == std::string::npos) {
        return "there is no " + open;
    }
    return page.substr(start + open.size(), end - start - open.size());
}

TEST(Docs, TheOperatorsTableIsFresh) {
    const std::string path = "docs/adding-an-operator.md";
    const std::string expected = operators_table();
    std::string page = read_source(path);
    const std::string actual = between_marks(page, "operators");
    if (std::getenv("POOLSCOPE_BLESS") != nullptr && actual != expected) {
        page.replace(page.find(actual), actual.size(), expected);
        std::ofstream(std::filesystem::path(POOLSCOPE_SOURCE_DIR) / path) << page;
        return;
    }
    EXPECT_EQ(actual, expected) << "the table in " << path
                                << " should be as below; POOLSCOPE_BLESS=1 writes it:\n"
                                << expected;
}

/// The code that a page shows stands in `sources` as it is; how many pieces of it there are.
int expect_code_of(const std::string& path, const std::string& sources) {
    const std::string page = read_source(path);
    const std::string open = "```cpp\n";
    int blocks = 0;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
        at += open.size();
        EXPECT_THAT(sources, HasSubstr(page.substr(at, page.find("```", at) - at)));
        ++blocks;
    }
    return blocks;
}

TEST(Docs, TheWalkThroughShowsTheMedianAsItIs) {
    EXPECT_GE(expect_code_of("docs/adding-an-operator.md",
                             read_source("core/src/operators/median.cpp") +
                                 read_source("core/src/operators/operators.cpp") +
                                 read_source("tests/core/operators/median_test.cpp")),
              4);
}

TEST(Docs, TheWalkThroughShowsBatchNormalisationAsItIs) {
    EXPECT_GE(expect_code_of("docs/adding-a-layer.md",
                             read_source("core/include/poolscope/network.hpp") +
                                 read_source("core/src/layers/batch_norm.cpp") +
                                 read_source("core/src/layers/batch_norm_row.cpp") +
                                 read_source("tests/core/network_gen.hpp")),
              7);
}

TEST(Docs, TheLibrarysExampleIsTheOneThatIsBuilt) {
    EXPECT_THAT(read_source("README.md"),
                HasSubstr("```cpp\n" + read_source("tests/consumer/main.cpp") + "```"));
}

/// What `poolscope COMMAND --help` prints; "" for the program itself.
std::string help_of(const std::string& command) {
    const std::string line = "LC_ALL=C " POOLSCOPE_PROGRAM " " + command + " --help";
    std::string text;
    if (FILE* pipe = ::popen(line.c_str(), "r")) {
        char buffer[4096];
        while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) {
            text.append(buffer, got);
        }
        EXPECT_EQ(::pclose(pipe), 0) << line;
    }
    return text;
}

std::set<std::string> options_in(const std::string& text) {
    static const std::regex option(R"(--[a-z][a-z-]+)");
    std::set<std::string> options;
    for (std::sregex_iterator it(text.begin(), text.end(), option), end; it != end; ++it) {
        options.insert(it->str());
    }
    return options;
}

/// Every option that some command takes.
std::set<std::string> options_that_exist() {
    std::string help;
    for (const char* command :
         {"", "pool", "unpool", "code", "steps", "render", "handout", "lesson check"})
        help += help_of(command);
    return options_in(help);
}

/// The page of the command line in a language, and what it should be.
class CommandLinePage : public testing::TestWithParam<const char*> {
protected:
    [[nodiscard]] static std::string language() { return GetParam(); }
    [[nodiscard]] static std::string path() {
        return language() == "en" ? "docs/command-line.md"
                                  : "docs/command-line." + language() + ".md";
    }
    [[nodiscard]] static std::string made() {
        const poolscope::i18n::LanguageScope speaking(language());
        return poolscope::pages::markdown_page(
            poolscope::cli::describe_command_line(),
            read_source("packaging/command-line." + language() + ".md.in"));
    }
};

TEST_P(CommandLinePage, IsWhatTheProgramSaysOfItself) {
    const std::string expected = made();
    if (std::getenv("POOLSCOPE_BLESS") != nullptr) {
        std::ofstream(std::filesystem::path(POOLSCOPE_SOURCE_DIR) / path()) << expected;
        return;
    }
    EXPECT_EQ(read_source(path()), expected)
        << "POOLSCOPE_BLESS=1 ctest -R CommandLinePage writes " << path();
}

TEST_P(CommandLinePage, HasEveryOptionAndLeavesNoPlaceOpen) {
    const std::string page = read_source(path());
    auto named = options_in(page);
    named.insert("--help");
    for (const std::string& option : options_that_exist())
        EXPECT_TRUE(named.contains(option)) << option << " is not in " << path();
    EXPECT_THAT(page, Not(HasSubstr("<!--")));
}

INSTANTIATE_TEST_SUITE_P(Languages, CommandLinePage, testing::Values("en", "zh"));

TEST(Docs, AReadmeNamesOnlyOptionsThatExist) {
    auto existing = options_that_exist();
    // Of CMake, as they are called by.
    existing.insert({"--build", "--install", "--preset", "--prefix", "--component"});
    for (const char* readme : {"README.md", "README.zh.md"})
        for (const std::string& option : options_in(read_source(readme)))
            EXPECT_TRUE(existing.contains(option)) << readme << " names " << option;
}

TEST(Docs, TheScriptsThatAreNamedExist) {
    static const std::regex script(R"(scripts/[a-z][a-z-]*)");
    auto pages = read_sources({"docs"}, {".md"});
    for (const char* page : {"README.md", "README.zh.md"}) {
        pages.push_back({page, read_source(page)});
    }
    for (const Source& page : pages) {
        for (std::sregex_iterator it(page.text.begin(), page.text.end(), script), end; it != end;
             ++it) {
            const auto path = std::filesystem::path(POOLSCOPE_SOURCE_DIR) / it->str();
            EXPECT_EQ(::access(path.c_str(), X_OK), 0) << page.path << " names " << it->str();
        }
    }
}

TEST(Docs, LinksLeadSomewhere) {
    static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
    auto pages = read_sources({"docs"}, {".md"});
    for (const char* page : {"README.md", "README.zh.md", "CONTRIBUTING.md", "core/README.md"}) {
        pages.push_back({page, read_source(page)});
    }
    for (const Source& page : pages) {
        const auto folder = (std::filesystem::path(POOLSCOPE_SOURCE_DIR) / page.path).parent_path();
        for (std::sregex_iterator it(page.text.begin(), page.text.end(), link), end; it != end;
             ++it) {
            EXPECT_TRUE(std::filesystem::exists(folder / (*it)[1].str()))
                << page.path << " links to " << (*it)[1];
        }
    }
}

}  // namespace
}  // namespace house
