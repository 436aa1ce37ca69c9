/// The page of the command line in the documentation, in Markdown.
#include "i18n/tr.hpp"
#include "pages/commands.hpp"
#include "pages/pages.hpp"
#include "pages/text.hpp"

namespace poolscope::pages {
namespace {

using i18n::language;
using i18n::tr;
using i18n::trf;

/// More names than this are listed beside what the option is for.
constexpr std::size_t most_choices = 5;
/// Where the summaries of the synopsis begin: no column of the page's code is further left.
constexpr std::size_t summary_column = 44;

std::string code(const std::string& text) {
    return '`' + text + '`';
}

/// As it may stand in a table's cell.
std::string cell(const std::string& text) {
    return replaced(text, "|", "\\|");
}

bool lists_choices(const cli::OptionWords& option) {
    return option.choices.size() > most_choices;
}

std::string heading_of(const cli::OptionWords& option) {
    const std::string names = joined(option.names, ", ");
    if (option.value.empty()) return code(names);
    return code(names + ' ' + (lists_choices(option) ? "NAME" : option.value));
}

std::string row(const cli::OptionWords& option) {
    std::string meaning = option.summary;
    if (lists_choices(option)) {
        std::string choices;
        for (const std::string& choice : option.choices)
            choices += (choices.empty() ? "" : std::string(tr("list|, "))) + code(choice);
        meaning += trf("; one of {0}", choices);
    }
    return "| " + cell(heading_of(option)) + " | " + cell(meaning) + " |\n";
}

std::string table(const std::vector<cli::OptionWords>& rows) {
    if (rows.empty()) return "";
    std::string text =
        std::string("| ") + tr("page|option") + " | " + tr("page|meaning") + " |\n|---|---|\n";
    for (const cli::OptionWords& one : rows) text += row(one);
    return text;
}

std::string synopsis_line(const std::string& path, const cli::CommandWords& command) {
    const auto plain = [](const std::string& words) { return words; };
    // Code is the same in every language.
    std::string line = "    " + usage_of(path, command, {plain, plain, "options"});
    line += line.size() + 2 > summary_column ? "\n" + std::string(summary_column, ' ')
                                             : std::string(summary_column - line.size(), ' ');
    return line + command.summary + "\n";
}

std::string synopsis_of(const cli::CommandWords& program) {
    std::string text = synopsis_line(program.name, program);
    each_command(program.name, program,
                 [&](const std::string& path, const cli::CommandWords& command) {
                     text += synopsis_line(path, command);
                 });
    return text;
}

/// What a command takes: its own in a table, and where the rest is listed.
std::string section_of(const cli::CommandWords& command) {
    std::vector<cli::OptionWords> rows = command.arguments;
    const std::vector<cli::OptionWords> own = own_options(command);
    rows.insert(rows.end(), own.begin(), own.end());
    std::string text = command.summary + language().stop + "\n\n" + table(rows);
    std::vector<std::string> links;
    for (const std::string& group : groups_of(command))
        links.push_back("[" + group + "](#" + anchor_of(group) + ")");
    if (!links.empty())
        text += "\n" + trf("It also takes the options under {0}", joined(links, tr("list|, "))) +
                language().stop + "\n";
    return text;
}

std::string shared_of(const cli::CommandWords& program) {
    std::string text;
    for (const std::string& group : all_groups(program))
        text +=
            (text.empty() ? "### " : "\n### ") + group + "\n\n" + table(options_in(group, program));
    return text;
}

}  // namespace

std::string markdown_page(const cli::CommandWords& program, std::string page) {
    page = replaced(std::move(page), "<!-- synopsis -->\n", synopsis_of(program));
    page = replaced(std::move(page), "<!-- window -->\n", section_of(program));
    page = replaced(std::move(page), "<!-- shared -->\n", shared_of(program));
    each_command("", program, [&](const std::string& path, const cli::CommandWords& command) {
        page = replaced(std::move(page), "<!-- " + path + " -->\n", section_of(command));
    });
    return page;
}

}  // namespace poolscope::pages
