/// What colour a value has on the stage: the theme's own scale for grids, a colour map for
/// pictures, and for gradients one that diverges about 0.
#pragma once

#include <string>

#include "model/document.hpp"
#include "model/run.hpp"
#include "model/view_state.hpp"
#include "theme/colormap.hpp"
#include "theme/theme.hpp"

namespace poolscope::drawing {

using theme::Theme;

class ColorScale {
public:
    /// `values` is their range. `heatmapped`: the input, unzoomed, is too large for single cells,
    /// and so has a colour map.
    ColorScale(const model::Document& document, const model::ViewState& view,
               const model::ValueRange& values, const Theme& theme, bool heatmapped);

    /// Of gradients up to this magnitude, for grids and pictures alike: 0 lies in the middle,
    /// whatever map is chosen for values.
    [[nodiscard]] static ColorScale of_gradient(float largest, const Theme& theme);

    /// Of values of both signs up to this magnitude: a network's.
    [[nodiscard]] static ColorScale of_signed(float largest, const Theme& theme);

    /// The colour map; nothing where grids take the theme's own scale.
    [[nodiscard]] const theme::Colormap* map() const { return map_; }
    /// It diverges about 0: see text_on_gradient().
    [[nodiscard]] bool diverges() const { return map_ != nullptr && map_->diverging; }
    /// Its id for heatmaps, which always have one.
    [[nodiscard]] std::string map_id() const;
    [[nodiscard]] const model::ValueRange& range() const { return range_; }
    /// The fill of the cell (sample, channel, row, col) of `values`, which may be the input or the
    /// output.
    [[nodiscard]] theme::Color fill(const model::StoredValues& values, int sample, int channel,
                                    int row, int col) const;

    /// A grid's or a picture's values without colour.
    [[nodiscard]] static ColorScale in_grey(const model::Run& run, const Theme& theme);

private:
    ColorScale(const theme::Colormap& map, model::ValueRange range, const Theme& theme);

    const Theme* theme_;
    const theme::Colormap* map_ = nullptr;
    const theme::Colormap* heatmap_;
    model::ValueRange range_;
};

/// The input's three channels are shown as one picture, not the view's channel alone.
[[nodiscard]] bool in_colour(const model::Document& document, const model::ViewState& view);

/// The one of the theme's two cell text colours that reads better on `fill`.
[[nodiscard]] theme::Color text_on(const Theme& theme, theme::Color fill);

/// `ink` drawn towards `fill`, no further than words are read on it; before a whole room not at
/// all.
[[nodiscard]] theme::Color quiet_text(const Theme& theme, theme::Color fill, theme::Color ink);

/// Black or white, whichever reads better on `fill`: on a gradient's colours, some of which are too
/// near the theme's own.
[[nodiscard]] theme::Color text_on_gradient(theme::Color fill);

}  // namespace poolscope::drawing
