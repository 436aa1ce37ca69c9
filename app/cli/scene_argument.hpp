/// The SCENE of `steps` and `render`: a scene file, or a picture, .npy, .npz or .csv under a layer
/// that shows it.
#pragma once

#include <string>

#include "cli/outcome.hpp"
#include "io/load.hpp"
#include "model/figure.hpp"

namespace poolscope::cli {

/// An opened file and what it computes to.
struct OpenedScene {
    model::Run run;
    model::ViewState view;
    model::Figure figure;   ///< of the scene's mode, where it was opened whole
    std::size_t steps = 0;  ///< of one channel in that mode, at the scene's grain; at least 1
};

/// Opens `path`, read as `how` says, warns of what can be read otherwise, and places its layer;
/// `whole` also computes the output and the mode's figure, else
/// the steps are the layer's own. Failures, all the input's fault: those of open_document(), of
/// make_geometry() and of the figure.
[[nodiscard]] tl::expected<OpenedScene, Failure> open_scene(const std::string& path, bool whole,
                                                            const model::Reading& how = {});

}  // namespace poolscope::cli
