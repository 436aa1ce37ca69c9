/// Puts the command line together from the list of subcommands.
#include "cli/command_line.hpp"

#include "cli/commands.hpp"
#include "cli/help_text.hpp"

namespace poolscope::cli {

using i18n::tr;

namespace {

/// Refuses an empty value for every option of `app`: it would read as an option that was left out.
void refuse_empty_values(CLI::App& app) {
    const auto not_empty = [](const std::string& value) {
        return std::string(value.empty() ? "it is empty" : "");
    };
    for (CLI::Option* option : app.get_options())
        if (option->get_items_expected_max() > 0) option->check(CLI::Validator(not_empty, ""));
}

}  // namespace

CommandLine::CommandLine() {
    app.formatter(std::make_shared<HelpText>());
    app.set_help_flag("-h,--help", tr("Print this help message and exit"));
    app.set_version_flag("--version", std::string("poolscope ") + POOLSCOPE_VERSION,
                         tr("Display program version information and exit"));
    app.add_option("FILE", file,
                   tr("scene, lesson, picture, .npy, .npz or .csv to open in the window"))
        ->type_name("");
    add_reading_options(app, reading);
    refuse_empty_values(app);
    for (const Command* command : commands()) {
        CLI::App* sub = app.add_subcommand(command->name, tr(command->summary));
        sub->group(tr("Subcommands"));
        sub->callback([this, run = command->attach(*sub)] { chosen = run; });
        refuse_empty_values(*sub);
    }
    app.require_subcommand(0, 1);
    app.footer(
        tr("Without a command, the window opens. `poolscope COMMAND --help` lists a "
           "command's options."));
}

}  // namespace poolscope::cli
