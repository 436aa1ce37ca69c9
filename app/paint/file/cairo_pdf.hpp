/// Drawings as the pages of a PDF: vectors, and text that can be read back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "paint/stop.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

struct PdfOptions {
    std::string title{};
    float scale = 1;           ///< points (1/72 inch) a logical pixel
    bool transparent = false;  ///< leaves the background out
    StopQuery stop{};
};

/// The bytes of a PDF file, a page a drawing. The same pages give the same
/// bytes: no time is written. Errors: as paint_drawing(), too_large where memory ends.
[[nodiscard]] Result<std::vector<std::byte>> paint_to_pdf(std::span<const drawing::Drawing> pages,
                                                          const PdfOptions& options);

}  // namespace poolscope::paint
