/// The kinds of questions (see questions.hpp). Rows, columns and channels are counted from 0.
#include "handout/questions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "i18n/tr.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/stepping.hpp"
#include "scene/layer_text.hpp"
#include "scene/number.hpp"

namespace poolscope::handout {

namespace {

constexpr std::size_t listed_places = 12;  ///< an answer names at most so many

struct Place {
    int channel = 0;
    int row = 0;
    int col = 0;
};

std::string number_text(double value) {
    return scene::format_value(value);
}

/// `place`, of channel 1 where there are several.
std::string in_channel(std::string place, int count, int channel) {
    return count > 1 ? i18n::trf("{0} of channel {1}", place, channel) : std::move(place);
}

std::string input_place(const Exercise& exercise, const Geometry& geometry, Place place) {
    return in_channel(scene::position_text(geometry, place.row, place.col),
                      exercise.document.shape().c, place.channel);
}

std::string output_text(const Exercise& exercise, const Geometry& geometry, Place place) {
    return i18n::trf("output {0}", in_channel(scene::position_text(geometry, place.row, place.col),
                                              exercise.output().c, place.channel));
}

Place any_place(const Shape& shape, Draws& draws) {
    const auto pick = [&](int count) {
        return static_cast<int>(draws.below(static_cast<std::size_t>(count)));
    };
    const int channel = pick(shape.c);
    const int row = pick(shape.h);
    return {channel, row, pick(shape.w)};
}

/// Every output of every channel whose step `suits`, as places.
template <class Suits>
std::vector<Place> outputs_where(const Exercise& exercise, Suits suits) {
    std::vector<Place> places;
    const Shape& shape = exercise.output();
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col)
                if (suits(exercise.step(c, row, col))) places.push_back({c, row, col});
    return places;
}

std::optional<Place> any_of(const std::vector<Place>& places, Draws& draws) {
    if (places.empty()) return std::nullopt;
    return places[draws.below(places.size())];
}

bool has_data(const Step<float>& step) {
    return step.counts.real > 0;
}

std::optional<Question> size_question(const Exercise& exercise, Draws&) {
    const Shape& out = exercise.output();
    const Geometry geometry = exercise.geometry(0);
    if (geometry.channel_group > 1) {
        return Question{i18n::tr("How many channels does the output have, and why?"),
                        i18n::trf("{0} / {1} = {2}: one for each group of {1}",
                                  exercise.document.shape().c, geometry.channel_group, out.c)};
    }
    const PoolParams& params = exercise.document.layer().params;
    const auto along = [&](const Axis& axis) {
        return scene::plain_text(scene::output_size_formula(axis, params.ceil_mode));
    };
    const bool one_row = scene::position_text(geometry, 0, 0) == "0";
    const std::string words =
        one_row ? i18n::trf("The output has {0} cells. How does that follow?", number_text(out.w))
                : i18n::trf(
                      "The output has {0} × {1} cells. How does that follow from the input's "
                      "size and the layer?",
                      number_text(out.h), number_text(out.w));
    if (one_row) return Question{words, along(geometry.cols)};
    return Question{
        words, i18n::trf("rows: {0}; columns: {1}", along(geometry.rows), along(geometry.cols))};
}

std::optional<Question> winner_question(const Exercise& exercise, Draws& draws) {
    const auto place = any_of(
        outputs_where(exercise,
                      [](const Step<float>& step) { return step.reduction.selected.has_value(); }),
        draws);
    if (!place) return std::nullopt;
    const Geometry geometry = exercise.geometry(place->channel);
    const Step<float> step = exercise.step(place->channel, place->row, place->col);
    const Tap<float>& tap = step.taps[*step.reduction.selected];
    const std::string output = output_text(exercise, geometry, *place);
    const bool by_chance = exercise.op().seeded && exercise.op().weighs;
    std::string answer = i18n::trf("{0}, whose value is {1}",
                                   input_place(exercise, geometry, {tap.channel, tap.row, tap.col}),
                                   number_text(static_cast<double>(tap.value)));
    const std::size_t tied = step.reduction.ties.size();
    if (tied > 1) answer += i18n::trf(" ({0} cells tie)", tied);
    if (by_chance) {
        return Question{
            i18n::trf("Which cell does the draw u = {0} pick for {1}?", draw_text(step), output),
            answer};
    }
    return Question{i18n::trf("Which input cell wins for {0}?", output), answer};
}

std::optional<Question> change_question(const Exercise& exercise, Draws& draws) {
    const auto place = any_of(outputs_where(exercise, has_data), draws);
    if (!place || (exercise.op().seeded && exercise.op().weighs)) return std::nullopt;
    const Step<float> step = exercise.step(place->channel, place->row, place->col);
    std::vector<Tap<float>> real;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real && std::isfinite(tap.value)) real.push_back(tap);
    if (real.empty()) return std::nullopt;
    // The cell that decides, where one does: its change tells most.
    const bool decided = step.reduction.selected.has_value();
    const Tap<float> tap =
        decided ? step.taps[*step.reduction.selected] : real[draws.below(real.size())];
    if (!std::isfinite(tap.value)) return std::nullopt;
    const double whole = std::floor(static_cast<double>(tap.value));
    const auto changed = static_cast<float>(whole + (whole > 0 ? -4.0 : 4.0));
    model::Values values = *exercise.document.input->whole();
    values.at(exercise.sample, tap.channel, tap.row, tap.col) = changed;
    Exercise other = exercise;
    other.document.input = std::make_shared<const model::Values>(std::move(values));
    const Step<float> after = other.step(place->channel, place->row, place->col);
    const Geometry geometry = exercise.geometry(place->channel);
    return Question{i18n::trf("Input {0} becomes {1}. What is {2} then?",
                              input_place(exercise, geometry, {tap.channel, tap.row, tap.col}),
                              number_text(static_cast<double>(changed)),
                              output_text(exercise, geometry, *place)),
                    i18n::trf("{0}, before it was {1}",
                              number_text(static_cast<double>(after.reduction.output)),
                              number_text(static_cast<double>(step.reduction.output)))};
}

