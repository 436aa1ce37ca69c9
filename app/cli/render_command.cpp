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

scene::Scene drawing_of(const OpenedScene& scene, const Look& look, Grain grain,
                        const exporting::Moment& moment) {
    model::ViewState view = exporting::view_at(scene.view, moment);
    view.grain = grain;
    return scene::build_scene({scene.run, view, scene.figure}, *look.theme, look.size);
}

/// Draws and writes.
Outcome export_steps(const OpenedScene& scene, const RenderOrder& order,
                     const RenderArguments& arguments) {
    exporting::Request request;
    request.grain = order.grain.value_or(scene.view.grain);
    const auto range =
        parse_range(arguments, *order.exporter, scene.view.step,
                    model::figure_steps(scene.figure, scene.run.results, request.grain));
    if (!range) return command_fault(range.error());
    std::tie(request.first, request.count) = *range;
    request.scene_at = [&](const exporting::Moment& moment) {
        return drawing_of(scene, order.look, request.grain, moment);
    };
    request.target = order.target;
    request.scale = order.look.scale;
    request.crop = order.look.crop;
    request.transparent = order.transparent;
    request.sheet = order.sheet;
    request.motion = order.motion;
    request.run = &scene.run;
    stop_by_signals();
    ProgressLine line;
    const DrawnIn language(arguments.lang);
    const auto done = order.exporter->run(request, [&](const exporting::Advance& advance) {
        line.show(advance);
        return !interrupted();
    });
    return done ? Outcome{} : input_fault(done.error());
}

Outcome run(const RenderArguments& arguments) {
    const auto order = parse_render(arguments);
    if (!order) return command_fault(order.error());
    if (const auto known = check_language(arguments.lang); !known)
        return command_fault(known.error());
    const auto scene = open_scene(arguments.scene, true);
    if (!scene) return tl::unexpected(scene.error());
    return export_steps(*scene, *order, arguments);
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<RenderArguments>();
    add_render_options(app, *arguments);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command render_command{"render", word("Draw steps as pictures, with no display"), attach};

}  // namespace poolscope::cli
