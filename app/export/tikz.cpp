/// Writes TikZ files (see tikz.hpp).
#include "export/tikz.hpp"

#include "export/picture.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/tikz_painter.hpp"

namespace poolscope::exporting {

namespace {

std::vector<std::byte> bytes_of(const std::string& text) {
    const io::Bytes bytes = io::as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

Result<void> export_tikz(const Request& request, const Progress& progress) {
    return export_picture(
        request, progress,
        [&](const drawing::Drawing& drawing) {
            return paint::paint_to_tikz(drawing, {.scale = request.scale,
                                                  .transparent = request.transparent,
                                                  .snippet = request.snippet,
                                                  .stop = stop_of(progress)})
                .map(bytes_of);
        });
}

}  // namespace

const Exporter tikz_picture{.id = "tikz",
                            .name = word("Picture for LaTeX (TikZ)"),
                            .extension = ".tex",
                            .kind = Kind::picture,
                            .transparent = true,
                            .vector = true,
                            .snippet = true,
                            .units = 72,
                            .run = export_tikz};

}  // namespace poolscope::exporting