std::optional<Question> readers_question(const Exercise& exercise, Draws& draws) {
    const Place cell = any_place(exercise.document.shape(), draws);
    const int channel = output_channel_of(*exercise.results.geometry, cell.channel);
    const Geometry geometry = exercise.geometry(channel);
    const Readers readers = readers_of(geometry, cell.row, cell.col);
    std::string answer = i18n::trn("{0} window", "{0} windows", readers.count());
    std::size_t named = 0;
    for (const int row : readers.rows) {
        for (const int col : readers.cols) {
            if (named == listed_places) return std::nullopt;
            answer += (named++ == 0 ? i18n::tr(": of output ") : ", ") +
                      scene::position_text(geometry, row, col);
        }
    }
    if (readers.count() == 0) answer = i18n::tr("none: no window reads it");
    return Question{i18n::trf("Which windows read input {0}? Name their outputs.",
                              input_place(exercise, geometry, cell)),
                    answer};
}

std::string counted_text(const PoolParams& params, const Step<float>& step) {
    if (params.divisor_override) return i18n::tr("divisor_override says so");
    std::string text =
        i18n::trn("{0} real cell", "{0} real cells", static_cast<std::size_t>(step.counts.real));
    if (params.count_include_pad && step.counts.padding > 0)
        text += i18n::trf(" and {0} of padding", step.counts.padding);
    if (!params.count_include_pad && step.counts.padding > 0)
        text += i18n::tr(", padding does not count");
    if (step.counts.overhang > 0) text += i18n::tr(", cells past the padding never count");
    return text;
}

std::optional<Question> divisor_question(const Exercise& exercise, Draws& draws) {
    if (!exercise.op().averages()) return std::nullopt;
    // A window at the edge is the better question.
    auto places = outputs_where(exercise, [](const Step<float>& step) {
        return has_data(step) && step.counts.padding + step.counts.overhang > 0;
    });
    if (places.empty()) places = outputs_where(exercise, has_data);
    const auto place = any_of(places, draws);
    if (!place) return std::nullopt;
    const Step<float> step = exercise.step(place->channel, place->row, place->col);
    const Geometry geometry = exercise.geometry(place->channel);
    return Question{i18n::trf("By what is the sum for {0} divided, and why?",
                              output_text(exercise, geometry, *place)),
                    i18n::trf("{0}: {1}", number_text(step.reduction.divisor),
                              counted_text(exercise.document.layer().params, step))};
}

std::optional<Question> weight_question(const Exercise& exercise, Draws& draws) {
    const Operator& op = exercise.op();
    if (!op.weighs) return std::nullopt;
    const auto place = any_of(outputs_where(exercise, has_data), draws);
    if (!place) return std::nullopt;
    const Geometry geometry = exercise.geometry(place->channel);
    const Step<float> step = exercise.step(place->channel, place->row, place->col);
    const auto& weights = step.reduction.weights;
    const auto largest = std::ranges::max_element(weights);
    if (largest == weights.end() || std::isnan(*largest)) return std::nullopt;
    const Tap<float>& tap = step.taps[static_cast<std::size_t>(largest - weights.begin())];
    return Question{
        i18n::trf(op.selects ? word("Which cell has the largest probability in the window of {0}, "
                                    "and how large is it?")
                             : word("Which cell has the largest weight in the window of {0}, and "
                                    "how large is it?"),
                  output_text(exercise, geometry, *place)),
        i18n::trf("{0}: {1}", input_place(exercise, geometry, {tap.channel, tap.row, tap.col}),
                  scene::format_value(*largest, 3))};
}

