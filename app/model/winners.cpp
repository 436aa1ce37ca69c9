/// Who wins a window, read off the output: of the cells that equal it the first, or of several NaN
/// the last, as the rules of the largest and the smallest cell have it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/run.hpp"

namespace poolscope::model {

namespace {

bool same(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// The real positions of one output's window along an axis.
AxisSpan real_span(const Axis& axis, int output) {
    const AxisSpan span = axis.span_at(output);
    const AxisTaps taps = axis.taps_of(span);
    return {span.at(taps.first_real), taps.real, span.step};
}

std::vector<AxisSpan> spans_of(const Axis& axis, const std::vector<int>& outputs) {
    std::vector<AxisSpan> spans;
    spans.reserve(outputs.size());
    for (const int output : outputs) spans.push_back(real_span(axis, output));
    return spans;
}

/// Tells in which of its readers' windows a cell comes before all others of its value. Windows are
/// asked in the order in which they reach ever further from the cell's row, so that every cell is
/// read once, whatever the kernel size.
class Rivals {
public:
    /// The plane begins at `first` of `cells`. A number's rivals come before it in its windows, a
    /// NaN's after it.
    Rivals(const StoredValues& cells, std::size_t first, int width, int row, int col,
           AxisSpan all_cols)
        : cells_(cells),
          first_(first),
          width_(width),
          col_(col),
          cols_(all_cols),
          value_(at(row, col)),
          way_(std::isnan(value_) ? 1 : -1),
          scanned_(row) {
        look_beside(row, way_);
    }

    /// From the windows' rows that end nearest to the cell in the way of its rivals, outwards.
    [[nodiscard]] int way() const { return way_; }

    void reach(const AxisSpan& rows) {
        const int end = way_ < 0 ? rows.start : rows.last();
        while (scanned_ != end) {
            scanned_ += way_ * rows.step;
            if (same(at(scanned_, col_), value_)) left_ = right_ = col_;
            look_beside(scanned_, -1);
            look_beside(scanned_, 1);
        }
    }
    [[nodiscard]] bool none_in(const AxisSpan& cols) const {
        return cols.start > left_ && cols.last() < right_;
    }

private:
    [[nodiscard]] float at(int row, int col) const {
        return cells_[first_ + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                      static_cast<std::size_t>(col)];
    }
    /// The nearest rival of `row` to one side of the cell, where it is nearer than those known.
    void look_beside(int row, int side) {
        int& nearest = side < 0 ? left_ : right_;
        const int end =
            side < 0 ? std::max(left_, cols_.start - 1) : std::min(right_, cols_.last() + 1);
        for (int col = col_ + side * cols_.step; side < 0 ? col > end : col < end;
             col += side * cols_.step) {
            if (!same(at(row, col), value_)) continue;
            nearest = col;
            return;
        }
    }

    const StoredValues& cells_;
    std::size_t first_;
    int width_;
    int col_;
    AxisSpan cols_;  ///< of all windows together
    float value_;
    int way_;
    int scanned_;  ///< rows are looked through from the cell's own to this one
    int left_ = std::numeric_limits<int>::min();  ///< the nearest rival's column
    int right_ = std::numeric_limits<int>::max();
};

/// Wins of a cell whose windows lie in its own plane.
std::size_t plane_wins(const Run& run, const Geometry& geometry, const CellRef& cell, int sample) {
    const auto& [document, results] = run;
    const Readers readers = readers_of(geometry, cell.row, cell.col);
    if (readers.count() == 0) return 0;
    const auto rows = spans_of(geometry.rows, readers.rows);
    const auto cols = spans_of(geometry.cols, readers.cols);
    // Windows further right begin and end further right: together they span these.
    const int step = cols.front().step;
    const int first = cols.front().start;
    const AxisSpan reach{first, (cols.back().last() - first) / step + 1, step};
    const std::size_t plane = place_of(geometry.input, sample, cell.channel, 0, 0);
    Rivals rivals(*document.input, plane, geometry.input.w, cell.row, cell.col, reach);
    const float value = document.input->at(sample, cell.channel, cell.row, cell.col);
    std::size_t wins = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const std::size_t i = rivals.way() < 0 ? rows.size() - 1 - k : k;
        rivals.reach(rows[i]);
        for (std::size_t j = 0; j < cols.size(); ++j)
            if (rivals.none_in(cols[j]) &&
                same(results.output->at(sample, cell.channel, readers.rows[i], readers.cols[j]),
                     value))
                ++wins;
    }
    return wins;
}

}  // namespace

std::int64_t winner_of(const Run& run, ShownPlane plane, int out_row, int out_col) {
    const auto& [document, results] = run;
    if (!results.geometry || !results.output || !document.layer().op->selects) return -1;
    const Geometry geometry = geometry_of(run, plane);
    const int channel = output_channel_of(geometry, plane.channel, plane.filter);
    const ChannelSpan channels = channels_read(geometry, channel);
    if (results.indices) return results.indices->at(plane.sample, channel, out_row, out_col);
    const float value = results.output->at(plane.sample, channel, out_row, out_col);
    const AxisSpan rows = real_span(geometry.rows, out_row);
    const AxisSpan cols = real_span(geometry.cols, out_col);
    const StoredValues& cells = *document.input;
    const std::size_t first = place_of(geometry.input, plane.sample, channels.first, 0, 0);
    std::int64_t winner = -1;
    for (int k = 0; k < channels.count; ++k)
        for (int i = 0; i < rows.count; ++i)
            for (int j = 0; j < cols.count; ++j) {
                const std::int64_t position =
                    (std::int64_t{k} * geometry.input.h + rows.at(i)) * geometry.input.w +
                    cols.at(j);
                if (!same(cells[first + static_cast<std::size_t>(position)], value)) continue;
                winner = position;
                if (!std::isnan(value)) return winner;
            }
    return winner;
}

std::size_t win_count(const Run& run, const CellRef& cell, int sample) {
    const auto& [document, results] = run;
    if (!results.geometry || !results.output || !document.layer().op->selects) return 0;
    const Geometry geometry = geometry_of(run, {sample, cell.channel});
    if (cell.row < 0 || cell.row >= geometry.input.h || cell.col < 0 ||
        cell.col >= geometry.input.w)
        return 0;
    if (!results.indices && geometry.channel_group == 1)
        return plane_wins(run, geometry, cell, sample);
    const int in_group =
        cell.channel - channels_read(geometry, output_channel_of(geometry, cell.channel)).first;
    const std::int64_t position =
        (std::int64_t{in_group} * geometry.input.h + cell.row) * geometry.input.w + cell.col;
    const Readers readers = readers_of(geometry, cell.row, cell.col);
    std::size_t wins = 0;
    for (const int row : readers.rows)
        for (const int col : readers.cols)
            if (winner_of(run, {sample, cell.channel}, row, col) == position) ++wins;
    return wins;
}

}  // namespace poolscope::model
