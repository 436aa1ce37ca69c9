/// Gives painters what the libraries of this room make (see embedding.hpp).
#include "paint/file/embedding.hpp"

#include "paint/file/font_subset.hpp"
#include "paint/file/pango_text.hpp"
#include "paint/file/png.hpp"

namespace poolscope::paint {

const Embedding& embedding() {
    static constexpr Embedding made_here{
        .png = encode_png, .font = font_subset, .outlines = outlines};
    return made_here;
}

}  // namespace poolscope::paint
