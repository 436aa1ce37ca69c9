/// The words of one pane's cells: numbers all of one size and fractions of as many digits, so that
/// a grid looks even.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "drawing/number.hpp"
#include "drawing/pane_view.hpp"

namespace poolscope::drawing {

/// A small number below a cell's own, with the sign that says what it is: two bare numbers, one
/// above the other, would read as a fraction.
struct SecondNumber {
    std::string sign{};                ///< "×", "x="
    std::vector<std::string> forms{};  ///< the number, with ever fewer digits; none: no number

    /// A weight that the number above is multiplied by: "×0.27".
    [[nodiscard]] static SecondNumber of_weight(double weight);
    /// The input's value, below another number of its cell: "x=0.3333".
    [[nodiscard]] static SecondNumber of_value(float value);
};

class CellNumbers {
public:
    /// Cells that may have a second number, at this step or another, keep room for it.
    explicit CellNumbers(const PaneView& pane, bool two_lines = false);

    /// The pane's numbers are to be small enough for this one as well.
    void measure(float value);
    /// A number in the middle of a cell, as large as all of them fit; none where it cannot be read.
    /// A second one stands below it, where cells are large enough for both.
    void add(const Rect& cell, float value, Color color, Font font = Font::regular,
             const SecondNumber& below = {});
    /// Another word, at most `size` px an em on the design's cell and no larger than the numbers.
    void add_word(const Rect& cell, std::string word, float size, Color color,
                  Font font = Font::regular);
    [[nodiscard]] std::vector<Text> take();

private:
    /// The number as it fits, having made the others no larger.
    [[nodiscard]] std::optional<FittedNumber> fitted(float value);
    void add_alone(const Rect& cell, float value, Color color, Font font);
    void add_below(const Rect& cell, const SecondNumber& number, Color color);

    float label_width_;
    float scale_;                ///< px for each of the design's
    float largest_;              ///< px an em, of a number with room to spare
    float size_;                 ///< px an em, of the numbers so far
    int digits_ = shown_digits;  ///< of the fractions so far
    bool labelled_;
    std::vector<Text> texts_;
    struct Fraction {
        std::size_t text;
        float value;
        int digits;
    };
    std::vector<Fraction> fractions_;  ///< which of the texts may have to lose digits
};

}  // namespace poolscope::drawing
