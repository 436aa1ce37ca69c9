/// Scenes as the pages of a PDF: vectors, and text that can be read back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "paint/stop.hpp"
#include "poolscope/error.hpp"
#include "scene/scene.hpp"

namespace poolscope::paint {

struct PdfOptions {
    std::string title{};
    float scale = 1;           ///< points (1/72 inch) a logical pixel
    bool transparent = false;  ///< leaves the background out
    StopQuery stop{};
};

/// The bytes of a PDF file, a page a scene. The same pages give the same
/// bytes: no time is written. Errors: as paint_scene(), too_large where memory ends.
[[nodiscard]] Result<std::vector<std::byte>> paint_to_pdf(std::span<const scene::Scene> pages,
                                                          const PdfOptions& options);

}  // namespace poolscope::paint
