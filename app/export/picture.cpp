/// Composes pictures, and writes them whole (see picture.hpp).
#include "export/picture.hpp"

#include "export/survey.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "scene/placement.hpp"

namespace poolscope::exporting {

namespace {

Result<scene::Scene> sheet_scene(const Request& request, const Progress& progress) {
    if (request.count > most_tiles) {
        return fail(ErrorCode::too_large,
                    say("a sheet has room for {0} steps, not {1}", most_tiles, request.count),
                    say("choose fewer steps"));
    }
    const auto area = shown_area(request, progress);
    if (!area) return tl::unexpected(area.error());
    std::vector<scene::Scene> tiles;
    tiles.reserve(request.count);
    for (std::size_t i = 0; i < request.count; ++i) {
        if (auto on = go_on(progress, {.total = 1}); !on) return tl::unexpected(on.error());
        const std::size_t step = request.first + i;
        tiles.push_back(scene::cropped(request.scene_at({.step = step, .from = step}), *area));
    }
    return scene::tiled(tiles, scene::tiling_of(tiles.size(), {area->w, area->h}));
}

}  // namespace

Result<scene::Scene> picture_scene(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    if (request.sheet) return sheet_scene(request, progress);
    scene::Scene scene = request.scene_at({.step = request.first, .from = request.first});
    if (!request.fits) return scene;
    const scene::Rect area = scene::content_area(scene);
    return scene::cropped(std::move(scene), area);
}

Result<void> export_picture(
    const Request& request, const Progress& progress,
    const std::function<Result<std::vector<std::byte>>(const scene::Scene&)>& encode) {
    return picture_scene(request, progress)
        .and_then(encode)
        .and_then([&](const std::vector<std::byte>& bytes) -> Result<void> {
            return go_on(progress, {.done = 1, .total = 1}).and_then([&] {
                return io::write_file_atomically(request.target, bytes);
            });
        });
}

}  // namespace poolscope::exporting
