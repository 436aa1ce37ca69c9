/// What a picture shows: one step, cut to what is drawn, or all the steps as tiles of a sheet.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// More steps than this do not go on one sheet.
inline constexpr std::size_t most_tiles = 1024;

/// Errors: bad_argument for no step, too_large for more than most_tiles, cancelled.
[[nodiscard]] Result<drawing::Drawing> picture_drawing(const Request& request,
                                                       const Progress& progress);

/// Writes what `encode` makes of picture_drawing() to the target. Errors: those of both, and of
/// writing.
[[nodiscard]] Result<void> export_picture(
    const Request& request, const Progress& progress,
    const std::function<Result<std::vector<std::byte>>(const drawing::Drawing&)>& encode);

}  // namespace poolscope::exporting
