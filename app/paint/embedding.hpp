/// What a file that holds its own pictures and fonts needs made: libraries do it, which no painter
/// here knows.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "drawing/primitives.hpp"
#include "paint/pixels.hpp"
#include "poolscope/error.hpp"
#include "theme/fonts.hpp"

namespace poolscope::paint {

/// A part of a path: 'M', 'L', 'C' or 'Z' as in SVG, with its points.
struct PathPiece {
    char kind = 'Z';
    std::vector<drawing::Point> points;
};

/// Letters as a path in their colour, in logical pixels.
struct Outline {
    theme::Color color;
    std::vector<PathPiece> path;
};

struct Embedding {
    /// Pixels as the bytes of a PNG file. Errors: too_large.
    Result<std::vector<std::byte>> (*png)(const Pixels& pixels);
    /// An OpenType font that has at least these characters of `font`. Errors: unreadable.
    Result<std::vector<std::byte>> (*font)(theme::Font font, const std::set<char32_t>& characters);
    /// A line of text as outlines. Errors: unreadable.
    Result<std::vector<Outline>> (*outlines)(const drawing::Text& text);
};

}  // namespace poolscope::paint
