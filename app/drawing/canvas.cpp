/// Collects primitives, and the bounds of what they draw (see canvas.hpp).
#include "drawing/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "theme/line_break.hpp"

namespace poolscope::drawing {

Rect grown(const Rect& rect, float by) {
    return {rect.x - by, rect.y - by, std::max(rect.w + 2 * by, 0.0F),
            std::max(rect.h + 2 * by, 0.0F)};
}

Rect intersection(const Rect& a, const Rect& b) {
    const float x = std::max(a.x, b.x);
    const float y = std::max(a.y, b.y);
    return {x, y, std::max(std::min(a.right(), b.right()) - x, 0.0F),
            std::max(std::min(a.bottom(), b.bottom()) - y, 0.0F)};
}

Rect united(const Rect& a, const Rect& b) {
    if (a.w <= 0 && a.h <= 0) return b;
    if (b.w <= 0 && b.h <= 0) return a;
    const float x = std::min(a.x, b.x);
    const float y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rect mixed(const Rect& a, const Rect& b, float t) {
    return {mixed(a.x, b.x, t), mixed(a.y, b.y, t), mixed(a.w, b.w, t), mixed(a.h, b.h, t)};
}

void Canvas::cover(const Rect& rect) {
    content_ = united(content_, clip_ ? intersection(rect, *clip_) : rect);
}

void Canvas::box(Box box) {
    cover(grown(box.rect, box.stroke.width / 2));
    primitives_.emplace_back(box);
}

void Canvas::line(Point a, Point b, Stroke stroke) {
    const Rect bounds{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x),
                      std::abs(a.y - b.y)};
    cover(grown(bounds, stroke.width / 2));
    primitives_.emplace_back(Line{a, b, stroke});
}

void Canvas::polygon(std::vector<Point> points, Color fill) {
    for (const Point& point : points) cover({point.x, point.y, 0.01F, 0.01F});
    primitives_.emplace_back(Polygon{std::move(points), fill});
}

void Canvas::text(Text text) {
    cover({start_of(text).x, text.at.y - text.size * 0.6F, width_of(text), text.size * 1.2F});
    primitives_.emplace_back(std::move(text));
}

void Canvas::text(Point at, float size, Align align, std::string words, Color color, Font font) {
    text(Text{at, size, align, {{std::move(words), color, font}}});
}

void Canvas::heatmap(Heatmap map) {
    cover(map.rect);
    primitives_.emplace_back(std::move(map));
}

void Canvas::clip_begin(const Rect& rect) {
    clip_ = rect;
    primitives_.emplace_back(ClipBegin{rect});
}

void Canvas::clip_end() {
    clip_.reset();
    primitives_.emplace_back(ClipEnd{});
}

std::string shortened(const std::string& words, float max_width, float size, Font font) {
    constexpr std::string_view ellipsis = "…";
    const float mark = theme::text_width(ellipsis, 1, font);
    float width = 0;       // at one px an em
    std::size_t kept = 0;  // bytes that leave room for the ellipsis
    const bool room = mark * size <= max_width;
    // One pass that ends where the room does: names may be of any length.
    for (std::string_view rest = words; !rest.empty();) {
        width += theme::advance(theme::next_character(rest), font);
        if (width * size > max_width)
            return room ? words.substr(0, kept).append(ellipsis) : std::string{};
        if ((width + mark) * size <= max_width) kept = words.size() - rest.size();
    }
    return words;
}

std::vector<std::string> wrapped(const std::string& words, float max_width, float size, Font font) {
    const auto lines = theme::broken_lines(words, max_width, size, font);
    return {lines.begin(), lines.end()};
}

namespace {

/// The ends of clauses, in either language; what is kept of them at a line's end.
struct ClauseEnd {
    std::string_view sign;
    std::string_view kept;
};
constexpr ClauseEnd clause_ends[] = {{"; ", ";"}, {" · ", ""}, {"；", "；"}, {"，", "，"}};

/// The clauses of a sentence, each with what joins it to the next.
std::vector<std::pair<std::string, ClauseEnd>> clauses_of(std::string_view words) {
    std::vector<std::pair<std::string, ClauseEnd>> clauses;
    while (true) {
        std::size_t at = std::string_view::npos;
        ClauseEnd end{};
        for (const ClauseEnd& one : clause_ends)
            if (const std::size_t found = words.find(one.sign); found < at) {
                at = found;
                end = one;
            }
        clauses.emplace_back(words.substr(0, at), end);
        if (at == std::string_view::npos) return clauses;
        words.remove_prefix(at + end.sign.size());
    }
}

/// Lines that end with clauses; one may be too wide.
std::vector<std::string> by_clauses(const std::string& words, float max_width, float size,
                                    Font font) {
    std::vector<std::string> lines;
    std::string line;
    ClauseEnd before{};
    for (const auto& [clause, end] : clauses_of(words)) {
        const std::string longer = line + std::string(before.sign) + clause;
        if (!line.empty() &&
            theme::text_width(longer + std::string(end.kept), size, font) > max_width) {
            lines.push_back(line + std::string(before.kept));
            line = clause;
        } else {
            line = longer;
        }
        before = end;
    }
    lines.push_back(line);
    return lines;
}

}  // namespace

std::vector<std::string> balanced(const std::string& words, float max_width, float size,
                                  Font font) {
    std::vector<std::string> lines = wrapped(words, max_width, size, font);
    if (lines.size() < 2) return lines;
    const auto fits = [&](const std::string& line) {
        return theme::text_width(line, size, font) <= max_width;
    };
    if (auto own = by_clauses(words, max_width, size, font);
        own.size() <= lines.size() && std::ranges::all_of(own, fits))
        return own;
    float narrow = max_width / 2;
    float wide = max_width;
    while (wide - narrow > 1) {
        const float middle = (narrow + wide) / 2;
        auto tried = wrapped(words, middle, size, font);
        const bool overlong = std::ranges::any_of(tried, [&](const std::string& line) {
            return theme::text_width(line, size, font) > middle;
        });
        if (tried.size() > lines.size() || overlong) {
            narrow = middle;
        } else {
            wide = middle;
            lines = std::move(tried);
        }
    }
    return lines;
}

}  // namespace poolscope::drawing
