/// PNG: a picture, or a folder with one picture a step (step-0001.png, ...).
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter png_picture;
extern const Exporter png_frames;

}  // namespace poolscope::exporting
