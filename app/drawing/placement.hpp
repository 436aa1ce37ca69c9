/// Moves, cuts and shrinks whole drawings: for stages side by side, and for files of what is drawn.
#pragma once

#include <span>

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// The drawing moved by `by`, hit regions and content with it; its size stays.
[[nodiscard]] Drawing moved(Drawing drawing, Point by);

/// All of the drawing `factor` times as large, words and lines too; textures keep their pitch.
[[nodiscard]] Drawing scaled(Drawing drawing, float factor);

/// The part of the drawing inside `area`, which becomes its size; nothing is left out, painters do
/// not draw what lies outside.
[[nodiscard]] Drawing cropped(Drawing drawing, const Rect& area);

/// What is drawn, to whole pixels: what a figure is cropped to, margin and all.
[[nodiscard]] Rect content_area(const Drawing& drawing);

/// How the tiles of a sheet stand: `columns` abreast, each shrunk by `factor`.
struct Tiling {
    std::size_t columns = 1;
    float factor = 1;
    float gap = 16;  ///< px round each tile
};

/// So that a sheet of `count` tiles of this size is about as wide as a page held across, and its
/// tiles half as large as they are.
[[nodiscard]] Tiling tiling_of(std::size_t count, Size tile);

/// Drawings of one size as tiles of one, row by row.
[[nodiscard]] Drawing tiled(std::span<const Drawing> tiles, const Tiling& tiling);

}  // namespace poolscope::drawing
