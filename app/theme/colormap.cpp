/// The colour maps, interpolated from published control colours when first asked for.
#include "theme/colormap.hpp"

#include <algorithm>
#include <cmath>

#include "poolscope/message.hpp"

namespace poolscope::theme {

namespace {

using Table = std::array<Color, 256>;

/// 256 colours through evenly spaced control colours, linear in sRGB between.
template <std::size_t N>
Table through(const std::array<std::uint32_t, N>& controls) {
    Table table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const float position = static_cast<float>(i) * static_cast<float>(N - 1) / 255.0F;
        const auto k = std::min(static_cast<std::size_t>(position), N - 2);
        table[i] = mix(rgb(controls[k]), rgb(controls[k + 1]), position - static_cast<float>(k));
    }
    return table;
}

// Viridis: Smith and van der Walt, 2015 (public domain), every tenth of the map.
constexpr std::array<std::uint32_t, 11> viridis_controls{0x440154, 0x482475, 0x414487, 0x355F8D,
                                                         0x2A788E, 0x21918C, 0x22A884, 0x44BF70,
                                                         0x7AD151, 0xBDDF26, 0xFDE725};

// ColorBrewer's RdBu, read from blue (negative) to red (positive); safe for colour-blind readers.
constexpr std::array<std::uint32_t, 11> diverging_controls{0x053061, 0x2166AC, 0x4393C3, 0x92C5DE,
                                                           0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582,
                                                           0xD6604D, 0xB2182B, 0x67001F};

// The same hues from a dark middle outwards, after Crameri's berlin: on a dark ground what is large
// has to be bright.
constexpr std::array<std::uint32_t, 11> dark_diverging_controls{
    0xA8D1FF, 0x6FB1F2, 0x3F8AD0, 0x2A6199, 0x213F5E, 0x1F262E,
    0x55302F, 0x8C3F3C, 0xC4554C, 0xEE7B6C, 0xFFB5A6};

/// Of signed values: orange below 0, blue above.
constexpr std::array<std::uint32_t, 9> signed_controls{
    0xC4510A, 0xF0762E, 0xF9A878, 0xFDD9C2, 0xF4F7FA, 0xCFE0F1, 0x9FC1E4, 0x6E9FD6, 0x3F7CC4};
constexpr std::array<std::uint32_t, 9> dark_signed_controls{
    0xFFB27A, 0xE8833E, 0xA95F2D, 0x5F3D25, 0x1F262E, 0x263F59, 0x33628F, 0x4F8DC6, 0x8FC3F5};

constexpr std::array<std::uint32_t, 2> grey_controls{0x000000, 0xFFFFFF};

std::uint8_t byte_of(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// Cividis: Nuñez, Anderton and Renslow, 2018, by the polynomial fit of d3-scale-chromatic.
Table cividis_table() {
    Table table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double t = static_cast<double>(i) / 255.0;
        const double r =
            -4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))));
        const double g =
            32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))));
        const double b =
            81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67))));
        table[i] = {byte_of(r), byte_of(g), byte_of(b), 255};
    }
    return table;
}

const Colormap grey{.id = "grey", .name = word("Grey"), .colors = through(grey_controls)};
const Colormap viridis{
    .id = "viridis", .name = word("Viridis"), .colors = through(viridis_controls)};
const Colormap cividis{.id = "cividis", .name = word("Cividis"), .colors = cividis_table()};
const Colormap diverging{.id = "diverging",
                         .name = word("Diverging"),
                         .diverging = true,
                         .colors = through(diverging_controls)};
const Colormap dark_diverging{.id = "diverging-dark",
                              .name = word("Diverging"),
                              .diverging = true,
                              .colors = through(dark_diverging_controls)};
const Colormap signed_values{
    .id = "signed", .name = word("Signed"), .diverging = true, .colors = through(signed_controls)};
const Colormap dark_signed_values{.id = "signed-dark",
                                  .name = word("Signed"),
                                  .diverging = true,
                                  .colors = through(dark_signed_controls)};
const Colormap colour{
    .id = "colour", .name = word("As colour"), .as_color = true, .colors = through(grey_controls)};

const std::array<const Colormap*, 5> list{&grey, &viridis, &cividis, &diverging, &colour};

}  // namespace

std::span<const Colormap* const> colormaps() {
    return list;
}

const Colormap& colormap_or_default(std::string_view id) {
    for (const Colormap* map : list)
        if (map->id == id) return *map;
    for (const Colormap* map : {&dark_diverging, &signed_values, &dark_signed_values})
        if (map->id == id) return *map;
    return viridis;
}

const Colormap& signed_colormap(bool dark) {
    return dark ? dark_signed_values : signed_values;
}

const Colormap& gradient_colormap(bool dark) {
    return dark ? dark_diverging : diverging;
}

float placed(float value, float low, float high) {
    // Halved, no two floats are further apart than a float can say.
    const float span = high / 2 - low / 2;
    if (!(span > 0) || std::isnan(value)) return 0.5F;
    return std::clamp((value / 2 - low / 2) / span, 0.0F, 1.0F);
}

Color color_of(const Colormap& map, float value, float low, float high) {
    if (std::isnan(value)) return not_a_number_color;
    return map.colors[static_cast<std::size_t>(std::lround(placed(value, low, high) * 255.0F))];
}

}  // namespace poolscope::theme
