/// Sentences about a step.
#include "lessons/explain.hpp"

#include <cmath>

#include "lessons/kinds/tools.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/step.hpp"
#include "scene/layer_text.hpp"

namespace poolscope::lessons {

namespace {

constexpr std::size_t most_explained_taps = 4096;

Words reads(const Geometry& geometry, const Step<float>& step) {
    const std::string output = scene::position_text(geometry, step.out_row, step.out_col);
    Words text =
        say("explain.reads", {output, range_words(step.window.rows), range_words(step.window.cols),
                              number_text(step.counts.real)});
    const int outside = step.counts.padding + step.counts.overhang;
    if (outside > 0) text = text + say("explain.outside", {number_text(outside)});
    return text;
}

Words winner(const Operator& op, const Geometry& geometry, const Step<float>& step) {
    const Tap<float>& tap = step.taps[*step.reduction.selected];
    const std::string place = scene::position_text(geometry, tap.row, tap.col);
    const std::string value = number_text(static_cast<double>(tap.value));
    if (!takes_extreme(op)) return say("explain.picked", {place, value});
    Words text = say("explain.winner", {extreme_word(op), value, place});
    if (step.reduction.ties.size() > 1)
        text = text +
               say("explain.tie", {number_text(static_cast<double>(step.reduction.ties.size()))});
    return text;
}

Words mean(const Step<float>& step) {
    double sum = 0;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real) sum += static_cast<double>(tap.value);
    return say("explain.mean", {number_text(sum), number_text(step.reduction.divisor),
                                number_text(static_cast<double>(step.reduction.output))});
}

}  // namespace

Words explain_step(const model::Document& document, const Geometry& geometry,
                   const Step<float>& step) {
    const Operator& op = model::operator_of(document);
    const Words text = reads(geometry, step);
    const std::string output = number_text(static_cast<double>(step.reduction.output));
    if (!step.complete())
        return text + say("explain.so_far", {number_text(static_cast<double>(step.folded)),
                                             number_text(static_cast<double>(step.taps.size()))});
    if (step.counts.real == 0) return text + say("explain.no_data", {output});
    if (step.reduction.selected) return text + winner(op, geometry, step);
    if (op.id == "avg") return text + mean(step);
    return text + say("explain.other", {say("operator." + std::string(op.id)), output});
}

Words explain_step_back(const model::Document& document, const Geometry& geometry,
                        const BackwardStep<float>& back) {
    const Step<float>& step = back.forward;
    const std::string output = scene::position_text(geometry, step.out_row, step.out_col);
    const std::string gradient = number_text(static_cast<double>(back.grad_output));
    const Operator& op = model::operator_of(document);
    if (step.counts.real == 0) return say("explain.back_none", {output, gradient});
    if (takes_extreme(op) && step.reduction.selected) {
        const Tap<float>& tap = step.taps[*step.reduction.selected];
        return say("explain.back_winner",
                   {output, gradient, scene::position_text(geometry, tap.row, tap.col)});
    }
    if (op.id == "avg" && step.reduction.divisor != 0)
        return say("explain.back_mean",
                   {output, gradient, number_text(step.reduction.divisor),
                    number_text(static_cast<double>(back.grad_output) / step.reduction.divisor)});
    return say("explain.back_other", {output, gradient});
}

Words explain_view(const model::Document& document, const model::ViewState& view,
                   const model::Results& results, const model::Figure& figure) {
    const bool layer = view.mode == model::Mode::forward || figure.backward;
    if (!layer || view.prediction.hides() || !results.geometry) return {};
    const Grain grain = figure.backward ? Grain::window : view.grain;
    const model::ShownPlane plane{view.sample, view.channel};
    const Geometry geometry = model::geometry_of(document, results, plane);
    const std::size_t count = model::steps_per_channel(results, grain);
    if (count == 0) return {};
    const std::size_t index = std::min(view.step, count - 1);
    const StepLocation at = locate_step(geometry, grain, index);
    if (static_cast<std::size_t>(window_at(geometry, at.out_row, at.out_col).count()) >
        most_explained_taps)
        return say("explain.too_large");
    if (figure.backward) {
        const auto back =
            model::backward_step_of(document, results, *figure.backward, plane, index);
        return back ? explain_step_back(document, geometry, *back) : Words{};
    }
    const auto step = model::step_of(document, results, grain, index, plane);
    return step ? explain_step(document, geometry, *step) : Words{};
}

}  // namespace poolscope::lessons
