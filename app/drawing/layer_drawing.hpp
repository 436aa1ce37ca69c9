/// The drawing of one layer: its input, its output, and the step between them.
#pragma once

#include <optional>
#include <span>

#include "drawing/drawing.hpp"
#include "drawing/layout.hpp"

namespace poolscope::drawing {

/// What layers drawn side by side share, so that their cells are of one size and their rows in
/// line.
struct Shared {
    Frame input;   ///< holds the inputs of all
    Frame output;  ///< and the outputs
    TitleText input_title;
    TitleText output_title;
};

/// What of a layer is drawn. A part of a larger drawing has no line and no legend of its own.
struct LayerLook {
    bool line = true;
    bool legend = true;
    std::optional<Shared> shared{};
    float most_cell = largest_fit_cell;  ///< px
};

/// Draws a layer forward or backward.
[[nodiscard]] Drawing layer_drawing(const DrawingInput& input, const theme::Theme& theme, Size size,
                                    const LayerLook& look);

/// What these layers share; nothing of those that cannot be.
[[nodiscard]] Shared shared_by(std::span<const DrawingInput> layers);

/// How large (px) a layer's cells would be drawn into `size`: the smaller of input and output.
[[nodiscard]] float layer_cell_size(const DrawingInput& input, Size size, const LayerLook& look);

}  // namespace poolscope::drawing
