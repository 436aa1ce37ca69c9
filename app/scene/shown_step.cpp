/// The step on show for one channel (see shown_step.hpp).
#include "scene/shown_step.hpp"

#include <algorithm>

namespace poolscope::scene {
namespace {

/// From this part of its way on, a gliding window counts as there.
constexpr float arrival = 0.85F;
/// Windows with more taps are outlined: only so many taps, and those that matter, are listed.
constexpr int most_taps = 1 << 14;
constexpr int listed_taps = 64;
constexpr int folded_at_once = 1 << 10;

struct Place {
    int row = 0;
    int col = 0;
};

Place output_of(const Geometry& geometry, Grain grain, std::size_t step) {
    const auto taps = static_cast<std::size_t>(window_at(geometry, 0, 0).count());
    const std::size_t window = grain == Grain::cell ? step / taps : step;
    const auto width = static_cast<std::size_t>(geometry.output.w);
    return {static_cast<int>(window / width), static_cast<int>(window % width)};
}

Tap<float> read_tap(const SceneInput& input, const Window& window, int channel, int index) {
    const Geometry& geometry = *input.results.geometry;
    const int row = window.rows.at(index / window.cols.count);
    const int col = window.cols.at(index % window.cols.count);
    const TapKind kind = kind_at(geometry, row, col);
    const float value = kind == TapKind::real
                            ? input.document.input->at(0, channel, row, col)
                            : static_cast<float>(model::operator_of(input.document).padding_value);
    return {row, col, value, kind};
}

/// One window of one channel, and how many of its taps are read.
struct Reading {
    const SceneInput& input;
    Window window;
    Place out;
    int channel = 0;
    int read = 0;
};

/// A reduction whose winner, if any, is known by itself rather than by its index.
struct Outcome {
    Reduction<float> reduction;
    std::optional<Tap<float>> winner;
};

/// What a whole window comes to, as the finished output says.
Outcome finished_outcome(const Reading& reading, const TapCounts& counts) {
    const model::Results& results = reading.input.results;
    const PoolParams& params = reading.input.document.params;
    const auto [row, col] = reading.out;
    Outcome outcome;
    outcome.reduction.output = results.output->at(0, reading.channel, row, col);
    if (results.indices) {
        const std::int64_t at = results.indices->at(0, reading.channel, row, col);
        if (at >= 0) {
            const int width = results.geometry->input.w;
            outcome.winner = {static_cast<int>(at / width), static_cast<int>(at % width),
                              outcome.reduction.output, TapKind::real};
        }
    }
    if (model::operator_of(reading.input.document).averages) {
        outcome.reduction.divisor = params.divisor_override.value_or(
            counts.real + (params.count_include_pad ? counts.padding : 0));
    }
    return outcome;
}

/// What the taps read so far come to, folded a part at a time: a winner goes on to the next part,
/// ahead of its taps; a sum adds up.
Outcome folded_outcome(const Reading& reading, const TapCounts& counts) {
    const model::Document& document = reading.input.document;
    const Operator& op = model::operator_of(document);
    const auto reduce = op.reduce.get<float>();
    Outcome outcome;
    double sum = 0;
    std::vector<Tap<float>> part;
    for (int from = 0; from < reading.read; from += folded_at_once) {
        part.clear();
        if (outcome.winner) {
            part.push_back(*outcome.winner);
        }
        const int end = std::min(from + folded_at_once, reading.read);
        for (int i = from; i < end; ++i) {
            part.push_back(read_tap(reading.input, reading.window, reading.channel, i));
        }
        outcome.reduction = reduce(part, counts, document.params);
        sum += outcome.reduction.running;
        if (outcome.reduction.selected) {
            outcome.winner = part[*outcome.reduction.selected];
        }
    }
    if (op.averages) {
        outcome.reduction.running = sum;
        outcome.reduction.output =
            static_cast<float>(sum / static_cast<double>(outcome.reduction.divisor));
    }
    outcome.reduction.selected.reset();
    outcome.reduction.ties.clear();
    return outcome;
}

/// A step of a very large window: its first taps, the winner, the tap read last, and one to come.
Step<float> outlined_step(const Reading& reading, Grain grain) {
    const auto& [input, window, out, channel, read] = reading;
    const auto tap = [&](int index) { return read_tap(input, window, channel, index); };
    const bool complete = read == window.count();
    Step<float> step;
    step.c = channel;
    step.out_row = out.row;
    step.out_col = out.col;
    step.window = window;
    step.counts = count_taps(*input.results.geometry, window);
    Outcome outcome = complete && input.results.output ? finished_outcome(reading, step.counts)
                                                       : folded_outcome(reading, step.counts);
    step.reduction = std::move(outcome.reduction);
    for (int i = 0; i < listed_taps; ++i) {
        step.taps.push_back(tap(i));
    }
    // Taps are told apart by their places: values may be NaN.
    const auto place_of = [&](const Tap<float>& wanted) {
        return static_cast<std::size_t>(std::ranges::find_if(step.taps,
                                                             [&](const Tap<float>& t) {
                                                                 return t.row == wanted.row &&
                                                                        t.col == wanted.col;
                                                             }) -
                                        step.taps.begin());
    };
    const auto listed = [&](const Tap<float>& wanted) {
        const std::size_t place = place_of(wanted);
        if (place == step.taps.size()) {
            step.taps.push_back(wanted);
        }
        return place;
    };
    if (outcome.winner) {
        step.reduction.selected = listed(*outcome.winner);
    }
    step.folded = step.taps.size();
    if (grain == Grain::cell) {
        // By cell, the tap read last is the last of those folded.
        step.folded = listed(tap(read - 1)) + 1;
    }
    if (!complete && step.folded == step.taps.size()) {
        step.taps.push_back(tap(read));
    }
    return step;
}

}  // namespace

std::optional<std::size_t> ShownStep::tap_at(int row, int col) const {
    const Window& window_read = step.window;
    if (!window_read.rows.contains(row) || !window_read.cols.contains(col)) {
        return std::nullopt;
    }
    const int i = (row - window_read.rows.start) / window_read.rows.step;
    const int j = (col - window_read.cols.start) / window_read.cols.step;
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(window_read.cols.count) +
           static_cast<std::size_t>(j);
}

bool ShownStep::has_read(int row, int col) const {
    const auto tap = tap_at(row, col);
    return tap && *tap < read;
}

bool ShownStep::shows_in(const PaneView& pane) const {
    const Rect shown =
        intersection(pane.rect_of(window.y, window.x, window.h, window.w), pane.visible);
    return shown.w > 0 && shown.h > 0;
}

Rect window_block(const Window& window) {
    return {static_cast<float>(window.cols.start), static_cast<float>(window.rows.start),
            static_cast<float>(window.cols.last() - window.cols.start + 1),
            static_cast<float>(window.rows.last() - window.rows.start + 1)};
}

std::optional<ShownStep> show_step(const SceneInput& input, int channel) {
    const auto& [document, view, results] = input;
    const std::size_t count = model::steps_per_channel(results, view.grain);
    if (count == 0) {
        return std::nullopt;
    }
    const Geometry& geometry = *results.geometry;
    const std::size_t goal = std::min(view.step, count - 1);
    const std::size_t from = std::min(view.glide_from, count - 1);
    ShownStep shown;
    shown.count = count;
    shown.arrived = view.glide >= arrival || from == goal;
    shown.index = shown.arrived ? goal : from;
    const Place out = output_of(geometry, view.grain, shown.index);
    const Window window = window_at(geometry, out.row, out.col);
    shown.outputs_done =
        static_cast<std::size_t>(out.row) * static_cast<std::size_t>(geometry.output.w) +
        static_cast<std::size_t>(out.col);
    const auto taps = static_cast<std::size_t>(window.count());
    shown.read = view.grain == Grain::cell ? shown.index % taps + 1 : taps;
    if (window.count() > most_taps) {
        shown.step =
            outlined_step({input, window, out, channel, static_cast<int>(shown.read)}, view.grain);
        shown.omitted = taps - shown.step.taps.size();
    } else if (auto step = model::step_of(document, results, view.grain, shown.index, channel)) {
        shown.step = std::move(*step);
    } else {
        return std::nullopt;
    }
    const Place to = output_of(geometry, view.grain, goal);
    const Place start = output_of(geometry, view.grain, from);
    const float t = std::clamp(view.glide, 0.0F, 1.0F);
    shown.window = mixed(window_block(window_at(geometry, start.row, start.col)),
                         window_block(window_at(geometry, to.row, to.col)), t * t * (3 - 2 * t));
    return shown;
}

}  // namespace poolscope::scene
