/// The command line as pages list it: command by command, and options of several commands once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/description.hpp"

namespace poolscope::pages {

/// Calls `see(path, command)` for the commands that run something: those of `command`, whose path
/// is `path`, each before its own.
void each_command(
    const std::string& path, const cli::CommandWords& command,
    const std::function<void(const std::string& path, const cli::CommandWords& command)>& see);

/// How a page marks words that are typed as they are, those that stand for something, and that
/// there are options.
struct Marks {
    std::string (*typed)(const std::string& words);
    std::string (*stands)(const std::string& words);
    std::string options;
};

/// "poolscope render SCENE -o FILE [options]", with what must be given.
[[nodiscard]] std::string usage_of(const std::string& path, const cli::CommandWords& command,
                                   const Marks& marks);

/// Whether this is what every command takes: --help.
[[nodiscard]] bool is_help(const cli::OptionWords& option);

/// The command's own options, without --help and those of groups.
[[nodiscard]] std::vector<cli::OptionWords> own_options(const cli::CommandWords& command);

/// The groups that the command has options of, by name.
[[nodiscard]] std::vector<std::string> groups_of(const cli::CommandWords& command);

/// The options of a group, in which all commands that have it are alike.
[[nodiscard]] std::vector<cli::OptionWords> options_in(const std::string& group,
                                                       const cli::CommandWords& program);

/// Every group of the program's commands.
[[nodiscard]] std::vector<std::string> all_groups(const cli::CommandWords& program);

}  // namespace poolscope::pages
