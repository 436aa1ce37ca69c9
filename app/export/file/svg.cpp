/// Writes SVG (see svg.hpp).
#include "export/svg.hpp"

#include "export/picture.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/file/embedding.hpp"
#include "paint/svg_painter.hpp"

namespace poolscope::exporting {

namespace {

Result<std::string> text_of(const drawing::Drawing& drawing, const Request& request,
                            const Progress& progress) {
    return paint::paint_to_svg(drawing, paint::embedding(),
                               {.scale = request.scale,
                                .transparent = request.transparent,
                                .text_as_paths = request.outlines,
                                .stop = stop_of(progress)});
}

Result<void> export_svg(const Request& request, const Progress& progress) {
    return export_picture(
        request, progress,
        [&](const drawing::Drawing& drawing) {
            return text_of(drawing, request, progress).map([](const std::string& text) {
                const io::Bytes bytes = io::as_bytes(text);
                return std::vector<std::byte>(bytes.begin(), bytes.end());
            });
        });
}

}  // namespace

Result<std::string> svg_text(const Request& request, const Progress& progress) {
    return picture_drawing(request, progress).and_then([&](const drawing::Drawing& drawing) {
        return text_of(drawing, request, progress);
    });
}

const Exporter svg_picture{.id = "svg",
                           .name = word("Vectors (SVG)"),
                           .extension = ".svg",
                           .kind = Kind::picture,
                           .transparent = true,
                           .vector = true,
                           .outlines = true,
                           .units = 96,
                           .run = export_svg};

}  // namespace poolscope::exporting
