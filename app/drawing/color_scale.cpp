/// What colour a value has on the stage (see color_scale.hpp).
#include "drawing/color_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::drawing {
namespace {

using theme::Color;

/// How many channels make a picture in colour.
constexpr int color_channels = 3;

std::string default_map(const model::Document& document, const model::ViewState& view) {
    if (!document.picture) return "viridis";
    return document.shape().c == color_channels && !view.all_channels ? "colour" : "grey";
}

const theme::Colormap* chosen_map(const model::Document& document, const model::ViewState& view) {
    const theme::Colormap& wanted = theme::colormap_or_default(view.colormap);
    if (wanted.as_color && document.shape().c != color_channels) return nullptr;
    return &wanted;
}

/// A picture's values span what its files hold; a grid's what it has; a diverging map is centred on
/// 0.
model::ValueRange range_for(const model::Document& document, model::ValueRange range,
                            const theme::Colormap& map) {
    if (document.picture) range = {0, 255};
    if (map.diverging) {
        const float most = std::max(std::abs(range.low), std::abs(range.high));
        range = {-most, most};
    }
    return range;
}

/// Relative luminance of each 8-bit level (WCAG 2).
const std::array<float, 256>& linear_levels() {
    static const auto levels = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i) {
            const float v = static_cast<float>(i) / 255.0F;
            table[i] = v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
        }
        return table;
    }();
    return levels;
}

float luminance(Color c) {
    const auto& level = linear_levels();
    return 0.2126F * level[c.r] + 0.7152F * level[c.g] + 0.0722F * level[c.b];
}

/// WCAG 2's ratio, by the table.
float contrast(Color a, Color b) {
    const float of_a = luminance(a) + 0.05F, of_b = luminance(b) + 0.05F;
    return std::max(of_a, of_b) / std::min(of_a, of_b);
}

/// The one of two inks that reads better.
Color better_on(Color fill, Color dark, Color light) {
    return contrast(fill, dark) >= contrast(fill, light) ? dark : light;
}

std::uint8_t level_of(float value, const model::ValueRange& range) {
    return static_cast<std::uint8_t>(
        std::lround(theme::placed(value, range.low, range.high) * 255.0F));
}

}  // namespace

bool in_colour(const model::Document& document, const model::ViewState& view) {
    const bool values = view.mode != model::Mode::backward && !view.counts_readers &&
                        !(view.edits_scores && document.layer().op->scored);
    if (!values || view.all_channels || document.shape().c != color_channels) return false;
    return view.colormap.empty() ? document.picture
                                 : theme::colormap_or_default(view.colormap).as_color;
}

ColorScale::ColorScale(const model::Document& document, const model::ViewState& view,
                       const model::ValueRange& values, const Theme& theme, bool heatmapped)
    : theme_(&theme) {
    const theme::Colormap* chosen = view.colormap.empty() ? nullptr : chosen_map(document, view);
    heatmap_ =
        chosen != nullptr ? chosen : &theme::colormap_or_default(default_map(document, view));
    if (chosen != nullptr || document.picture || heatmapped) map_ = heatmap_;
    range_ = range_for(document, values, *heatmap_);
}

ColorScale::ColorScale(const theme::Colormap& map, model::ValueRange range, const Theme& theme)
    : theme_(&theme), map_(&map), heatmap_(&map), range_(range) {}

ColorScale ColorScale::of_gradient(float largest, const Theme& theme) {
    return {theme::gradient_colormap(theme.dark), {-largest, largest}, theme};
}

ColorScale ColorScale::of_signed(float largest, const Theme& theme) {
    return {theme::signed_colormap(theme.dark), {-largest, largest}, theme};
}

ColorScale ColorScale::in_grey(const model::Run& run, const Theme& theme) {
    const theme::Colormap& grey = theme::colormap_or_default("grey");
    return {grey, range_for(run.document, run.results.input_range, grey), theme};
}

std::string ColorScale::map_id() const {
    return std::string{heatmap_->id};
}

Color ColorScale::fill(const model::StoredValues& values, int sample, int channel, int row,
                       int col) const {
    const float value = values.at(sample, channel, row, col);
    if (map_ != nullptr && map_->as_color && values.shape().c == color_channels) {
        return {level_of(values.at(sample, 0, row, col), range_),
                level_of(values.at(sample, 1, row, col), range_),
                level_of(values.at(sample, 2, row, col), range_), 255};
    }
    if (map_ != nullptr) return theme::color_of(*map_, value, range_.low, range_.high);
    if (std::isnan(value)) return theme::mix(theme_->panel, theme_->invalid, 0.22F);
    return theme::mix(theme_->cell_low, theme_->cell_high,
                      theme::placed(value, range_.low, range_.high));
}

Color text_on(const Theme& theme, Color fill) {
    return better_on(fill, theme.cell_text_dark, theme.cell_text_light);
}

Color quiet_text(const Theme& theme, Color fill, Color ink) {
    constexpr float readable = 4.5F;  // WCAG 2's ratio for words
    constexpr float quietest = 0.68F;
    constexpr float step = 0.08F;
    if (theme.strong) return ink;
    for (float share = quietest; share < 1; share += step) {
        const Color quiet = theme::mix(fill, ink, share);
        if (contrast(quiet, fill) >= readable) return quiet;
    }
    return ink;
}

Color text_on_gradient(Color fill) {
    return better_on(fill, theme::rgb(0x000000), theme::rgb(0xFFFFFF));
}

}  // namespace poolscope::drawing
