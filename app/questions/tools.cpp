/// What the kinds of questions share.
#include "questions/tools.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"

namespace poolscope::questions {

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

Message on_paper(const Geometry& geometry, const Place& place, int channels) {
    const std::string text = drawing::position_text(geometry, place.row, place.col);
    return channels > 1 ? say("{0} of channel {1}", text, place.channel) : quote(text);
}

/// With its channel, by its name where there are names.
Message with_channel(const Exercise& exercise, const std::string& place, int channel,
                     bool by_name) {
    const auto& names = exercise.document.channel_names;
    const bool has_name = by_name && static_cast<std::size_t>(channel) < names.size();
    return say(
        "place|{0} of channel {1}", place,
        has_name ? drawing::channel_label(exercise.document, channel) : std::to_string(channel));
}

}  // namespace

std::string number_text(double value) {
    return drawing::format_value(value);
}

std::string size_text(const Shape& shape) {
    return std::to_string(shape.h) + " × " + std::to_string(shape.w);
}

Message range_words(const AxisSpan& span) {
    if (span.count == 1) return quote(number_text(span.start));
    return say("{0} to {1}", number_text(span.start), number_text(span.last()));
}

Message joined(Message first, Message second) {
    return say_with("{0}{1}", {std::move(first), std::move(second)});
}

Message input_place(const Exercise& exercise, const Place& place) {
    const int output = output_channel_of(*exercise.results.geometry, place.channel);
    std::string text = drawing::position_text(exercise.geometry(output), place.row, place.col);
    if (exercise.document.shape().c < 2) return quote(text);
    return with_channel(exercise, text, place.channel, true);
}

Message output_place(const Exercise& exercise, const Place& place) {
    std::string text =
        drawing::position_text(exercise.geometry(place.channel), place.row, place.col);
    // A group's output has no name of its own.
    const bool grouped = exercise.results.geometry->channel_group > 1;
    if (exercise.output().c < 2) return quote(text);
    return with_channel(exercise, text, place.channel, !grouped);
}

Message input_on_paper(const Exercise& exercise, const Place& place) {
    return on_paper(exercise.geometry(output_channel_of(*exercise.results.geometry, place.channel)),
                    place, exercise.document.shape().c);
}

Message output_on_paper(const Exercise& exercise, const Place& place) {
    return say("output {0}",
               on_paper(exercise.geometry(place.channel), place, exercise.output().c));
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

const model::CellRef* clicked_input(const Answer& answer) {
    const auto* cell = std::get_if<CellAnswer>(&answer);
    return cell == nullptr || cell->cell.pane != model::Pane::input ? nullptr : &cell->cell;
}

Place any_cell(const Exercise& exercise, Draws& draws) {
    const Shape& shape = exercise.document.shape();
    const auto pick = [&](int count) {
        return static_cast<int>(draws.below(static_cast<std::size_t>(count)));
    };
    const int channel = pick(shape.c);
    const int row = pick(shape.h);
    return {channel, row, pick(shape.w)};
}

model::Prediction hidden_values(std::optional<model::CellRef> asked) {
    model::Prediction hidden;
    hidden.hides_values = true;
    hidden.asked = asked;
    return hidden;
}

model::Prediction hidden_size() {
    model::Prediction hidden;
    hidden.hides_size = true;
    return hidden;
}

model::Prediction hidden_field(FieldId field) {
    model::Prediction hidden;
    hidden.hides_field = field;
    return hidden;
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

std::vector<model::ViewAction> play_all() {
    return {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}};
}

}  // namespace poolscope::questions
