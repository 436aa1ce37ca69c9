/// Questions that a teacher writes out: a choice, or something to make of the layer.
#pragma once

#include <optional>
#include <vector>

#include "questions/question.hpp"

namespace poolscope::lessons {

// What the bank of questions has, a lesson's own questions are made of too.
using questions::Answer;
using questions::CellAnswer;
using questions::ChoiceAnswer;
using questions::DeedAnswer;
using questions::Form;
using questions::NumberAnswer;
using questions::Place;
using questions::Question;
using questions::QuestionWish;
using questions::SizeAnswer;
using questions::Verdict;
using questions::Words;

/// One option of a choice, and what is said to whoever chooses it.
struct Option {
    Words text;
    Words why;
    bool right = false;
};

/// What the student is to reach by changing the layer or its input; all that is there must hold.
struct Goal {
    std::optional<Extent> output_size{};
    std::vector<std::vector<double>> output{};  ///< rows of the first channel; empty: any
    std::optional<std::size_t> unread{};        ///< cells that no window reads
    std::optional<std::size_t> changed{};  ///< outputs that differ from those of the page's own
    bool operator==(const Goal&) const = default;
};

[[nodiscard]] Question choice_question(const Words& words, const std::vector<Option>& options,
                                       const model::Prediction& hides);

/// `start` is the page's own document.
[[nodiscard]] Question deed_question(const Words& words, const Goal& goal,
                                     const model::Document& start);

/// How many outputs of two documents differ; nothing where their sizes do, or either has none.
[[nodiscard]] std::optional<std::size_t> changed_outputs(const model::Document& before,
                                                         const model::Document& after);

}  // namespace poolscope::lessons
