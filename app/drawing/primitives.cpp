/// Where lines of text lie (see primitives.hpp).
#include "drawing/primitives.hpp"

namespace poolscope::drawing {

float width_of(const Text& text) {
    float width = 0;
    for (const TextSpan& span : text.spans)
        width += theme::text_width(span.text, text.size, span.font);
    return width;
}

Point start_of(const Text& text) {
    const float share = text.align == Align::start    ? 0.0F
                        : text.align == Align::middle ? 0.5F
                                                      : 1.0F;
    const float digits = theme::font_metrics(Font::regular).digit_height;
    return {text.at.x - share * width_of(text), text.at.y + text.size * digits / 2};
}

}  // namespace poolscope::drawing
