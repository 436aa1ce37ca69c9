/// Choices and deeds.
#include "lessons/written_question.hpp"

#include "questions/tools.hpp"

namespace poolscope::lessons {

namespace {

using questions::number_text;
using questions::rightly;
using questions::same_number;
using questions::size_text;
using questions::wrongly;

/// Nothing, or the first output cell that is not as the goal has it.
std::optional<Verdict> differing_output(const Goal& goal, const model::StoredValues& output) {
    for (std::size_t row = 0; row < goal.output.size(); ++row) {
        for (std::size_t col = 0; col < goal.output[row].size(); ++col) {
            const auto r = static_cast<int>(row);
            const auto c = static_cast<int>(col);
            const auto value = static_cast<double>(output.at(0, 0, r, c));
            if (same_number(value, goal.output[row][col])) continue;
            return wrongly(say("Output {0} is {1} now; it should be {2}.",
                               "(" + number_text(r) + ", " + number_text(c) + ")",
                               number_text(value), number_text(goal.output[row][col])));
        }
    }
    return std::nullopt;
}

struct Deed {
    Goal goal;
    model::Document start;

    [[nodiscard]] std::optional<Extent> wanted_size() const {
        if (!goal.output.empty())
            return Extent{static_cast<int>(goal.output.size()),
                          static_cast<int>(goal.output.front().size())};
        return goal.output_size;
    }

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const auto* deed = std::get_if<DeedAnswer>(&answer);
        if (deed == nullptr) return wrongly(say("Change the layer first."));
        const model::Results results = model::compute_results(deed->document);
        if (!results.geometry || !results.output)
            return wrongly(
                say("This layer is not possible: the window does not fit into the input."));
        const Shape& shape = results.output->shape();
        if (const auto size = wanted_size(); size && (shape.h != size->h || shape.w != size->w))
            return wrongly(say("The output is {0} now.", size_text(shape)));
        if (const auto differs = differing_output(goal, *results.output)) return *differs;
        if (goal.unread && results.never_read != *goal.unread)
            return wrongly(say("{0} cells are never read now.",
                               number_text(static_cast<double>(results.never_read))));
        if (goal.changed) {
            const auto changed = changed_outputs(start, deed->document);
            if (!changed) return wrongly(say("The output is {0} now.", size_text(shape)));
            if (*changed != *goal.changed)
                return wrongly(say("{0} outputs now differ from those at the start.",
                                   number_text(static_cast<double>(*changed))));
        }
        return rightly(say("Well done: that is the goal."));
    }
};

}  // namespace

std::optional<std::size_t> changed_outputs(const model::Document& before,
                                           const model::Document& after) {
    const model::Results first = model::compute_results(before);
    const model::Results second = model::compute_results(after);
    if (!first.output || !second.output || first.output->shape() != second.output->shape())
        return std::nullopt;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < first.output->shape().count(); ++i)
        changed += (*first.output)[i] == (*second.output)[i] ? 0U : 1U;
    return changed;
}

Question choice_question(const Words& words, const std::vector<Option>& options,
                         const model::Prediction& hides) {
    Question question{.kind = "choice",
                      .words = words,
                      .form = Form::choice,
                      .ask = {model::SetPrediction{hides}}};
    for (const Option& option : options) {
        const ChoiceAnswer own{question.options.size()};
        question.options.push_back(option.text);
        if (option.right && !question.answer) {
            question.answer = own;
            question.right = option.text;
            question.why = option.why;
        } else {
            question.slips.push_back({own, option.why});
        }
    }
    question.hint = questions::ruling_out(question);
    return question;
}

Question deed_question(const Words& words, const Goal& goal, const model::Document& start) {
    return {.kind = "make",
            .words = words,
            .form = Form::deed,
            .right = say("the goal is reached"),
            .otherwise = Deed{goal, start},
            .ask = {model::SetPrediction{}}};
}

}  // namespace poolscope::lessons
