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
    float layer_width = 0;  ///< px of the widest name between the panes
};

/// How a layer fits a larger drawing that it is a part of.
struct LayerLook {
    std::optional<Shared> shared{};
    float most_cell = largest_fit_cell;  ///< px
};

/// Draws a layer forward or backward.
[[nodiscard]] Drawing layer_drawing(const DrawingInput& input, const theme::Theme& theme, Size size,
                                    const LayerLook& look);

/// What a layer's steps have in common on a sheet (see build_sheet_words()).
[[nodiscard]] SheetWords layer_sheet_words(const DrawingInput& input, const theme::Theme& theme,
                                           const SheetSteps& steps);

/// What these layers share; nothing of those that cannot be.
[[nodiscard]] Shared shared_by(std::span<const DrawingInput> layers);

/// What a layer's steps have in common on a sheet (see build_sheet_words()).
[[nodiscard]] SheetWords layer_sheet_words(const DrawingInput& input, const theme::Theme& theme,
                                           const SheetSteps& steps);

/// How large (px) a layer's cells would be drawn into `size`: the smaller of input and output.
[[nodiscard]] float layer_cell_size(const DrawingInput& input, Size size, const LayerLook& look);

}  // namespace poolscope::drawing
