/// Collects primitives, and the bounds of what they draw.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drawing/primitives.hpp"

namespace poolscope::drawing {

/// `rect` grown by `by` px on every side (shrunk where negative).
[[nodiscard]] Rect grown(const Rect& rect, float by);
/// What both cover; zero size where nothing.
[[nodiscard]] Rect intersection(const Rect& a, const Rect& b);
/// What holds both; an empty one does not count.
[[nodiscard]] Rect united(const Rect& a, const Rect& b);
/// `a` at t = 0, `b` at t = 1.
[[nodiscard]] Rect mixed(const Rect& a, const Rect& b, float t);
[[nodiscard]] inline float mixed(float a, float b, float t) {
    return a + (b - a) * t;
}

class Canvas {
public:
    void box(Box box);
    void line(Point a, Point b, Stroke stroke);
    void polygon(std::vector<Point> points, Color fill);
    void text(Text text);
    /// One run of text.
    void text(Point at, float size, Align align, std::string words, Color color,
              Font font = Font::regular);
    void heatmap(Heatmap map);
    void clip_begin(const Rect& rect);
    void clip_end();

    /// The bounds of all that shows.
    [[nodiscard]] const Rect& content() const { return content_; }
    [[nodiscard]] std::vector<Primitive> take() { return std::move(primitives_); }

private:
    void cover(const Rect& rect);

    std::vector<Primitive> primitives_;
    Rect content_;
    std::optional<Rect> clip_;
};

/// `words` in at most `max_width` px, its end replaced by an ellipsis where it is longer.
[[nodiscard]] std::string shortened(const std::string& words, float max_width, float size,
                                    Font font);

/// `words` in lines of at most `max_width` px, broken at spaces.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& words, float max_width,
                                               float size, Font font);
/// The same in as few lines, for words about a middle: broken at the ends of clauses where that
/// takes no more of them, else as even as they can be.
[[nodiscard]] std::vector<std::string> balanced(const std::string& words, float max_width,
                                                float size, Font font);

}  // namespace poolscope::drawing
