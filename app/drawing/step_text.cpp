/// What a step, and the cell under the pointer, say in words (see layer_text.hpp).
#include <algorithm>

#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"
#include "drawing/words.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {
namespace {

/// What words about a layer depend on; a layer whose geometry is not known counts as plain.
struct Wording {
    bool one_row = false;     ///< rows mean nothing
    bool can_hang = true;     ///< windows may read padding
    bool fractional = false;  ///< windows lie where samples put them
    int group = 1;            ///< channels that one window spans
    int outputs = 1;          ///< output channels of one group
};

Wording wording_of(const Geometry* geometry) {
    if (geometry == nullptr) return {};
    const Axis& rows = geometry->rows;
    return {.one_row = rows.input == 1 && geometry->cols.input > 1 && rows.output == 1 &&
                       rows.overhang_end() == 1 && rows.pad_begin == 0,
            .can_hang = rows.regular() && geometry->channel_group == 1,
            .fractional = rows.placement == Placement::fractional,
            .group = geometry->channel_group,
            .outputs = geometry->group_outputs};
}

/// "(1, 3)", or "3" in a layer of one row.
std::string position_text(int row, int col, const Wording& wording) {
    if (wording.one_row) return format_count(col);
    return '(' + format_count(row) + ", " + format_count(col) + ')';
}

/// "channels 2–3".
std::string group_text(int output_channel, const Wording& wording) {
    return span_text({output_channel / wording.outputs * wording.group, wording.group, 1},
                     word("channel {0}"), word("channels {0}"));
}

std::string rows_text(const Window& window) {
    return span_text(window.rows, word("row {0}"), word("rows {0}"));
}

std::string cols_text(const Window& window) {
    return span_text(window.cols, word("column {0}"), word("columns {0}"));
}

std::string tap_place(const Tap<float>& tap, const Wording& wording) {
    const std::string place = position_text(tap.row, tap.col, wording);
    return wording.group > 1 ? trf("{0} of channel {1}", place, tap.channel) : place;
}

std::string reads_text(const Step<float>& step, const Wording& wording) {
    const std::string output = position_text(step.out_row, step.out_col, wording);
    if (wording.group > 1) {
        const int row = step.window.rows.start;
        const int col = step.window.cols.start;
        return trf("output {0} of channel {1} reads input {2} of {3}", output, step.c,
                   position_text(row, col, wording), group_text(step.c, wording));
    }
    const std::string cols = cols_text(step.window);
    if (wording.one_row) return trf("output {0} reads {1}", output, cols);
    return trf("output {0} reads {1}, {2}", output, rows_text(step.window), cols);
}

std::string counts_text(const TapCounts& counts, const Wording& wording) {
    std::string text =
        trn("{0} real cell", "{0} real cells", static_cast<std::size_t>(counts.real));
    if (wording.can_hang) text += trf(", {0} padding", counts.padding);
    if (counts.overhang > 0) text += trf(", {0} overhang", counts.overhang);
    return text;
}

std::string winner_text(const Operator& op, const Step<float>& step, const Wording& wording) {
    const auto& tap = step.taps[*step.reduction.selected];
    std::string text = trf("{0}: input {1}", tr(winner_word(op)), tap_place(tap, wording));
    if (step.reduction.ties.size() > 1) text += trf(", {0} tied", step.reduction.ties.size());
    if (op.seeded && op.weighs) text += trf(" by u = {0}", format_value(step.draw, 4));
    return text;
}

std::string taken_text(const Step<float>& step, std::span<const std::size_t> taken,
                       const Wording& wording) {
    std::string text = trf("taken: input {0}", tap_place(step.taps[taken.front()], wording));
    for (const std::size_t tap : taken.subspan(1))
        text += trf(" and {0}", tap_place(step.taps[tap], wording));
    return text;
}

std::string divisor_text(const PoolParams& params, const Step<float>& step) {
    std::string text = trf("divided by {0}", step.reduction.divisor);
    if (params.divisor_override) return text + " (divisor_override)";
    if (step.counts.padding == 0 && step.counts.overhang == 0) return text;
    return text + tr(params.count_include_pad && step.counts.padding > 0
                         ? word(": padding counts")
                         : word(": real cells only"));
}

std::string tap_text(const Tap<float>& tap, const Wording& wording) {
    switch (tap.kind) {
        case TapKind::padding:
            return trf("padding {0}", tap_place(tap, wording));
        case TapKind::overhang:
            return trf("overhang {0}", tap_place(tap, wording));
        case TapKind::real:
            break;
    }
    const auto value = static_cast<double>(tap.value);
    return trf(is_rounded(value) ? word("input {0} ≈ {1}") : word("input {0} = {1}"),
               tap_place(tap, wording), format_value(value));
}

/// A fractional layer's samples: "u = 0.37 (rows), 0.95 (columns) from seed 1".
std::string samples_text(const PoolParams& params, const Geometry& geometry,
                         const Wording& wording) {
    const std::string cols = trf("{0} (columns)", format_value(geometry.cols.sample, 4));
    const std::string rows = trf("{0} (rows), ", format_value(geometry.rows.sample, 4));
    const std::string samples = wording.one_row ? cols : rows + cols;
    return params.samples ? trf("u = {0} as given", samples)
                          : trf("u = {0} from seed {1}", samples, params.seed);
}

/// What an input position is, with its value: nothing past what the windows reach.
std::string input_text(const model::Document& document, const Geometry* geometry,
                       const model::CellRef& cell, int sample) {
    const Shape& shape = document.shape();
    const bool real = cell.row >= 0 && cell.row < shape.h && cell.col >= 0 && cell.col < shape.w;
    const std::string place = position_text(cell.row, cell.col, wording_of(geometry));
    if (real) {
        const float value = document.input->at(sample, cell.channel, cell.row, cell.col);
        return trf("input {0} = {1}", place, format_whole(value));
    }
    const bool overhang =
        geometry != nullptr && kind_at(*geometry, cell.row, cell.col) == TapKind::overhang;
    const Operator& op = *document.layer().op;
    if (!reads_padding(op)) {
        return trf(
            overhang ? word("overhang {0} is passed over") : word("padding {0} is passed over"),
            place);
    }
    return trf(overhang ? word("overhang {0} reads as {1}") : word("padding {0} reads as {1}"),
               place, format_value(op.padding_value));
}

/// What a step of a layer says that is no pooling layer.
void add_kind_parts(std::vector<std::string>& parts, const Layer& layer, const Step<float>& step,
                    const Wording& wording, Grain grain) {
    const bool single = step.taps.size() == 1;
    const std::string output = position_text(step.out_row, step.out_col, wording);
    const std::string place = wording.one_row
                                  ? cols_text(step.window)
                                  : trf("{0}, {1}", rows_text(step.window), cols_text(step.window));
    const std::string of_channel = trf("{0}, channel {1}", tr_name(layer.op->name), step.c);
    parts.push_back(of_channel);
    parts.push_back(trf("output {0} reads {1}", output, place));
    if (wording.group > 1) parts.back() += " " + trf("of {0}", group_text(step.c, wording));
    const bool sums = layer.weights->weight && !layer.weights->mean;
    if (grain == Grain::cell && !step.complete() && step.folded > 0) {
        parts.push_back(trf("cell {0} of {1}: {2}", step.folded, step.taps.size(),
                            tap_text(step.taps[step.folded - 1], wording)));
    } else if (grain == Grain::cell && sums && layer.weights->bias) {
        parts.push_back(tr("the bias is added last"));
    } else if (sums) {
        const std::string products = trn("{0} product", "{0} products", step.taps.size());
        parts.push_back(layer.weights->bias ? trf("{0} and the bias", products) : products);
    } else if (single) {
        parts.push_back(tap_text(step.taps.front(), wording));
    }
}

void add_score_line(std::vector<std::string>& lines, const model::Document& document,
                    const model::CellRef& cell) {
    const Shape& shape = document.shape();
    const bool real = cell.row >= 0 && cell.row < shape.h && cell.col >= 0 && cell.col < shape.w;
    if (real && document.layer().op->scored) {
        const auto& scores = document.layer().params.scores;
        const float score = scores ? scores->at(0, 0, cell.row, cell.col) : 0.0F;
        lines.push_back(trf("score {0}", format_whole(score)));
    }
}

void add_output_lines(std::vector<std::string>& lines, const model::Results& results,
                      const Geometry& geometry, const model::CellRef& cell, int sample,
                      bool written) {
    if (cell.row < 0 || cell.row >= geometry.output.h || cell.col < 0 ||
        cell.col >= geometry.output.w)
        return;
    const Wording wording = wording_of(&geometry);
    const std::string place = position_text(cell.row, cell.col, wording);
    std::string line = trf("output {0}", place);
    if (!written) {
        line = trf("output {0}: not computed yet", place);
    } else if (results.output) {
        const float value = results.output->at(sample, cell.channel, cell.row, cell.col);
        line += equals_sign(false) + format_whole(value);
    }
    lines.push_back(std::move(line));
    const Window window = window_at(geometry, cell.row, cell.col);
    if (wording.group > 1 && window.count() == 1) {
        lines.push_back(
            trf("reads input {0}", position_text(window.rows.start, window.cols.start, wording)));
        lines.push_back(trf("group|of {0}", group_text(cell.channel, wording)));
        return;
    }
    const std::string cols = cols_text(window);
    if (wording.one_row) {
        lines.push_back(trf("reads {0}", cols));
        return;
    }
    lines.push_back(trf("reads {0}", rows_text(window)));
    lines.push_back(trf("and {0}", cols));
    if (wording.group > 1) lines.push_back(trf("group|of {0}", group_text(cell.channel, wording)));
}

}  // namespace

