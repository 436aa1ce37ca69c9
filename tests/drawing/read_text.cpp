/// Reads a scene line by line (see read_text.hpp).
#include "read_text.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace poolscope::drawing {
namespace {

/// The words of one line, in order.
class LineReader {
public:
    explicit LineReader(const std::string& line) : in_(line) { in_ >> kind_; }

    [[nodiscard]] const std::string& kind() const { return kind_; }
    std::string word() {
        std::string word;
        in_ >> word;
        return word;
    }
    float number() {
        float value = 0;
        in_ >> value;
        return value;
    }
    void skip() { in_.get(); }
    /// Takes the next word, where it is this one.
    bool takes(const std::string& expected) {
        const auto at = in_.tellg();
        if (word() == expected) return true;
        in_.clear();
        in_.seekg(at);
        return false;
    }
    /// "1,2"
    Point point() {
        Point p;
        p.x = number();
        skip();
        p.y = number();
        return p;
    }
    /// "1,2 3x4"
    Rect rect() {
        const Point at = point();
        Rect rect{at.x, at.y, number(), 0};
        skip();
        rect.h = number();
        return rect;
    }
    /// "#rrggbb", or "#rrggbbaa"
    Color color() {
        const std::string digits = word();
        const auto part = [&](std::size_t i) {
            return i + 2 <= digits.size()
                       ? static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16))
                       : std::uint8_t{255};
        };
        return {part(1), part(3), part(5), part(7)};
    }
    /// " stroke #rrggbb 1 dash 3/4", or nothing
    Stroke stroke() {
        Stroke stroke;
        if (!takes("stroke")) return stroke;
        stroke.color = color();
        stroke.width = number();
        if (takes("dash")) {
            const Point dash = point();
            stroke.dash = dash.x;
            stroke.gap = dash.y;
        }
        return stroke;
    }
    /// "\"words\" #rrggbb semibold", or nothing
    bool span(TextSpan& span) {
        const std::string line = in_.str();
        const auto at = in_.tellg();
        const std::size_t open =
            at < 0 ? std::string::npos : line.find('"', static_cast<std::size_t>(at));
        if (open == std::string::npos) return false;
        const std::size_t close = line.find("\" #", open + 1);
        span.text = line.substr(open + 1, close - open - 1);
        in_.seekg(static_cast<std::streamoff>(close + 1));
        span.color = color();
        if (takes("semibold")) span.font = Font::semibold;
        if (takes("mono")) span.font = Font::mono;
        return true;
    }

private:
    std::istringstream in_;
    std::string kind_;
};

Box box_of(LineReader& line) {
    Box box;
    box.rect = line.rect();
    if (line.takes("radius")) box.radius = line.number();
    if (line.takes("fill")) box.fill = line.color();
    static const std::array patterns{std::pair{"hatch", Pattern::hatch},
                                     std::pair{"cross_hatch", Pattern::cross_hatch},
                                     std::pair{"dots", Pattern::dots}};
    for (const auto& [name, pattern] : patterns) {
        if (line.takes(name)) {
            box.pattern = pattern;
            box.pattern_color = line.color();
        }
    }
    box.stroke = line.stroke();
    return box;
}

Line line_of(LineReader& line) {
    Line result;
    result.a = line.point();
    line.takes("to");
    result.b = line.point();
    result.stroke = line.stroke();
    return result;
}

Polygon polygon_of(LineReader& line) {
    Polygon polygon;
    while (!line.takes("fill")) polygon.points.push_back(line.point());
    polygon.fill = line.color();
    return polygon;
}

Text text_of(LineReader& line) {
    Text text;
    text.at = line.point();
    const std::string align = line.word();
    text.align = align == "start" ? Align::start : align == "middle" ? Align::middle : Align::end;
    text.size = line.number();
    for (TextSpan span; line.span(span); span = {}) text.spans.push_back(span);
    return text;
}

Heatmap heatmap_of(LineReader& line, const Heatmap* like) {
    Heatmap map;
    map.rect = line.rect();
    line.takes("region");
    map.region = line.rect();
    line.takes("channel");
    map.channel = static_cast<int>(line.number());
    map.colormap = line.word();
    const std::string range = line.word();
    map.low = std::stof(range);
    map.high = std::stof(range.substr(range.find("..") + 2));
    line.takes("opacity");
    map.opacity = line.number();
    if (like != nullptr) {
        const Shape& shape = like->values->shape();
        const bool fits = map.channel < shape.c &&
                          map.region.right() <= static_cast<float>(shape.w) &&
                          map.region.bottom() <= static_cast<float>(shape.h);
        if (fits) map.values = like->values;
        map.sample = like->sample;
    }
    return map;
}

HitGrid hit_of(LineReader& line) {
    HitGrid hit;
    hit.pane = line.word() == "input" ? model::Pane::input : model::Pane::output;
    hit.channel = static_cast<int>(line.number());
    line.takes("visible");
    hit.visible = line.rect();
    line.takes("origin");
    hit.origin = line.point();
    line.takes("cell");
    hit.cell = line.number();
    line.takes("from");
    const Point first = line.point();
    line.takes("of");
    hit.rows = static_cast<int>(line.number());
    line.skip();
    hit.cols = static_cast<int>(line.number());
    hit.first_row = static_cast<int>(first.x);
    hit.first_col = static_cast<int>(first.y);
    return hit;
}

std::vector<const Heatmap*> heatmaps_of(const Drawing& drawing) {
    std::vector<const Heatmap*> maps;
    for (const Primitive& one : drawing.primitives)
        if (const auto* map = std::get_if<Heatmap>(&one)) maps.push_back(map);
    return maps;
}

}  // namespace

Drawing read_text(const std::string& text, const Drawing& like) {
    const std::vector<const Heatmap*> values = heatmaps_of(like);
    std::size_t maps = 0;
    Drawing drawing{};
    std::istringstream lines(text);
    for (std::string words; std::getline(lines, words);) {
        LineReader line(words);
        const std::string& kind = line.kind();
        if (kind == "scene") {
            drawing.size.w = line.number();
            line.skip();
            drawing.size.h = line.number();
            line.takes("background");
            drawing.background = line.color();
        } else if (kind == "box") {
            drawing.primitives.emplace_back(box_of(line));
        } else if (kind == "line") {
            drawing.primitives.emplace_back(line_of(line));
        } else if (kind == "polygon") {
            drawing.primitives.emplace_back(polygon_of(line));
        } else if (kind == "text") {
            drawing.primitives.emplace_back(text_of(line));
        } else if (kind == "heatmap") {
            const Heatmap* same = maps < values.size() ? values[maps] : nullptr;
            ++maps;
            Heatmap map = heatmap_of(line, same);
            if (map.values) drawing.primitives.emplace_back(std::move(map));
        } else if (kind == "clip") {
            if (line.takes("end")) {
                drawing.primitives.emplace_back(ClipEnd{});
            } else {
                drawing.primitives.emplace_back(ClipBegin{line.rect()});
            }
        } else if (kind == "hit") {
            drawing.hits.push_back(hit_of(line));
        } else if (kind == "divider") {
            Divider divider;
            divider.x = line.number();
            line.takes("of");
            divider.pane = line.rect();
            drawing.dividers.push_back(divider);
        } else if (kind == "content") {
            drawing.content = line.rect();
        }
    }
    return drawing;
}

}  // namespace poolscope::drawing
