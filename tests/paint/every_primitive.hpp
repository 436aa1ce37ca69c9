/// A hand-made drawing, 640 x 400 logical pixels, that holds every primitive in a known place.
#pragma once

#include "drawing/drawing.hpp"

namespace poolscope::test {

/// The places that the tests ask about.
struct Places {
    drawing::Rect plain{20, 20, 60, 60};
    drawing::Rect hatched{100, 20, 60, 60};
    drawing::Rect crossed{180, 20, 60, 60};
    drawing::Rect dotted{260, 20, 60, 60};
    drawing::Rect dashed{340, 20, 60, 60};
    drawing::Rect ring{420, 20, 60, 60};
    drawing::Rect grey{20, 180, 120, 120};       ///< 3 x 3 cells, one of them NaN
    drawing::Rect averaged{160, 180, 120, 120};  ///< 480 x 480 cells
    drawing::Rect colour{300, 180, 120, 120};
    drawing::Rect clip{440, 180, 60, 60};
    drawing::Rect words{20, 110, 300, 40};
};

/// The drawing, moved sideways by `shift` pixels but for its background.
[[nodiscard]] drawing::Drawing every_primitive(float shift = 0);

}  // namespace poolscope::test
