/// What a picture shows: one step, or all the steps as tiles of a sheet.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// The size that each of the request's steps is laid out in, logical pixels.
[[nodiscard]] drawing::Size layout_of(const Request& request);

/// A height that is whole pixels of the request's, so that the last ones are covered whole.
[[nodiscard]] float whole_pixels(const Request& request, float height);

/// The part of a step's drawing that a picture of it shows.
[[nodiscard]] drawing::Rect shown_part(const Request& request, const drawing::Drawing& drawing);

/// What the request's steps have in common on a sheet of that width, logical pixels.
[[nodiscard]] drawing::SheetWords sheet_words_of(const Request& request, float width);

/// Errors: bad_argument for no step, those of sheet_drawing(), cancelled.
[[nodiscard]] Result<drawing::Drawing> picture_drawing(const Request& request,
                                                       const Progress& progress);

/// Writes what `encode` makes of picture_drawing() to the target. Errors: those of both, and of
/// writing.
[[nodiscard]] Result<void> export_picture(
    const Request& request, const Progress& progress,
    const std::function<Result<std::vector<std::byte>>(const drawing::Drawing&)>& encode);

}  // namespace poolscope::exporting
