/// From a place on the stage to the figure's step whose window lies there.
#pragma once

#include <cstddef>
#include <optional>

#include "model/figure.hpp"

namespace poolscope::model {

/// What a place is looked for in; nothing here is owned.
struct Places {
    const Run& run;
    const ViewState& view;
    const Figure& figure;  ///< of the view's mode
};

/// The first step about `cell`: that of an output, or of the window about an input cell, one that
/// reads it where there is any. Nothing where there is nothing to step through.
[[nodiscard]] std::optional<std::size_t> step_at_cell(const Places& places, const CellRef& cell);

/// The first step whose window has its middle nearest to a point, in cells of the input.
[[nodiscard]] std::optional<std::size_t> step_nearest(const Places& places, double row, double col);

/// The step of the output `rows` further down in the same column, as far as there are any, or round
/// at the ends where it `wraps`.
[[nodiscard]] std::optional<std::size_t> step_rows_on(const Places& places, int rows, bool wraps);

}  // namespace poolscope::model
