/// Notes for whoever teaches: headings, paragraphs and points on pages. Pure. Lengths are in points
/// (1/72 inch), y down.
#pragma once

#include <string>
#include <vector>

#include "handout/sheet.hpp"

namespace poolscope::handout {

/// One line of thought, over as many lines of the page as it needs.
struct Note {
    enum class Kind {
        heading,  ///< keeps the next note on its page
        paragraph,
        question,  ///< keeps the next note on its page
        answer,
        point,  ///< of a list
    };
    Kind kind = Kind::paragraph;
    std::string text;
};

struct Notes {
    std::string title;
    const Paper* paper = nullptr;  ///< null: the first
    std::string footnote;          ///< at the foot of each page
    std::vector<Note> notes;
};

/// The pages, black on white; a word is never cut, and no heading ends a page.
[[nodiscard]] std::vector<drawing::Drawing> lay_out(const Notes& notes);

}  // namespace poolscope::handout
