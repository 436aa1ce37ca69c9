/// Draws a network's cards (see strip.hpp).
#include "drawing/strip.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/canvas.hpp"
#include "drawing/network_words.hpp"
#include "i18n/tr.hpp"
#include "model/results.hpp"
#include "theme/colormap.hpp"

namespace poolscope::drawing {
namespace {

/// The measures of cards, px.
struct Measures {
    float card = 88;
    float gap = 15;  ///< between cards
    float map = 56;  ///< the thumbnails' side
    float top = 10;  ///< above them
    float name = 13;
    float detail = 11.5F;
    float arcs = 12;  ///< above the cards, where branches are
};

Measures measures_for(bool compact) {
    if (!compact) return {};
    return {.card = 76, .gap = 13, .map = 34, .top = 7, .name = 12, .detail = 10.5F, .arcs = 10};
}

constexpr float margin = 16;  ///< left and right of all cards
constexpr float air = 4;      ///< above and below
constexpr int most_bars = 12;
constexpr int most_tiles = 4;

float card_height(const Measures& m) {
    return m.top + m.map + 6 + m.name * 1.35F + m.detail * 1.4F + 6;
}

bool has_branches(const model::Document& network) {
    return !model::is_chain(network.layers);
}

/// One network's strip in the making.
class StripSketch {
public:
    StripSketch(const StripInput& input, const theme::Theme& theme, float width, bool compact)
        : input_(input), theme_(theme), measures_(measures_for(compact)), width_(width) {}

    [[nodiscard]] Strip draw() {
        place_cards();
        if (has_branches(input_.network)) draw_arcs();
        draw_arrows();
        for (const StripCard& card : strip_.cards) draw_card(card);
        strip_.drawing.primitives = canvas_.take();
        return std::move(strip_);
    }

private:
    void place_cards() {
        const Measures& m = measures_;
        const std::size_t count = input_.network.layers.size() + 1;
        const float least = m.card + m.gap;
        const float room = (width_ - 2 * margin - m.card) / static_cast<float>(count - 1);
        const float pitch = std::clamp(room, least, least + m.gap);
        const float y = air + (has_branches(input_.network) ? m.arcs : 0);
        for (std::size_t i = 0; i < count; ++i) {
            const float x = margin + pitch * static_cast<float>(i);
            strip_.cards.push_back(
                {i == 0 ? std::nullopt : std::optional(i - 1), {x, y, m.card, card_height(m)}});
            strip_.gaps.push_back({x + m.card, y, pitch - m.card, card_height(m)});
        }
        strip_.drawing.size = {strip_.gaps.back().right() + margin, y + card_height(m) + air};
    }

    [[nodiscard]] const StripCard& card_of(int layer) const {
        return strip_.cards[static_cast<std::size_t>(layer + 1)];
    }

    /// A layer that reads another than the one before it is joined to that by an arc above.
    void draw_arcs() {
        const Stroke stroke{theme_.line_strong, 1.2F};
        for (std::size_t i = 0; i < input_.network.layers.size(); ++i)
            for (const int from : input_.network.layers[i].inputs) {
                if (from + 1 == static_cast<int>(i)) continue;
                const Point a{card_of(from).rect.center().x, card_of(from).rect.y};
                const Point b{strip_.cards[i + 1].rect.center().x, strip_.cards[i + 1].rect.y};
                const float high = a.y - measures_.arcs + 2 + static_cast<float>(i % 3) * 2.5F;
                canvas_.line(a, {a.x, high}, stroke);
                canvas_.line({a.x, high}, {b.x, high}, stroke);
                canvas_.line({b.x, high}, b, stroke);
            }
    }

    void draw_arrows() {
        const Stroke stroke{theme_.line_strong, 1.5F};
        for (std::size_t i = 0; i < input_.network.layers.size(); ++i) {
            const auto& inputs = input_.network.layers[i].inputs;
            if (std::ranges::find(inputs, static_cast<int>(i) - 1) == inputs.end()) continue;
            const Rect& gap = strip_.gaps[i];
            const float y = gap.y + measures_.top + measures_.map / 2;
            const float half = std::min(gap.w / 2 - 2, 6.0F);
            const Point tip{gap.center().x + half, y};
            canvas_.line({gap.center().x - half, y}, tip, stroke);
            canvas_.line({tip.x - 4, y - 4}, tip, stroke);
            canvas_.line({tip.x - 4, y + 4}, tip, stroke);
        }
    }

