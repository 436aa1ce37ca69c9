/// Puts our words in the place of CLI11's.
#include "cli/help_text.hpp"

#include "i18n/tr.hpp"
#include "theme/fonts.hpp"

namespace poolscope::cli {

using i18n::tr;

namespace {

constexpr std::string_view required = "REQUIRED";

/// How many columns of a terminal a word takes: characters of East Asia take two.
std::size_t columns_of(std::string_view word) {
    constexpr char32_t first_wide = 0x2E80;
    std::size_t columns = 0;
    while (!word.empty()) columns += theme::next_character(word) < first_wide ? 1 : 2;
    return columns;
}

/// `word` with spaces behind it, as wide as `other`.
std::string as_wide_as(std::string_view other, std::string word) {
    const std::size_t columns = columns_of(word);
    if (columns < other.size()) word.append(other.size() - columns, ' ');
    return word;
}

}  // namespace

HelpText::HelpText() {
    label("Usage", tr("Usage"));
    label("OPTIONS", tr("OPTIONS"));
    label("SUBCOMMAND", tr("SUBCOMMAND"));
    label("Positionals", tr("Positionals"));
}

std::string HelpText::make_group(std::string group, bool is_positional,
                                 std::vector<const CLI::Option*> options) const {
    if (group == options_group) group = tr("Options");
    return Formatter::make_group(std::move(group), is_positional, std::move(options));
}

std::string HelpText::make_option(const CLI::Option* option, bool is_positional) const {
    std::string text = Formatter::make_option(option, is_positional);
    // CLI11 counts bytes to where the description begins: a Greek letter has two, and REQUIRED is
    // laid out in its own word.
    const std::string_view head = std::string_view(text).substr(0, get_column_width());
    text.insert(head.size(), head.size() - columns_of(head), ' ');
    const std::size_t at = text.find(required);
    if (option->get_required() && at != std::string::npos)
        text.replace(at, required.size(), as_wide_as(required, tr("REQUIRED")));
    return text;
}

}  // namespace poolscope::cli
