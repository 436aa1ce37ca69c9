/// The layers of a network in a row of cards: what each puts out, its name and its shape. Pure, as
/// the drawing of a layer.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "drawing/drawing.hpp"
#include "i18n/language.hpp"
#include "model/layer_outputs.hpp"
#include "theme/theme.hpp"

namespace poolscope::drawing {

/// A part of a map that is marked, in its cells.
struct MarkedCells {
    int row = 0;
    int col = 0;
    int rows = 0;
    int cols = 0;
    bool operator==(const MarkedCells&) const = default;
};

/// What there is to draw; nothing here is owned.
struct StripInput {
    const model::Document& network;
    const model::LayerOutputs& outputs;
    std::size_t at = 0;  ///< the layer that is looked at
    int sample = 0;
    /// What is marked on the maps, the input's first and then a layer's each; none beyond its end.
    const std::vector<std::optional<MarkedCells>>* marks = nullptr;
    /// Shape (1, 1, h, w): what the input's card shows in place of the input; may be null.
    model::SharedValues effective{};
    /// Layers whose output is not told: neither its shape nor its maps.
    std::set<std::size_t> hidden{};
    const i18n::Language& language = i18n::language();
};

/// One card: a layer, or the network's input before them.
struct StripCard {
    std::optional<std::size_t> layer;  ///< none: the input
    Rect rect;
};

struct Strip {
    Drawing drawing{};  ///< all of it; more than there is room for is scrolled
    std::vector<StripCard> cards{};
    /// Before each layer, and after the last: where another can be put.
    std::vector<Rect> gaps{};
};

/// How high a strip is whose cards have thumbnails of this size.
[[nodiscard]] float strip_height(bool compact);

/// Draws the cards from x = 0 on, at most `width` px apart where they fit, else at their least.
[[nodiscard]] Strip build_strip(const StripInput& input, const theme::Theme& theme, float width,
                                bool compact);

/// Where a strip of this width has to begin to be seen from, so that a card is in sight.
[[nodiscard]] float scrolled_to(const Strip& strip, std::size_t layer, float scroll, float width);

}  // namespace poolscope::drawing
