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

class CellNumbers {
public:
    /// Cells that may have a second number, at this step or another, keep room for it.
    explicit CellNumbers(const PaneView& pane, bool two_lines = false);

    /// The pane's numbers are to be small enough for this one as well.
    void measure(float value);
    /// A number in the middle of a cell, as large as all of them fit; none where it cannot be read.
    void add(const Rect& cell, float value, Color color, Font font = Font::regular);
    /// A number with a small one below it, where cells are large enough for both: else alone.
    void add(const Rect& cell, float value, Color color, Font font, const std::string& below);
    /// Another word, at most `size` px an em on the design's cell and no larger than the numbers.
    void add_word(const Rect& cell, std::string word, float size, Color color);
    [[nodiscard]] std::vector<Text> take();

private:
    /// The number as it fits, having made the others no larger.
    [[nodiscard]] std::optional<FittedNumber> fitted(float value);

    float label_width_;
    float scale_;     ///< px for each of the design's
    float largest_;   ///< px an em, of a number with room to spare
    float size_;      ///< px an em, of the numbers so far
    int digits_ = 4;  ///< of the fractions so far
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
