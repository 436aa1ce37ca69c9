/// Compares pictures as people see them: how many pixels differ, and by how much.
#pragma once

#include <string>

#include "paint/pixels.hpp"

namespace poolscope::test {

struct Difference {
    double share = 1;   ///< of pixels that differ by more than the tolerance in some channel; 1
                        ///< where sizes differ
    double mean = 255;  ///< of all channels' differences
    int largest = 255;
};

[[nodiscard]] Difference difference(const paint::Pixels& a, const paint::Pixels& b, int tolerance);

/// Compares with tests/golden/NAME.png: at most 2/255 a channel on all but 0.1 % of pixels. On
/// failure it writes what was painted and where it differs to the build folder, and says where.
/// When blessing(), it writes a golden picture that differs anew instead, and shows it. Empty where
/// they agree, else what is wrong.
[[nodiscard]] std::string against_golden(const paint::Pixels& painted, const std::string& name);

}  // namespace poolscope::test
