/// What the layer is, between its input and its output, as papers draw it.
#include <algorithm>

#include "drawing/layer_words.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float name_size = 15;  ///< px an em
constexpr float number_size = 12;
constexpr float number_line = 16;  ///< px from line to line
constexpr float clear = 10;        ///< from the panes to the arrow, px
constexpr float head = 8;          ///< the arrow's, px

/// The operator, and its numbers.
std::vector<std::string> words_of(const DrawingInput& input) {
    return line_words(input.run.document.layer(), hidden_fields(input.view.prediction));
}

}  // namespace

float layer_label_width(const DrawingInput& input) {
    const std::vector<std::string> words = words_of(input);
    float widest = theme::text_width(words.front(), name_size, Font::semibold);
    for (const std::string& word : words)
        widest = std::max(widest, theme::text_width(word, number_size, Font::regular));
    return widest + 4 * clear;
}

void draw_layer_label(const Sketch& sketch, const TileLayout& tile) {
    const Theme& theme = sketch.theme;
    float from = 0;
    for (const PaneView& input : tile.inputs) from = std::max(from, input.visible.right());
    const Rect& to = tile.output.visible.w > 0 ? tile.output.visible : tile.notice;
    const Point tip{to.x - clear, to.center().y};
    const float middle = (from + to.x) / 2;
    sketch.canvas.line({from + clear, tip.y}, {tip.x - head, tip.y}, {theme.text_muted, 1.5F});
    sketch.canvas.polygon(
        {{tip.x - head, tip.y - head / 2}, {tip.x, tip.y}, {tip.x - head, tip.y + head / 2}},
        theme.text_muted);
    const std::vector<std::string> words = words_of(sketch.input);
    sketch.canvas.text({middle, tip.y - name_size}, name_size, Align::middle, words.front(),
                       theme.text, Font::semibold);
    for (std::size_t i = 1; i < words.size(); ++i)
        sketch.canvas.text({middle, tip.y + number_line * static_cast<float>(i)}, number_size,
                           Align::middle, words[i], theme.text_muted);
}

}  // namespace poolscope::drawing
