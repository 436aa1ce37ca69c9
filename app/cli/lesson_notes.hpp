/// A lesson as its teacher wants it on paper: words, questions, answers, and what students get
/// wrong.
#pragma once

#include <string>

#include "handout/notes.hpp"
#include "lessons/lesson.hpp"

namespace poolscope::cli {

/// In `language`, which the lesson may not speak: then in its own.
[[nodiscard]] handout::Notes notes_of(const lessons::Lesson& lesson, const std::string& language);

}  // namespace poolscope::cli
