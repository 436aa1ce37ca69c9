/// Numbers pages.
#include "handout/pages.hpp"

#include "handout/ink.hpp"
#include "i18n/tr.hpp"

namespace poolscope::handout {

using drawing::Align;

std::vector<drawing::Drawing> pages_of(std::vector<drawing::Canvas> canvases, const Paper& paper,
                                       const std::string& footnote) {
    const float y = paper.size.h - margin + 2;
    std::vector<drawing::Drawing> pages;
    for (drawing::Canvas& canvas : canvases) {
        canvas.text({margin, y}, small_size, Align::start, footnote, muted);
        canvas.text({paper.size.w - margin, y}, small_size, Align::end,
                    i18n::trf("Page {0} of {1}", pages.size() + 1, canvases.size()), muted);
        pages.push_back({.size = paper.size,
                         .background = paper_white,
                         .primitives = canvas.take(),
                         .hits = {},
                         .content = canvas.content()});
    }
    return pages;
}

}  // namespace poolscope::handout
