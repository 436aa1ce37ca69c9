/// Notes for whoever teaches, as a PDF file.
#pragma once

#include <vector>

#include "handout/notes.hpp"

namespace poolscope::exporting {

/// Errors: those of painting.
[[nodiscard]] Result<std::vector<std::byte>> notes_pdf(const handout::Notes& notes);

}  // namespace poolscope::exporting
