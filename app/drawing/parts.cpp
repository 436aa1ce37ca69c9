/// What figures may show.
#include "drawing/parts.hpp"

#include <algorithm>
#include <array>

#include "poolscope/message.hpp"

namespace poolscope::drawing {

namespace {

constexpr Parts bare{.layer = LayerPlace::none,
                     .titles = false,
                     .indices = false,
                     .formula = false,
                     .caption = false,
                     .conclusion = false,
                     .legend = false};

constexpr Parts with_titles(LayerPlace layer) {
    Parts parts = bare;
    parts.layer = layer;
    parts.titles = parts.indices = true;
    return parts;
}

constexpr Parts with_formula() {
    Parts parts = with_titles(LayerPlace::above);
    parts.formula = parts.conclusion = true;
    return parts;
}

}  // namespace

std::span<const Selection> selections() {
    static constexpr std::array list{
        Selection{"all", word("Everything"), {}},
        Selection{"slide", word("Grids, titles and formula"), with_formula()},
        Selection{"figure", word("Grids and titles"), with_titles(LayerPlace::above)},
        Selection{"strip", word("A strip with the layer's name"), with_titles(LayerPlace::between)},
        Selection{"grids", word("Grids alone"), bare}};
    return list;
}

Parts parts_of(std::string_view id) {
    const auto found = std::ranges::find(selections(), id, &Selection::id);
    return found == selections().end() ? Parts{} : found->parts;
}

}  // namespace poolscope::drawing
