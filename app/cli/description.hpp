/// The command line in words: every subcommand with its options, for the pages that are made of it.
#pragma once

#include <string>
#include <vector>

namespace poolscope::cli {

/// What an option or an argument takes.
enum class Takes {
    nothing,  ///< a flag
    choice,   ///< one of `choices`
    file,     ///< the path of a file or a folder
    text      ///< numbers and other text
};

struct OptionWords {
    std::vector<std::string> names;  ///< "-o", "--output"; an argument has one, as "FILE"
    std::string value;               ///< what stands for its value in the help, as "K|KH,KW"
    std::string summary;
    std::string group;  ///< the heading that it stands under with others; empty: none of its own
    Takes takes = Takes::nothing;
    std::vector<std::string> choices;
    bool required = false;
    bool repeated = false;  ///< may be given more than once
};

struct CommandWords {
    std::string name;
    std::string summary;
    std::vector<OptionWords> arguments;  ///< in their order
    std::vector<OptionWords> options;
    std::vector<CommandWords> commands;
};

/// The program's own command line, read from the tables that read the arguments, in the language
/// that is spoken.
[[nodiscard]] CommandWords describe_command_line();

}  // namespace poolscope::cli
