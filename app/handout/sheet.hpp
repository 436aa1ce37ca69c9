/// A handout: exercises laid out on pages, as a student's version and as its key. Pure. Lengths are
/// in points (1/72 inch), y down.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/drawing.hpp"
#include "questions/exercise.hpp"

namespace poolscope::handout {

using questions::Exercise;

/// One row of the list of papers.
struct Paper {
    std::string_view id;    ///< "a4"
    std::string_view name;  ///< "A4"
    drawing::Size size;
    std::string_view printers_name;  ///< PWG 5101.1's: "iso_a4"
};

/// The explicit list: A4 first, Letter.
[[nodiscard]] std::span<const Paper> papers();

/// The student's version has lines to write on where the key has answers; both have the same
/// layout.
enum class Version { student, key };

/// How much of the working stands in the student's version already.
enum class Tier {
    plain,         ///< nothing: every window is the student's
    half_worked,   ///< the first half of the windows, as examples for the others
    fully_worked,  ///< every window: the questions are the student's
};

/// One row of the list of tiers.
struct TierName {
    std::string_view id;  ///< "half-worked"
    const char* name;
    const char* note;
    Tier tier = Tier::plain;
};
/// The explicit list: plain first.
[[nodiscard]] std::span<const TierName> tiers();

inline constexpr std::size_t most_exercises = 100;  ///< of one handout
inline constexpr std::size_t most_questions = 9;    ///< of one exercise

struct Sheet {
    std::string title = "Pooling by hand";
    const Paper* paper = nullptr;  ///< null: the first
    std::size_t questions = 3;     ///< of each exercise, at most
    Tier tier = Tier::plain;
    std::string footnote;  ///< at the foot of each page: where the numbers are from
    std::vector<Exercise> exercises;
};

/// The pages, black on white. No exercise is cut by the end of a page; the lines to write on are as
/// roomy as the fewest pages allow. Errors: bad_argument without
/// an exercise, too_large where one is longer than a page.
[[nodiscard]] Result<std::vector<drawing::Drawing>> lay_out(const Sheet& sheet, Version version);

}  // namespace poolscope::handout