bool reads_padding(const Operator& op) {
    return op.averages() || op.formula.padding_counts;
}

const char* winner_word(const Operator& op) {
    return op.selects && op.weighs ? word("picked") : word("winner");
}

std::span<const std::size_t> taken_together(const Step<float>& step) {
    const auto& reduction = step.reduction;
    return reduction.selected ? std::span<const std::size_t>{} : std::span{reduction.ties};
}

std::string position_text(const Geometry& geometry, int row, int col) {
    return position_text(row, col, wording_of(&geometry));
}

std::string span_text(const AxisSpan& span, const char* one, const char* many) {
    const std::string first = format_count(span.start);
    if (span.count == 1) return trf(one, first);
    const std::string last = format_count(span.last());
    const bool signs = span.start < 0 || span.last() < 0;
    const std::string text = trf(many, signs ? trf("{0} to {1}", first, last) : first + "–" + last);
    return span.step > 1 ? trf("{0} by {1}", text, span.step) : text;
}

std::vector<std::string> step_caption_parts(const Layer& layer, const Step<float>& step,
                                            const StepPlace& place) {
    const Operator& op = *layer.op;
    const PoolParams& params = layer.params;
    const Wording wording = wording_of(place.geometry);
    std::vector<std::string> parts;
    parts.push_back(trf("Step {0} of {1}", place.index + 1, place.count));
    if (layer.weights) {
        add_kind_parts(parts, layer, step, wording, place.grain);
        return parts;
    }
    parts.push_back(reads_text(step, wording));
    if (place.grain == Grain::cell && step.folded > 0) {
        // Of a very large window, not every tap is listed: the place tells how many are read.
        const auto taps = std::max(step.taps.size(), static_cast<std::size_t>(step.window.count()));
        const std::size_t read = place.read > 0 ? place.read : step.folded;
        parts.push_back(
            trf("cell {0} of {1}: {2}", read, taps, tap_text(step.taps[step.folded - 1], wording)));
    } else {
        parts.push_back(counts_text(step.counts, wording));
    }
    if (wording.fractional) parts.push_back(samples_text(params, *place.geometry, wording));
    if (step.counts.real == 0) {
        // A cell at a time, the result is only known at the end; it is the padding's from the
        // start.
        parts.push_back(trf("this window holds no real cell: the {0} is {1}",
                            tr_name(op.formula.noun),
                            format_value(static_cast<double>(step.reduction.output))));
        return parts;
    }
    if (step.reduction.selected) parts.push_back(winner_text(op, step, wording));
    if (const auto taken = taken_together(step); !taken.empty())
        parts.push_back(taken_text(step, taken, wording));
    if (op.averages() && step.complete()) parts.push_back(divisor_text(params, step));
    return parts;
}

