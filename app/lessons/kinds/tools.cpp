/// What the kinds of questions share.
#include "lessons/kinds/tools.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "poolscope/step.hpp"
#include "scene/layer_text.hpp"
#include "scene/number.hpp"

namespace poolscope::lessons {

namespace {

/// A working of more cells is shown at once.
constexpr int most_played_taps = 32;

/// An operator whose name alone would not do within a sentence.
struct OperatorInSentences {
    std::string_view id;
    const char* words;
};

constexpr OperatorInSentences operators_in_sentences[] = {
    {"max", word("operator|max")},         {"avg", word("operator|mean")},
    {"min", word("operator|min")},         {"lp", word("Lp pooling")},
    {"lse", word("operator|log-sum-exp")}, {"mixed", word("mixed pooling")},
    {"median", word("the median")},        {"attention", word("attention pooling")},
};

/// With its channel, by its name where there are names.
Message with_channel(const Exercise& exercise, const std::string& place, int channel,
                     bool by_name) {
    const auto& names = exercise.document.channel_names;
    const bool has_name = by_name && static_cast<std::size_t>(channel) < names.size();
    return say(
        "place|{0} of channel {1}", place,
        has_name ? scene::channel_label(exercise.document, channel) : std::to_string(channel));
}

}  // namespace

Verdict judge_number(const Answer& answer, double right, const std::vector<Slip>& slips,
                     const Message& why_right, const Message& otherwise) {
    const auto* number = std::get_if<NumberAnswer>(&answer);
    if (number == nullptr) return wrongly(otherwise);
    if (same_number(number->value, right)) return rightly(why_right);
    for (const Slip& slip : slips)
        if (same_number(number->value, slip.value)) return wrongly(slip.reason);
    return wrongly(otherwise);
}

std::string number_text(double value) {
    return scene::format_value(value);
}

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " × " + std::to_string(shape.w);
}

Message range_words(const AxisSpan& span) {
    if (span.count == 1) return quote(number_text(span.start));
    return say("{0} to {1}", number_text(span.start), number_text(span.last()));
}

Message input_place(const Exercise& exercise, const Place& place) {
    const int output = output_channel_of(*exercise.results.geometry, place.channel);
    std::string text = scene::position_text(exercise.geometry(output), place.row, place.col);
    if (exercise.document.shape().c < 2) return quote(text);
    return with_channel(exercise, text, place.channel, true);
}

Message output_place(const Exercise& exercise, const Place& place) {
    std::string text = scene::position_text(exercise.geometry(place.channel), place.row, place.col);
    // A group's output has no name of its own.
    const bool grouped = exercise.results.geometry->channel_group > 1;
    if (exercise.output().c < 2) return quote(text);
    return with_channel(exercise, text, place.channel, !grouped);
}

bool takes_extreme(const Operator& op) {
    return op.selects && !op.weighs && std::isinf(op.padding_value);
}

Message extreme_word(const Operator& op) {
    return op.padding_value < 0 ? say("largest") : say("smallest");
}

Message operator_words(const Operator& op) {
    const auto* const row =
        std::ranges::find(operators_in_sentences, op.id, &OperatorInSentences::id);
    return named(row == std::end(operators_in_sentences) ? op.name : row->words);
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
    const int channel = channels_read(geometry, output.channel).first;
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
