/// What a step, and the cell under the pointer, say in words (see layer_text.hpp).
#include <algorithm>

#include "scene/layer_text.hpp"
#include "scene/number.hpp"

namespace poolscope::scene {
namespace {

/// What words about a layer depend on; a layer whose geometry is not known counts as plain.
struct Wording {
    bool one_row = false;     ///< rows mean nothing
    bool can_hang = true;     ///< windows may read padding
    bool fractional = false;  ///< windows lie where samples put them
    int group = 1;            ///< channels that one window spans
};

Wording wording_of(const Geometry* geometry) {
    if (geometry == nullptr) {
        return {};
    }
    const Axis& rows = geometry->rows;
    return {.one_row = rows.input == 1 && geometry->cols.input > 1 && rows.output == 1 &&
                       rows.overhang_end() == 1 && rows.pad_begin == 0,
            .can_hang = rows.regular() && geometry->channel_group == 1,
            .fractional = rows.placement == Placement::fractional,
            .group = geometry->channel_group};
}

/// "(1, 3)", or "3" in a layer of one row.
std::string position_text(int row, int col, const Wording& wording) {
    if (wording.one_row) {
        return format_count(col);
    }
    return '(' + format_count(row) + ", " + format_count(col) + ')';
}

/// "channels 2–3".
std::string group_text(int output_channel, const Wording& wording) {
    return span_text({output_channel * wording.group, wording.group, 1}, "channel", "channels");
}

std::string tap_place(const Tap<float>& tap, const Wording& wording) {
    const std::string of_channel =
        wording.group > 1 ? " of channel " + std::to_string(tap.channel) : "";
    return position_text(tap.row, tap.col, wording) + of_channel;
}

std::string reads_text(const Step<float>& step, const Wording& wording) {
    const std::string output = "output " + position_text(step.out_row, step.out_col, wording);
    if (wording.group > 1) {
        const int row = step.window.rows.start;
        const int col = step.window.cols.start;
        return output + " of channel " + std::to_string(step.c) + " reads input " +
               position_text(row, col, wording) + " of " + group_text(step.c, wording);
    }
    const std::string rows =
        wording.one_row ? "" : span_text(step.window.rows, "row", "rows") + ", ";
    return output + " reads " + rows + span_text(step.window.cols, "column", "columns");
}

std::string counts_text(const TapCounts& counts, const Wording& wording) {
    std::string text =
        format_count(static_cast<std::size_t>(counts.real), "real cell", "real cells");
    if (wording.can_hang) {
        text += ", " + std::to_string(counts.padding) + " padding";
    }
    if (counts.overhang > 0) {
        text += ", " + std::to_string(counts.overhang) + " overhang";
    }
    return text;
}

std::string winner_text(const Operator& op, const Step<float>& step, const Wording& wording) {
    const auto& tap = step.taps[*step.reduction.selected];
    std::string text = std::string{winner_word(op)} + ": input " + tap_place(tap, wording);
    if (step.reduction.ties.size() > 1) {
        text += ", " + std::to_string(step.reduction.ties.size()) + " tied";
    }
    if (op.seeded && op.weighs) {
        text += " by u = " + format_value(step.draw, 4);
    }
    return text;
}

std::string taken_text(const Step<float>& step, std::span<const std::size_t> taken,
                       const Wording& wording) {
    std::string text = "taken: ";
    for (const std::size_t tap : taken) {
        text += (tap == taken.front() ? "input " : " and ") + tap_place(step.taps[tap], wording);
    }
    return text;
}

std::string divisor_text(const PoolParams& params, const Step<float>& step) {
    std::string text = "divided by " + std::to_string(step.reduction.divisor);
    if (params.divisor_override) {
        return text + " (divisor_override)";
    }
    if (step.counts.padding == 0 && step.counts.overhang == 0) {
        return text;
    }
    return text + (params.count_include_pad && step.counts.padding > 0 ? ": padding counts"
                                                                       : ": real cells only");
}

std::string tap_text(const Tap<float>& tap, const Wording& wording) {
    switch (tap.kind) {
        case TapKind::padding:
            return "padding " + tap_place(tap, wording);
        case TapKind::overhang:
            return "overhang " + tap_place(tap, wording);
        case TapKind::real:
            break;
    }
    return "input " + tap_place(tap, wording) + " = " +
           format_value(static_cast<double>(tap.value));
}

/// A fractional layer's samples: "u = 0.37 (rows), 0.95 (columns) from seed 1".
std::string samples_text(const PoolParams& params, const Geometry& geometry,
                         const Wording& wording) {
    const std::string rows =
        wording.one_row ? "" : format_value(geometry.rows.sample, 4) + " (rows), ";
    return "u = " + rows + format_value(geometry.cols.sample, 4) + " (columns)" +
           (params.samples ? " as given" : " from seed " + std::to_string(params.seed));
}

/// What an input position is, with its value: nothing past what the windows reach.
std::string input_text(const model::Document& document, const Geometry* geometry,
                       const model::CellRef& cell, int sample) {
    const Shape& shape = document.shape();
    const bool real = cell.row >= 0 && cell.row < shape.h && cell.col >= 0 && cell.col < shape.w;
    const std::string place = position_text(cell.row, cell.col, wording_of(geometry));
    if (real) {
        const float value = document.input->at(sample, cell.channel, cell.row, cell.col);
        return "input " + place + " = " + format_value(static_cast<double>(value));
    }
    const bool overhang =
        geometry != nullptr && kind_at(*geometry, cell.row, cell.col) == TapKind::overhang;
    const Operator& op = model::operator_of(document);
    return (overhang ? "overhang " : "padding ") + place +
           (reads_padding(op) ? " reads as " + format_value(op.padding_value) : " is passed over");
}

void add_score_line(std::vector<std::string>& lines, const model::Document& document,
                    const model::CellRef& cell) {
    const Shape& shape = document.shape();
    const bool real = cell.row >= 0 && cell.row < shape.h && cell.col >= 0 && cell.col < shape.w;
    if (real && model::operator_of(document).scored) {
        const auto& scores = document.params.scores;
        const float score = scores ? scores->at(0, 0, cell.row, cell.col) : 0.0F;
        lines.push_back("score " + format_value(static_cast<double>(score)));
    }
}

void add_output_lines(std::vector<std::string>& lines, const model::Results& results,
                      const Geometry& geometry, const model::CellRef& cell, int sample) {
    if (cell.row < 0 || cell.row >= geometry.output.h || cell.col < 0 ||
        cell.col >= geometry.output.w) {
        return;
    }
    const Wording wording = wording_of(&geometry);
    std::string line = "output " + position_text(cell.row, cell.col, wording);
    if (results.output) {
        const float value = results.output->at(sample, cell.channel, cell.row, cell.col);
        line += " = " + format_value(static_cast<double>(value));
    }
    lines.push_back(std::move(line));
    const Window window = window_at(geometry, cell.row, cell.col);
    if (wording.group > 1) {
        lines.push_back("reads input " +
                        position_text(window.rows.start, window.cols.start, wording));
        lines.push_back("of " + group_text(cell.channel, wording));
        return;
    }
    const std::string cols = span_text(window.cols, "column", "columns");
    if (wording.one_row) {
        lines.push_back("reads " + cols);
        return;
    }
    lines.push_back("reads " + span_text(window.rows, "row", "rows"));
    lines.push_back("and " + cols);
}

}  // namespace

bool reads_padding(const Operator& op) {
    return op.averages() || op.formula.padding_counts;
}

const char* winner_word(const Operator& op) {
    return op.selects && op.weighs ? "picked" : "winner";
}

std::span<const std::size_t> taken_together(const Step<float>& step) {
    const auto& reduction = step.reduction;
    return reduction.selected ? std::span<const std::size_t>{} : std::span{reduction.ties};
}

std::string position_text(const Geometry& geometry, int row, int col) {
    return position_text(row, col, wording_of(&geometry));
}

std::string span_text(const AxisSpan& span, const char* one, const char* many) {
    if (span.count == 1) {
        return std::string{one} + ' ' + format_count(span.start);
    }
    const char* to = span.start < 0 || span.last() < 0 ? " to " : "–";
    std::string text =
        std::string{many} + ' ' + format_count(span.start) + to + format_count(span.last());
    if (span.step > 1) {
        text += " by " + std::to_string(span.step);
    }
    return text;
}

std::vector<std::string> step_caption_parts(const Operator& op, const PoolParams& params,
                                            const Step<float>& step, const StepPlace& place) {
    const Wording wording = wording_of(place.geometry);
    std::vector<std::string> parts;
    parts.push_back("Step " + std::to_string(place.index + 1) + " of " +
                    std::to_string(place.count));
    parts.push_back(reads_text(step, wording));
    if (place.grain == Grain::cell && step.folded > 0) {
        // Of a very large window, not every tap is listed: the place tells how many are read.
        const auto taps = std::max(step.taps.size(), static_cast<std::size_t>(step.window.count()));
        const std::size_t read = place.read > 0 ? place.read : step.folded;
        parts.push_back("cell " + std::to_string(read) + " of " + std::to_string(taps) + ": " +
                        tap_text(step.taps[step.folded - 1], wording));
    } else {
        parts.push_back(counts_text(step.counts, wording));
    }
    if (wording.fractional) {
        parts.push_back(samples_text(params, *place.geometry, wording));
    }
    if (step.counts.real == 0) {
        // A cell at a time, the result is only known at the end; it is the padding's from the
        // start.
        parts.push_back("this window holds no real cell: the " + std::string{op.formula.noun} +
                        " is " + format_value(static_cast<double>(step.reduction.output)));
        return parts;
    }
    if (step.reduction.selected) {
        parts.push_back(winner_text(op, step, wording));
    }
    if (const auto taken = taken_together(step); !taken.empty()) {
        parts.push_back(taken_text(step, taken, wording));
    }
    if (op.averages() && step.complete()) {
        parts.push_back(divisor_text(params, step));
    }
    return parts;
}

std::string step_caption(const Operator& op, const PoolParams& params, const Step<float>& step,
                         const StepPlace& place) {
    std::string text;
    for (const std::string& part : step_caption_parts(op, params, step, place)) {
        text += (text.empty() ? "" : " · ") + part;
    }
    return text;
}

std::vector<std::string> under_pointer(const model::Document& document,
                                       const model::Results& results, const model::CellRef& cell,
                                       int sample) {
    std::vector<std::string> lines;
    const bool output = cell.pane == model::Pane::output;
    const Shape& shape = results.geometry && output ? results.geometry->output : document.shape();
    if (cell.channel < 0 || cell.channel >= shape.c || sample < 0 || sample >= shape.n) {
        return lines;
    }
    if (!results.geometry) {
        if (!output) {
            lines.push_back(input_text(document, nullptr, cell, sample));
        }
        return lines;
    }
    const int group = results.geometry->channel_group;
    const int channel = output ? cell.channel * group : cell.channel;
    const Geometry geometry = model::geometry_of(document, results, {sample, channel});
    if (output) {
        add_output_lines(lines, results, geometry, cell, sample);
        return lines;
    }
    lines.push_back(input_text(document, &geometry, cell, sample));
    add_score_line(lines, document, cell);
    const std::size_t readers = readers_of(geometry, cell.row, cell.col).count();
    lines.push_back(readers == 0 ? "read by no window"
                                 : "read by " + format_count(readers, "window", "windows"));
    const Operator& op = model::operator_of(document);
    if (readers > 0 && op.selects && results.output) {
        const std::size_t wins = model::win_count(document, results, cell, sample);
        const char* verb = op.weighs ? "picked in " : "wins in ";
        lines.push_back(verb + (wins == 0 ? "none of them" : std::to_string(wins) + " of them"));
    }
    return lines;
}

}  // namespace poolscope::scene
