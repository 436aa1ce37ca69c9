/// Colour maps for heatmaps: 256 colours each, shared by the shader, the Cairo painter and the
/// grid's cells.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "theme/color.hpp"

namespace poolscope::theme {

/// What NaN looks like in every map: magenta, which none of them holds.
inline constexpr Color not_a_number_color{255, 0, 255, 255};

struct Colormap {
    std::string_view id;     ///< "viridis"
    std::string_view name;   ///< "Viridis"
    bool diverging = false;  ///< centred on 0: its range is [-m, m], m the largest magnitude
    bool as_color = false;   ///< three channels are shown as one RGB picture; colors are unused
    std::array<Color, 256> colors{};
};

/// The explicit list: grey, viridis, cividis, diverging, colour ("as colour" for RGB).
[[nodiscard]] std::span<const Colormap* const> colormaps();
/// The map of this id, those that no list offers among them.
[[nodiscard]] const Colormap& colormap_or_default(std::string_view id);

/// What gradients are drawn in, whatever map is chosen for values: diverging, and 0 is as the
/// ground of a light or a dark theme.
[[nodiscard]] const Colormap& gradient_colormap(bool dark);

/// What the values of a network's layers are drawn in, which lie on both sides of 0.
[[nodiscard]] const Colormap& signed_colormap(bool dark);

/// Where `value` lies between `low` (0) and `high` (1), whatever range floats span; beyond them the
/// nearer end, and the middle for a NaN or where they are one.
[[nodiscard]] float placed(float value, float low, float high);

/// What a value looks like in `map` when `low` .. `high` spans it. NaN gives magenta, an infinity
/// the nearer end; low == high gives the middle colour.
[[nodiscard]] Color color_of(const Colormap& map, float value, float low, float high);

}  // namespace poolscope::theme
