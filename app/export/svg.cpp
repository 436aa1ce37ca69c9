/// Writes SVG (see svg.hpp).
#include "export/svg.hpp"

#include "export/picture.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/svg_painter.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_svg(const Request& request, const Progress& progress) {
    return export_picture(request, progress, [&](const scene::Scene& scene) {
        return paint::paint_to_svg(scene, {.scale = request.scale,
                                           .transparent = request.transparent,
                                           .stop = stop_of(progress)})
            .map([](const std::string& text) {
                const io::Bytes bytes = io::as_bytes(text);
                return std::vector<std::byte>(bytes.begin(), bytes.end());
            });
    });
}

}  // namespace

Result<std::string> svg_text(const Request& request) {
    return picture_scene(request, {}).and_then([&](const scene::Scene& scene) {
        return paint::paint_to_svg(scene,
                                   {.scale = request.scale, .transparent = request.transparent});
    });
}

const Exporter svg_picture{.id = "svg",
                           .name = word("Vectors (SVG)"),
                           .extension = ".svg",
                           .kind = Kind::picture,
                           .transparent = true,
                           .vector = true,
                           .run = export_svg};

}  // namespace poolscope::exporting
