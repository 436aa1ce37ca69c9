/// What a student answers, and what is said to it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/document.hpp"
#include "model/view_state.hpp"
#include "questions/words.hpp"

namespace poolscope::questions {

/// A cell of the input or the output that was clicked.
struct CellAnswer {
    model::CellRef cell;
};
struct NumberAnswer {
    double value = 0;
};
struct SizeAnswer {
    int rows = 0;
    int cols = 0;
};
/// One of the question's options.
struct ChoiceAnswer {
    std::size_t option = 0;
};
/// What the student has made of the layer.
struct DeedAnswer {
    model::Document document;
};
using Answer = std::variant<CellAnswer, NumberAnswer, SizeAnswer, ChoiceAnswer, DeedAnswer>;

/// How sure a student says that he is.
enum class Confidence { unsaid, sure, fairly, guessing };

/// How a question is answered.
enum class Form { cell, number, size, choice, deed };

/// Whether an answer is right, and why.
struct Verdict {
    bool right = false;
    Words words;
};

/// Whether `given` is `right` but for rounding: whole numbers to the last digit, others to two
/// decimals or three significant digits.
[[nodiscard]] bool same_number(double given, double right);

/// The same cell, number (by same_number), size or option; deeds are never the same.
[[nodiscard]] bool same_answer(const Answer& given, const Answer& right);

/// The answer as a row of the tally writes it: "(1, 3)", "5.5", "3 × 3".
[[nodiscard]] Words answer_text(const Answer& answer, const std::vector<Words>& options);

}  // namespace poolscope::questions
