/// Row and column numbers (see indices.hpp): all of them where they have room, else round ones; and
/// those of the window and of the output that it writes.
#include "drawing/indices.hpp"

#include "drawing/number.hpp"
#include "drawing/shown_step.hpp"

namespace poolscope::drawing {
namespace {

constexpr float label_gap = 4;    ///< least between two numbers, px
constexpr float sparse_gap = 26;  ///< between those that stand for others as well

/// One number, or the first and the last of a window where they have no room apart.
struct Label {
    std::string text;
    float at = 0;  ///< its middle along the line
    bool current = false;
};

/// One line of numbers in the making.
struct Line {
    const PaneView& pane;
    bool columns = true;  ///< along the top; else down a side
    bool at_right = false;
    float size = 0;  ///< px an em
    float room = 0;  ///< px beside the pane, for numbers of rows
    int length = 0;  ///< cells that have numbers at every step: 0 .. length - 1
    std::optional<AxisSpan> current{};

    [[nodiscard]] Range visible() const {
        return columns ? pane.visible_cols() : pane.visible_rows();
    }
    [[nodiscard]] float middle_of(int index) const {
        const Rect cell = columns ? pane.rect_of(pane.frame.first_row, index)
                                  : pane.rect_of(index, pane.frame.first_col);
        return columns ? cell.center().x : cell.center().y;
    }
    [[nodiscard]] Point point(float at) const {
        if (columns) return {at, pane.visible.y - index_gap - size / 2};
        return {at_right ? pane.visible.right() + index_gap : pane.visible.x - index_gap, at};
    }
    /// How much of the line words take.
    [[nodiscard]] float extent(const std::string& words) const {
        return columns ? theme::text_width(words, size, Font::semibold) : size;
    }
    [[nodiscard]] bool shows(float at) const {
        return columns ? at > pane.visible.x && at < pane.visible.right()
                       : at > pane.visible.y && at < pane.visible.bottom();
    }
};

/// From one number to the next: all where they have room, else 2, 5, 10, 20, ... apart.
int stride_of(const Line& line) {
    const float label = line.extent(format_count(std::max(line.length - 1, 0)));
    int stride = 1;
    const auto fits = [&] {
        const float gap = stride == 1 ? label_gap : sparse_gap;
        return static_cast<float>(stride) * line.pane.cell >= label + gap;
    };
    for (int i = 0; !fits(); ++i) stride = i % 3 == 1 ? stride / 2 * 5 : stride * 2;
    return stride;
}

/// Labels that have room, in the order in which they are added.
class Labels {
public:
    explicit Labels(const Line& line) : line_(line) {}

    [[nodiscard]] bool meets(const Label& label) const {
        return std::ranges::any_of(
            labels_,
            [&](const Label& other) {
                const float apart = (line_.extent(label.text) + line_.extent(other.text)) / 2;
                return std::abs(label.at - other.at) < apart + label_gap / 2;
            });
    }
    void add(const Label& label) {
        if (line_.shows(label.at) && !meets(label)) labels_.push_back(label);
    }
    void add(int index, bool current = false) {
        add({format_count(index), line_.middle_of(index), current});
    }
    /// The window: its numbers, or where those have no room its first and last.
    void add_window(const AxisSpan& span, int stride) {
        const int last = span.last();
        const Label first{format_count(span.start), line_.middle_of(span.start), true};
        const Label end{format_count(last), line_.middle_of(last), true};
        add(first);
        if (span.count == 1) return;
        if (!labels_.empty() && meets(end)) {
            const Label both{first.text + "–" + end.text, (first.at + end.at) / 2, true};
            const float width = theme::text_width(both.text, line_.size, Font::semibold);
            if (line_.columns || width + index_gap < line_.room) labels_ = {both};
            return;
        }
        add(end);
        for (int i = 1; stride == 1 && i + 1 < span.count; ++i) add(span.at(i), true);
    }
    [[nodiscard]] const std::vector<Label>& all() const { return labels_; }

private:
    const Line& line_;
    std::vector<Label> labels_;
};

void draw(const Sketch& sketch, const Line& line) {
    const int stride = stride_of(line);
    Labels labels(line);
    // The window's come first: others make room for them.
    if (line.current) labels.add_window(*line.current, stride);
    const Range visible = line.visible();
    const int first = std::max((visible.begin + stride - 1) / stride * stride, 0);
    for (int i = first; i < std::min(visible.end, line.length); i += stride)
        labels.add(i, line.current && line.current->contains(i));
    const Align align = line.columns ? Align::middle : line.at_right ? Align::start : Align::end;
    for (const Label& label : labels.all())
        sketch.canvas.text(line.point(label.at), line.size, align, label.text,
                           label.current ? sketch.theme.text : sketch.theme.text_faint,
                           label.current ? Font::semibold : Font::regular);
}

/// The places that windows may reach: with padding in sight, from below 0 on.
std::string widest(int first, int past) {
    const int last = std::max(past - 1, 0);
    const bool longer = std::to_string(first).size() > std::to_string(last).size();
    return format_count(longer ? first : last);
}

}  // namespace

float index_room(const std::string& widest, float size) {
    return widest.empty() ? 0 : theme::text_width(widest, size, Font::semibold) + index_gap;
}

IndexLabels index_labels(const DrawingInput& input, const Geometry* geometry, const Frame& frame) {
    IndexLabels labels;
    if (!input.view.indices) return labels;
    labels.columns = true;
    // A layer of one row is counted along it alone.
    if (frame.rows > 1) {
        labels.input_row = widest(frame.first_row, frame.first_row + frame.rows);
        if (geometry != nullptr) labels.output_row = widest(0, geometry->output.h);
    }
    return labels;
}

void draw_indices(const Sketch& sketch, const Layout& layout, const TileLayout& tile,
                  const std::optional<ShownStep>& step) {
    if (layout.index_size <= 0) return;
    const Shape& shape = sketch.input.run.document.shape();
    std::optional<AxisSpan> rows, cols, out_row, out_col;
    if (step) {
        rows = step->step.window.rows;
        cols = step->step.window.cols;
        out_row = AxisSpan{step->step.out_row, 1, 1};
        out_col = AxisSpan{step->step.out_col, 1, 1};
    }
    // Beside other tiles, or a ruler, rows have no more than their numbers take.
    const bool alone = layout.tiles.size() == 1 && !layout.left_ruler;
    const auto line = [&](const PaneView& pane, bool columns, bool at_right, int length,
                          const std::optional<AxisSpan>& current) {
        const float beside = at_right ? layout.size.w - pane.visible.right() : pane.visible.x;
        draw(sketch, {.pane = pane,
                      .columns = columns,
                      .at_right = at_right,
                      .size = layout.index_size,
                      .room = alone ? beside : 0,
                      .length = length,
                      .current = current});
    };
    // Panes of a group share their numbers with those beside and above them.
    for (std::size_t i = 0; i < tile.inputs.size(); ++i) {
        const int at = static_cast<int>(i);
        if (at < tile.across) line(tile.inputs[i], true, false, shape.w, cols);
        if (at % tile.across == 0 && layout.index_rows)
            line(tile.inputs[i], false, false, shape.h, rows);
    }
    if (!step) return;
    line(tile.output, true, false, step->geometry.output.w, out_col);
    // At the side that no dashed line comes from.
    if (layout.index_rows) line(tile.output, false, !tile.below, step->geometry.output.h, out_row);
}

}  // namespace poolscope::drawing