std::string step_caption(const Layer& layer, const Step<float>& step, const StepPlace& place) {
    std::string text;
    for (const std::string& part : step_caption_parts(layer, step, place))
        text += (text.empty() ? "" : " · ") + part;
    return text;
}

std::vector<std::string> under_pointer(const model::Run& run, const model::CellRef& cell,
                                       int sample, bool written) {
    const auto& [document, results] = run;
    std::vector<std::string> lines;
    const bool output = cell.pane == model::Pane::output;
    const Shape& shape = results.geometry && output ? results.geometry->output : document.shape();
    if (cell.channel < 0 || cell.channel >= shape.c || sample < 0 || sample >= shape.n)
        return lines;
    if (!results.geometry) {
        if (!output) lines.push_back(input_text(document, nullptr, cell, sample));
        return lines;
    }
    const int channel =
        output ? channels_read(*results.geometry, cell.channel).first : cell.channel;
    const Geometry geometry = model::geometry_of(run, {sample, channel});
    if (output) {
        add_output_lines(lines, results, geometry, cell, sample, written);
        return lines;
    }
    lines.push_back(input_text(document, &geometry, cell, sample));
    add_score_line(lines, document, cell);
    const std::size_t readers = readers_of(geometry, cell.row, cell.col).count();
    lines.push_back(readers == 0 ? tr("read by no window")
                                 : trn("read by {0} window", "read by {0} windows", readers));
    const Operator& op = *document.layer().op;
    if (readers > 0 && op.selects && results.output) {
        const std::size_t wins = model::win_count(run, cell, sample);
        if (wins == 0) {
            lines.emplace_back(
                tr(op.weighs ? word("picked in none of them") : word("wins in none of them")));
        } else {
            lines.push_back(
                trf(op.weighs ? word("picked in {0} of them") : word("wins in {0} of them"), wins));
        }
    }
    return lines;
}

}  // namespace poolscope::drawing
