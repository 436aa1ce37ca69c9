/// What is known of all the steps before the first is painted: the part of the drawing that is
/// shown, and the colours that are.
#pragma once

#include <vector>

#include "export/exporter.hpp"

namespace poolscope::exporting {

struct Survey {
    drawing::Rect area;  ///< logical pixels
    /// Opaque colours of what is drawn: those of lines and words first, then fills by how much they
    /// cover.
    std::vector<theme::Color> colors;
};

/// Builds the drawing of each step in the range, in flat memory. Errors: cancelled.
[[nodiscard]] Result<Survey> survey(const Request& request, const Progress& progress);

/// The area alone; no drawing is built where the request is not to be cropped.
[[nodiscard]] Result<drawing::Rect> shown_area(const Request& request, const Progress& progress);

}  // namespace poolscope::exporting
