/// Writes TikZ files (see tikz.hpp).
#include "export/tikz.hpp"

#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/tikz_painter.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_tikz(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    const paint::TikzOptions options{.scale = request.scale, .transparent = request.transparent};
    return paint::paint_to_tikz(request.scene_at(request.first), options)
        .and_then([&](const std::string& text) -> Result<void> {
            if (progress && !progress(1, 1)) return cancelled();
            return io::write_file_atomically(request.target, io::as_bytes(text));
        });
}

}  // namespace

const Exporter tikz_picture{.id = "tikz",
                            .name = "LaTeX picture of this step (TikZ)",
                            .extension = ".tex",
                            .folder = false,
                            .run = export_tikz};

}  // namespace poolscope::exporting
