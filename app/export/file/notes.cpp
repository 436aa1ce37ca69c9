/// Paints notes (see notes.hpp).
#include "export/notes.hpp"

#include "paint/file/cairo_pdf.hpp"

namespace poolscope::exporting {

Result<std::vector<std::byte>> notes_pdf(const handout::Notes& notes) {
    return paint::paint_to_pdf(handout::lay_out(notes), {.title = notes.title});
}

}  // namespace poolscope::exporting
