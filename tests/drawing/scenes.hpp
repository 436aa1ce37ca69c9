/// Documents and views that between them show everything the drawing can.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

struct NamedScene {
    std::string name;
    model::Document document;
    model::ViewState view{};
    Size size{848, 752};
    std::string theme = "light";
    bool finished = true;  ///< false: the output is still being computed
};

/// Names the scene in a test's messages.
inline void PrintTo(const NamedScene& scene, std::ostream* out) {
    *out << scene.name;
}

/// One of each: operators, paddings, channel views, and every mark.
[[nodiscard]] std::vector<NamedScene> named_scenes();

/// Modes beside forward, and stages of other sizes than the design's.
[[nodiscard]] std::vector<NamedScene> figure_scenes();

/// The scene of that name.
[[nodiscard]] NamedScene named_scene(const std::string& name);

[[nodiscard]] model::Results results_of(const NamedScene& scene);
[[nodiscard]] Drawing build(const NamedScene& scene);

/// A document over `channels` planes of small whole numbers, without ties in most windows.
[[nodiscard]] model::Document grid_document(int channels, int rows, int cols);

/// A document over these values, row by row, of one channel.
[[nodiscard]] model::Document document_of(int rows, int cols, std::vector<float> values);

/// Three channels, 0 .. 255, as a photograph.
[[nodiscard]] model::Document picture_document(int rows, int cols);

}  // namespace poolscope::drawing
