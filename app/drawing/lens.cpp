/// The lens: a card beside the window that shows its cells enlarged, with their numbers and what
/// comes of them.
#include <algorithm>
#include <array>
#include <cmath>

#include "drawing/formula.hpp"
#include "drawing/number.hpp"
#include "drawing/shown_formula.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float smallest_cell = 26;  ///< px: three digits can be read
constexpr float largest_cell = 40;   ///< unless the input's own are as large
constexpr float enlarged = 1.25F;    ///< against the input's own at least, where there is room
constexpr int most_cells = 12;       ///< along one axis
constexpr int least_cells = 3;
constexpr float pad = 13;
constexpr float stand_off = 26;     ///< from the window to the card, px
constexpr float clear = 8;          ///< from the card to the stage's edge, px
constexpr float least_words = 190;  ///< px that the card's words have
constexpr float most_words = 280;
constexpr float title_size = 13;  ///< px an em
constexpr float sentence_size = 14;
constexpr float line_height = 1.4F;  ///< ems
constexpr float frame = 4;           ///< px that the window's frame stands out from the cells

/// The part of the window that is shown.
struct Part {
    Range rows;
    Range cols;
    bool whole = true;
};

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
    return joined(
        {named ? trf("channel {0}", channel_label(document, channel)) : "", tr_name(sketch.op.name),
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

/// What stands on the card, and how large it is.
struct Card {
    Part part;
    float cell = 0;
    std::vector<std::string> title;
    std::vector<std::string> notes;
    std::vector<TextSpan> sentence;
    float sentence_size = drawing::sentence_size;
    Size size;

    [[nodiscard]] Size cells() const {
        return {static_cast<float>(part.cols.count()) * cell,
                static_cast<float>(part.rows.count()) * cell};
    }
    [[nodiscard]] float words_height() const {
        return line_height * title_size * static_cast<float>(title.size() + notes.size());
    }
};

float width_of(const std::vector<TextSpan>& spans, float size) {
    float width = 0;
    for (const TextSpan& span : spans) width += theme::text_width(span.text, size, span.font);
    return width;
}

Card make_card(const Sketch& sketch, const ShownStep& step, const PaneView& pane, Size room,
               int most) {
    Card card;
    const auto fitting = [&](float length) {
        return std::clamp(static_cast<int>(length / smallest_cell), least_cells, most);
    };
    card.part = part_of(step, fitting(room.h), fitting(room.w));
    const Rect block = window_block(step.step.window);
    card.cell = std::clamp(std::min(room.w / static_cast<float>(card.part.cols.count()),
                                    room.h / static_cast<float>(card.part.rows.count())),
                           smallest_cell, std::max(largest_cell, enlarged * pane.cell));
    const std::string place = place_words(sketch, step.step.window);
    const float words = theme::text_width(place, title_size, Font::semibold) + 1;
    const float width =
        std::max(card.cells().w + 2 * frame, std::clamp(words, least_words, most_words));
    card.title = wrapped(place, width, title_size, Font::semibold);
    card.notes =
        wrapped(output_words(sketch, step, pane.channel), width, title_size - 1, Font::regular);
    if (!card.part.whole) {
        const auto times = [](int h, int w) {
            return std::to_string(h) + " × " + std::to_string(w);
        };
        for (std::string& line :
             wrapped(trf("showing {0} of {1} cells",
                         times(card.part.rows.count(), card.part.cols.count()),
                         times(static_cast<int>(block.h), static_cast<int>(block.w))),
                     width, title_size - 1, Font::regular))
            card.notes.push_back(std::move(line));
    }
    card.sentence = sentence(sketch, step);
    const float needed = width_of(card.sentence, sentence_size);
    card.sentence_size = std::max(sentence_size * std::min(width / needed, 1.0F), 11.0F);
    const float inner = std::max(width, width_of(card.sentence, card.sentence_size));
    card.size = {inner + 2 * pad, card.words_height() + card.cells().h + 2 * frame +
                                      line_height * card.sentence_size + 2 * pad + 16};
    return card;
}

float area_of(const Rect& rect) {
    return rect.w * rect.h;
}

/// What the card had better not cover, and how bad that would be.
struct Obstacle {
    Rect rect;
    float weight;
};

std::vector<Obstacle> obstacles(const Layout& layout, const TileLayout& tile,
                                const ShownStep& step) {
    const PaneView& out = tile.output;
    std::vector<Obstacle> all{{layout.formula, 6}, {layout.caption, 6}, {layout.legend, 3}};
    all.push_back({out.visible, 1});
    const Rect written = out.rect_of(step.step.out_row, step.step.out_col);
    all.push_back({grown(intersection(written, out.visible), 6), 40});
    for (const PaneView& pane : tile.inputs) all.push_back({pane.visible, 0.3F});
    const auto title = [&](const Title& one) {
        all.push_back({{one.at.x, one.at.y - 10, std::min(one.width, 160.0F), 20}, 4});
    };
    for (const Title& one : tile.input_titles) title(one);
    title(tile.output_title);
    return all;
}

float bottom_of_titles(const Layout& layout, const TileLayout& tile) {
    return tile.input_titles.front().at.y + layout.title_size;
}

/// Beside the window, where it hides least; nothing where it would cover the window.
std::optional<Rect> place_beside(const Rect& window, Size size, const Layout& layout,
                                 const TileLayout& tile, const std::vector<Obstacle>& avoid) {
    // Between the titles and the formula; what has no room there covers no more of the formula than
    // it must.
    const float bottom = std::max(layout.formula.y - clear, clear + size.h);
    const float below_title = bottom_of_titles(layout, tile);
    const float top = below_title + size.h <= bottom ? below_title : clear;
    const auto within = [](float wanted, float low, float high) {
        return std::clamp(wanted, low, std::max(low, high));
    };
    const Point middle = window.center();
    const float x = within(middle.x - size.w / 2, clear, layout.size.w - clear - size.w);
    const float y = within(middle.y - size.h / 2, top, bottom - size.h);
    const std::array places{Rect{window.right() + stand_off, y, size.w, size.h},
                            Rect{window.x - stand_off - size.w, y, size.w, size.h},
                            Rect{x, window.bottom() + stand_off, size.w, size.h},
                            Rect{x, window.y - stand_off - size.h, size.w, size.h}};
    const Rect stage{clear / 2, clear / 2, layout.size.w - clear, layout.size.h - clear};
    std::optional<Rect> best;
    float least = 0;
    for (const Rect& place : places) {
        if (area_of(intersection(place, stage)) < area_of(place) - 1) continue;
        float cost = 0;
        for (const Obstacle& one : avoid)
            cost += one.weight * area_of(intersection(place, one.rect));
        if (best && cost >= least) continue;
        best = place;
        least = cost;
    }
    return best;
}

/// Dashed lines from the window to the card.
void draw_leaders(const Sketch& sketch, const Rect& window, const Rect& card, const Rect& cells) {
    const Stroke stroke{sketch.theme.window, 1.5F, 3, 4};
    const auto both = [&](Point a, Point to_a, Point b, Point to_b) {
        sketch.canvas.line(a, to_a, stroke);
        sketch.canvas.line(b, to_b, stroke);
    };
    const Point low{window.x, window.y};
    const Point high{window.right(), window.bottom()};
    if (card.x >= high.x)
        both({high.x, low.y}, {card.x, cells.y}, high, {card.x, cells.bottom()});
    else if (card.right() <= low.x)
        both(low, {card.right(), cells.y}, {low.x, high.y}, {card.right(), cells.bottom()});
    else if (card.y >= high.y)
        both({low.x, high.y}, {cells.x, card.y}, high, {cells.right(), card.y});
    else
        both(low, {cells.x, card.bottom()}, {high.x, low.y}, {cells.right(), card.bottom()});
}

void draw_words(const Sketch& sketch, const Card& card, const Rect& at, const Rect& cells) {
    const Theme& theme = sketch.theme;
    const float pitch = line_height * title_size;
    float y = at.y + pad + pitch / 2;
    for (const std::string& line : card.title) {
        sketch.canvas.text({at.x + pad, y}, title_size, Align::start, line, theme.text,
                           Font::semibold);
        y += pitch;
    }
    for (const std::string& line : card.notes) {
        sketch.canvas.text({at.x + pad, y}, title_size - 1, Align::start, line, theme.text_muted);
        y += pitch;
    }
    Text text{{at.x + pad, cells.bottom() + frame + 9 + card.sentence_size * line_height / 2},
              card.sentence_size,
              Align::start,
              {}};
    for (const TextSpan& span : card.sentence) text.spans.push_back(span);
    sketch.canvas.text(std::move(text));
}

/// The cells, and room for the window's frame on the sides where what is shown ends with it.
Rect with_frame(const PaneView& cells, const Rect& block) {
    const Rect window = cells.rect_of(block.y, block.x, block.h, block.w);
    const Rect& shown = cells.visible;
    const auto out = [](float edge, float end) {
        return std::abs(edge - end) < 0.5F ? frame + 1 : 0.0F;
    };
    const float left = out(shown.x, window.x);
    const float top = out(shown.y, window.y);
    return {shown.x - left, shown.y - top, shown.w + left + out(shown.right(), window.right()),
            shown.h + top + out(shown.bottom(), window.bottom())};
}

/// The cells as on the input's own pane, but larger.
void draw_cells(const Sketch& sketch, const PaneView& cells, const ShownStep& step) {
    // A window on its way is shown where it came from, and does not slide off the card.
    ShownStep there = step;
    there.arrived = true;
    there.window = window_block(step.step.window);
    const std::optional<ShownStep> shown(std::move(there));
    sketch.canvas.clip_begin(with_frame(cells, there.window));
    for (Text& text : draw_input_cells(sketch, cells, shown)) sketch.canvas.text(std::move(text));
    draw_input_marks(sketch, cells, shown);
    sketch.canvas.clip_end();
}

/// The pane whose cells the lens shows: of a group, the winner's.
const PaneView* pane_of(const TileLayout& tile, const ShownStep& step, int channel) {
    const auto& selected = step.step.reduction.selected;
    const int wanted = selected ? step.step.taps[*selected].channel : channel;
    const auto found = std::ranges::find(tile.inputs, wanted, &PaneView::channel);
    return found == tile.inputs.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Lens> draw_lens(const Sketch& sketch, const Layout& layout, const TileLayout& tile,
                              const ShownStep& step) {
    if (!sketch.input.view.lens || step.step.taps.empty()) return std::nullopt;
    const PaneView* pane = pane_of(tile, step, sketch.input.view.channel);
    if (pane == nullptr) return std::nullopt;
    const Rect all = pane->rect_of(step.window.y, step.window.x, step.window.h, step.window.w);
    const Rect window = grown(intersection(all, pane->visible), frame);
    if (!step.shows_in(*pane)) return std::nullopt;
    const auto avoid = obstacles(layout, tile, step);
    // Above the formula, but no smaller for its sake than a part of the stage.
    constexpr float words_height = 115;
    const float above = layout.formula.y - bottom_of_titles(layout, tile) - words_height;
    const Size room{std::min(layout.size.w * 0.42F, 340.0F),
                    std::min(std::max(above, layout.size.h * 0.4F), 340.0F)};
    // As many cells as there is room for beside the window.
    for (int most = most_cells; most >= least_cells; --most) {
        const Card card = make_card(sketch, step, *pane, room, most);
        const auto at = place_beside(window, card.size, layout, tile, avoid);
        if (!at) continue;
        const Size size = card.cells();
        const Rect cells{at->x + (at->w - size.w) / 2,
                         at->y + pad + card.words_height() + 6 + frame, size.w, size.h};
        draw_leaders(sketch, window, *at, cells);
        sketch.canvas.box(
            {*at, 12, sketch.theme.panel, Pattern::none, {}, {sketch.theme.line_strong, 1}});
        const PaneView view{model::Pane::input,
                            pane->channel,
                            {card.part.rows.begin, card.part.cols.begin, card.part.rows.count(),
                             card.part.cols.count()},
                            cells,
                            {cells.x, cells.y},
                            card.cell};
        draw_cells(sketch, view, step);
        draw_words(sketch, card, *at, cells);
        return Lens{*at, view};
    }
    return std::nullopt;
}

}  // namespace poolscope::drawing
