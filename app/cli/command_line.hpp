/// The command line as CLI11 reads it: its subcommands, and the file for the window. Its words are
/// in the language that is spoken when it is made.
#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/outcome.hpp"
#include "cli/reading_options.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {

struct CommandLine {
    CLI::App app{i18n::tr("Step through pooling layers on real grids and pictures"), "poolscope"};
    std::string file;
    ReadingArguments reading;         ///< of the file
    std::function<Outcome()> chosen;  ///< runs the subcommand that was read; empty: the window

    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;
};

}  // namespace poolscope::cli
