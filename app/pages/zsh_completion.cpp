/// The completion for zsh: one function a command, by _arguments; see zshcompsys(1).
#include <algorithm>

#include "pages/pages.hpp"
#include "pages/text.hpp"

namespace poolscope::pages {
namespace {

/// A description within an `_arguments` specification in single quotes.
std::string quoted(std::string text) {
    text = replaced(std::move(text), "\\", "\\\\");
    for (const char* special : {"[", "]", ":"})
        text = replaced(std::move(text), special, std::string("\\") + special);
    return replaced(std::move(text), "'", "'\\''");
}

/// ":IDX.npy:_files", or what else completes the value.
std::string value_of(const cli::OptionWords& option) {
    switch (option.takes) {
        case cli::Takes::choice:
            return ":" + quoted(option.names.back().substr(2)) + ":(" +
                   joined(option.choices, " ") + ")";
        case cli::Takes::file:
            return ":" + quoted(option.value) + ":_files";
        case cli::Takes::text:
            return ":" + quoted(option.value) + ": ";
        case cli::Takes::nothing:
            break;
    }
    return "";
}

/// `'(-o --output)'{-o,--output=}'[where it goes]:FILE:_files'`
std::string specification(const cli::OptionWords& option) {
    std::vector<std::string> names = option.names;
    if (option.takes != cli::Takes::nothing)
        for (std::string& name : names) name += name.starts_with("--") ? "=" : "+";
    const std::string rest = "[" + quoted(option.summary) + "]" + value_of(option) + "'";
    if (names.size() == 1) return "'" + names.front() + rest;
    return "'(" + joined(option.names, " ") + ")'{" + joined(names, ",") + "}'" + rest;
}

std::string function_name(const std::string& path) {
    return "_" + replaced(path, " ", "_");
}

/// The lines of `_arguments` for options and files.
std::string specifications_of(const cli::CommandWords& command) {
    std::string text;
    for (const cli::OptionWords& option : command.options)
        text += " \\\n        " + specification(option);
    for (const cli::OptionWords& argument : command.arguments) {
        if (command.commands.empty()) {
            text += std::string(" \\\n        '") + (argument.repeated ? "*" : "") + ":" +
                    quoted(argument.summary) + ":_files'";
        }
    }
    return text;
}

std::string leaf(const std::string& path, const cli::CommandWords& command) {
    return function_name(path) + "() {\n    _arguments -S" + specifications_of(command) + "\n}\n\n";
}

/// A command with commands of its own: the first word is one of them, or a file where it takes one.
std::string branch(const std::string& path, const cli::CommandWords& command) {
    std::string text = function_name(path) +
                       "() {\n    local curcontext=\"$curcontext\" state line\n"
                       "    local -a commands=(\n";
    for (const cli::CommandWords& child : command.commands) {
        text +=
            "        '" + quoted(child.name) + ":" + replaced(child.summary, "'", "'\\''") + "'\n";
    }
    text += "    )\n    _arguments -C" + specifications_of(command) +
            " \\\n        '1: :->first' '*:: :->rest'\n    case $state in\n        first)\n"
            "            _describe -t commands 'command' commands\n";
    if (!command.arguments.empty()) text += "            _files\n";
    text += "            ;;\n        rest)\n            case $line[1] in\n";
    for (const cli::CommandWords& child : command.commands) {
        text += "                " + child.name + ") " + function_name(path + " " + child.name) +
                " ;;\n";
    }
    return text + "            esac\n            ;;\n    esac\n}\n\n";
}

std::string functions_of(const std::string& path, const cli::CommandWords& command) {
    std::string text;
    for (const cli::CommandWords& child : command.commands)
        text += functions_of(path + " " + child.name, child);
    return text + (command.commands.empty() ? leaf(path, command) : branch(path, command));
}

}  // namespace

std::string zsh_completion(const cli::CommandWords& program) {
    return "#compdef poolscope\n# Completion of poolscope in zsh; made from the program's own "
           "command line.\n\n" +
           functions_of(program.name, program) + function_name(program.name) + " \"$@\"\n";
}

}  // namespace poolscope::pages
