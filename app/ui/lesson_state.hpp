/// What the interface remembers of a lesson or a quiz between frames: typing, scrolling, measures.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "lessons/classroom.hpp"

namespace poolscope::ui {

struct LessonState {
    std::string language = "en";
    bool shows_words = false;  ///< the step in plain words stands below

    std::string number;         ///< typed as an answer
    std::string rows, cols;     ///< typed as a size
    bool not_a_number = false;  ///< what was typed is none
    int opening = 0;            ///< the field, from 1, that takes the keyboard in the next frame
    bool opened_by_typing = false;  ///< what it holds stays
    std::size_t asked = 0;          ///< the question that the typing is for
    std::uint64_t trial = 0;        ///< the revision that shows an answer; 0 where none does

    float height = 0;       ///< of the panel's contents, window pixels; 0 while unknown
    float box_height = 0;   ///< of the question's box, likewise
    bool settling = false;  ///< the height changed: another frame is wanted
    bool box_settling = false;
    std::set<std::string, std::less<>> scroll_to;  ///< anchors that are to come into sight

    /// How many outputs differ from the scene's own, for which revision of the document.
    std::optional<std::pair<std::uint64_t, std::optional<std::size_t>>> changed;
};

}  // namespace poolscope::ui
