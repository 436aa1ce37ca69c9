/// Walks two drawings side by side: what stands in both, in the same order, is the same; the bounds
/// of the rest are the damage.
#include "paint/damage.hpp"

#include <algorithm>
#include <variant>

#include "drawing/canvas.hpp"
#include "theme/fonts.hpp"

namespace poolscope::paint {

namespace {

using drawing::Primitive;
using drawing::Rect;

/// How far ahead a primitive is looked for; what is missed is painted again, no more.
constexpr std::size_t lookahead = 96;
constexpr float soft_edge = 1;  ///< px that antialiasing reaches

struct Bounds {
    Rect operator()(const drawing::Box& box) const {
        return drawing::grown(box.rect, box.stroke.width / 2 + soft_edge);
    }
    Rect operator()(const drawing::Line& line) const {
        const float left = std::min(line.a.x, line.b.x), top = std::min(line.a.y, line.b.y);
        const Rect rect{left, top, std::max(line.a.x, line.b.x) - left,
                        std::max(line.a.y, line.b.y) - top};
        return drawing::grown(rect, line.stroke.width / 2 + soft_edge);
    }
    Rect operator()(const drawing::Polygon& polygon) const {
        if (polygon.points.empty()) return {};
        Rect rect{polygon.points.front().x, polygon.points.front().y, 0, 0};
        for (const drawing::Point& p : polygon.points) {
            const float left = std::min(rect.x, p.x), top = std::min(rect.y, p.y);
            rect = {left, top, std::max(rect.right(), p.x) - left,
                    std::max(rect.bottom(), p.y) - top};
        }
        return drawing::grown(rect, soft_edge);
    }
    Rect operator()(const drawing::Text& text) const {
        const float left = drawing::start_of(text).x, width = drawing::width_of(text);
        // Accents and descenders stay within an em of the middle, overhangs within half an em.
        return {left - text.size / 2 - soft_edge, text.at.y - text.size - soft_edge,
                width + text.size + 2 * soft_edge, 2 * text.size + 2 * soft_edge};
    }
    Rect operator()(const drawing::Heatmap& map) const {
        return drawing::grown(map.rect, soft_edge);
    }
    Rect operator()(const drawing::ClipBegin&) const { return {}; }
    Rect operator()(const drawing::ClipEnd&) const { return {}; }
};

bool is_clip(const Primitive& primitive) {
    return std::holds_alternative<drawing::ClipBegin>(primitive) ||
           std::holds_alternative<drawing::ClipEnd>(primitive);
}

/// How many primitives of each drawing differ before the two agree again.
struct Skip {
    std::size_t before = 1;
    std::size_t after = 1;
};

Skip skip_from(std::span<const Primitive> before, std::span<const Primitive> after) {
    for (std::size_t d = 1; d < lookahead; ++d) {
        if (d < after.size() && after[d] == before.front()) return {0, d};
        if (d < before.size() && before[d] == after.front()) return {d, 0};
    }
    return {};
}

}  // namespace

Rect painted_bounds(const Primitive& primitive) {
    return std::visit(Bounds{}, primitive);
}

std::optional<std::vector<Rect>> damage_between(const drawing::Drawing& before,
                                                const drawing::Drawing& after) {
    if (before.size != after.size || before.background != after.background) return std::nullopt;
    std::span<const Primitive> old = before.primitives, now = after.primitives;
    std::vector<Rect> damage;
    bool clips_differ = false;
    const auto drop = [&](std::span<const Primitive>& from, std::size_t count) {
        for (const Primitive& primitive : from.first(std::min(count, from.size()))) {
            clips_differ = clips_differ || is_clip(primitive);
            damage.push_back(painted_bounds(primitive));
        }
        from = from.subspan(std::min(count, from.size()));
    };
    while (!old.empty() || !now.empty()) {
        if (old.empty() || now.empty()) {
            drop(old, old.size());
            drop(now, now.size());
        } else if (old.front() == now.front()) {
            old = old.subspan(1);
            now = now.subspan(1);
        } else {
            const Skip skip = skip_from(old, now);
            drop(old, skip.before);
            drop(now, skip.after);
        }
    }
    if (clips_differ) return std::nullopt;
    return damage;
}

}  // namespace poolscope::paint
