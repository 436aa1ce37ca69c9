/// What both test files ask of the words of a drawing.
#pragma once

#include <gtest/gtest.h>

#include "drawing/canvas.hpp"
#include "scenes.hpp"

namespace poolscope::drawing {

inline Rect bounds_of(const Text& text) {
    return {start_of(text).x, text.at.y - text.size / 2, width_of(text), text.size};
}

inline bool inside(const Rect& inner, const Rect& outer, float slack) {
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.right() <= outer.right() + slack && inner.bottom() <= outer.bottom() + slack;
}

inline bool overlap(const Rect& a, const Rect& b) {
    const Rect both = intersection(a, b);
    return both.w > 0.5F && both.h > 0.5F;
}

inline std::string words_of(const Text& text) {
    std::string words;
    for (const TextSpan& span : text.spans) {
        words += span.text;
    }
    return words;
}

/// Every text of a scene that no clip cuts.
inline std::vector<Text> free_texts(const Drawing& drawing) {
    std::vector<Text> texts;
    bool clipped = false;
    for (const Primitive& primitive : drawing.primitives) {
        clipped = std::holds_alternative<ClipBegin>(primitive) ||
                  (clipped && !std::holds_alternative<ClipEnd>(primitive));
        if (const Text* text = std::get_if<Text>(&primitive); text != nullptr && !clipped) {
            texts.push_back(*text);
        }
    }
    return texts;
}

/// No word leaves the stage or lies over another.
inline void expect_words_inside_and_apart(const Drawing& drawing) {
    const Size size = drawing.size;
    const auto texts = free_texts(drawing);
    ASSERT_FALSE(texts.empty());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Rect bounds = bounds_of(texts[i]);
        EXPECT_TRUE(inside(bounds, {0, 0, size.w, size.h}, 0.5F))
            << words_of(texts[i]) << " at " << size.w << 'x' << size.h;
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            EXPECT_FALSE(overlap(bounds, bounds_of(texts[j])))
                << words_of(texts[i]) << " over " << words_of(texts[j]) << " at " << size.w << 'x'
                << size.h;
        }
    }
}

}  // namespace poolscope::drawing
