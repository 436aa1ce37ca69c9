/// The completion for bash: one function, which knows the words typed so far from COMP_WORDS.
#include "pages/pages.hpp"
#include "pages/text.hpp"

namespace poolscope::pages {
namespace {

constexpr const char* head =
    R"(# Completion of poolscope in bash; made from the program's own command line.
_poolscope() {
    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
    # "--op=max" comes as three words.
    if [ "$current" = "=" ]; then
        current=""
    elif [ "$previous" = "=" ]; then
        previous="${COMP_WORDS[COMP_CWORD - 2]}"
    fi
    local command="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$command $word" in
)";

constexpr const char* tail = R"(    esac
    COMPREPLY=()
    if [ "$takes" = choice ]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        return
    fi
    [ "$takes" = text ] && return
    if [ "$takes" != file ] && { [ "$files" = no ] || [[ "$current" = -* ]]; }; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    [ "$takes" = file ] && words=""
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current")
}
complete -F _poolscope poolscope
)";

/// Calls see(path, command) for the program (path "") and all that is below it.
template <class Visit>
void visit(const std::string& path, const cli::CommandWords& command, const Visit& see) {
    see(path, command);
    for (const cli::CommandWords& child : command.commands)
        visit(path + " " + child.name, child, see);
}

/// What may follow the words of a command: its own commands and options.
std::string words_of(const cli::CommandWords& command) {
    std::vector<std::string> words;
    for (const cli::CommandWords& child : command.commands) words.push_back(child.name);
    for (const cli::OptionWords& option : command.options)
        words.insert(words.end(), option.names.begin(), option.names.end());
    return joined(words, " ");
}

const char* name_of(cli::Takes takes) {
    switch (takes) {
        case cli::Takes::choice:
            return "choice";
        case cli::Takes::file:
            return "file";
        case cli::Takes::text:
            return "text";
        case cli::Takes::nothing:
            break;
    }
    return "";
}

/// The line that says what the value of an option is: `" pool --op") takes=choice words="..." ;;`
std::string value_case(const std::string& path, const cli::OptionWords& option) {
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
        std::string& pattern = patterns.emplace_back(1, '"');
        pattern.append(path).append(" ").append(name).append("\"");
    }
    std::string line = "        " + joined(patterns, " | ") + ") takes=" + name_of(option.takes);
    if (option.takes == cli::Takes::choice) line += " words=\"" + joined(option.choices, " ") + '"';
    return line + " ;;\n";
}

}  // namespace

std::string bash_completion(const cli::CommandWords& program) {
    std::string commands;
    std::string follow;
    std::string values;
    visit("", program, [&](const std::string& path, const cli::CommandWords& command) {
        if (!path.empty())
            commands += "            \"" + path + "\") command=\"" + path + "\" ;;\n";
        follow += "        \"" + path + "\") words=\"" + words_of(command) + "\"" +
                  (command.arguments.empty() ? " files=no" : "") + " ;;\n";
        for (const cli::OptionWords& option : command.options)
            if (option.takes != cli::Takes::nothing) values += value_case(path, option);
    });
    return head + commands +
           "        esac\n    done\n    local words=\"\" files=yes takes=\"\"\n"
           "    case \"$command\" in\n" +
           follow + "    esac\n    case \"$command $previous\" in\n" + values + tail;
}

}  // namespace poolscope::pages
