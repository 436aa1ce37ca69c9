/// Opens the SCENE argument, puts it under the layer of the options, and refuses one whose layer
/// has no steps.
#include "cli/scene_argument.hpp"

#include <CLI/CLI.hpp>

#include "cli/message.hpp"
#include "cli/network_argument.hpp"
#include "i18n/tr.hpp"
#include "io/ending.hpp"
#include "io/load.hpp"
#include "model/action.hpp"
#include "model/part.hpp"

namespace poolscope::cli {

namespace {

using i18n::tr;

/// How the file is read: an array also as the rules of the layer's framework have it, as `pool`
/// reads it.
Result<model::Reading> reading_of(const SceneArguments& arguments) {
    auto how = parse_reading(arguments.reading);
    if (!how || !says_layer(arguments.layer)) return how;
    const auto rules = choose_rules(arguments.layer);
    if (!rules) return error_of(rules);
    const std::string ending = io::lower_extension(arguments.scene);
    if (ending != ".npy" && ending != ".npz") return how;
    const auto layout = layout_under(*rules, arguments.reading.layout);
    if (!layout) return error_of(layout);
    // Nobody's layout is the usual one: then the file may speak for the other.
    if (how->layout || *layout != model::Layout::nchw) how->layout = *layout;
    return how;
}

/// Puts the document under the layer that the options say. A scene's own layer holds in all that
/// they leave out; a layer that was chosen to show a file gives way to one with windows of its own.
Outcome apply_layer(const LayerArguments& arguments, io::OpenedDocument& opened) {
    if (!says_layer(arguments)) return {};
    model::Document& document = opened.document;
    if (model::is_network(document))
        return command_fault(say("the options of a pooling layer are not for a network"),
                             say("leave them out, or change the network's own layers"));
    std::optional<Layer> own;
    if (opened.is_scene || !says_windows(arguments)) own = document.layer();
    const auto rules = choose_rules(arguments, std::move(own));
    if (!rules) return command_fault(rules.error());
    const Shape& shape = document.shape();
    auto chosen = make_layer(arguments, *rules, {shape, shape.h == 1});
    if (!chosen) return tl::unexpected(std::move(chosen.error()));
    for (const Message& warning : chosen->warnings) print_warning(tr(warning));
    document.layer() = std::move(chosen->placed.layer);
    return {};
}

/// What the file computes to: of a network, the layer that is looked at alone.
model::Run run_of(const io::OpenedDocument& opened, bool whole) {
    const model::Document& document = opened.document;
    if (!model::is_network(document))
        return {document,
                whole ? model::compute_results(document) : model::outline_results(document)};
    return model::part_alone(document, opened.view.layer);
}

/// The layer that the options ask for is looked at, from its beginning.
Outcome choose_layer(const std::string& asked, io::OpenedDocument& opened) {
    if (asked.empty()) return {};
    if (!model::is_network(opened.document))
        return command_fault(say("--layer is of networks, and this is one pooling layer"),
                             say("leave it out"));
    const auto index = layer_index(opened.document.layers, asked);
    if (!index) return command_fault(index.error());
    model::ViewState& view = opened.view;
    if (view.layer == *index) return {};
    view.layer = *index;
    view.channel = view.filter = 0;
    view.step = view.glide.from = 0;
    return {};
}

/// The view within what the layer of a network has, which its scene does not know.
model::ViewState within(const model::ViewState& view, const model::Run& run,
                        const model::Figure& figure) {
    return model::update({view, {}, {}}, model::ViewAction(model::Tick{}), run, figure).view;
}

}  // namespace

void add_scene_arguments(CLI::App& app, SceneArguments& arguments) {
    app.add_option("SCENE", arguments.scene,
                   tr("scene, network (.onnx), picture, .npy, .npz or .csv"))
        ->required()
        ->type_name("");
    add_reading_options(app, arguments.reading);
    add_layer_options(app, arguments.layer);
    add_beside_options(app, arguments.layer);
    app.add_option("--layer", arguments.shown_layer,
                   tr("of a network: the layer, by its number from 1 or its name"))
        ->type_name("K|NAME");
}

tl::expected<OpenedScene, Failure> open_scene(const SceneArguments& arguments, bool whole) {
    const auto how = reading_of(arguments);
    if (!how) return command_fault(how.error());
    auto opened = io::open_document(arguments.scene, {}, *how);
    if (!opened) return input_fault(opened.error());
    const bool other_layout_fits = opened->remarks.other_layout_fits;
    print_remarks(arguments.scene, opened->remarks, opened->document.shape());
    if (auto applied = apply_layer(arguments.layer, *opened); !applied)
        return tl::unexpected(std::move(applied.error()));
    if (const auto seen = apply_view(arguments.view, opened->document, opened->view); !seen)
        return command_fault(seen.error());
    const auto fault = [&](const Error& error) {
        return input_fault(other_layout_fits ? naming_layout(error, io::Layout::nhwc) : error);
    };
    if (auto chosen = choose_layer(arguments.shown_layer, *opened); !chosen)
        return tl::unexpected(std::move(chosen.error()));
    OpenedScene scene{run_of(*opened, whole), opened->view, {}, 0};
    const model::Results& results = scene.run.results;
    if (!results.geometry) return fault(results.geometry.error());
    if (whole) scene.figure = model::make_figure(scene.run, scene.view);
    if (scene.figure.error) return fault(*scene.figure.error);
    if (model::is_network(opened->document))
        scene.view = within(scene.view, scene.run, scene.figure);
    scene.steps = model::figure_steps(scene.figure, results, scene.view.grain);
    return scene;
}

}  // namespace poolscope::cli
