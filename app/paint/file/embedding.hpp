/// What files hold of pictures and fonts, made by Cairo and HarfBuzz.
#pragma once

#include "paint/embedding.hpp"

namespace poolscope::paint {

/// PNG as encode_png() makes it, and fonts as font_subset() cuts them.
[[nodiscard]] const Embedding& embedding();

}  // namespace poolscope::paint
