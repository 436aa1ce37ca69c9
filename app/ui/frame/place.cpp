/// Tries the places along the edges of what is to be kept clear (see place.hpp).
#include "ui/frame/place.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "drawing/canvas.hpp"

namespace poolscope::ui {

namespace {

using drawing::Point;
using drawing::Rect;

/// Where a box of this length may begin along one axis: before and after each obstacle, along its
/// edges, about the middle of what it is about, and at the ends.
std::vector<float> starts(const Wanted& wanted, bool along) {
    const auto low = [&](const Rect& r) { return along ? r.x : r.y; };
    const auto high = [&](const Rect& r) { return along ? r.right() : r.bottom(); };
    const float length = along ? wanted.size.w : wanted.size.h;
    std::vector<float> found{(low(wanted.about) + high(wanted.about) - length) / 2,
                             low(wanted.within), high(wanted.within) - length};
    const auto add = [&](const Rect& r) {
        found.insert(found.end(), {high(r) + wanted.gap, low(r) - wanted.gap - length, low(r),
                                   high(r) - length});
    };
    add(wanted.about);
    for (const Rect& r : wanted.kept_clear) add(r);
    for (const Rect& r : wanted.better_clear) add(r);
    const float last = std::max(high(wanted.within) - length, low(wanted.within));
    for (float& start : found) start = std::clamp(start, low(wanted.within), last);
    return found;
}

float covered(const Rect& box, std::span<const Rect> others, float gap) {
    float area = 0;
    for (const Rect& other : others) {
        const Rect both = drawing::intersection(box, drawing::grown(other, gap));
        area += both.w * both.h;
    }
    return area;
}

/// How far apart two boxes are, and to a small part their middles.
float distance(const Rect& a, const Rect& b) {
    const float x = std::max({a.x - b.right(), b.x - a.right(), 0.0F});
    const float y = std::max({a.y - b.bottom(), b.y - a.bottom(), 0.0F});
    const Point p = a.center(), q = b.center();
    return std::hypot(x, y) + 0.1F * std::hypot(p.x - q.x, p.y - q.y);
}

}  // namespace

Point place_beside(const Wanted& wanted) {
    constexpr float forbidden = 1e4F;  // a pixel covered outweighs any way
    constexpr float unwelcome = 300;   // and a box that is covered whole so many pixels of it
    // What lies just at the gap is not covered by a rounding error.
    const float gap = std::max(wanted.gap - 1, 0.0F);
    const float area = wanted.size.w * wanted.size.h;
    Point best;
    float least = INFINITY;
    for (const float y : starts(wanted, false)) {
        for (const float x : starts(wanted, true)) {
            const Rect box{x, y, wanted.size.w, wanted.size.h};
            const float cost = distance(box, wanted.about) +
                               forbidden * covered(box, wanted.kept_clear, gap) +
                               unwelcome * covered(box, wanted.better_clear, 0) / area;
            if (cost < least) {
                least = cost;
                best = {x, y};
            }
        }
    }
    return {std::round(best.x), std::round(best.y)};
}

}  // namespace poolscope::ui
