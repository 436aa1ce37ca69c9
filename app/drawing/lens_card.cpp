/// What stands on the lens's card (see lens_card.hpp).
#include "drawing/lens_card.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/formula.hpp"
#include "drawing/layer_words.hpp"
#include "drawing/number.hpp"
#include "drawing/shown_formula.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float smallest_cell = 26;  ///< px: longer numbers can be read
/// Digits that can be read in the smallest cells with numbers.
constexpr std::size_t few_digits = 3;
constexpr float largest_cell = 40;  ///< px, unless the input's own are as large
constexpr float enlarged = 1.25F;   ///< against the input's own at least, where there is room
constexpr float least_words = 190;  ///< px that the card's words have
constexpr float most_words = 280;
constexpr float most_height = 340;  ///< px that the cells have
constexpr float title_size = 13;    ///< px an em
constexpr float sentence_size = 14;
constexpr float line_height = 1.4F;  ///< ems

/// At most `most` of `count` positions from `first`, about `middle`.
Range about(int first, int count, int middle, int most) {
    const int shown = std::min(count, most);
    const int begin = std::clamp(middle - shown / 2, first, first + count - shown);
    return {begin, begin + shown};
}

/// Of a window that is too large, the cells about the one that matters.
Part part_of(const ShownStep& step, int most_rows, int most_cols) {
    const Rect block = window_block(step.step.window);
    const Range rows{static_cast<int>(block.y), static_cast<int>(block.bottom())};
    const Range cols{static_cast<int>(block.x), static_cast<int>(block.right())};
    const auto& taps = step.step.taps;
    std::size_t tap = step.step.folded > 0 ? step.step.folded - 1 : 0;
    if (step.step.complete()) tap = taps.size() / 2;
    if (const auto taken = taken_together(step.step); !taken.empty()) tap = taken.front();
    tap = step.step.reduction.selected.value_or(tap);
    Part part{about(rows.begin, rows.count(), taps[tap].row, most_rows),
              about(cols.begin, cols.count(), taps[tap].col, most_cols)};
    part.whole = part.rows.count() == rows.count() && part.cols.count() == cols.count();
    return part;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    return text;
}

std::string place_words(const Sketch& sketch, const Window& window) {
    const std::string cols = span_text(window.cols, word("column {0}"), word("columns {0}"));
    const std::string rows = span_text(window.rows, word("row {0}"), word("rows {0}"));
    return sketch.input.run.document.shape().h == 1 ? cols : trf("{0}, {1}", rows, cols);
}

std::string output_words(const Sketch& sketch, const ShownStep& step, int channel) {
    const model::Document& document = sketch.input.run.document;
    const bool named = document.shape().c > 1 || document.picture;
    const std::string op =
        line_words(document.layer(), hidden_fields(sketch.input.view.prediction)).front();
    return joined(
        {named ? trf("channel {0}", channel_label(document, channel)) : "", op,
         trf("output {0}", position_text(step.geometry, step.step.out_row, step.step.out_col))});
}

/// How many cells the result is of.
std::string cells_words(const Step<float>& step) {
    const int divisor = step.reduction.divisor;
    const int outside = step.counts.padding + step.counts.overhang;
    const auto count = static_cast<std::size_t>(divisor > 0 ? divisor : step.counts.real);
    if (divisor > 0 || outside == 0) return trn("{0} cell", "{0} cells", count);
    return trn("{0} real cell", "{0} real cells", count);
}

/// What comes of the window, in one sentence, with the output's own colour for its value.
std::vector<TextSpan> sentence(const Sketch& sketch, const ShownStep& shown) {
    const Theme& theme = sketch.theme;
    const Step<float>& step = shown.step;
    const auto plain = [&](std::string words) {
        return std::vector<TextSpan>{{std::move(words), theme.text, Font::regular}};
    };
    const std::string output = position_text(shown.geometry, step.out_row, step.out_col);
    if (sketch.input.view.prediction.hides()) return plain(trf("output {0} = ?", output));
    if (sketch.input.figure.backward)
        return plain(plain_text(
            fit_formula(formula_of(sketch.input, shown), least_words * 1.4F, sentence_size)
                .pieces));
    const std::string value = format_value(static_cast<double>(step.reduction.output));
    const std::string noun = tr_name(sketch.op.formula.noun);
    if (step.counts.real == 0)
        return plain(trf("this window holds no real cell: the {0} is {1}", noun, value));
    const std::size_t taps = step.taps.size() + shown.omitted;
    if (shown.read < taps)
        return plain(trf("cell {0} of {1}: {2}", shown.read, taps,
                         format_value(static_cast<double>(step.taps[step.folded - 1].value))));
    // The value is set apart by a sign that no sentence has.
    constexpr const char* mark = "\x01";
    std::string words;
    if (step.reduction.selected) {
        const auto& tap = step.taps[*step.reduction.selected];
        words = trf("{0} of {1} = {2}, at {3}", noun, cells_words(step), mark,
                    position_text(shown.geometry, tap.row, tap.col));
    } else {
        words = trf("{0} of {1} = {2}", noun, cells_words(step), mark);
    }
    const std::size_t at = words.find(mark);
    return {{words.substr(0, at), theme.text, Font::regular},
            {value, theme.output, Font::semibold},
            {words.substr(at + 1), theme.text, Font::regular}};
}

