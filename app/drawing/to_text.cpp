/// A drawing as text, one primitive a line, with rounded coordinates: for exact comparison in
/// tests.
#include <array>
#include <cstdio>

#include "drawing/drawing.hpp"

namespace poolscope::drawing {
namespace {

/// One decimal, without a trailing zero or a sign on zero.
std::string number(float value, int decimals = 1) {
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, static_cast<double>(value));
    std::string text{buffer.data()};
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string color(Color value) {
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(),
                  value.a == 255 ? "#%02x%02x%02x" : "#%02x%02x%02x%02x", value.r, value.g, value.b,
                  value.a);
    return buffer.data();
}

std::string point(Point p) {
    return number(p.x) + ',' + number(p.y);
}

std::string rect(const Rect& r) {
    return number(r.x) + ',' + number(r.y) + ' ' + number(r.w) + 'x' + number(r.h);
}

std::string stroke(const Stroke& s) {
    if (s.width <= 0) return "";
    std::string text = " stroke " + color(s.color) + ' ' + number(s.width);
    if (s.dash > 0) text += " dash " + number(s.dash) + '/' + number(s.gap);
    return text;
}

const char* pattern_name(Pattern pattern) {
    switch (pattern) {
        case Pattern::hatch:
            return "hatch";
        case Pattern::cross_hatch:
            return "cross_hatch";
        case Pattern::dots:
            return "dots";
        case Pattern::none:
            break;
    }
    return "none";
}

const char* font_suffix(Font font) {
    switch (font) {
        case Font::semibold:
            return " semibold";
        case Font::mono:
            return " mono";
        case Font::han:
        case Font::han_bold:
        case Font::regular:
            break;
    }
    return "";
}

struct Writer {
    std::string operator()(const Box& box) const {
        std::string text = "box " + rect(box.rect);
        if (box.radius > 0) text += " radius " + number(box.radius);
        if (box.fill.a > 0) text += " fill " + color(box.fill);
        if (box.pattern != Pattern::none)
            text += std::string{" "} + pattern_name(box.pattern) + ' ' + color(box.pattern_color);
        return text + stroke(box.stroke);
    }
    std::string operator()(const Line& line) const {
        return "line " + point(line.a) + " to " + point(line.b) + stroke(line.stroke);
    }
    std::string operator()(const Polygon& polygon) const {
        std::string text = "polygon";
        for (const Point& p : polygon.points) text += ' ' + point(p);
        return text + " fill " + color(polygon.fill);
    }
    std::string operator()(const Text& value) const {
        static constexpr std::array align{"start", "middle", "end"};
        std::string text = "text " + point(value.at) + ' ' +
                           align[static_cast<std::size_t>(value.align)] + ' ' + number(value.size);
        for (const TextSpan& span : value.spans)
            text += " \"" + span.text + "\" " + color(span.color) + font_suffix(span.font);
        return text;
    }
    std::string operator()(const Heatmap& map) const {
        return "heatmap " + rect(map.rect) + " region " + number(map.region.x, 3) + ',' +
               number(map.region.y, 3) + ' ' + number(map.region.w, 3) + 'x' +
               number(map.region.h, 3) + " channel " + std::to_string(map.channel) + ' ' +
               map.colormap + ' ' + number(map.low, 4) + ".." + number(map.high, 4) + " opacity " +
               number(map.opacity, 2) + (map.mark > 0 ? " mark " + number(map.mark, 3) : "") +
               (map.sparse ? " sparse" : "");
    }
    std::string operator()(const ClipBegin& clip) const { return "clip " + rect(clip.rect); }
    std::string operator()(const ClipEnd&) const { return "clip end"; }
};

}  // namespace

std::string to_text(const Drawing& drawing) {
    std::string text = "scene " + number(drawing.size.w) + 'x' + number(drawing.size.h) +
                       " background " + color(drawing.background) + '\n';
    for (const Primitive& primitive : drawing.primitives)
        text += std::visit(Writer{}, primitive) + '\n';
    for (const HitGrid& hit : drawing.hits) {
        text += std::string{"hit "} + (hit.pane == model::Pane::input ? "input" : "output") + ' ' +
                std::to_string(hit.channel) + " visible " + rect(hit.visible) + " origin " +
                point(hit.origin) + " cell " + number(hit.cell, 3) + " from " +
                std::to_string(hit.first_row) + ',' + std::to_string(hit.first_col) + " of " +
                std::to_string(hit.rows) + 'x' + std::to_string(hit.cols) + '\n';
    }
    for (const Divider& divider : drawing.dividers)
        text += "divider " + number(divider.x) + " of " + rect(divider.pane) + '\n';
    return text + "content " + rect(drawing.content) + '\n';
}

}  // namespace poolscope::drawing
