/// All the steps of a request on one sheet: each as a tile, and around them what they have in
/// common.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// More steps than this do not go on one sheet.
inline constexpr std::size_t most_tiles = 1024;

/// Errors: too_large for more than most_tiles, and for more than a medium has room for; cancelled.
[[nodiscard]] Result<drawing::Drawing> sheet_drawing(const Request& request,
                                                     const Progress& progress);

}  // namespace poolscope::exporting
