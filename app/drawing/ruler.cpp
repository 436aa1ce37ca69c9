/// Draws the rulers of adaptive, global and fractional layers (see ruler.hpp).
#include "drawing/ruler.hpp"

#include <array>
#include <cmath>

#include "drawing/number.hpp"
#include "drawing/shown_step.hpp"

namespace poolscope::drawing {
namespace {

constexpr float label_size = 12;    ///< px an em
constexpr float to_line = 9;        ///< from the cells to the ruler's line, px
constexpr float tick = 5;           ///< half a tick, px
constexpr float line_to_label = 8;  ///< from a tick's end to the middle of its label, px
constexpr float tick_to_label = 4;  ///< from a tick's end to its label's end, px
constexpr float label_gap = 5;      ///< least between two labels, px
constexpr float edge = 4;           ///< from labels to the stage's edge, px
constexpr int most_ticks = 200;     ///< an axis with more shows its window alone

/// A place along the axis, and what stands there.
struct Mark {
    double at = 0;  ///< in cells
    std::string text{};
    bool current = false;  ///< an end of the step's window
};

/// A fraction with at most two decimals, more where it would look whole and is not.
std::string fraction(double value) {
    constexpr double most = 1e6;
    double scale = 100;
    const auto looks_whole = [&] {
        const double rounded = std::round(value * scale) / scale;
        return rounded == std::round(value) && std::fabs(value - rounded) > 1 / most;
    };
    while (scale < most && looks_whole()) scale *= 10;
    return format_value(std::round(value * scale) / scale, 9);
}

/// Where the window of output `index` would start unrounded.
double start_of(const Axis& axis, int index) {
    if (axis.placement == Placement::adaptive)
        return static_cast<double>(index) * axis.input / axis.output;
    const int room = axis.input - axis.kernel_size;
    if (index == axis.output - 1) return room;
    const double alpha = static_cast<double>(room) / (axis.output - 1);
    return (index + axis.sample) * alpha - std::floor(axis.sample * alpha);
}

/// The two ends of a window, with what they are rounded to: "⌊1.4⌋ = 1" and "⌈2.8⌉ = 3".
std::array<Mark, 2> ends_of(const Axis& axis, int index) {
    const AxisSpan span = axis.span_at(index);
    const double start = start_of(axis, index);
    const std::string first = std::to_string(span.start);
    const std::string last = std::to_string(span.last() + 1);
    const Mark begin{start, "⌊" + fraction(start) + "⌋ = " + first, true};
    if (axis.placement == Placement::adaptive) {
        const double end = start_of(axis, index + 1);
        return {begin, Mark{end, "⌈" + fraction(end) + "⌉ = " + last, true}};
    }
    const auto past = static_cast<double>(span.last() + 1);
    return {begin,
            Mark{past, first + " + " + std::to_string(axis.kernel_size) + " = " + last, true}};
}

/// The ends of the step's window, and then the cuts (or starts) of all others.
std::vector<Mark> marks_of(const Axis& axis, int index) {
    const auto ends = ends_of(axis, index);
    std::vector<Mark> marks(ends.begin(), ends.end());
    const int cuts = axis.placement == Placement::adaptive ? axis.output + 1 : axis.output;
    for (int i = 0; i < cuts && cuts <= most_ticks; ++i) {
        const double at = start_of(axis, i);
        marks.push_back({at, fraction(at), false});
    }
    return marks;
}

/// One ruler in the making: along the top (positions are x) or down the left (positions are y).
struct Ruler {
    const Sketch& sketch;
    const PaneView& pane;
    const Axis& axis;
    int index = 0;  ///< of the step's output along the axis
    bool along = true;
    float stage_w = 0;  ///< px
    float off = 0;      ///< px from the cells, where their numbers stand

