/// Numbers on paper: as many digits in a question, in its working and in the key.
#pragma once

#include <cmath>
#include <string>

#include "drawing/number.hpp"

namespace poolscope::questions {

/// "0.4444", "13.25": what a cell of a grid on paper holds too.
[[nodiscard]] inline std::string paper_number(double value) {
    constexpr int digits = 4;
    constexpr int all_digits = 6;  ///< of a number whose whole part is longer
    return drawing::format_value(value, std::abs(value) < 1e4 ? digits : all_digits);
}

}  // namespace poolscope::questions
