/// What stands on the lens's card: the window's cells, the place, and what comes of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {

inline constexpr float card_pad = 13;    ///< px from the card's edge to what stands on it
inline constexpr float card_clear = 8;   ///< px from the card to the stage's edge
inline constexpr float cells_frame = 4;  ///< px that the window's frame stands out from the cells
inline constexpr int most_lens_cells = 12;  ///< along one axis
inline constexpr int least_lens_cells = 3;

/// The part of the window that is shown.
struct Part {
    Range rows;
    Range cols;
    bool whole = true;
};
/// What stands on the card, and how large it is.
struct Card {
    Part part;
    float cell = 0;
    std::vector<std::string> title;
    std::vector<std::string> notes;
    std::vector<TextSpan> sentence;
    float sentence_size = 14;  ///< px an em
    Size size;

    [[nodiscard]] Size cells() const {
        return {static_cast<float>(part.cols.count()) * cell,
                static_cast<float>(part.rows.count()) * cell};
    }
    /// Of the lines above the cells.
    [[nodiscard]] float words_height() const;
};

/// What a card may take, px, and what it may leave out for the sake of its cells.
struct CardRoom {
    Size size;
    int most = most_lens_cells;  ///< along one axis
    float share = 1;             ///< of the size that cells have where nothing is in the way
    bool lean = false;           ///< what also stands in the caption is left out
};

/// The card with cells as large as there is room for; nothing where they could not be read.
[[nodiscard]] std::optional<Card> make_card(const Sketch& sketch, const ShownStep& step,
                                            const PaneView& pane, const CardRoom& room);

/// The words of a card at `at`, above and below its `cells`.
void draw_card_words(const Sketch& sketch, const Card& card, const Rect& at, const Rect& cells);

}  // namespace poolscope::drawing
