/// Paints the pages of a PDF with Cairo (see cairo_pdf.hpp).
#include "paint/file/cairo_pdf.hpp"

#include <cairo-pdf.h>

#include "paint/file/cairo_painter.hpp"
#include "paint/file/cairo_surface.hpp"

namespace poolscope::paint {

namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    auto& to = *static_cast<std::vector<std::byte>*>(bytes);
    const auto* from = reinterpret_cast<const std::byte*>(data);
    to.insert(to.end(), from, from + length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::vector<std::byte>> paint_to_pdf(std::span<const drawing::Drawing> pages,
                                            const PdfOptions& options) {
    std::vector<std::byte> bytes;
    const CairoSurface surface(cairo_pdf_surface_create_for_stream(append, &bytes, 1, 1));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Poolscope");
    // Cairo would write the time of day.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    const auto scale = static_cast<double>(options.scale);
    for (const drawing::Drawing& page : pages) {
        cairo_pdf_surface_set_size(surface.get(), static_cast<double>(page.size.w) * scale,
                                   static_cast<double>(page.size.h) * scale);
        const CairoContext context(cairo_create(surface.get()));
        cairo_scale(context.get(), scale, scale);
        if (auto painted = paint_drawing(context.get(), page, options.transparent, options.stop);
            !painted)
            return error_of(painted);
        cairo_show_page(context.get());
    }
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the PDF"),
                    say("choose fewer pages"));
    }
    return bytes;
}

}  // namespace poolscope::paint
