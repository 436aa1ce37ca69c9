/// What each action does to the view; every field stays within the document's bounds.
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/action.hpp"
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
};

void jump(ViewState& view, std::size_t step) {
    view.stop_at.reset();
    view.step = step;
    view.glide_from = step;
    view.glide = 1.0F;
    view.play_clock = 0.0;
}

void apply(ViewState& view, const Seek& action, const Context&) {
    view.playing = false;
    jump(view, action.step);
}

void apply(ViewState& view, const StepBy& action, const Context& context) {
    view.playing = false;
    const auto count = static_cast<std::ptrdiff_t>(context.steps(view));
    if (count == 0) return;
    std::ptrdiff_t step = static_cast<std::ptrdiff_t>(view.step) + action.by;
    step = view.loop ? ((step % count) + count) % count
                     : std::clamp<std::ptrdiff_t>(step, 0, count - 1);
    jump(view, static_cast<std::size_t>(step));
}

void apply(ViewState& view, const SeekEnd&, const Context& context) {
    view.playing = false;
    jump(view, std::max<std::size_t>(context.steps(view), 1) - 1);
}

void apply(ViewState& view, const SetPlaying& action, const Context& context) {
    const std::size_t count = context.steps(view);
    view.playing = action.playing && count > 0;
    view.play_clock = 0.0;
    view.stop_at.reset();
    if (view.playing && view.step + 1 >= count) jump(view, 0);
    if (!view.playing) view.glide = 1.0F;
}

void apply(ViewState& view, const PlayTo& action, const Context& context) {
    jump(view, action.from);
    view.playing = action.from < action.to && action.to < context.steps(view);
    if (view.playing) view.stop_at = action.to;
}

void apply(ViewState& view, const SetPrediction& action, const Context&) {
    view.prediction = action.prediction;
    if (!view.prediction.hides()) return;
    // What links show would tell the answer.
    view.hover.reset();
    view.pin.reset();
    view.playing = false;
}

void apply(ViewState& view, const SetSpeed& action, const Context&) {
    view.speed = std::isfinite(action.speed) ? std::clamp(action.speed, 0.25, 8.0) : 1.0;
}

void apply(ViewState& view, const SetLoop& action, const Context&) {
    view.loop = action.loop;
}

void apply(ViewState& view, const SetGrain& action, const Context& context) {
    if (view.grain == action.grain) return;
    // By cell, a window is entered at its first tap; by window, the window of the tap is kept.
    const std::size_t step =
        step_at_grain(context.figure, context.results, view.grain, action.grain, view.step);
    view.grain = action.grain;
    jump(view, step);
}

void apply(ViewState& view, const SetChannel& action, const Context&) {
    view.channel = action.channel;
    view.all_channels = action.all;
    view.pin.reset();
}

void apply(ViewState& view, const SetSample& action, const Context&) {
    view.sample = action.sample;
    view.pin.reset();
}

/// The way back goes from window to window, whatever the view's grain.
Grain grain_of(const ViewState& view, Mode mode) {
    return mode == Mode::backward ? Grain::window : view.grain;
}

void apply(ViewState& view, const SetMode& action, const Context& context) {
    const Grain from = grain_of(view, view.mode);
    const Grain to = grain_of(view, action.mode);
    const auto& geometry = context.results.geometry;
    std::size_t step = view.step;
    // The output on show stays; the steps of stages are of other layers.
    if (geometry && from != to && view.mode != Mode::stages) {
        const std::size_t last = plane_steps(*geometry, from) - 1;
        const StepLocation at = locate_step(*geometry, from, std::min(step, last));
        step = first_step_of(*geometry, to, at.out_row, at.out_col);
    }
    if ((view.mode == Mode::stages) != (action.mode == Mode::stages)) step = 0;
    view.mode = action.mode;
    view.playing = false;
    view.pin.reset();
    view.selected.reset();
    jump(view, step);
}

void apply(ViewState& view, const SetCompared& action, const Context&) {
    if (find_dialect(action.first)) view.compare_first = action.first;
    if (find_dialect(action.second)) view.compare_second = action.second;
}

void apply(ViewState& view, const SetEquivalence& action, const Context&) {
    if (find_equivalence(action.id)) view.equivalence = action.id;
    jump(view, 0);
}

void apply(ViewState& view, const SetEditsScores& action, const Context&) {
    view.edits_scores = action.scores;
}

void apply(ViewState& view, const SetCountsReaders& action, const Context&) {
    view.counts_readers = action.counts;
}

