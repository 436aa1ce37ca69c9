/// The lens: a card beside the window that shows its cells enlarged, with their numbers and what
/// comes of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "drawing/lens_card.hpp"

namespace poolscope::drawing {
namespace {

constexpr float stand_off = 26;  ///< from the window to the card, px

float area_of(const Rect& rect) {
    return rect.w * rect.h;
}

/// What the card had better not cover, and how bad that would be.
struct Obstacle {
    Rect rect;
    float weight;
    bool dear = false;  ///< rather cells are left out than this covered
};

std::vector<Obstacle> obstacles(const Layout& layout, const TileLayout& tile,
                                const ShownStep& step) {
    const PaneView& out = tile.output;
    std::vector<Obstacle> all{
        {layout.line.at, 6}, {layout.formula, 6}, {layout.caption, 6}, {layout.legend, 3}};
    all.push_back({out.visible, 4});
    const Rect written = out.rect_of(step.step.out_row, step.step.out_col);
    all.push_back({grown(intersection(written, out.visible), 6), 40, true});
    for (const PaneView& pane : tile.inputs) all.push_back({pane.visible, 0.3F});
    const auto title = [&](const Title& one) {
        all.push_back({{one.at.x, one.at.y - 10, std::min(one.width, 160.0F), 20}, 4});
    };
    for (const Title& one : tile.input_titles) title(one);
    title(tile.output_title);
    return all;
}

/// What lies between two heights of the stage, px.
struct Band {
    float top = 0;
    float bottom = 0;
};

/// Where the card may lie, best first: below the titles, or over them, and above the formula; and
/// anywhere, where it is too large for that.
std::array<Band, 3> bands_of(const Layout& layout, const TileLayout& tile) {
    const float titles = tile.input_titles.front().at.y + layout.title_size * 0.7F;
    const float line = std::max(layout.line.at.bottom(), card_clear);
    const float formula = layout.formula.y - card_clear;
    return {Band{titles, formula}, Band{line, formula},
            Band{card_clear, layout.size.h - card_clear}};
}

/// Beside the window within the band, where it hides least; nothing where it would cover the
/// window.
std::optional<Rect> place_beside(const Rect& window, Size size, const Layout& layout,
                                 const Band& band, const std::vector<Obstacle>& avoid,
                                 bool spares) {
    const Rect allowed{card_clear / 2, band.top - 0.5F, layout.size.w - card_clear,
                       band.bottom - band.top + 1};
    const auto within = [](float wanted, float low, float high) {
        return std::clamp(wanted, low, std::max(low, high));
    };
    const Point middle = window.center();
    const float right = layout.size.w - card_clear - size.w;
    const float low = band.bottom - size.h;
    std::vector<Rect> places;
    // About the window's middle, or else at an end.
    for (const float y : {within(middle.y - size.h / 2, band.top, low), band.top, low}) {
        places.push_back({window.right() + stand_off, y, size.w, size.h});
        places.push_back({window.x - stand_off - size.w, y, size.w, size.h});
    }
    for (const float x : {within(middle.x - size.w / 2, card_clear, right), card_clear, right}) {
        places.push_back({x, window.bottom() + stand_off, size.w, size.h});
        places.push_back({x, window.y - stand_off - size.h, size.w, size.h});
    }
    std::optional<Rect> best;
    float least = 0;
    for (const Rect& place : places) {
        if (area_of(intersection(place, allowed)) < area_of(place) - 1) continue;
        float cost = 0;
        bool covers = false;
        for (const Obstacle& one : avoid) {
            const float covered = area_of(intersection(place, one.rect));
            cost += one.weight * covered;
            covers = covers || (one.dear && covered > 0);
        }
        if ((spares && covers) || (best && cost >= least)) continue;
        best = place;
        least = cost;
    }
    return best;
}

/// A card and where it lies.
struct PlacedCard {
    Card card;
    Rect at;
};

/// As many of the window's cells as have room, without covering the words of the stage and the
/// output that is written; then what must be covered is.
std::optional<PlacedCard> place_card(const Sketch& sketch, const ShownStep& step,
                                     const PaneView& pane, const Rect& window, const Layout& layout,
                                     const TileLayout& tile) {
    const auto avoid = obstacles(layout, tile, step);
    const auto bands = bands_of(layout, tile);
    const auto in_band = [&](const Band& band, int most, bool lean,
                             bool spares) -> std::optional<PlacedCard> {
        for (const float share : {1.0F, 0.75F, 0.55F}) {
            const CardRoom room{{layout.size.w, band.bottom - band.top}, most, share, lean};
            auto card = make_card(sketch, step, pane, room);
            if (!card) break;
            if (const auto at = place_beside(window, card->size, layout, band, avoid, spares))
                return PlacedCard{std::move(*card), *at};
        }
        return std::nullopt;
    };
    const Rect block = window_block(step.step.window);
    const int whole = std::min(static_cast<int>(std::max(block.w, block.h)), most_lens_cells);
    constexpr int enough = 5;
    for (const bool spares : {true, false})
        for (int most = whole; most >= (spares ? enough : least_lens_cells); --most)
            for (const Band& band : {bands[0], bands[1]})
                for (const bool lean : {false, true})
                    if (auto placed = in_band(band, most, lean, spares)) return placed;
    for (int most = whole; most >= least_lens_cells; --most)
        if (auto placed = in_band(bands[2], most, true, false)) return placed;
    return std::nullopt;
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

/// The cells, and room for the window's frame on the sides where what is shown ends with it.
Rect with_frame(const PaneView& cells, const Rect& block) {
    const Rect window = cells.rect_of(block.y, block.x, block.h, block.w);
    const Rect& shown = cells.visible;
    const auto out = [](float edge, float end) {
        return std::abs(edge - end) < 0.5F ? cells_frame + 1 : 0.0F;
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
    const Rect window = grown(intersection(all, pane->visible), cells_frame);
    if (!step.shows_in(*pane)) return std::nullopt;
    const auto placed = place_card(sketch, step, *pane, window, layout, tile);
    if (!placed) return std::nullopt;
    const auto& [card, at] = *placed;
    const Size size = card.cells();
    const Rect cells{at.x + (at.w - size.w) / 2,
                     at.y + card_pad + card.words_height() + 6 + cells_frame, size.w, size.h};
    draw_leaders(sketch, window, at, cells);
    sketch.canvas.box(
        {at, 12, sketch.theme.panel, Pattern::none, {}, {sketch.theme.line_strong, 1}});
    const PaneView view{model::Pane::input,
                        pane->channel,
                        {card.part.rows.begin, card.part.cols.begin, card.part.rows.count(),
                         card.part.cols.count()},
                        cells,
                        {cells.x, cells.y},
                        card.cell};
    draw_cells(sketch, view, step);
    draw_card_words(sketch, card, at, cells);
    return Lens{at, view};
}

}  // namespace poolscope::drawing
