/// PNG: a picture as the bytes of a file, for who puts it elsewhere than into one.
#pragma once

#include <cstddef>
#include <vector>

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// The picture that the request asks for. Errors: those of picture_drawing(), and too_large.
[[nodiscard]] Result<std::vector<std::byte>> png_bytes(const Request& request,
                                                       const Progress& progress = {});

}  // namespace poolscope::exporting
