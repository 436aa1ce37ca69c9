/// `poolscope render SCENE -o FILE`: steps as pictures, moving pictures or numbers, with no
/// display.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/language_option.hpp"
#include "cli/progress_line.hpp"
#include "cli/render_options.hpp"

namespace poolscope::cli {
namespace {

/// Draws and writes.
Outcome export_steps(const exporting::Request& request) {
    stop_by_signals();
    ProgressLine line;
    const DrawnIn language(request.language);
    const auto done =
        exporting::exporter_of(request).run(request, [&](const exporting::Advance& advance) {
            line.show(advance);
            return !interrupted();
        });
    return done ? Outcome{} : input_fault(done.error());
}

Outcome run(const RenderArguments& arguments) {
    auto plan = parse_render(arguments);
    if (!plan) return command_fault(plan.error());
    if (const auto known = check_language(plan->language); !known)
        return command_fault(known.error());
    // The same command draws the same anywhere, whatever the terminal asks for.
    if (plan->language.empty()) plan->language = "en";
    const auto scene = open_scene(arguments.scene, true);
    if (!scene) return error_of(scene);
    const std::size_t steps =
        exporting::steps_in(scene->figure, scene->run, plan->grain.value_or(scene->view.grain));
    if (const auto range = parse_range(arguments, steps, *plan); !range)
        return command_fault(range.error());
    return export_steps(exporting::request_of(exporting::exporter_of(*plan), *plan, scene->run,
                                              scene->view, scene->figure));
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<RenderArguments>();
    add_render_options(app, *arguments);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command render_command{"render", word("Draw steps as pictures, with no display"), attach};

}  // namespace poolscope::cli
