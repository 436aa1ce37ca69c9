/// Walks the description of the command line (see commands.hpp).
#include "pages/commands.hpp"

#include <algorithm>

namespace poolscope::pages {

void each_command(
    const std::string& path, const cli::CommandWords& command,
    const std::function<void(const std::string& path, const cli::CommandWords& command)>& see) {
    for (const cli::CommandWords& child : command.commands) {
        const std::string child_path = path.empty() ? child.name : path + " " + child.name;
        if (child.commands.empty()) see(child_path, child);
        each_command(child_path, child, see);
    }
}

std::string usage_of(const std::string& path, const cli::CommandWords& command,
                     const Marks& marks) {
    std::string usage = marks.typed(path);
    for (const cli::OptionWords& argument : command.arguments) {
        const std::string name =
            marks.stands(argument.names.front()) + (argument.repeated ? "..." : "");
        usage += argument.required ? " " + name : " [" + name + "]";
    }
    bool optional = false;
    for (const cli::OptionWords& option : command.options)
        if (option.required)
            usage += " " + marks.typed(option.names.front()) + " " + marks.stands(option.value);
        else
            optional = optional || !is_help(option);
    return usage + (optional ? " [" + marks.options + "]" : "");
}

bool is_help(const cli::OptionWords& option) {
    return option.names.back() == "--help";
}

std::vector<cli::OptionWords> own_options(const cli::CommandWords& command) {
    std::vector<cli::OptionWords> own;
    for (const cli::OptionWords& option : command.options)
        if (option.group.empty() && !is_help(option)) own.push_back(option);
    return own;
}

std::vector<std::string> groups_of(const cli::CommandWords& command) {
    std::vector<std::string> groups;
    for (const cli::OptionWords& option : command.options)
        if (!option.group.empty() && std::ranges::find(groups, option.group) == groups.end())
            groups.push_back(option.group);
    return groups;
}

std::vector<cli::OptionWords> options_in(const std::string& group,
                                         const cli::CommandWords& program) {
    std::vector<cli::OptionWords> options;
    each_command("", program, [&](const std::string&, const cli::CommandWords& command) {
        if (!options.empty()) return;
        for (const cli::OptionWords& option : command.options)
            if (option.group == group) options.push_back(option);
    });
    return options;
}

std::vector<std::string> all_groups(const cli::CommandWords& program) {
    std::vector<std::string> all;
    each_command("", program, [&](const std::string&, const cli::CommandWords& command) {
        for (const std::string& group : groups_of(command))
            if (std::ranges::find(all, group) == all.end()) all.push_back(group);
    });
    return all;
}

}  // namespace poolscope::pages
