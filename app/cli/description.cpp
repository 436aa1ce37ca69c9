/// Walks CLI11's tables of the command line.
#include "cli/description.hpp"

#include <algorithm>
#include <cctype>

#include "cli/command_line.hpp"
#include "cli/help_text.hpp"

namespace poolscope::cli {
namespace {

std::vector<std::string> split_at_bars(const std::string& text) {
    std::vector<std::string> parts{""};
    for (const char c : text)
        if (c == '|')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// In the help, values to be typed as they are stand in lower case: "light|dark".
bool are_choices(const std::vector<std::string>& parts) {
    return parts.size() > 1 &&
           std::ranges::all_of(
               parts,
               [](const std::string& part) {
                   return !part.empty() &&
                          std::islower(static_cast<unsigned char>(part.front())) != 0;
               });
}

/// Files are called so in the help: "FILE", "DIR", "OUT", or by their extension, "IDX.npy".
bool is_file(const std::string& part) {
    return part == "FILE" || part == "DIR" || part == "OUT" || part.find('.') != std::string::npos;
}

OptionWords words_of(const CLI::Option& option) {
    OptionWords words;
    words.summary = option.get_description();
    if (option.get_group() != options_group) words.group = option.get_group();
    words.required = option.get_required();
    words.repeated = option.get_items_expected_max() > 1;
    if (option.get_positional()) {
        // Every argument of the program is a file.
        words.names = {option.get_name(true)};
        words.takes = Takes::file;
        return words;
    }
    for (const std::string& name : option.get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) words.names.push_back("--" + name);
    if (option.get_items_expected_max() == 0) return words;
    words.value = option.get_type_name();
    const auto parts = split_at_bars(words.value);
    if (are_choices(parts)) {
        words.takes = Takes::choice;
        words.choices = parts;
    } else {
        words.takes = std::ranges::all_of(parts, is_file) ? Takes::file : Takes::text;
    }
    return words;
}

CommandWords words_of(const CLI::App& app) {
    CommandWords words;
    words.name = app.get_name();
    words.summary = app.get_description();
    for (const CLI::Option* option : app.get_options())
        (option->get_positional() ? words.arguments : words.options).push_back(words_of(*option));
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        words.commands.push_back(words_of(*command));
    return words;
}

}  // namespace

CommandWords describe_command_line() {
    const CommandLine line;
    return words_of(line.app);
}

}  // namespace poolscope::cli
