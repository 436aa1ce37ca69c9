/// Opens the SCENE argument, and refuses one whose layer has no steps.
#include "cli/scene_argument.hpp"

#include "cli/reading_options.hpp"

namespace poolscope::cli {

tl::expected<OpenedScene, Failure> open_scene(const std::string& path, bool whole,
                                              const model::Reading& how) {
    auto opened = io::open_document(path, {}, how);
    if (!opened) return input_fault(opened.error());
    const bool other_layout_fits = opened->remarks.other_layout_fits;
    print_remarks(path, opened->remarks, opened->document.shape());
    const auto fault = [&](const Error& error) {
        return input_fault(other_layout_fits ? naming_layout(error, io::Layout::nhwc) : error);
    };
    OpenedScene scene{{std::move(opened->document), {}}, std::move(opened->view), {}, 0};
    model::Results& results = scene.run.results;
    results = whole ? model::compute_results(scene.run.document)
                    : model::outline_results(scene.run.document);
    if (!results.geometry) return fault(results.geometry.error());
    if (whole) scene.figure = model::make_figure(scene.run, scene.view);
    if (scene.figure.error) return fault(*scene.figure.error);
    scene.steps = model::figure_steps(scene.figure, results, scene.view.grain);
    return scene;
}

}  // namespace poolscope::cli
