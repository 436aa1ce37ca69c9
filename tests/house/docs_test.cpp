/// The docs against the program: tables made from the lists, commands and options that exist.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <regex>
#include <set>

#include "house/sources.hpp"
#include "poolscope/operators/operator.hpp"
#include "poolscope/scalars.hpp"

namespace house {
namespace {

using testing::HasSubstr;

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

std::string types_of(const poolscope::Operator& op) {
    std::string types;
    const auto add = [&]<class Scalar>(Scalar) {
        if (op.plane.get<Scalar>() != nullptr) {
            types += (types.empty() ? "" : ", ") + poolscope::scalar_name<Scalar>();
        }
    };
#define POOLSCOPE_ADD(Scalar) add(Scalar{});
    POOLSCOPE_EACH_SCALAR(POOLSCOPE_ADD)
#undef POOLSCOPE_ADD
    return types;
}

std::string operators_table() {
    std::string table =
        "| `--op` | name | padding reads as | selects a cell | has a divisor | number types |\n"
        "|---|---|---|---|---|---|\n";
    for (const poolscope::Operator* op : poolscope::operators()) {
        char padding[32];
        std::snprintf(padding, sizeof padding, "%g", op->padding_value);
        table += "| `" + std::string(op->id) + "` | " + std::string(op->name) + " | " + padding +
                 " | " + (op->selects ? "yes" : "no") + " | " + (op->averages ? "yes" : "no") +
                 " | " + types_of(*op) + " |\n";
    }
    return table;
}

TEST(Docs, TheOperatorsTableIsFresh) {
    const std::string expected = operators_table();
    EXPECT_EQ(between_marks(read_source("docs/adding-an-operator.md"), "operators"), expected)
        << "the table in docs/adding-an-operator.md should be:\n"
        << expected;
}

TEST(Docs, TheLibrarysExampleIsTheOneThatIsBuilt) {
    EXPECT_THAT(read_source("README.md"),
                HasSubstr("```cpp\n" + read_source("tests/consumer/main.cpp") + "```"));
}

/// What `poolscope COMMAND --help` prints; "" for the program itself.
std::string help_of(const std::string& command) {
    const std::string line = POOLSCOPE_PROGRAM " " + command + " --help";
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

TEST(Docs, TheReadmeHasEveryOptionOfTheCommandLineAndNoOther) {
    const std::string section = between_marks(read_source("README.md"), "command line");
    std::string help;
    for (const char* command : {"", "pool", "steps", "render"}) {
        help += help_of(command);
    }
    // The long form of -o, which the README gives in its short form.
    auto existing = options_in(help);
    existing.erase("--output");
    EXPECT_EQ(options_in(section), existing);
}

TEST(Docs, TheScriptsThatAreNamedExist) {
    static const std::regex script(R"(scripts/[a-z][a-z-]*)");
    for (const Source& page : read_sources({"docs"}, {".md"})) {
        for (std::sregex_iterator it(page.text.begin(), page.text.end(), script), end; it != end;
             ++it) {
            const auto path = std::filesystem::path(POOLSCOPE_SOURCE_DIR) / it->str();
            EXPECT_EQ(::access(path.c_str(), X_OK), 0) << page.path << " names " << it->str();
        }
    }
    const std::string readme = read_source("README.md");
    for (std::sregex_iterator it(readme.begin(), readme.end(), script), end; it != end; ++it) {
        const auto path = std::filesystem::path(POOLSCOPE_SOURCE_DIR) / it->str();
        EXPECT_EQ(::access(path.c_str(), X_OK), 0) << "README.md names " << it->str();
    }
}

TEST(Docs, LinksLeadSomewhere) {
    static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
    auto pages = read_sources({"docs"}, {".md"});
    for (const char* page : {"README.md", "CONTRIBUTING.md", "core/README.md"}) {
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
