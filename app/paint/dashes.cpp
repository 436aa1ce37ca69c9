/// Cuts polylines into dashes.
#include "paint/dashes.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace poolscope::paint {

namespace {

using drawing::Point;

constexpr int arc_steps = 6;  ///< a quarter circle's
constexpr std::size_t most =
    4096;  ///< dashes a line: more are not seen, and a gap near 0 must not hang

Point between(Point a, Point b, float t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

}  // namespace

Polyline outline(const drawing::Rect& rect, float radius) {
    const float l = rect.x + radius, r = rect.right() - radius;
    const float t = rect.y + radius, b = rect.bottom() - radius;
    const std::array<Point, 4> centers{{{r, t}, {r, b}, {l, b}, {l, t}}};
    Polyline line;
    for (std::size_t corner = 0; corner < centers.size(); ++corner) {
        for (int step = 0; step <= arc_steps; ++step) {
            const float turn =
                static_cast<float>(corner) - 1 + static_cast<float>(step) / arc_steps;
            const float angle = turn * std::numbers::pi_v<float> / 2;
            line.push_back({centers[corner].x + radius * std::cos(angle),
                            centers[corner].y + radius * std::sin(angle)});
        }
    }
    line.push_back(line.front());
    return line;
}

std::vector<Polyline> dashes(const Polyline& line, const drawing::Stroke& stroke) {
    if (line.size() < 2) return {};
    if (!(stroke.dash > 0) || !(stroke.gap > 0)) return {line};
    std::vector<Polyline> result{{line.front()}};
    bool drawing = true;
    float left = stroke.dash;
    for (std::size_t i = 0; i + 1 < line.size() && result.size() < most; ++i) {
        const Point a = line[i], b = line[i + 1];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        float done = 0;
        while (length - done > left && result.size() < most) {
            done += left;
            const Point cut = between(a, b, done / length);
            if (drawing)
                result.back().push_back(cut);
            else
                result.push_back({cut});
            drawing = !drawing;
            left = drawing ? stroke.dash : stroke.gap;
        }
        left -= length - done;
        if (drawing && length > 0) result.back().push_back(b);
    }
    return result;
}

}  // namespace poolscope::paint
