/// The flat primitives that a drawing is made of; painters draw them in order. Coordinates are
/// logical pixels, y down.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "model/values.hpp"
#include "theme/color.hpp"
#include "theme/fonts.hpp"

namespace poolscope::drawing {

using theme::Color;
using theme::Font;

struct Point {
    float x = 0;
    float y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    float w = 0;
    float h = 0;
    bool operator==(const Size&) const = default;
};

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;
    [[nodiscard]] float right() const { return x + w; }
    [[nodiscard]] float bottom() const { return y + h; }
    [[nodiscard]] Point center() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] bool contains(Point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    bool operator==(const Rect&) const = default;
};

/// A line's colour, width and dashes, in pixels; width 0 draws nothing, dash 0 is solid.
struct Stroke {
    Color color{};
    float width = 0;
    float dash = 0;
    float gap = 0;
    bool operator==(const Stroke&) const = default;
};

/// A texture over a box's fill: 45-degree lines, lines both ways, or dots, 7 px apart.
enum class Pattern { none, hatch, cross_hatch, dots };

/// A rounded rectangle: fill, then pattern, then stroke (centred on the edge).
struct Box {
    Rect rect;
    float radius = 0;
    Color fill{0, 0, 0, 0};
    Pattern pattern = Pattern::none;
    Color pattern_color{};
    Stroke stroke{};
    bool operator==(const Box&) const = default;
};

struct Line {
    Point a, b;
    Stroke stroke;
    bool operator==(const Line&) const = default;
};

/// A filled convex polygon (corner marks, arrow heads).
struct Polygon {
    std::vector<Point> points;
    Color fill;
    bool operator==(const Polygon&) const = default;
};

enum class Align { start, middle, end };

/// A run of one colour and font within a line of text.
struct TextSpan {
    std::string text;
    Color color;
    Font font = Font::regular;
    bool operator==(const TextSpan&) const = default;
};

/// One line of text; `at.y` is the middle of the line's digits, `at.x` its start, middle or end.
/// `size` is px an em.
// clang-tidy takes a move of `spans` to be able to throw: those that lie within fit the other's
// room as well, and others are handed over, so that neither allocates.
// NOLINTNEXTLINE(bugprone-exception-escape)
struct Text {
    Point at;
    float size = 14;
    Align align = Align::start;
    boost::container::small_vector<TextSpan, 1> spans;  ///< most texts have one: it lies within
    bool operator==(const Text&) const = default;
};

/// How wide a line of text is, px.
[[nodiscard]] float width_of(const Text& text);

/// Where a line of text begins, on its baseline.
[[nodiscard]] Point start_of(const Text& text);

/// Cells of one plane (or three, as colour) coloured by value, without borders: `region` (in cells,
/// fractional, x = columns) of `values` fills `rect`. Drawn by a shader on screen; smaller than a
/// pixel, cells are averaged, unless they are marks.
struct Heatmap {
    Rect rect;
    Rect region;
    model::SharedValues values;
    int channel = 0;
    std::string colormap = "viridis";
    float low = 0;
    float high = 1;
    float opacity = 1;
    int sample = 0;  ///< of the batch that `values` may be
    /// Above 0: each cell is a mark, a square about its middle of at least so many cells and no
    /// smaller than a pixel; where marks overlap, the largest magnitude is seen.
    float mark = 0;
    bool sparse = false;  ///< cells of exactly 0 are left clear
    /// The same place, look and very tensor; equal values in another one are another heatmap.
    bool operator==(const Heatmap&) const = default;
};

/// Everything until the matching ClipEnd is drawn only inside `rect`.
struct ClipBegin {
    Rect rect;
    bool operator==(const ClipBegin&) const = default;
};
struct ClipEnd {
    bool operator==(const ClipEnd&) const = default;
};

using Primitive = std::variant<Box, Line, Polygon, Text, Heatmap, ClipBegin, ClipEnd>;

}  // namespace poolscope::drawing
