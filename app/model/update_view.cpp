/// What each action does to the view; every field stays within the document's bounds.
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/action.hpp"
#include "model/places.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/step.hpp"

namespace poolscope::model {

namespace {

/// The longest a window takes to glide from one place to the next, in seconds.
constexpr double longest_glide = 0.35;

struct Context {
    const Run& run;
    const Figure& figure;
    const Document& document = run.document;
    const Results& results = run.results;
    [[nodiscard]] std::size_t steps(const ViewState& view) const {
        return figure_steps(figure, results, view.grain);
    }
    [[nodiscard]] Places places(const ViewState& view) const { return {run, view, figure}; }
};

void jump(Viewing& viewing, std::size_t step) {
    viewing.playback.stop_at.reset();
    viewing.view.step = step;
    viewing.view.glide.from = step;
    viewing.view.glide.share = 1.0F;
    viewing.playback.clock = 0.0;
}

void apply(Viewing& viewing, const LookAt& action, const Context&) {
    ViewState& view = viewing.view;
    if (view.layer == action.layer) return;
    viewing.playback.playing = false;
    view.layer = action.layer;
    view.channel = 0;
    view.filter = 0;
    view.camera = {};
    view.pointer = {};
    view.edits_scores = false;
    jump(viewing, 0);
}

void apply(Viewing& viewing, const SetByLayer& action, const Context&) {
    viewing.view.by_layer = action.by_layer;
    if (action.by_layer) viewing.view.grain = Grain::window;
}

void apply(Viewing& viewing, const SetEffective& action, const Context&) {
    viewing.view.effective = action.effective;
}

void apply(Viewing& viewing, const SetFilter& action, const Context&) {
    viewing.view.filter = action.filter;
    viewing.view.pointer.pin.reset();
}

void apply(Viewing& viewing, const Seek& action, const Context&) {
    viewing.playback.playing = false;
    jump(viewing, action.step);
}

void apply(Viewing& viewing, const StepBy& action, const Context& context) {
    viewing.playback.playing = false;
    const auto count = static_cast<std::ptrdiff_t>(context.steps(viewing.view));
    if (count == 0) return;
    std::ptrdiff_t step = static_cast<std::ptrdiff_t>(viewing.view.step) + action.by;
    step = viewing.preferences.loop ? ((step % count) + count) % count
                                    : std::clamp<std::ptrdiff_t>(step, 0, count - 1);
    jump(viewing, static_cast<std::size_t>(step));
}

void apply(Viewing& viewing, const SeekEnd&, const Context& context) {
    viewing.playback.playing = false;
    jump(viewing, std::max<std::size_t>(context.steps(viewing.view), 1) - 1);
}

/// To a step that is about another place; nothing where there is none.
void go_to(Viewing& viewing, std::optional<std::size_t> step) {
    if (!step) return;
    viewing.playback.playing = false;
    jump(viewing, *step);
}

void apply(Viewing& viewing, const StepByRow& action, const Context& context) {
    go_to(viewing, step_rows_on(context.places(viewing.view), action.by, viewing.preferences.loop));
}

void apply(Viewing& viewing, const GoToCell& action, const Context& context) {
    go_to(viewing, step_at_cell(context.places(viewing.view), action.cell));
    if (action.cell.pane == Pane::input) viewing.view.channel = action.cell.channel;
    // An output is of the first of its channels, unless another of them is on show.
    const auto& geometry = context.results.geometry;
    if (action.cell.pane == Pane::output && geometry &&
        output_channel_of(*geometry, viewing.view.channel, viewing.view.filter) !=
            action.cell.channel) {
        viewing.view.channel = channels_read(*geometry, action.cell.channel).first;
        viewing.view.filter = action.cell.channel % geometry->group_outputs;
    }
}

void apply(Viewing& viewing, const MoveWindow& action, const Context& context) {
    viewing.view.channel = action.channel;
    go_to(viewing, step_nearest(context.places(viewing.view), action.row, action.col));
}

void apply(Viewing& viewing, const SetPlaying& action, const Context& context) {
    const std::size_t count = context.steps(viewing.view);
    viewing.playback.playing = action.playing && count > 0;
    viewing.playback.clock = 0.0;
    viewing.playback.stop_at.reset();
    if (viewing.playback.playing && viewing.view.step + 1 >= count) jump(viewing, 0);
    if (!viewing.playback.playing) viewing.view.glide.share = 1.0F;
}

void apply(Viewing& viewing, const PlayTo& action, const Context& context) {
    jump(viewing, action.from);
    viewing.playback.playing = action.from < action.to && action.to < context.steps(viewing.view);
    if (viewing.playback.playing) viewing.playback.stop_at = action.to;
}

void apply(Viewing& viewing, const SetPrediction& action, const Context&) {
    viewing.view.prediction = action.prediction;
    if (!viewing.view.prediction.hides()) return;
    // What links show would tell the answer.
    viewing.view.pointer.hover.reset();
    viewing.view.pointer.pin.reset();
    viewing.playback.playing = false;
}

void apply(Viewing& viewing, const SetSpeed& action, const Context&) {
    viewing.preferences.speed =
        std::isfinite(action.speed) ? std::clamp(action.speed, 0.25, 8.0) : 1.0;
    viewing.preferences.pace = action.pace;
    viewing.playback.clock = 0.0;
}

void apply(Viewing& viewing, const SetLoop& action, const Context&) {
    viewing.preferences.loop = action.loop;
}

void apply(Viewing& viewing, const SetGrain& action, const Context& context) {
    viewing.view.by_layer = false;
    if (viewing.view.grain == action.grain) return;
    // By cell, a window is entered at its first tap; by window, the window of the tap is kept.
    const std::size_t step = step_at_grain(context.figure, context.results, viewing.view.grain,
                                           action.grain, viewing.view.step);
    viewing.view.grain = action.grain;
    jump(viewing, step);
}

void apply(Viewing& viewing, const SetChannel& action, const Context&) {
    viewing.view.channel = action.channel;
    viewing.view.all_channels = action.all;
    viewing.view.pointer.pin.reset();
}

void apply(Viewing& viewing, const SetSample& action, const Context&) {
    viewing.view.sample = action.sample;
    viewing.view.pointer.pin.reset();
}

/// The way back goes from window to window, whatever the view's grain.
Grain grain_of(const ViewState& view, Mode mode) {
    return mode == Mode::backward ? Grain::window : view.grain;
}

void apply(Viewing& viewing, const SetMode& action, const Context& context) {
    const Grain from = grain_of(viewing.view, viewing.view.mode);
    const Grain to = grain_of(viewing.view, action.mode);
    const auto& geometry = context.results.geometry;
    std::size_t step = viewing.view.step;
    // The output on show stays; the steps of stages are of other layers.
    if (geometry && from != to && viewing.view.mode != Mode::stages) {
        const std::size_t last = plane_steps(*geometry, from) - 1;
        const StepLocation at = locate_step(*geometry, from, std::min(step, last));
        step = first_step_of(*geometry, to, at.out_row, at.out_col);
    }
    if ((viewing.view.mode == Mode::stages) != (action.mode == Mode::stages)) step = 0;
    viewing.view.mode = action.mode;
    viewing.playback.playing = false;
    viewing.view.pointer.pin.reset();
    viewing.view.pointer.selected.reset();
    jump(viewing, step);
}

void apply(Viewing& viewing, const SetCompared& action, const Context&) {
    if (find_dialect(action.first)) viewing.view.compare_first = action.first;
    if (find_dialect(action.second)) viewing.view.compare_second = action.second;
}

void apply(Viewing& viewing, const SetEquivalence& action, const Context&) {
    if (find_equivalence(action.id)) viewing.view.equivalence = action.id;
    jump(viewing, 0);
}

void apply(Viewing& viewing, const SetEditsScores& action, const Context&) {
    viewing.view.edits_scores = action.scores;
}

void apply(Viewing& viewing, const SetCountsReaders& action, const Context&) {
    viewing.view.counts_readers = action.counts;
}

void apply(Viewing& viewing, const SetPictureView& action, const Context&) {
    viewing.view.picture_view = action.view;
}

void apply(Viewing& viewing, const SetDivider& action, const Context&) {
    viewing.view.divider =
        std::isfinite(action.share) ? std::clamp(action.share, 0.0F, 1.0F) : 0.5F;
}

void apply(Viewing& viewing, const SetIndices& action, const Context&) {
    viewing.view.indices = action.shown;
}

void apply(Viewing& viewing, const SetLens& action, const Context&) {
    viewing.view.lens = action.lens;
}

void apply(Viewing& viewing, const SetHover& action, const Context&) {
    viewing.view.pointer.hover = action.cell;
}

void apply(Viewing& viewing, const SetPin& action, const Context&) {
    viewing.view.pointer.pin = action.cell;
}

void apply(Viewing& viewing, const SelectCell& action, const Context& context) {
    viewing.view.pointer.selected = action.cell;
    if (!viewing.view.pointer.selected) return;
    const Shape& shape = context.document.shape();
    const auto& geometry = context.results.geometry;
    // Backward, the output's gradient is what a person edits.
    const bool output = viewing.view.mode == Mode::backward && geometry.has_value();
    const Shape& grid = output ? geometry->output : shape;
    viewing.view.pointer.selected->pane = output ? Pane::output : Pane::input;
    viewing.view.pointer.selected->channel =
        std::clamp(viewing.view.pointer.selected->channel, 0, shape.c - 1);
    viewing.view.pointer.selected->row =
        std::clamp(viewing.view.pointer.selected->row, 0, grid.h - 1);
    viewing.view.pointer.selected->col =
        std::clamp(viewing.view.pointer.selected->col, 0, grid.w - 1);
}

void apply(Viewing& viewing, const SetColormap& action, const Context&) {
    viewing.view.colormap = action.id;
}

void apply(Viewing& viewing, const SetTheme& action, const Context&) {
    viewing.preferences.theme = action.id;
}

void apply(Viewing& viewing, const SetGlides& action, const Context&) {
    viewing.preferences.glides = action.glides;
    if (!viewing.preferences.glides) viewing.view.glide.share = 1.0F;
}

void apply(Viewing& viewing, const SetZoom& action, const Context&) {
    const auto finite = [](float value, float otherwise) {
        return std::isfinite(value) ? value : otherwise;
    };
    viewing.view.camera.zoom = std::clamp(finite(action.zoom, 1.0F), 1.0F, 1024.0F);
    viewing.view.camera.center_x = std::clamp(finite(action.center_x, 0.5F), 0.0F, 1.0F);
    viewing.view.camera.center_y = std::clamp(finite(action.center_y, 0.5F), 0.0F, 1.0F);
}

/// By window, `speed` windows a second; by cell, four cells for every window's time. By row, a row
/// of windows a second; to the end, the whole layer in a few, however many steps it has.
double seconds_per_step(const Viewing& viewing, const Context& context) {
    constexpr double finish_seconds = 4;
    constexpr double slowest_finish = 1.0 / 16;  // s a step
    const auto steps = static_cast<double>(std::max<std::size_t>(context.steps(viewing.view), 1));
    // What plays up to a step shows the way there.
    switch (viewing.playback.stop_at ? Pace::windows : viewing.preferences.pace) {
        case Pace::windows:
            break;
        case Pace::row:
            return (context.results.geometry ? context.results.geometry->output.h : 1) / steps;
        case Pace::finish:
            return std::min(finish_seconds / steps, slowest_finish);
    }
    return (viewing.view.grain == Grain::cell ? 0.25 : 1.0) / viewing.preferences.speed;
}

/// Playing comes to the next step, or to its end.
void play_on(Viewing& viewing, std::size_t count) {
    const bool last = viewing.view.step + 1 >= count;
    const bool reached = viewing.playback.stop_at && viewing.view.step >= *viewing.playback.stop_at;
    if (reached || (last && !viewing.preferences.loop)) {
        viewing.playback.playing = false;
        jump(viewing, std::min(viewing.view.step, count - 1));
        return;
    }
    viewing.view.glide.from = last ? 0 : viewing.view.step;
    viewing.view.step = last ? 0 : viewing.view.step + 1;
}

void apply(Viewing& viewing, const Tick& action, const Context& context) {
    // A frame that comes late skips no window, and of many windows a second no more than these.
    constexpr double longest_tick = 0.25;
    const std::size_t count = context.steps(viewing.view);
    if (!viewing.playback.playing || count == 0) return;
    const double period = seconds_per_step(viewing, context);
    const double longest =
        viewing.preferences.pace == Pace::windows ? period : std::max(period, longest_tick);
    viewing.playback.clock += std::clamp(action.seconds, 0.0, longest);
    while (viewing.playback.playing && viewing.playback.clock >= period) {
        viewing.playback.clock -= period;
        play_on(viewing, count);
    }
    if (!viewing.playback.playing) return;
    const double glide_time = std::min(longest_glide, period * 0.6);
    viewing.view.glide.share =
        viewing.view.glide.from == viewing.view.step || !viewing.preferences.glides
            ? 1.0F
            : static_cast<float>(std::min(1.0, viewing.playback.clock / glide_time));
}

/// Whether the drawing has this cell: an output, or an input cell with its padding and overhang.
bool is_there(const CellRef& cell, const Context& context) {
    const Shape& shape = context.document.shape();
    if (cell.channel < 0 || cell.channel >= shape.c) return false;
    const auto& geometry = context.results.geometry;
    if (cell.pane == Pane::output)
        return geometry && cell.row >= 0 && cell.row < geometry->output.h && cell.col >= 0 &&
               cell.col < geometry->output.w;
    const int top = geometry ? -geometry->rows.pad_begin : 0;
    const int left = geometry ? -geometry->cols.pad_begin : 0;
    const int bottom = geometry ? geometry->rows.overhang_end() : shape.h;
    const int right = geometry ? geometry->cols.overhang_end() : shape.w;
    return cell.row >= top && cell.row < bottom && cell.col >= left && cell.col < right;
}

/// Whatever the action, nothing points outside the document afterwards.
void keep_within(Viewing& viewing, const Context& context) {
    const Shape& shape = context.document.shape();
    const std::size_t count = context.steps(viewing.view);
    // The figure of a mode just left knows nothing of the new one's steps.
    const bool counts = count > 0 && context.figure.mode == viewing.view.mode;
    if (counts) viewing.view.step = std::min(viewing.view.step, count - 1);
    if (counts) viewing.view.glide.from = std::min(viewing.view.glide.from, count - 1);
    viewing.view.channel = std::clamp(viewing.view.channel, 0, shape.c - 1);
    const int filters = context.results.geometry ? context.results.geometry->group_outputs : 1;
    viewing.view.filter = std::clamp(viewing.view.filter, 0, filters - 1);
    if (shape.c == 1) viewing.view.all_channels = false;
    if (count == 0) viewing.playback.playing = false;
    Pointer& pointer = viewing.view.pointer;
    for (std::optional<CellRef>* cell : {&pointer.pin, &pointer.hover, &pointer.selected})
        if (*cell && !is_there(**cell, context)) cell->reset();
    viewing.view.sample = std::clamp(viewing.view.sample, 0, shape.n - 1);
    if (!context.document.layer().op->scored) viewing.view.edits_scores = false;
    viewing.playback.step_seconds = seconds_per_step(viewing, context);
}

}  // namespace

double still_seconds(const Viewing& viewing) {
    if (!viewing.playback.playing) return std::numeric_limits<double>::infinity();
    return viewing.view.glide.share < 1.0F
               ? 0.0
               : std::max(viewing.playback.step_seconds - viewing.playback.clock, 0.0);
}

Viewing update(Viewing viewing, const ViewAction& action, const Run& run, const Figure& figure) {
    const Context context{run, figure};
    std::visit([&](const auto& one) { apply(viewing, one, context); }, action);
    keep_within(viewing, context);
    return viewing;
}

}  // namespace poolscope::model