    void draw_card(const StripCard& card) {
        const Measures& m = measures_;
        const bool current = card.layer && *card.layer == input_.at;
        const bool failed = card.layer && input_.outputs.shapes.error &&
                            *card.layer == input_.outputs.shapes.outputs.size();
        const Stroke edge = failed    ? Stroke{theme_.invalid, 2}
                            : current ? Stroke{theme_.accent, 2.5F}
                                      : Stroke{theme_.line, 1};
        canvas_.box({card.rect, 10, theme_.panel, Pattern::none, {}, edge});
        canvas_.clip_begin(card.rect);
        const float middle = card.rect.center().x;
        // What is said at the right of the maps has room there.
        const float shift = more_of(card) > 0 ? 5.0F : 0.0F;
        draw_maps(card, {middle - m.map / 2 - shift, card.rect.y + m.top, m.map, m.map});
        const float room = card.rect.w - 10;
        const std::string name = card.layer ? card_name(input_.network.layers[*card.layer])
                                            : std::string(i18n::tr("Input"));
        float y = card.rect.y + m.top + m.map + 6 + m.name * 0.68F;
        canvas_.text({middle, y}, m.name, Align::middle,
                     shortened(name, room, m.name, Font::semibold), theme_.text, Font::semibold);
        y += m.name * 0.68F + m.detail * 0.72F;
        canvas_.text({middle, y}, m.detail, Align::middle,
                     shortened(is_hidden(card) ? "?" : shape_words(shape_of(card)), room, m.detail,
                               Font::regular),
                     theme_.text_faint);
        canvas_.clip_end();
    }

    [[nodiscard]] bool is_hidden(const StripCard& card) const {
        return card.layer && input_.hidden.contains(*card.layer);
    }

    [[nodiscard]] std::optional<Shape> shape_of(const StripCard& card) const {
        if (!card.layer) return input_.network.shape();
        const auto& shapes = input_.outputs.shapes.outputs;
        return *card.layer < shapes.size() ? std::optional(shapes[*card.layer]) : std::nullopt;
    }

    [[nodiscard]] model::SharedValues values_of(const StripCard& card) const {
        if (!card.layer && input_.effective) return input_.effective;
        return card.layer ? input_.outputs.outputs[*card.layer] : input_.network.input;
    }

    void draw_maps(const StripCard& card, const Rect& place) {
        const auto values = values_of(card);
        if (!values || is_hidden(card)) {
            const bool known = shape_of(card).has_value() && !is_hidden(card);
            canvas_.text(place.center(), measures_.detail, Align::middle, known ? "…" : "?",
                         theme_.text_faint);
            return;
        }
        const Shape& shape = values->shape();
        if (shape.h * shape.w == 1 && shape.c > 1) return draw_bars(*values, place);
        const bool colour =
            values == input_.network.input && input_.network.picture && shape.c == 3;
        const int tiles = colour ? 1 : std::min(shape.c, most_tiles);
        const float gap = tiles > 1 ? 2 : 0;
        const float side = tiles > 1 ? (place.w - gap) / 2 : place.w;
        // Two stand in the middle.
        const float top = place.y + (tiles == 2 ? (place.h - side) / 2 : 0);
        for (int i = 0; i < tiles; ++i) {
            const Rect room{place.x + static_cast<float>(i % 2) * (side + gap),
                            top + static_cast<float>(i / 2) * (side + gap), side, side};
            draw_map(values, i, colour, room, mark_of(card));
        }
        if (const int more = more_of(card); more > 0)
            canvas_.text({place.right() + 2, place.center().y}, 9.5F, Align::start,
                         "+" + std::to_string(more), theme_.text_faint);
    }

    /// Maps that are not shown.
    [[nodiscard]] int more_of(const StripCard& card) const {
        const auto shape = shape_of(card);
        const bool numbers = shape && shape->h * shape->w == 1;
        return shape && !numbers ? std::max(shape->c - most_tiles, 0) : 0;
    }

    [[nodiscard]] std::optional<MarkedCells> mark_of(const StripCard& card) const {
        const std::size_t index = card.layer ? *card.layer + 1 : 0;
        if (input_.marks == nullptr || index >= input_.marks->size()) return std::nullopt;
        return (*input_.marks)[index];
    }

