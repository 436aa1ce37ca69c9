/// One exercise as a block of a page.
#pragma once

#include "drawing/canvas.hpp"
#include "handout/sheet.hpp"
#include "questions/question.hpp"

namespace poolscope::handout {

/// An exercise as it is numbered and asked.
struct Block {
    const Exercise& exercise;
    std::size_t number = 1;
    std::vector<questions::PaperQuestion> questions;
    Tier tier = Tier::plain;
    float line_pitch = 18;  ///< between lines to write on

    /// How many windows, in the order of their outputs, are worked out in a version.
    [[nodiscard]] std::size_t worked(Version version) const;
};

/// Draws the block from `at`, `width` wide; returns where it ends (y), alike for both versions.
float draw_block(drawing::Canvas& canvas, const Block& block, Version version, drawing::Point at,
                 float width);

}  // namespace poolscope::handout
