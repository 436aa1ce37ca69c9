/// Builds the drawing that the painters are tested and compared with.
#include "paint/every_primitive.hpp"

#include <cmath>
#include <limits>

namespace poolscope::test {

namespace {

using namespace drawing;
using theme::rgb;

model::SharedValues nine_cells() {
    return std::make_shared<const Tensor<float>>(
        Shape{1, 1, 3, 3},
        std::vector<float>{0, 1, 2, 3, std::numeric_limits<float>::quiet_NaN(), 5, 6, 7, 8});
}

/// Stripes one cell wide beside a slope: their mean is grey, the slope stays one.
model::SharedValues fine_cells() {
    Tensor<float> values(Shape{1, 1, 480, 480});
    for (int row = 0; row < 480; ++row) {
        for (int col = 0; col < 480; ++col) {
            values.at(0, 0, row, col) =
                row < 240 ? static_cast<float>(col % 2) : static_cast<float>(col) / 479.0F;
        }
    }
    return std::make_shared<const Tensor<float>>(std::move(values));
}

model::SharedValues three_planes() {
    Tensor<float> values(Shape{1, 3, 2, 2}, 0.0F);
    values.at(0, 0, 0, 0) = 255;                              // red
    values.at(0, 1, 0, 1) = 255;                              // green
    values.at(0, 2, 1, 0) = 255;                              // blue
    for (int c = 0; c < 3; ++c) values.at(0, c, 1, 1) = 128;  // grey
    return std::make_shared<const Tensor<float>>(std::move(values));
}

Box box_of(Rect rect, Pattern pattern) {
    return {rect, 5, rgb(0xEEF1F4), pattern, rgb(0x8A96A3), {rgb(0xAAB4C0), 1, 4, 3}};
}

void add_boxes(std::vector<Primitive>& to, const Places& at) {
    to.emplace_back(Box{at.plain, 5, rgb(0x0072B2), Pattern::none, {}, {rgb(0x1B2430), 2}});
    to.emplace_back(box_of(at.hatched, Pattern::hatch));
    to.emplace_back(box_of(at.crossed, Pattern::cross_hatch));
    to.emplace_back(box_of(at.dotted, Pattern::dots));
    to.emplace_back(Box{at.dashed, 8, {0, 0, 0, 0}, Pattern::none, {}, {rgb(0xD55E00), 2, 6, 4}});
    to.emplace_back(Box{at.ring, 8, {0, 0, 0, 0}, Pattern::none, {}, {rgb(0xE69F00), 4}});
    to.emplace_back(Polygon{{{465, 25}, {475, 25}, {475, 35}}, rgb(0xD55E00)});
    to.emplace_back(Line{{500, 30}, {600, 70}, {rgb(0xE69F00), 1.5F, 3, 4}});
    to.emplace_back(Line{{500, 20}, {620, 20}, {rgb(0x009E73), 4}});
}

void add_words(std::vector<Primitive>& to) {
    const theme::Color ink = rgb(0x1B2430);
    to.emplace_back(
        Text{{20, 120}, 14, Align::start, {{"Step 5 of 9 · output (1, 1) reads rows 1–3", ink}}});
    to.emplace_back(Text{{20, 145},
                         23,
                         Align::start,
                         {{"max", ink, Font::semibold},
                          {"( 6, 7, ", ink},
                          {"8", rgb(0xD55E00), Font::semibold},
                          {", 2 ) = 8  −∞", ink}}});
    to.emplace_back(
        Text{{620, 120}, 13, Align::end, {{"⌊(6 + 2·1 − 3) / 2⌋ + 1", ink, Font::mono}}});
    to.emplace_back(Text{{50, 50}, 19, Align::middle, {{"8", rgb(0xFFFFFF), Font::semibold}}});
}

void add_heatmaps(std::vector<Primitive>& to, const Places& at) {
    to.emplace_back(Heatmap{at.grey, {0, 0, 3, 3}, nine_cells(), 0, "viridis", 0, 8, 1});
    to.emplace_back(Heatmap{at.averaged, {0, 0, 480, 480}, fine_cells(), 0, "grey", 0, 1, 1});
    to.emplace_back(Heatmap{at.colour, {0, 0, 2, 2}, three_planes(), 0, "colour", 0, 255, 1});
    to.emplace_back(ClipBegin{at.clip});
    to.emplace_back(Box{{400, 140, 200, 200}, 0, rgb(0x0072B2)});
    to.emplace_back(ClipEnd{});
}

Point moved(Point p, float by) {
    return {p.x + by, p.y};
}
Rect moved(Rect r, float by) {
    return {r.x + by, r.y, r.w, r.h};
}

struct Move {
    float by;
    void operator()(Box& box) const { box.rect = moved(box.rect, by); }
    void operator()(Line& line) const {
        line.a = moved(line.a, by);
        line.b = moved(line.b, by);
    }
    void operator()(Polygon& polygon) const {
        for (Point& p : polygon.points) p = moved(p, by);
    }
    void operator()(Text& text) const { text.at = moved(text.at, by); }
    void operator()(Heatmap& heatmap) const { heatmap.rect = moved(heatmap.rect, by); }
    void operator()(ClipBegin& clip) const { clip.rect = moved(clip.rect, by); }
    void operator()(ClipEnd&) const {}
};

}  // namespace

Drawing every_primitive(float shift) {
    const Places at;
    Drawing drawing;
    drawing.size = {640, 400};
    drawing.background = rgb(0xF6F7F9);
    add_boxes(drawing.primitives, at);
    add_words(drawing.primitives);
    add_heatmaps(drawing.primitives, at);
    for (Primitive& primitive : drawing.primitives) std::visit(Move{shift}, primitive);
    return drawing;
}

}  // namespace poolscope::test