void apply(ViewState& view, const SetHover& action, const Context&) {
    view.hover = action.cell;
}

void apply(ViewState& view, const SetPin& action, const Context&) {
    view.pin = action.cell;
}

void apply(ViewState& view, const SelectCell& action, const Context& context) {
    view.selected = action.cell;
    if (!view.selected) return;
    const Shape& shape = context.document.shape();
    const auto& geometry = context.results.geometry;
    // Backward, the output's gradient is what a person edits.
    const bool output = view.mode == Mode::backward && geometry.has_value();
    const Shape& grid = output ? geometry->output : shape;
    view.selected->pane = output ? Pane::output : Pane::input;
    view.selected->channel = std::clamp(view.selected->channel, 0, shape.c - 1);
    view.selected->row = std::clamp(view.selected->row, 0, grid.h - 1);
    view.selected->col = std::clamp(view.selected->col, 0, grid.w - 1);
}

void apply(ViewState& view, const SetColormap& action, const Context&) {
    view.colormap = action.id;
}

void apply(ViewState& view, const SetTheme& action, const Context&) {
    view.theme = action.id;
}

void apply(ViewState& view, const SetGlides& action, const Context&) {
    view.glides = action.glides;
    if (!view.glides) view.glide = 1.0F;
}

void apply(ViewState& view, const SetZoom& action, const Context&) {
    const auto finite = [](float value, float otherwise) {
        return std::isfinite(value) ? value : otherwise;
    };
    view.zoom = std::clamp(finite(action.zoom, 1.0F), 1.0F, 1024.0F);
    view.center_x = std::clamp(finite(action.center_x, 0.5F), 0.0F, 1.0F);
    view.center_y = std::clamp(finite(action.center_y, 0.5F), 0.0F, 1.0F);
}

/// By window, `speed` windows a second; by cell, four cells for every window's time.
double seconds_per_step(const ViewState& view) {
    return (view.grain == Grain::cell ? 0.25 : 1.0) / view.speed;
}

void apply(ViewState& view, const Tick& action, const Context& context) {
    const std::size_t count = context.steps(view);
    if (!view.playing || count == 0) return;
    const double period = seconds_per_step(view);
    view.play_clock += std::clamp(action.seconds, 0.0, period);
    if (view.play_clock >= period) {
        view.play_clock -= period;
        const bool last = view.step + 1 >= count;
        if (view.stop_at && view.step >= *view.stop_at) {
            view.playing = false;
            jump(view, view.step);
            return;
        }
        if (last && !view.loop) {
            view.playing = false;
            jump(view, count - 1);
            return;
        }
        view.glide_from = last ? 0 : view.step;
        view.step = last ? 0 : view.step + 1;
    }
    const double glide_time = std::min(longest_glide, period * 0.6);
    view.glide = view.glide_from == view.step || !view.glides
                     ? 1.0F
                     : static_cast<float>(std::min(1.0, view.play_clock / glide_time));
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
void keep_within(ViewState& view, const Context& context) {
    const Shape& shape = context.document.shape();
    const std::size_t count = context.steps(view);
    // The figure of a mode just left knows nothing of the new one's steps.
    const bool counts = count > 0 && context.figure.mode == view.mode;
    if (counts) view.step = std::min(view.step, count - 1);
    if (counts) view.glide_from = std::min(view.glide_from, count - 1);
    view.channel = std::clamp(view.channel, 0, shape.c - 1);
    if (shape.c == 1) view.all_channels = false;
    if (count == 0) view.playing = false;
    if (view.pin && !is_there(*view.pin, context)) view.pin.reset();
    if (view.hover && !is_there(*view.hover, context)) view.hover.reset();
    if (view.selected && !is_there(*view.selected, context)) view.selected.reset();
    view.sample = std::clamp(view.sample, 0, shape.n - 1);
    if (!context.document.layer().op->scored) view.edits_scores = false;
}

}  // namespace

double still_seconds(const ViewState& view) {
    if (!view.playing) return std::numeric_limits<double>::infinity();
    return view.glide < 1.0F ? 0.0 : std::max(seconds_per_step(view) - view.play_clock, 0.0);
}

ViewState update(ViewState view, const ViewAction& action, const Run& run, const Figure& figure) {
    const Context context{run, figure};
    std::visit([&](const auto& one) { apply(view, one, context); }, action);
    keep_within(view, context);
    return view;
}

}  // namespace poolscope::model
