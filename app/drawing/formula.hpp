/// One step as a formula with its real numbers, in the form that its operator gives
/// (Operator::formula).
#pragma once

#include "drawing/layer_text.hpp"
#include "theme/fonts.hpp"

namespace poolscope::drawing {

/// One tap as it stands in the formula. `ordinal` counts the taps that the formula shows, so that a
/// gap can be seen.
struct FormulaItem {
    std::string joiner;  ///< before it, but for the first: ", ", " + ", " − "
    Pieces pieces;
    bool keep = false;  ///< never left out (the winner, the tap being read)
    std::size_t ordinal = 0;
};

/// `head items... tail`; long windows list their first items and those to keep.
struct Formula {
    Pieces head;
    std::vector<FormulaItem> items;
    Pieces tail;
    std::string gap_joiner;      ///< before an ellipsis
    std::size_t item_count = 0;  ///< how many there would be in full
};

/// A number as a formula on the screen has it.
[[nodiscard]] std::string formula_number(double value);

/// The formula of a step, its numbers as `number` writes them. `omitted` taps of the window are not
/// in step.taps and stand after them.
[[nodiscard]] Formula make_formula(const Layer& layer, const Step<float>& step,
                                   std::size_t omitted = 0, NumberText number = formula_number);

/// Every listed item in a row: `max( 6, 7, 8, … ) = 8`.
[[nodiscard]] Pieces formula_pieces(const Formula& formula);

/// A formula in at most `max_width` px: smaller first (from `size` px an em), then with items left
/// out.
struct FittedFormula {
    Pieces pieces;
    float size = 0;
};
[[nodiscard]] FittedFormula fit_formula(const Formula& formula, float max_width, float size);

/// Whether taps of this kind stand in the operator's formula: real ones, and the padding that a
/// divisor counts or that the form shows.
[[nodiscard]] bool is_counted(const Layer& layer, TapKind kind);

/// A weight as it is written: three decimals, fewer digits where it is smaller still.
[[nodiscard]] double rounded_weight(double weight);

/// The font that each role is set in.
[[nodiscard]] theme::Font font_of(Role role);

}  // namespace poolscope::drawing
