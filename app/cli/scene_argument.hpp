/// The SCENE of `steps` and `render`: a scene file, or a picture, .npy, .npz or .csv under a layer
/// that shows it; and the options that say how it is read and which layer it is under.
#pragma once

#include <string>

#include "cli/layer_arguments.hpp"
#include "cli/outcome.hpp"
#include "cli/reading_options.hpp"
#include "cli/view_options.hpp"
#include "model/figure.hpp"
#include "model/run.hpp"
#include "model/view_state.hpp"

namespace poolscope::cli {

/// As they stand on the command line.
struct SceneArguments {
    std::string scene;
    ReadingArguments reading;
    LayerArguments layer;
    std::string shown_layer;  ///< of a network: its number from 1, or its name
    ViewArguments view{};     ///< of a command that draws
};

/// Adds SCENE and its options to `app`.
void add_scene_arguments(CLI::App& app, SceneArguments& arguments);

/// An opened file and what it computes to.
struct OpenedScene {
    model::Run run;
    model::ViewState view;
    model::Figure figure;   ///< of the scene's mode, where it was opened whole
    std::size_t steps = 0;  ///< of one channel in that mode, at the scene's grain; at least 1
};

/// Opens the file, warns of what can be read otherwise, and places its layer, or the one that the
/// options say; `whole` also computes the output and the mode's figure, else the steps are the
/// layer's own. Failures: the command's where its options are at fault; else the input's: those of
/// open_document(), of make_geometry() and of the figure.
[[nodiscard]] tl::expected<OpenedScene, Failure> open_scene(const SceneArguments& arguments,
                                                            bool whole);

}  // namespace poolscope::cli