/// "0.25 to each of (0, 1), (0, 2)", "1 to (1, 3)"; nothing where there is too much to write.
std::optional<std::string> shares_text(const Exercise& exercise, const Geometry& geometry,
                                       const BackwardStep<float>& back) {
    std::vector<std::pair<float, std::vector<std::string>>> groups;
    std::size_t places = 0;
    for (std::size_t i = 0; i < back.shares.size(); ++i) {
        const Tap<float>& tap = back.forward.taps[i];
        const float share = back.shares[i];
        if (tap.kind != TapKind::real || share == 0) continue;
        if (!std::isfinite(share) || ++places > listed_places) return std::nullopt;
        auto group = std::ranges::find(groups, share, [](const auto& one) { return one.first; });
        if (group == groups.end()) group = groups.insert(group, {share, {}});
        group->second.push_back(input_place(exercise, geometry, {tap.channel, tap.row, tap.col}));
    }
    if (groups.size() > 2) return std::nullopt;
    std::string text;
    for (const auto& [share, cells] : groups) {
        std::string places_text;
        for (const std::string& cell : cells)
            places_text += (&cell == &cells.front() ? "" : ", ") + cell;
        text += (text.empty() ? "" : i18n::tr("; ")) +
                i18n::trf(cells.size() > 1 ? word("{0} to each of {1}") : word("share|{0} to {1}"),
                          scene::format_value(static_cast<double>(share), 4), places_text);
    }
    return text.empty() ? i18n::tr("nothing goes to any cell") : text;
}

std::optional<Question> gradient_question(const Exercise& exercise, Draws& draws) {
    if (!check_differentiable<float>(exercise.op())) return std::nullopt;
    const auto place = any_of(outputs_where(exercise, has_data), draws);
    if (!place) return std::nullopt;
    const auto back = backward_step(
        exercise.steps(), exercise.step_index(place->channel, place->row, place->col), 1.0F);
    const Geometry geometry = exercise.geometry(place->channel);
    const auto shares = shares_text(exercise, geometry, back);
    if (!shares) return std::nullopt;
    return Question{i18n::trf("The gradient of {0} is 1. Which input cells receive how much of it?",
                              output_text(exercise, geometry, *place)),
                    *shares};
}

std::optional<Question> unread_question(const Exercise& exercise, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    const std::size_t count = never_read_count(geometry);
    if (count == 0 || count > listed_places) return std::nullopt;
    std::string answer;
    for (int row = 0; row < geometry.input.h; ++row)
        for (int col = 0; col < geometry.input.w; ++col)
            if (readers_of(geometry, row, col).count() == 0)
                answer += (answer.empty() ? "" : ", ") + scene::position_text(geometry, row, col);
    // Fractional windows lie elsewhere in each channel.
    const bool own = geometry.rows.placement == Placement::fractional;
    const bool first = own && exercise.document.shape().c > 1;
    return Question{i18n::tr(first ? word("Which input cells of channel 0 does no window read?")
                                   : word("Which input cells does no window read?")),
                    answer};
}

std::optional<Question> padding_question(const Exercise& exercise, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    const auto padded = [](const Axis& axis) { return axis.pad_begin + axis.pad_end > 0; };
    const Operator& op = exercise.op();
    if ((!padded(geometry.rows) && !padded(geometry.cols)) || !scene::reads_padding(op))
        return std::nullopt;
    const double value = op.padding_value;
    return Question{i18n::tr("What does a padding cell read as in this layer, and why?"),
                    i18n::trf(std::isinf(value) ? word("{0}: so it never wins")
                                                : word("{0}: so it adds nothing to the sum"),
                              number_text(value))};
}

}  // namespace

std::span<const QuestionKind> question_kinds() {
    static constexpr std::array list{
        QuestionKind{"size", size_question},        QuestionKind{"winner", winner_question},
        QuestionKind{"weight", weight_question},    QuestionKind{"divisor", divisor_question},
        QuestionKind{"padding", padding_question},  QuestionKind{"readers", readers_question},
        QuestionKind{"unread", unread_question},    QuestionKind{"change", change_question},
        QuestionKind{"gradient", gradient_question}};
    return list;
}

std::vector<Question> draw_questions(const Exercise& exercise, std::size_t most) {
    std::vector<std::pair<std::size_t, Question>> suiting;
    for (std::size_t kind = 0; kind < question_kinds().size(); ++kind) {
        Draws draws(exercise.seed, kind + 1);
        auto question = question_kinds()[kind].make(exercise, draws);
        if (question) suiting.emplace_back(kind, std::move(*question));
    }
    Draws draws(exercise.seed, 0);
    while (suiting.size() > most) {
        suiting.erase(suiting.begin() + static_cast<std::ptrdiff_t>(draws.below(suiting.size())));
    }
    std::vector<Question> questions;
    questions.reserve(suiting.size());
    for (auto& [kind, question] : suiting) questions.push_back(std::move(question));
    return questions;
}

}  // namespace poolscope::handout