    [[nodiscard]] float position(double cells) const {
        const auto at = static_cast<float>(cells) * pane.cell;
        return along ? pane.origin.x + at - static_cast<float>(pane.frame.first_col) * pane.cell
                     : pane.origin.y + at - static_cast<float>(pane.frame.first_row) * pane.cell;
    }
    /// The part of the axis that shows.
    [[nodiscard]] float begin() const { return along ? pane.visible.x : pane.visible.y; }
    [[nodiscard]] float end() const { return along ? pane.visible.right() : pane.visible.bottom(); }
    [[nodiscard]] bool shows(float at) const { return at >= begin() - 1 && at <= end() + 1; }
    /// A point `out` px away from the cells.
    [[nodiscard]] Point point(float at, float out) const {
        return along ? Point{at, pane.visible.y - off - out}
                     : Point{pane.visible.x - off - out, at};
    }
    void line(float from, float from_out, float to, float to_out, Color color, float width) const {
        sketch.canvas.line(point(from, from_out), point(to, to_out), {color, width});
    }
};

/// How much of the axis a label takes.
float length_of(const Ruler& ruler, const Mark& mark) {
    const Font font = mark.current ? Font::semibold : Font::regular;
    return ruler.along ? theme::text_width(mark.text, label_size, font) : label_size;
}

/// The middle of a label of this length next to `at`, on a stage of `width`.
float inside(float at, float length, float width) {
    const float least = edge + length / 2;
    return std::clamp(at, least, std::max(width - edge - length / 2, least));
}

struct Label {
    const Mark* mark;
    float at;      ///< its middle
    float length;  ///< along the axis
};

/// The labels that have room: the window's two first, pushed apart where they meet, then others.
std::vector<Label> placed_labels(const Ruler& ruler, const std::vector<Mark>& marks) {
    const float gap = ruler.along ? label_gap : 1;
    std::vector<Label> labels;
    for (const Mark& mark : marks) {
        const float at = ruler.position(mark.at);
        if (!ruler.shows(at)) continue;
        Label label{&mark, at, length_of(ruler, mark)};
        if (ruler.along) label.at = inside(at, label.length, ruler.stage_w);
        const auto apart = [&](const Label& other) {
            return (other.length + label.length) / 2 + gap;
        };
        const auto meets = [&](const Label& other) {
            return std::abs(other.at - label.at) < apart(other);
        };
        if (mark.current && !labels.empty() && meets(labels.front())) {
            Label& first = labels.front();
            const float shift = apart(first) - (label.at - first.at);
            label.at += shift / 2;
            if (ruler.along) label.at = inside(label.at, label.length, ruler.stage_w);
            first.at = label.at - apart(first);
        }
        if (std::ranges::none_of(labels, meets)) labels.push_back(label);
    }
    return labels;
}

void draw_labels(const Ruler& ruler, const std::vector<Mark>& marks) {
    const Theme& theme = ruler.sketch.theme;
    for (const Label& label : placed_labels(ruler, marks)) {
        const bool current = label.mark->current;
        const float out = to_line + tick + (ruler.along ? line_to_label : tick_to_label);
        ruler.sketch.canvas.text(ruler.point(label.at, out), label_size,
                                 ruler.along ? Align::middle : Align::end, label.mark->text,
                                 current ? theme.text : theme.text_faint,
                                 current ? Font::semibold : Font::regular);
    }
}

/// From the cell where the window starts to past the one where it ends.
void draw_bracket(const Ruler& ruler) {
    const AxisSpan span = ruler.axis.span_at(ruler.index);
    const float from = std::clamp(ruler.position(span.start), ruler.begin(), ruler.end());
    const float to = std::clamp(ruler.position(span.last() + 1), ruler.begin(), ruler.end());
    if (to <= from) return;
    const Color color = ruler.sketch.theme.window;
    ruler.line(from, to_line, to, to_line, color, 3);
    for (const double at :
         {static_cast<double>(span.start), static_cast<double>(span.last() + 1)}) {
        const float end = ruler.position(at);
        if (ruler.shows(end)) ruler.line(end, to_line + 1.5F, end, 3, color, 3);
    }
}

void draw_ruler(const Ruler& ruler) {
    const Theme& theme = ruler.sketch.theme;
    const std::vector<Mark> marks = marks_of(ruler.axis, ruler.index);
    const float from = std::clamp(ruler.position(0), ruler.begin(), ruler.end());
    const float to = std::clamp(ruler.position(ruler.axis.input), ruler.begin(), ruler.end());
    ruler.line(from, to_line, to, to_line, theme.text_faint, 1);
    for (const Mark& mark : marks) {
        const float at = ruler.position(mark.at);
        if (ruler.shows(at))
            ruler.line(at, to_line - tick, at, to_line + tick, theme.text_faint, 1);
    }
    draw_bracket(ruler);
    draw_labels(ruler, marks);
}

}  // namespace

bool has_ruler(const Axis& axis) {
    return axis.placement == Placement::adaptive || axis.placement == Placement::fractional;
}

float left_ruler_room(const Axis& axis) {
    float widest = 0;
    const int stride = axis.output / most_ticks + 1;
    for (int i = 0; i < axis.output; i += stride)
        for (const Mark& end : ends_of(axis, i))
            widest = std::max(widest, theme::text_width(end.text, label_size, Font::semibold));
    return to_line + tick + tick_to_label + widest;
}

void draw_rulers(const Sketch& sketch, const Layout& layout, const PaneView& pane,
                 const ShownStep& step) {
    const float above = layout.index_size > 0 ? layout.index_top : 0.0F;
    if (layout.top_ruler) {
        draw_ruler(
            {sketch, pane, step.geometry.cols, step.step.out_col, true, layout.size.w, above});
    }
    if (layout.left_ruler) {
        draw_ruler({sketch, pane, step.geometry.rows, step.step.out_row, false, layout.size.w,
                    layout.index_left});
    }
}

}  // namespace poolscope::drawing
