/// The media, and their measures.
#include "export/medium.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "export/exporter.hpp"

namespace poolscope::exporting {

namespace {

constexpr double millimetre = 1 / 25.4;  ///< in inches

}  // namespace

std::span<const Medium> media() {
    static constexpr std::array list{
        // 16 : 9, as slides are by default: 1920 x 1080 pixels.
        Medium{"slide", word("Slide, 16 : 9"), 640, 360, 360, false, 40.0 / 3, 144},
        Medium{"column", word("Column of a paper, 8.4 cm"), 336, 720, 960, true, 84 * millimetre,
               300},
        Medium{"handout", word("Page of a handout, 17 cm"), 640, 700, 940, true, 170 * millimetre,
               300}};
    return list;
}

const Medium* find_medium(std::string_view id) {
    const auto found = std::ranges::find(media(), id, &Medium::id);
    return found == media().end() ? nullptr : &*found;
}

float scale_for(const Medium& medium, const Exporter& exporter) {
    if (exporter.units > 0)
        return static_cast<float>(medium.inches * exporter.units / medium.width);
    return static_cast<float>(std::round(medium.inches * medium.dots) / medium.width);
}

}  // namespace poolscope::exporting
