/// What a page cannot mean: pointing at what is not there, and goals that no student can reach.
#pragma once

#include <optional>

#include "lessons/lesson.hpp"

namespace poolscope::lessons {

/// Why `pointer` points at nothing in the page; nothing where there is something.
[[nodiscard]] std::optional<Error> pointer_fault(const Pointer& pointer, const Page& page);

/// Why a student cannot answer by reaching `goal` in the page: nothing may be changed, it is
/// reached already, or what may be changed does not lead there. Only what a search along each axis
/// can tell is told.
[[nodiscard]] std::optional<Error> goal_fault(const Goal& goal, const Page& page);

}  // namespace poolscope::lessons
