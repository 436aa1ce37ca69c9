/// The step on show for one channel (see shown_step.hpp).
#include "drawing/shown_step.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/layer_text.hpp"
#include "drawing/memo.hpp"

namespace poolscope::drawing {
namespace {

/// From this part of its way on, a gliding window counts as there; a lifted one is set down then.
constexpr float arrival = 0.85F;
constexpr float set_down = 0.5F;
/// Windows with more taps are outlined: only so many taps, and those that matter, are listed.
constexpr std::size_t most_taps = std::size_t{1} << 14;
constexpr std::size_t listed_taps = 64;

/// One step whose taps are too many to list. Such a window spans one channel.
struct Outline {
    const DrawingInput& input;
    const Geometry& geometry;
    model::ShownPlane plane;
    std::size_t index = 0;  ///< of the step
    StepLocation at;
};

Tap<float> read_tap(const Outline& outline, const Window& window, std::size_t index) {
    const auto width = static_cast<std::size_t>(window.cols.count);
    const int row = window.rows.at(static_cast<int>(index / width));
    const int col = window.cols.at(static_cast<int>(index % width));
    const model::Document& document = outline.input.run.document;
    const int sample = outline.plane.sample;
    const int channel = outline.plane.channel;
    Tap<float> tap{.row = row,
                   .col = col,
                   .value = static_cast<float>(document.layer().op->padding_value),
                   .kind = kind_at(outline.geometry, row, col),
                   .channel = channel};
    if (tap.kind == TapKind::real) {
        tap.value = document.input->at(sample, channel, row, col);
        tap.score = document.layer().params.scores
                        ? document.layer().params.scores->at(0, 0, row, col)
                        : 0.0F;
    }
    return tap;
}

/// The place among a window's taps of the cell at `position` of its plane.
std::size_t tap_of(const Window& window, std::int64_t position, int width) {
    const int row = static_cast<int>(position / width);
    const int col = static_cast<int>(position % width);
    const int i = (row - window.rows.start) / window.rows.step;
    const int j = (col - window.cols.start) / window.cols.step;
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(window.cols.count) +
           static_cast<std::size_t>(j);
}

/// The finished output says all that the step's formula needs.
bool output_tells(const Operator& op) {
    return !op.weighs && (op.selects || op.formula.running_is_sum);
}

/// A complete step as the finished output says, without its taps.
Step<float> finished_step(const Outline& outline) {
    const auto& [document, results] = outline.input.run;
    const Operator& op = *document.layer().op;
    const int sample = outline.plane.sample;
    const int channel =
        output_channel_of(outline.geometry, outline.plane.channel, outline.plane.filter);
    const int row = outline.at.out_row;
    const int col = outline.at.out_col;
    Step<float> step{.index = outline.index,
                     .n = sample,
                     .c = channel,
                     .out_row = row,
                     .out_col = col,
                     .window = window_at(outline.geometry, row, col)};
    step.counts = count_taps(outline.geometry, step.window);
    step.reduction.output = results.output->at(sample, channel, row, col);
    if (const auto winner = model::winner_of(outline.input.run, outline.plane, row, col);
        winner >= 0)
        step.reduction.selected = tap_of(step.window, winner, outline.geometry.input.w);
    if (op.divisor != nullptr)
        step.reduction.divisor = op.divisor(step.counts, document.layer().params);
    return step;
}

/// A step of a very large window with only its first taps, the winner, the tap read last, and one
/// to come; `read` of its taps are read.
Step<float> outlined(Step<float> step, const Outline& outline, Grain grain) {
    const auto read = static_cast<std::size_t>(outline.at.folded);
    const auto count = static_cast<std::size_t>(step.window.count());
    const std::vector<double> weights = std::move(step.reduction.weights);
    const std::vector<double> before = std::move(step.reduction.before);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < listed_taps; ++i) places.push_back(i);
    const auto listed = [&](std::size_t wanted) {
        const auto found = std::ranges::find(places, wanted);
        const auto place = static_cast<std::size_t>(found - places.begin());
        if (found == places.end()) places.push_back(wanted);
        return place;
    };
    std::vector<std::size_t> taken;
    if (step.reduction.selected)
        step.reduction.selected = listed(*step.reduction.selected);
    else
        for (const std::size_t tap : taken_together(step)) taken.push_back(listed(tap));
    step.folded = places.size();
    if (grain == Grain::cell) {
        // By cell, the tap read last is the last of those folded.
        step.folded = listed(read - 1) + 1;
    }
    if (read < count && step.folded == places.size()) places.push_back(read);
    step.reduction.ties = std::move(taken);
    step.reduction.weights.clear();
    step.reduction.before.clear();
    step.taps.clear();
    for (const std::size_t place : places) {
        step.taps.push_back(read_tap(outline, step.window, place));
        if (!weights.empty())
            step.reduction.weights.push_back(place < weights.size() ? weights[place] : 0.0);
        if (!before.empty())
            step.reduction.before.push_back(place < before.size() ? before[place] : 0.0);
    }
    return step;
}

bool is_of(const KeptStep& kept, const Outline& outline) {
    const model::Document& document = outline.input.run.document;
    return kept.input.lock() == document.input && kept.op == document.layer().op &&
           kept.grain == outline.input.view.grain && kept.index == outline.index &&
           kept.plane.sample == outline.plane.sample &&
           kept.plane.channel == outline.plane.channel && kept.params == document.layer().params;
}

/// The outlined step, made once: frame after frame shows the same one.
std::optional<Step<float>> large_step(const Outline& outline) {
    constexpr std::size_t most_kept = 64;
    Memo& memo = *outline.input.memo;
    {
        const std::scoped_lock lock(memo.lock);
        const auto found = std::ranges::find_if(
            memo.steps, [&](const KeptStep& kept) { return is_of(kept, outline); });
        if (found != memo.steps.end()) return found->step;
    }
    const model::Document& document = outline.input.run.document;
    const Grain grain = outline.input.view.grain;
    auto step = model::step_of(outline.input.run, grain, outline.index, outline.plane);
    if (!step) return std::nullopt;
    const Operator& op = *document.layer().op;
    single_out(op, *step);
    *step = outlined(std::move(*step), outline, grain);
    const std::scoped_lock lock(memo.lock);
    memo.steps.push_front(
        {document.input, &op, document.layer().params, grain, outline.index, outline.plane, *step});
    if (memo.steps.size() > most_kept) memo.steps.pop_back();
    return step;
}

/// The way from one step to another leads over places where no window is, as from the end of a row
/// to the next: it is no glide along one axis.
bool is_lifted(const Geometry& geometry, Grain grain, std::size_t from, std::size_t goal) {
    const StepLocation a = locate_step(geometry, grain, from);
    const StepLocation b = locate_step(geometry, grain, goal);
    return std::abs(a.out_row - b.out_row) + std::abs(a.out_col - b.out_col) > 1;
}

/// The step at a place, its taps listed in full or, for a very large window, in part.
std::optional<Step<float>> step_at(const Outline& outline) {
    const auto& [document, results] = outline.input.run;
    const Operator& op = *document.layer().op;
    const Grain grain = outline.input.view.grain;
    const Window window = window_at(outline.geometry, outline.at.out_row, outline.at.out_col);
    if (static_cast<std::size_t>(window.count()) > most_taps) {
        const bool complete = outline.at.folded == window.count() && outline.at.bias_in;
        if (complete && results.output && output_tells(op))
            return outlined(finished_step(outline), outline, grain);
        return large_step(outline);
    }
    auto step = model::step_of(outline.input.run, grain, outline.index, outline.plane);
    if (step) single_out(op, *step);
    return step;
}

}  // namespace

