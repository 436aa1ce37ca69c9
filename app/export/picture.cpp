/// Composes pictures, and writes them whole (see picture.hpp).
#include "export/picture.hpp"

#include "drawing/placement.hpp"
#include "export/sheet.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"

namespace poolscope::exporting {

Result<drawing::Drawing> picture_drawing(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    if (request.sheet) return sheet_drawing(request, progress);
    drawing::Drawing drawing = request.drawing_at({.step = request.first, .from = request.first});
    const drawing::Rect area = shown_part(request, drawing);
    return drawing::cropped(std::move(drawing), area);
}

Result<void> export_picture(
    const Request& request, const Progress& progress,
    const std::function<Result<std::vector<std::byte>>(const drawing::Drawing&)>& encode) {
    return picture_drawing(request, progress)
        .and_then(encode)
        .and_then([&](const std::vector<std::byte>& bytes) -> Result<void> {
            return go_on(progress, {.done = 1, .total = 1}).and_then([&] {
                return io::write_file_atomically(request.target, bytes);
            });
        });
}

}  // namespace poolscope::exporting
