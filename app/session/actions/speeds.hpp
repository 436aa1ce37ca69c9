/// How fast a layer can be played.
#pragma once

#include <array>

namespace poolscope::session {

struct Speed {
    const char* id;
    const char* label;
    double factor;  ///< windows a second
};

/// The explicit list, from slow to fast.
inline constexpr std::array speeds{Speed{"quarter", "¼×", 0.25}, Speed{"half", "½×", 0.5},
                                   Speed{"1", "1×", 1},          Speed{"2", "2×", 2},
                                   Speed{"4", "4×", 4},          Speed{"8", "8×", 8}};

}  // namespace poolscope::session
