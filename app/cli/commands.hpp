/// The explicit list of subcommands; each has a file of its own.
#pragma once

#include <functional>
#include <span>

#include "cli/outcome.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// One row of the subcommands' list.
struct Command {
    const char* name;
    const char* summary;  ///< one line, as in the help: a word()
    /// Adds the command's options to `app` and returns what runs it once they are read.
    std::function<Outcome()> (*attach)(CLI::App& app);
};

extern const Command pool_command;
extern const Command unpool_command;
extern const Command code_command;
extern const Command steps_command;
extern const Command render_command;
extern const Command run_command;
extern const Command layers_command;
extern const Command handout_command;
extern const Command lesson_command;

/// The subcommands, in the order of the help.
[[nodiscard]] std::span<const Command* const> commands();

}  // namespace poolscope::cli
