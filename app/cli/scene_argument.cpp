/// Opens the SCENE argument, and refuses one whose layer has no steps.
#include "cli/scene_argument.hpp"

namespace poolscope::cli {

tl::expected<OpenedScene, Failure> open_scene(const std::string& path, bool whole) {
    auto opened = io::open_document(path);
    if (!opened) {
        return input_fault(opened.error());
    }
    OpenedScene scene{std::move(*opened), {}, {}, 0};
    scene.results =
        whole ? model::compute_results(scene.document()) : model::outline_results(scene.document());
    if (!scene.results.geometry) {
        return input_fault(scene.results.geometry.error());
    }
    if (whole) {
        scene.figure = model::make_figure(scene.document(), scene.view(), scene.results);
    }
    if (scene.figure.error) {
        return input_fault(*scene.figure.error);
    }
    scene.steps = model::figure_steps(scene.figure, scene.results, scene.view().grain);
    return scene;
}

}  // namespace poolscope::cli
