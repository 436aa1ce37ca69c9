/// What the lesson's panel remembers between frames: its measures, and what it has counted.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace poolscope::ui {

struct LessonView {
    float height = 0;       ///< of the panel's contents, window pixels; 0 while unknown
    float box_height = 0;   ///< of the question's box, likewise
    bool settling = false;  ///< the height changed: another frame is wanted
    bool box_settling = false;

    /// How many outputs differ from the page's own, for which revision of the document.
    std::optional<std::pair<std::uint64_t, std::optional<std::size_t>>> changed;
};

}  // namespace poolscope::ui
