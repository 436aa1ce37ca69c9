/// What the steps of a sheet have in common (see build_sheet_words()).
#include <cmath>

#include "drawing/compose.hpp"
#include "drawing/conclusion.hpp"
#include "drawing/layer_drawing.hpp"
#include "drawing/memo.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr float words_size = 14;  ///< px an em
constexpr float pitch = 1.5F;     ///< from line to line, in ems
constexpr float margin = 20;      ///< left and right, px

/// What several layers come to, across a sheet.
Drawing conclusion_drawing(const DrawingInput& input, const Theme& theme, float width) {
    Canvas canvas;
    const Conclusion conclusion = conclude(input, width - 2 * margin, words_size);
    const auto lines = static_cast<float>(conclusion.lines.size());
    const Size size{width, std::ceil(lines * words_size * pitch)};
    draw_conclusion(canvas, theme, conclusion, {0, 0, size.w, size.h}, words_size);
    return {.size = size, .background = theme.background, .primitives = canvas.take()};
}

/// The layer that they all are, across a sheet.
Drawing line_drawing(const DrawingInput& input, const Theme& theme, const SheetSteps& steps) {
    Canvas canvas;
    const float height =
        input.parts.layer == LayerPlace::above ? draw_sheet_line(canvas, theme, input, steps) : 0;
    return {
        .size = {steps.width, height}, .background = theme.background, .primitives = canvas.take()};
}

}  // namespace

SheetWords build_sheet_words(const DrawingInput& asked, const Theme& theme,
                             const SheetSteps& steps) {
    const i18n::LanguageScope speaking(asked.language);
    Memo own;
    const DrawingInput input = remembering(asked, own);
    if (shows_one_layer(input)) {
        const model::ViewState view = layer_view(input);
        return layer_sheet_words(input.seen(view), theme, steps);
    }
    SheetWords words{.above = line_drawing(input, theme, steps),
                     .below = conclusion_drawing(input, theme, steps.width),
                     .left = input.parts};
    words.left.conclusion = false;
    if (words.left.layer == LayerPlace::above) words.left.layer = LayerPlace::none;
    return words;
}

}  // namespace poolscope::drawing
