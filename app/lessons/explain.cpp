/// Sentences about a step.
#include "lessons/explain.hpp"

#include <cmath>
#include <utility>

#include "drawing/layer_text.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/step.hpp"
#include "questions/tools.hpp"

namespace poolscope::lessons {

namespace {

using questions::extreme_word;
using questions::joined;
using questions::number_text;
using questions::range_words;
using questions::takes_extreme;

constexpr std::size_t most_explained_taps = 4096;

Message reads(const Geometry& geometry, const Step<float>& step) {
    const std::string output = drawing::position_text(geometry, step.out_row, step.out_col);
    Message text =
        say("Output {0} looks at rows {1} and columns {2} of the input: {3} cells with data. ",
            output, range_words(step.window.rows), range_words(step.window.cols),
            number_text(step.counts.real));
    const int outside = step.counts.padding + step.counts.overhang;
    if (outside > 0)
        text = joined(text, say("{0} more lie outside the data. ", number_text(outside)));
    return text;
}

Message winner(const Operator& op, const Geometry& geometry, const Step<float>& step) {
    const Tap<float>& tap = step.taps[*step.reduction.selected];
    const std::string place = drawing::position_text(geometry, tap.row, tap.col);
    const std::string value = number_text(static_cast<double>(tap.value));
    if (!takes_extreme(op))
        return say("The cell at {0} is picked, and its value {1} becomes the output.", place,
                   value);
    Message text = say("The {0} of them is {1}, at {2}, and it becomes the output.",
                       extreme_word(op), value, place);
    if (step.reduction.ties.size() > 1)
        text = joined(text, say(" {0} cells are equal; the first in reading order counts.",
                                number_text(static_cast<double>(step.reduction.ties.size()))));
    return text;
}

Message mean(const Step<float>& step) {
    double sum = 0;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real) sum += static_cast<double>(tap.value);
    return say("Their sum is {0}; divided by {1} it gives the output {2}.", number_text(sum),
               number_text(step.reduction.divisor),
               number_text(static_cast<double>(step.reduction.output)));
}

}  // namespace

Message explain_step(const model::Document& document, const Geometry& geometry,
                     const Step<float>& step) {
    const Operator& op = *document.layer().op;
    const Message read = reads(geometry, step);
    const std::string output = number_text(static_cast<double>(step.reduction.output));
    if (!step.complete())
        return joined(read, say("So far {0} of its {1} cells have been read.",
                                number_text(static_cast<double>(step.folded)),
                                number_text(static_cast<double>(step.taps.size()))));
    if (step.counts.real == 0)
        return joined(read,
                      say("There is no data in this window, and so the output is {0}.", output));
    if (step.reduction.selected) return joined(read, winner(op, geometry, step));
    if (op.id == "avg") return joined(read, mean(step));
    return joined(read, say("From these, {0} computes the output {1}.",
                            questions::operator_words(op), output));
}

Message explain_step_back(const model::Document& document, const Geometry& geometry,
                          const BackwardStep<float>& back) {
    const Step<float>& step = back.forward;
    const std::string output = drawing::position_text(geometry, step.out_row, step.out_col);
    const std::string gradient = number_text(static_cast<double>(back.grad_output));
    const Operator& op = *document.layer().op;
    if (step.counts.real == 0)
        return say(
            "The gradient of output {0} is {1}, but its window holds no data: it goes nowhere.",
            output, gradient);
    if (takes_extreme(op) && step.reduction.selected) {
        const Tap<float>& tap = step.taps[*step.reduction.selected];
        return say(
            "The gradient of output {0} is {1}. All of it goes to the winner, input {2}; the other "
            "cells of the window receive none.",
            output, gradient, drawing::position_text(geometry, tap.row, tap.col));
    }
    if (op.id == "avg" && step.reduction.divisor != 0)
        return say(
            "The gradient of output {0} is {1}. It is divided by {2}, so that each real cell of "
            "the window receives {3}.",
            output, gradient, number_text(step.reduction.divisor),
            number_text(static_cast<double>(back.grad_output) / step.reduction.divisor));
    return say(
        "The gradient of output {0} is {1}. It is shared out among the window's cells according to "
        "how much each affects the output.",
        output, gradient);
}

Message explain_view(const model::Run& run, const model::ViewState& view,
                     const model::Figure& figure) {
    const auto& [document, results] = run;
    const bool layer = view.mode == model::Mode::forward || figure.backward;
    if (!layer || view.prediction.hides() || !results.geometry) return {};
    const Grain grain = figure.backward ? Grain::window : view.grain;
    const model::ShownPlane plane{view.sample, view.channel, view.filter};
    const Geometry geometry = model::geometry_of(run, plane);
    const std::size_t count = model::steps_per_channel(results, grain);
    if (count == 0) return {};
    const std::size_t index = std::min(view.step, count - 1);
    const StepLocation at = locate_step(geometry, grain, index);
    if (static_cast<std::size_t>(window_at(geometry, at.out_row, at.out_col).count()) >
        most_explained_taps)
        return say("This window has too many cells to describe one by one.");
    if (figure.backward) {
        const auto back = model::backward_step_of(run, *figure.backward, plane, index);
        return back ? explain_step_back(document, geometry, *back) : Message{};
    }
    const auto step = model::step_of(run, grain, index, plane);
    return step ? explain_step(document, geometry, *step) : Message{};
}

}  // namespace poolscope::lessons
