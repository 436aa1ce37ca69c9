/// Composes pictures, and writes them whole (see picture.hpp).
#include "export/picture.hpp"

#include "drawing/placement.hpp"
#include "export/survey.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"

namespace poolscope::exporting {

namespace {

Result<drawing::Drawing> sheet_drawing(const Request& request, const Progress& progress) {
    if (request.count > most_tiles) {
        return fail(ErrorCode::too_large,
                    say("a sheet has room for {0} steps, not {1}", most_tiles, request.count),
                    say("choose fewer steps"));
    }
    const auto area = shown_area(request, progress);
    if (!area) return error_of(area);
    std::vector<drawing::Drawing> tiles;
    tiles.reserve(request.count);
    for (std::size_t i = 0; i < request.count; ++i) {
        if (auto on = go_on(progress, {.total = 1}); !on) return error_of(on);
        const std::size_t step = request.first + i;
        tiles.push_back(drawing::cropped(request.drawing_at({.step = step, .from = step}), *area));
    }
    return drawing::tiled(tiles, drawing::tiling_of(tiles.size(), {area->w, area->h}));
}

}  // namespace

Result<drawing::Drawing> picture_drawing(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    if (request.sheet) return sheet_drawing(request, progress);
    drawing::Drawing drawing = request.drawing_at({.step = request.first, .from = request.first});
    if (!request.fits) return drawing;
    const drawing::Rect area = drawing::content_area(drawing);
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
