/// Formulas and words as LaTeX, from the same pieces as on screen: an operator says its formula
/// once.
#pragma once

#include <string>
#include <string_view>

#include "drawing/layer_text.hpp"

namespace poolscope::drawing {

/// A formula for LaTeX's maths mode, without the dollars: `\max( 6, 7, \mathbf{8} ) = 8`. The
/// winner is bold. \text needs amsmath.
[[nodiscard]] std::string latex_formula(const Pieces& pieces);

/// Words for LaTeX's text mode: its own characters escaped, signs and Greek letters as commands; a
/// character that pdflatex would refuse becomes a question mark, but Chinese stays: it needs
/// CJKutf8.
[[nodiscard]] std::string latex_words(std::string_view words);

}  // namespace poolscope::drawing