    /// One map, as large as fits into `room` with its proportions.
    void draw_map(const model::SharedValues& values, int channel, bool colour, const Rect& room,
                  const std::optional<MarkedCells>& mark) {
        const Shape& shape = values->shape();
        const auto h = static_cast<float>(shape.h), w = static_cast<float>(shape.w);
        const float cell = std::min(room.w / w, room.h / h);
        const Rect rect{room.center().x - cell * w / 2, room.center().y - cell * h / 2, cell * w,
                        cell * h};
        Heatmap map{.rect = rect, .region = {0, 0, w, h}, .values = values, .channel = channel};
        map.sample = std::clamp(input_.sample, 0, shape.n - 1);
        if (values == input_.effective) {
            map.colormap = "viridis";
            map.high = largest(values);
            canvas_.heatmap(map);
            if (mark) draw_mark(*mark, rect, cell);
            return;
        }
        if (input_.network.picture && values == input_.network.input) {
            map.colormap = colour ? "colour" : "grey";
            map.low = 0;
            map.high = 255;
        } else {
            const float most = largest(values);
            map.colormap = theme::signed_colormap(theme_.dark).id;
            map.low = -most;
            map.high = most;
        }
        canvas_.heatmap(std::move(map));
        canvas_.box({rect, 0, {0, 0, 0, 0}, Pattern::none, {}, {theme_.cell_line, 1}});
        if (mark) draw_mark(*mark, rect, cell);
    }

    void draw_mark(const MarkedCells& mark, const Rect& map, float cell) {
        const Rect marked{map.x + static_cast<float>(mark.col) * cell,
                          map.y + static_cast<float>(mark.row) * cell,
                          static_cast<float>(mark.cols) * cell,
                          static_cast<float>(mark.rows) * cell};
        canvas_.box({grown(marked, 0.5F), 1, {0, 0, 0, 0}, Pattern::none, {}, {theme_.window, 2}});
    }

    [[nodiscard]] static float largest(const model::SharedValues& values) {
        const float most = model::largest_magnitude(*values->whole());
        return most > 0 ? most : 1;
    }

    /// Single numbers as bars from the middle line where any is negative.
    void draw_bars(const model::StoredValues& values, const Rect& place) {
        const int count = std::min(values.shape().c, most_bars);
        const int sample = std::clamp(input_.sample, 0, values.shape().n - 1);
        float low = 0, high = 0;
        for (int c = 0; c < count; ++c) {
            const float value = values.at(sample, c, 0, 0);
            if (!std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        const float span = high - low > 0 ? high - low : 1;
        const float zero = place.x + place.w * (-low / span);
        const float pitch = place.h / static_cast<float>(count);
        canvas_.line({zero, place.y}, {zero, place.bottom()}, {theme_.line_strong, 1, 2, 2});
        for (int c = 0; c < count; ++c) {
            const float value = values.at(sample, c, 0, 0);
            if (!std::isfinite(value)) continue;
            const float end = zero + place.w * value / span;
            const Rect bar{std::min(zero, end), place.y + pitch * (static_cast<float>(c) + 0.15F),
                           std::max(std::abs(end - zero), 1.0F), pitch * 0.7F};
            canvas_.box({bar, 0, value < 0 ? theme_.window : theme_.output, Pattern::none, {}, {}});
        }
    }

    const StripInput& input_;
    const theme::Theme& theme_;
    Measures measures_;
    float width_;
    Canvas canvas_;
    Strip strip_;
};

}  // namespace

float strip_height(bool compact) {
    const Measures m = measures_for(compact);
    return card_height(m) + m.arcs + 2 * air;
}

Strip build_strip(const StripInput& input, const theme::Theme& theme, float width, bool compact) {
    const i18n::LanguageScope speaking(input.language);
    return StripSketch(input, theme, width, compact).draw();
}

float scrolled_to(const Strip& strip, std::size_t layer, float scroll, float width) {
    const float most = std::max(strip.drawing.size.w - width, 0.0F);
    if (layer == 0) return 0;  // the input is seen, too
    if (layer + 1 >= strip.cards.size()) return std::clamp(scroll, 0.0F, most);
    const Rect& card = strip.cards[layer + 1].rect;
    // What stands before and behind it is seen, too.
    const float beside = card.w;
    return std::clamp(scroll, std::max(card.right() + beside - width, 0.0F),
                      std::max(std::min(card.x - beside, most), 0.0F));
}

}  // namespace poolscope::drawing
