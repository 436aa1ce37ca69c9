/// The words of one pane's cells (see cell_numbers.hpp).
#include "scene/cell_numbers.hpp"

#include <utility>

namespace poolscope::scene {
namespace {

constexpr float number_size = 19;     ///< px an em on the design's cell
constexpr float smallest_number = 9;  ///< px an em
/// How far one long number may make all others smaller, before it loses digits instead.
constexpr float smallest_scale = 0.6F;

}  // namespace

CellNumbers::CellNumbers(const PaneView& pane)
    : label_width_(pane.label_width()),
      scale_(pane.cell / design_cell),
      largest_(std::max(number_size * scale_, smallest_number)),
      size_(largest_),
      labelled_(pane.cell >= smallest_labelled_cell) {}

std::optional<FittedNumber> CellNumbers::fitted(float value) {
    if (!labelled_) {
        return std::nullopt;
    }
    // As wide as a winner's, so that sizes stay while the winner moves.
    const float least = std::max(largest_ * smallest_scale, smallest_number);
    auto number = fit_number(value, label_width_, largest_, least, Font::semibold);
    if (!number) {
        number = fit_number(value, label_width_, largest_, smallest_number, Font::semibold);
    }
    if (number) {
        size_ = std::min(size_, number->size);
    }
    return number;
}

void CellNumbers::measure(float value) {
    (void)fitted(value);
}

void CellNumbers::add(const Rect& cell, float value, Color color, Font font) {
    if (auto number = fitted(value)) {
        texts_.push_back(
            {cell.center(), largest_, Align::middle, {{std::move(number->text), color, font}}});
    }
}

void CellNumbers::add_word(const Rect& cell, std::string word, float size, Color color) {
    if (labelled_) {
        texts_.push_back({cell.center(),
                          std::max(size * scale_, smallest_number),
                          Align::middle,
                          {{std::move(word), color, Font::regular}}});
    }
}

std::vector<Text> CellNumbers::take() {
    for (Text& text : texts_) {
        text.size = std::min(text.size, size_);
    }
    return std::move(texts_);
}

}  // namespace poolscope::scene
