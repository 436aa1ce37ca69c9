/// Puts the command line together, reads it with CLI11, and turns every failure into one line.
#include "cli/cli.hpp"

#include <csignal>

#include <CLI/CLI.hpp>

#include "cli/command_line.hpp"
#include "cli/language_option.hpp"
#include "cli/message.hpp"
#include "cli/stdout_text.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {
namespace {

/// An error on standard error: "poolscope: what is wrong: what to do".
int report(const Failure& failure) {
    print_message(i18n::tr_error(failure.error));
    return static_cast<int>(failure.status);
}

int print(const std::string& text) {
    StdoutText out;
    out.write(text);
    if (const auto written = out.finish(); !written)
        return report({Status::input_at_fault, written.error()});
    return static_cast<int>(Status::done);
}

int finish(const Outcome& outcome) {
    return outcome ? static_cast<int>(Status::done) : report(outcome.error());
}

/// What CLI11 complains about, in our words.
Message complaint_of(const CLI::ParseError& error, const CLI::App& app) {
    const std::string said = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const auto extras = app.remaining(true);
        const std::string first = extras.empty() ? "" : extras.front();
        return first.starts_with('-') ? say("there is no option {0}", first)
                                      : say("\"{0}\" is one word too many", first);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return say("{0} takes exactly one value", said.substr(0, said.find(':')));
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr)
        return say("{0} is empty", said.substr(0, said.find(':')));
    if (said == "A subcommand is required") return say("A subcommand is required");
    constexpr std::string_view is_required = " is required";
    if (said.ends_with(is_required))
        return say("{0} is required", said.substr(0, said.size() - is_required.size()));
    return quote(said);
}

Failure as_failure(const CLI::ParseError& error, const CLI::App& app) {
    std::string help = "poolscope ";
    for (const CLI::App* sub : app.get_subcommands()) help += sub->get_name() + " ";
    return {Status::command_at_fault,
            {ErrorCode::bad_argument, complaint_of(error, app), say("see {0}--help", help)}};
}

int run_checked(int argc, const char* const* argv, const OpenWindow& open_window) {
    CommandLine line;
    try {
        line.app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return print(line.app.help());
    } catch (const CLI::CallForVersion& version) {
        return print(std::string(version.what()) + "\n");
    } catch (const CLI::ParseError& error) {
        return report(as_failure(error, line.app));
    }
    if (line.chosen && !line.reading.empty()) {
        return finish(command_fault(say("the options before the command are those of the window"),
                                    say("write them behind it")));
    }
    if (line.chosen) return finish(line.chosen());
    const auto how = parse_reading(line.reading);
    if (!how) return finish(command_fault(how.error()));
    std::optional<std::filesystem::path> file;
    if (!line.file.empty()) {
        file = line.file;
    } else if (!line.reading.empty()) {
        return finish(command_fault(say("there is no file that the options speak of"),
                                    say("name one, or leave them out")));
    }
    const auto opened = open_window(file, *how);
    return opened ? finish({}) : finish(input_fault(opened.error()));
}

}  // namespace

int run(int argc, const char* const* argv, const OpenWindow& open_window) {
    // A reader of standard output that goes away is seen as a failed write, not as a signal.
    std::signal(SIGPIPE, SIG_IGN);
    i18n::set_language(terminal_language());
    try {
        return run_checked(argc, argv, open_window);
    } catch (const std::bad_alloc&) {
        return report({Status::input_at_fault,
                       {ErrorCode::too_large,
                        say("there is not enough memory for the input and what is made of it"),
                        say("use a smaller input, or a layer with a smaller output")}});
    } catch (const std::exception& error) {
        return report({Status::input_at_fault, {ErrorCode::unsupported, quote(error.what()), {}}});
    }
}

}  // namespace poolscope::cli
