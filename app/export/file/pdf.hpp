/// PDF: a picture as a page of vectors, with its fonts in it.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

extern const Exporter pdf_picture;

}  // namespace poolscope::exporting
