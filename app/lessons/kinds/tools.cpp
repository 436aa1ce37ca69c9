/// What the kinds of questions share.
#include "lessons/kinds/tools.hpp"

#include <cmath>

#include "poolscope/step.hpp"
#include "scene/layer_text.hpp"
#include "scene/number.hpp"

namespace poolscope::lessons {

namespace {

/// A working of more cells is shown at once.
constexpr int most_played_taps = 32;

/// With its channel, by its name where there are names.
Words with_channel(const Exercise& exercise, const std::string& place, int channel, bool named) {
    const auto& names = exercise.document.channel_names;
    const bool has_name = named && static_cast<std::size_t>(channel) < names.size();
    return say("place.of_channel",
               {place, has_name ? scene::channel_label(exercise.document, channel)
                                : std::to_string(channel)});
}

}  // namespace

Verdict rightly(const char* reason, const std::vector<Words>& arguments) {
    return {true, reason, say(reason, arguments)};
}

Verdict wrongly(const char* reason, const std::vector<Words>& arguments) {
    return {false, reason, say(reason, arguments)};
}

Verdict judge_number(const Answer& answer, double right, const std::vector<Slip>& slips,
                     const Verdict& rightly, const Verdict& otherwise) {
    const auto* number = std::get_if<NumberAnswer>(&answer);
    if (number == nullptr) return otherwise;
    if (same_number(number->value, right)) return rightly;
    for (const Slip& slip : slips)
        if (same_number(number->value, slip.value)) return wrongly(slip.reason, slip.arguments);
    return otherwise;
}

std::string number_text(double value) {
    return scene::format_value(value);
}

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " × " + std::to_string(shape.w);
}

Words range_words(const AxisSpan& span) {
    if (span.count == 1) return number_text(span.start);
    return say("word.range", {number_text(span.start), number_text(span.last())});
}

Words input_place(const Exercise& exercise, const Place& place) {
    const int output = model::output_channel(*exercise.results.geometry, place.channel);
    std::string text = scene::position_text(exercise.geometry(output), place.row, place.col);
    if (exercise.document.shape().c < 2) return text;
    return with_channel(exercise, text, place.channel, true);
}

Words output_place(const Exercise& exercise, const Place& place) {
    std::string text = scene::position_text(exercise.geometry(place.channel), place.row, place.col);
    // A group's output has no name of its own.
    const bool grouped = exercise.results.geometry->channel_group > 1;
    if (exercise.output().c < 2) return text;
    return with_channel(exercise, text, place.channel, !grouped);
}

bool takes_extreme(const Operator& op) {
    return op.selects && !op.weighs && std::isinf(op.padding_value);
}

Words extreme_word(const Operator& op) {
    return say(op.padding_value < 0 ? "word.largest" : "word.smallest");
}

Step<float> step_at(const Exercise& exercise, const Place& output) {
    return exercise.step(output.channel, output.row, output.col);
}

model::CellRef cell_of(model::Pane pane, const Place& place) {
    return {pane, place.channel, place.row, place.col};
}

const model::CellRef* clicked(const Answer& answer) {
    const auto* cell = std::get_if<CellAnswer>(&answer);
    return cell == nullptr ? nullptr : &cell->cell;
}

std::vector<model::ViewAction> show_window(const Exercise& exercise, const Place& output,
                                           const model::Prediction& prediction) {
    const Geometry geometry = exercise.geometry(output.channel);
    const int channel = output.channel * geometry.channel_group;
    return {model::SetMode{model::Mode::forward},
            model::SetEditsScores{false},
            model::SetGrain{Grain::window},
            model::SetChannel{channel, false},
            model::Seek{first_step_of(geometry, Grain::window, output.row, output.col)},
            model::SetPrediction{prediction}};
}

std::vector<model::ViewAction> play_working(const Exercise& exercise, const Place& output) {
    const Geometry geometry = exercise.geometry(output.channel);
    const auto taps = static_cast<int>(step_at(exercise, output).taps.size());
    std::vector<model::ViewAction> actions = show_window(exercise, output, {});
    if (taps < 2 || taps > most_played_taps) return actions;
    const std::size_t first = first_step_of(geometry, Grain::cell, output.row, output.col);
    actions.emplace_back(model::SetGrain{Grain::cell});
    actions.emplace_back(model::PlayTo{first, first + static_cast<std::size_t>(taps) - 1});
    return actions;
}

}  // namespace poolscope::lessons
