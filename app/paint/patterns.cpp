/// Clips the textures of boxes analytically, since not every painter can clip to a rounded
/// rectangle.
#include "paint/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace poolscope::paint {

namespace {

using drawing::Box;
using drawing::Pattern;
using drawing::Point;
using drawing::Rect;

/// The centre of the corner arc that governs `p`, if `p` lies in a corner's square.
std::optional<Point> corner_of(Point p, const Rect& rect, float radius) {
    const bool left = p.x<rect.x + radius, right = p.x> rect.right() - radius;
    const bool top = p.y<rect.y + radius, bottom = p.y> rect.bottom() - radius;
    if ((!left && !right) || (!top && !bottom)) return std::nullopt;
    return Point{left ? rect.x + radius : rect.right() - radius,
                 top ? rect.y + radius : rect.bottom() - radius};
}

float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Moves the end `p` of a line towards its other end `q` until it is inside the corner's arc;
/// nothing where the line misses the arc.
std::optional<Point> pull_in(Point p, Point q, const Rect& rect, float radius) {
    const auto center = corner_of(p, rect, radius);
    if (!center || distance(p, *center) <= radius) return p;
    const float length = distance(p, q);
    if (length <= 0) return std::nullopt;
    const Point d{(q.x - p.x) / length, (q.y - p.y) / length};
    const float along = (center->x - p.x) * d.x + (center->y - p.y) * d.y;
    const Point nearest{p.x + along * d.x, p.y + along * d.y};
    const float off = distance(nearest, *center);
    if (along <= 0 || off >= radius) return std::nullopt;
    const float t = along - std::sqrt(radius * radius - off * off);
    if (t >= length) return std::nullopt;
    return Point{p.x + t * d.x, p.y + t * d.y};
}

/// The part of the line x + slope * y = sum (slope 1 or -1) inside the rounded rectangle.
std::optional<Segment> clip(float slope, float sum, const Rect& rect, float radius) {
    const float at_top = sum - slope * rect.y, at_bottom = sum - slope * rect.bottom();
    const float x0 = std::max(rect.x, std::min(at_top, at_bottom));
    const float x1 = std::min(rect.right(), std::max(at_top, at_bottom));
    if (x1 <= x0) return std::nullopt;
    const Point a{x0, (sum - x0) * slope}, b{x1, (sum - x1) * slope};
    const auto from = pull_in(a, b, rect, radius);
    const auto to = pull_in(b, a, rect, radius);
    if (!from || !to) return std::nullopt;
    return Segment{*from, *to};
}

void add_lines(std::vector<Segment>& lines, float slope, const Rect& rect, float radius) {
    const float pitch = pattern_pitch * std::sqrt(2.0F);
    const float low = rect.x + std::min(slope * rect.y, slope * rect.bottom());
    const float high = rect.right() + std::max(slope * rect.y, slope * rect.bottom());
    const auto last = static_cast<long>(std::floor(high / pitch));
    for (auto k = static_cast<long>(std::ceil(low / pitch)); k <= last; ++k)
        if (const auto line = clip(slope, static_cast<float>(k) * pitch, rect, radius))
            lines.push_back(*line);
}

/// The box drawn in by half a line, so that nothing pokes out.
Rect inner(const Box& box) {
    const float inset = pattern_line_width / 2;
    return {box.rect.x + inset, box.rect.y + inset, box.rect.w - 2 * inset, box.rect.h - 2 * inset};
}

}  // namespace

float corner_radius(const Box& box) {
    return std::clamp(box.radius, 0.0F, std::max(0.0F, std::min(box.rect.w, box.rect.h) / 2));
}

std::vector<Segment> pattern_lines(const Box& box) {
    std::vector<Segment> lines;
    if (box.pattern != Pattern::hatch && box.pattern != Pattern::cross_hatch) return lines;
    const Rect rect = inner(box);
    if (rect.w <= 0 || rect.h <= 0) return lines;
    const float radius = std::min(corner_radius(box), std::min(rect.w, rect.h) / 2);
    add_lines(lines, 1, rect, radius);
    if (box.pattern == Pattern::cross_hatch) add_lines(lines, -1, rect, radius);
    return lines;
}

std::vector<Point> pattern_dots(const Box& box) {
    std::vector<Point> dots;
    if (box.pattern != Pattern::dots) return dots;
    const Point middle = box.rect.center();
    const auto steps = [](float length) {
        return static_cast<int>(std::max(0.0F, length / 2 - pattern_dot_radius) / pattern_pitch);
    };
    const int across = steps(box.rect.w), down = steps(box.rect.h);
    const float radius = corner_radius(box);
    for (int j = -down; j <= down; ++j) {
        for (int i = -across; i <= across; ++i) {
            const Point p{middle.x + static_cast<float>(i) * pattern_pitch,
                          middle.y + static_cast<float>(j) * pattern_pitch};
            const auto corner = corner_of(p, box.rect, radius);
            if (!corner || distance(p, *corner) <= radius - pattern_dot_radius) dots.push_back(p);
        }
    }
    return dots;
}

}  // namespace poolscope::paint
