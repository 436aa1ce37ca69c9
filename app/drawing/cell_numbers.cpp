/// The words of one pane's cells (see cell_numbers.hpp).
#include "drawing/cell_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace poolscope::drawing {
namespace {

constexpr float number_size = 24;     ///< px an em on the design's cell
constexpr float upper_size = 19;      ///< the same where a second one stands below
constexpr float smallest_number = 9;  ///< px an em
constexpr float below_size = 12.5F;   ///< px an em of the second number, on the design's cell
/// How far the two lie from the cell's middle, in cells.
constexpr float number_up = 0.13F;
constexpr float below_down = 0.2F;
/// How far one long number may make all others smaller, before it loses digits instead.
constexpr float smallest_scale = 0.48F;

/// With a point, not an exponent.
bool is_fraction(float value, const FittedNumber& number) {
    return std::isfinite(value) && std::trunc(value) != value &&
           number.text.find('e') == std::string::npos;
}

}  // namespace

CellNumbers::CellNumbers(const PaneView& pane, bool two_lines)
    : label_width_(pane.label_width()),
      scale_(pane.cell / design_cell),
      largest_(std::max(
          (two_lines && pane.cell >= smallest_two_line_cell ? upper_size : number_size) * scale_,
          smallest_number)),
      size_(largest_),
      labelled_(pane.cell >= smallest_labelled_cell) {}

std::optional<FittedNumber> CellNumbers::fitted(float value) {
    if (!labelled_) return std::nullopt;
    // As wide as a winner's, so that sizes stay while the winner moves.
    const float least = std::max(largest_ * smallest_scale, smallest_number);
    auto number = fit_number(value, label_width_, largest_, least, Font::semibold);
    if (!number)
        number = fit_number(value, label_width_, largest_, smallest_number, Font::semibold);
    if (number) {
        size_ = std::min(size_, number->size);
        if (is_fraction(value, *number)) digits_ = std::min(digits_, number->digits);
    }
    return number;
}

void CellNumbers::measure(float value) {
    (void)fitted(value);
}

SecondNumber SecondNumber::of_weight(double weight) {
    const std::string text = format_weight(weight);
    const bool bound = text.front() == '<' || text.front() == '>';  // which is a sign of its own
    return {bound ? "" : "×", {text}};
}

SecondNumber SecondNumber::of_value(float value) {
    SecondNumber number{"x=", {}};
    for (int digits = shown_digits; digits > 0; --digits)
        number.forms.push_back(format_value(static_cast<double>(value), digits));
    return number;
}

void CellNumbers::add_alone(const Rect& cell, float value, Color color, Font font) {
    if (auto number = fitted(value)) {
        if (is_fraction(value, *number))
            fractions_.push_back({texts_.size(), value, number->digits});
        texts_.push_back(
            {cell.center(), largest_, Align::middle, {{std::move(number->text), color, font}}});
    }
}

void CellNumbers::add_below(const Rect& cell, const SecondNumber& number, Color color) {
    const Point at{cell.center().x, cell.center().y + below_down * design_cell * scale_};
    const float size = std::max(below_size * scale_, smallest_number);
    for (const std::string& digits : number.forms) {
        const std::string text = number.sign + digits;
        const float width = theme::text_width(text, size, Font::regular);
        const float fitted = width > label_width_ ? size * label_width_ / width : size;
        if (fitted < smallest_number) continue;
        texts_.push_back({at, fitted, Align::middle, {{text, color, Font::regular}}});
        return;
    }
}

void CellNumbers::add(const Rect& cell, float value, Color color, Font font,
                      const SecondNumber& below) {
    const float side = design_cell * scale_;
    if (below.forms.empty() || side < smallest_two_line_cell)
        return add_alone(cell, value, color, font);
    Rect upper = cell;
    upper.y -= number_up * side;
    add_alone(upper, value, color, font);
    add_below(cell, below, color);
}

void CellNumbers::add_word(const Rect& cell, std::string word, float size, Color color, Font font) {
    if (labelled_) {
        texts_.push_back({cell.center(),
                          std::max(size * scale_, smallest_number),
                          Align::middle,
                          {{std::move(word), color, font}}});
    }
}

std::vector<Text> CellNumbers::take() {
    for (Text& text : texts_) text.size = std::min(text.size, size_);
    for (const Fraction& one : fractions_) {
        if (one.digits <= digits_) continue;
        // One digit is lost for the sake of the others, but not to an exponent.
        std::string shorter = format_value(one.value, one.digits - 1);
        std::string& text = texts_[one.text].spans.front().text;
        if (shorter.size() < text.size()) text = std::move(shorter);
    }
    return std::move(texts_);
}

}  // namespace poolscope::drawing
