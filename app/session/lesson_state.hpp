/// What is remembered of a lesson or a quiz beside the classroom: the language, and what is typed.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "lessons/tally.hpp"

namespace poolscope::session {

struct LessonState {
    std::string language = "en";
    bool shows_words = false;  ///< the step in plain words stands below

    std::string number;      ///< typed as an answer
    std::string rows, cols;  ///< typed as a size
    /// What keeps the typing from being an answer; empty where nothing does.
    Message fault{};
    lessons::Confidence confidence = lessons::Confidence::unsaid;  ///< of the answer to come
    int opening = 0;                ///< the field, from 1, that is to have the keyboard next
    bool opened_by_typing = false;  ///< what it holds stays
    std::size_t asked = 0;          ///< the question that the typing is for
    std::uint64_t trial = 0;        ///< the revision that shows an answer; 0 where none does
    std::set<std::string, std::less<>> scroll_to;  ///< anchors that are to come into sight
};

}  // namespace poolscope::session