float width_of(const std::vector<TextSpan>& spans, float size) {
    float width = 0;
    for (const TextSpan& span : spans) width += theme::text_width(span.text, size, span.font);
    return width;
}

/// The smallest cells in which the window's numbers can be read.
float least_cell(const ShownStep& step) {
    const bool short_ones = std::ranges::all_of(step.step.taps, [](const Tap<float>& tap) {
        return tap.kind != TapKind::real ||
               format_value(static_cast<double>(tap.value)).size() <= few_digits;
    });
    return short_ones ? smallest_labelled_cell : smallest_cell;
}

/// How large each of `count` cells is in so many px.
float cell_in(float length, int count) {
    return length / static_cast<float>(std::max(count, 1));
}

std::string part_words(const Part& part, const Rect& block) {
    const auto times = [](int h, int w) { return std::to_string(h) + " × " + std::to_string(w); };
    return trf("showing {0} of {1} cells", times(part.rows.count(), part.cols.count()),
               times(static_cast<int>(block.h), static_cast<int>(block.w)));
}
}  // namespace

float Card::words_height() const {
    return line_height * title_size * static_cast<float>(title.size() + notes.size());
}

std::optional<Card> make_card(const Sketch& sketch, const ShownStep& step, const PaneView& pane,
                              const CardRoom& room) {
    Card card;
    card.part = part_of(step, room.most, room.most);
    const float margin = 2 * (card_pad + cells_frame);
    const float widest = std::min(std::clamp(room.size.w * 0.42F, least_words, most_height),
                                  room.size.w - 2 * card_clear - margin);
    // The words' width follows from the cells, and their height from that: the cells come first.
    const float across = std::min(cell_in(widest, card.part.cols.count()),
                                  room.share * std::max(largest_cell, enlarged * pane.cell));
    const std::string place = place_words(sketch, step.step.window);
    const float words = theme::text_width(place, title_size, Font::semibold) + 1;
    const float width =
        std::max(across * static_cast<float>(card.part.cols.count()) + 2 * cells_frame,
                 std::clamp(words, least_words, most_words));
    card.title = wrapped(place, width, title_size, Font::semibold);
    const auto note = [&](const std::string& text) {
        for (std::string& line : wrapped(text, width, title_size - 1, Font::regular))
            card.notes.push_back(std::move(line));
    };
    if (!room.lean) note(output_words(sketch, step, pane.channel));
    if (!card.part.whole) note(part_words(card.part, window_block(step.step.window)));
    card.sentence = sentence(sketch, step);
    const float needed = width_of(card.sentence, sentence_size);
    card.sentence_size = std::max(sentence_size * std::min(width / needed, 1.0F), 11.0F);
    const float around = card.words_height() + margin + line_height * card.sentence_size + 16;
    card.cell = std::min(
        across, cell_in(std::min(room.size.h - around, most_height), card.part.rows.count()));
    if (card.cell < least_cell(step)) return std::nullopt;
    const float inner =
        std::max({std::clamp(words, least_words, most_words), card.cells().w + 2 * cells_frame,
                  width_of(card.sentence, card.sentence_size)});
    card.size = {inner + 2 * card_pad, around + card.cells().h};
    return card;
}

void draw_card_words(const Sketch& sketch, const Card& card, const Rect& at, const Rect& cells) {
    const Theme& theme = sketch.theme;
    const float pitch = line_height * title_size;
    float y = at.y + card_pad + pitch / 2;
    for (const std::string& line : card.title) {
        sketch.canvas.text({at.x + card_pad, y}, title_size, Align::start, line, theme.text,
                           Font::semibold);
        y += pitch;
    }
    for (const std::string& line : card.notes) {
        sketch.canvas.text({at.x + card_pad, y}, title_size - 1, Align::start, line,
                           theme.text_muted);
        y += pitch;
    }
    Text text{
        {at.x + card_pad, cells.bottom() + cells_frame + 9 + card.sentence_size * line_height / 2},
        card.sentence_size,
        Align::start,
        {}};
    for (const TextSpan& span : card.sentence) text.spans.push_back(span);
    sketch.canvas.text(std::move(text));
}
}  // namespace poolscope::drawing
