/// PNG: a picture, or a folder with one picture a step (step-0001.png, ...).
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// Where the picture of the request's frame `i` goes: "FOLDER/step-0007.png" for step 6 of fewer
/// than 10,000.
[[nodiscard]] std::filesystem::path frame_path(const Request& request, std::size_t i);

extern const Exporter png_picture;
extern const Exporter png_frames;

}  // namespace poolscope::exporting
