/// Writes PDF (see pdf.hpp).
#include "export/file/pdf.hpp"

#include "export/picture.hpp"
#include "export/writing.hpp"
#include "paint/file/cairo_pdf.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_pdf(const Request& request, const Progress& progress) {
    return export_picture(
        request, progress,
        [&](const drawing::Drawing& drawing) {
            return paint::paint_to_pdf({&drawing, 1}, {.title = request.target.stem().string(),
                                                       .scale = request.scale,
                                                       .transparent = request.transparent,
                                                       .stop = stop_of(progress)});
        });
}

}  // namespace

const Exporter pdf_picture{.id = "pdf",
                           .name = word("Page of vectors (PDF)"),
                           .extension = ".pdf",
                           .kind = Kind::picture,
                           .transparent = true,
                           .vector = true,
                           .units = 72,
                           .run = export_pdf};

}  // namespace poolscope::exporting
