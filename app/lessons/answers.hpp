/// What a student answers, and what is said to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lessons/words.hpp"
#include "model/document.hpp"
#include "model/view_state.hpp"

namespace poolscope::lessons {

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

/// A number as a student types it, "−0.5" and "17/3" among them; nothing where it is none.
[[nodiscard]] std::optional<double> read_answer(std::string_view text);

/// The answer as a row of the tally writes it: "(1, 3)", "5.5", "3 × 3".
[[nodiscard]] Words answer_text(const Answer& answer, const std::vector<Words>& options);

}  // namespace poolscope::lessons
