/// How fast a layer can be played.
#pragma once

#include <array>

#include "i18n/tr.hpp"
#include "model/view_state.hpp"

namespace poolscope::session {

struct Speed {
    const char* id;
    const char* label;
    double factor;  ///< windows a second
    model::Pace pace = model::Pace::windows;
    [[nodiscard]] const char* note() const {
        switch (pace) {
            case model::Pace::windows:
                break;
            case model::Pace::row:
                return i18n::word("A row of windows a second while playing");
            case model::Pace::finish:
                return i18n::word("Plays to the end in a few seconds");
        }
        return i18n::word("Windows a second while playing");
    }
    [[nodiscard]] bool is_of(const model::Preferences& preferences) const {
        return pace == preferences.pace &&
               (pace != model::Pace::windows || factor == preferences.speed);
    }
};

/// The explicit list, from slow to fast on a picture.
inline constexpr std::array speeds{
    Speed{"quarter", "¼×", 0.25},
    Speed{"half", "½×", 0.5},
    Speed{"1", "1×", 1},
    Speed{"2", "2×", 2},
    Speed{"4", "4×", 4},
    Speed{"8", "8×", 8},
    Speed{"row", i18n::word("speed|row"), 8, model::Pace::row},
    Speed{"finish", i18n::word("speed|finish"), 8, model::Pace::finish}};

}  // namespace poolscope::session