std::optional<std::size_t> ShownStep::tap_at(int channel, int row, int col) const {
    const Window& window_read = step.window;
    const int in_group = channel - first_channel;
    if (in_group < 0 || in_group >= geometry.channel_group || !window_read.rows.contains(row) ||
        !window_read.cols.contains(col))
        return std::nullopt;
    const int i = (row - window_read.rows.start) / window_read.rows.step;
    const int j = (col - window_read.cols.start) / window_read.cols.step;
    const auto height = static_cast<std::size_t>(window_read.rows.count);
    const auto width = static_cast<std::size_t>(window_read.cols.count);
    return (static_cast<std::size_t>(in_group) * height + static_cast<std::size_t>(i)) * width +
           static_cast<std::size_t>(j);
}

bool ShownStep::has_read(int channel, int row, int col) const {
    const auto tap = tap_at(channel, row, col);
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

void single_out(const Operator& op, Step<float>& step) {
    Reduction<float>& reduction = step.reduction;
    if (reduction.selected || !op.averages() || op.formula.running_is_sum) return;
    for (std::size_t i = 0; i < step.folded && !reduction.selected; ++i) {
        const Tap<float>& tap = step.taps[i];
        const auto value = static_cast<double>(tap.value);
        const bool same =
            value == reduction.running || (std::isnan(value) && std::isnan(reduction.running));
        if (tap.kind == TapKind::real && same) reduction.selected = i;
    }
}

int shown_sample(const DrawingInput& input) {
    return std::clamp(input.view.sample, 0, input.run.document.shape().n - 1);
}

std::optional<ShownStep> show_step(const DrawingInput& input, int channel) {
    const model::ViewState& view = input.view;
    const std::size_t count = model::steps_per_channel(input.run.results, view.grain);
    if (count == 0 || input.geometry() == nullptr) return std::nullopt;
    const model::ShownPlane plane{shown_sample(input), channel, view.filter};
    const std::size_t goal = std::min(view.step, count - 1);
    const std::size_t from = std::min(view.glide.from, count - 1);
    ShownStep shown;
    shown.geometry = model::geometry_of(input.run, plane);
    const Geometry& geometry = shown.geometry;
    shown.first_channel = channels_read(geometry, output_channel_of(geometry, channel)).first;
    shown.count = count;
    const bool lifts = is_lifted(geometry, view.grain, from, goal);
    shown.arrived = view.glide.share >= (lifts ? set_down : arrival) || from == goal;
    shown.index = shown.arrived ? goal : from;
    const StepLocation at = locate_step(geometry, view.grain, shown.index);
    shown.outputs_done = first_step_of(geometry, Grain::window, at.out_row, at.out_col);
    shown.read = static_cast<std::size_t>(at.folded);
    auto step = step_at({input, geometry, plane, shown.index, at});
    if (!step) return std::nullopt;
    shown.step = std::move(*step);
    const auto taps = static_cast<std::size_t>(shown.step.window.count()) *
                      static_cast<std::size_t>(geometry.channel_group);
    shown.omitted = taps - shown.step.taps.size();
    const float t = std::clamp(view.glide.share, 0.0F, 1.0F);
    shown.window = window_block(shown.step.window);
    if (lifts) {
        shown.presence = std::abs(1 - t / set_down);
    } else {
        const auto block_of = [&](std::size_t index) {
            const StepLocation there = locate_step(geometry, view.grain, index);
            return window_block(window_at(geometry, there.out_row, there.out_col));
        };
        shown.window = mixed(block_of(from), block_of(goal), t * t * (3 - 2 * t));
    }
    return shown;
}

}  // namespace poolscope::drawing
