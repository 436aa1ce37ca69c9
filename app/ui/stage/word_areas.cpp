/// Joins single words to areas, which are few.
#include "ui/stage/word_areas.hpp"

#include <algorithm>

#include "drawing/canvas.hpp"
#include "theme/fonts.hpp"

namespace poolscope::ui {

namespace {

using drawing::Rect;

Rect place_of(const drawing::Text& text) {
    float width = 0;
    for (const drawing::TextSpan& span : text.spans)
        width += theme::text_width(span.text, text.size, span.font);
    const float share = text.align == drawing::Align::start    ? 0.0F
                        : text.align == drawing::Align::middle ? 0.5F
                                                               : 1.0F;
    return {text.at.x - share * width, text.at.y - text.size / 2, width, text.size};
}

/// One beside the other on a line, or one below the other in a column, as numbers along a grid are.
bool belong_together(const Rect& a, const Rect& b) {
    constexpr float near = 100;  // px from one to the next
    const auto gap = [](float begin, float end, float other_begin, float other_end) {
        return std::max(begin, other_begin) - std::min(end, other_end);
    };
    const float across = gap(a.x, a.right(), b.x, b.right());
    const float down = gap(a.y, a.bottom(), b.y, b.bottom());
    const bool in_line = std::abs(a.y - b.y) < 2 && std::abs(a.h - b.h) < 2;
    const bool in_column = std::max(a.w, b.w) < 60 && std::abs(a.center().x - b.center().x) < 24;
    return (in_line && across < near) || (in_column && down < near);
}

}  // namespace

std::vector<Rect> word_areas(const drawing::Drawing& drawing) {
    std::vector<Rect> areas;
    for (const drawing::Primitive& one : drawing.primitives) {
        const auto* text = std::get_if<drawing::Text>(&one);
        if (text == nullptr) continue;
        const bool in_cell = std::ranges::any_of(drawing.hits, [&](const drawing::HitGrid& grid) {
            return grid.visible.contains(text->at);
        });
        const Rect place = place_of(*text);
        if (in_cell || place.w <= 0) continue;
        const auto own = std::ranges::find_if(
            areas, [&](const Rect& area) { return belong_together(area, place); });
        if (own == areas.end())
            areas.push_back(place);
        else
            *own = drawing::united(*own, place);
    }
    return areas;
}

}  // namespace poolscope::ui
