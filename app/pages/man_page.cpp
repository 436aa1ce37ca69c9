/// The manual page, in man's macros; see man(7).
#include "i18n/tr.hpp"
#include "pages/commands.hpp"
#include "pages/pages.hpp"
#include "pages/text.hpp"

namespace poolscope::pages {
namespace {

using i18n::language;
using i18n::tr;
using i18n::trf;

/// Text as it stands: a hyphen that can be copied, no escapes, no request at a line's start.
std::string literal(std::string text) {
    text = replaced(replaced(std::move(text), "\\", "\\e"), "-", "\\-");
    return text.starts_with('.') || text.starts_with('\'') ? "\\&" + text : text;
}

std::string bold(const std::string& text) {
    return "\\fB" + literal(text) + "\\fR";
}

std::string italic(const std::string& text) {
    return "\\fI" + literal(text) + "\\fR";
}

/// "-o, --output FILE" with what is typed in bold and what it stands for in italics.
std::string option_heading(const cli::OptionWords& option) {
    std::string heading;
    for (const std::string& name : option.names)
        heading += (heading.empty() ? "" : ", ") + bold(name);
    if (option.takes == cli::Takes::nothing) return heading;
    return heading + ' ' + italic(option.takes == cli::Takes::choice ? "NAME" : option.value);
}

/// What an option is for, and the names that it takes.
std::string option_text(const cli::OptionWords& option) {
    std::string choices;
    for (const std::string& choice : option.choices)
        // Where no space follows a name, the line may break behind its comma.
        choices += (choices.empty() ? "" : std::string(tr("list|, ")) + "\\:") + bold(choice);
    return literal(option.summary) + (choices.empty() ? "" : trf("; one of {0}", choices));
}

std::string options_of(const std::vector<cli::OptionWords>& options) {
    std::string text;
    for (const cli::OptionWords& option : options)
        text += ".TP\n" + option_heading(option) + "\n" + option_text(option) + "\n";
    return text;
}

std::string synopsis_of(const cli::CommandWords& program) {
    const Marks marks{bold, italic, italic(tr("options"))};
    std::string text = usage_of(program.name, program, marks) + "\n";
    each_command(program.name, program,
                 [&](const std::string& path, const cli::CommandWords& command) {
                     text += ".br\n" + usage_of(path, command, marks) + "\n";
                 });
    return text;
}

std::string arguments_of(const cli::CommandWords& command) {
    std::string text;
    for (const cli::OptionWords& argument : command.arguments)
        text += ".TP\n" + italic(argument.names.front()) + "\n" + literal(argument.summary) + "\n";
    return text;
}

/// Where the options are listed that others take too.
std::string groups_text(const cli::CommandWords& command) {
    std::string names;
    for (const std::string& group : groups_of(command))
        names += (names.empty() ? "" : std::string(tr("list|, ")) + "\\:") + bold(group);
    if (names.empty()) return "";
    return ".PP\n" + trf("It also takes the options under {0}", names) + language().stop + "\n";
}

std::string commands_of(const cli::CommandWords& program) {
    std::string text;
    each_command(
        program.name, program, [&](const std::string& path, const cli::CommandWords& command) {
            text +=
                ".SS " + literal(path) + "\n" + literal(command.summary) + language().stop + "\n";
            text += arguments_of(command) + options_of(own_options(command)) + groups_text(command);
        });
    for (const std::string& group : all_groups(program))
        text += ".SS " + literal(group) + "\n" + options_of(options_in(group, program));
    return text;
}

}  // namespace

std::string man_page(const cli::CommandWords& program, std::string page) {
    page = replaced(std::move(page), ".\\\" SYNOPSIS\n", synopsis_of(program));
    return replaced(std::move(page), ".\\\" COMMANDS\n", commands_of(program));
}

}  // namespace poolscope::pages
