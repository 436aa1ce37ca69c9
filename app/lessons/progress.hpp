/// How far a student came: lesson by lesson, question by question.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"
#include "lessons/tally.hpp"

namespace poolscope::lessons {

/// How a question stands; of one that was asked again, by the last time.
enum class Mark { open, tried, shown, right, at_once };

/// The question is done with.
[[nodiscard]] constexpr bool is_done(Mark mark) {
    return mark >= Mark::shown;
}

/// The marks of each page's questions.
using Marks = std::vector<std::vector<Mark>>;

struct LessonProgress {
    std::string lesson;    ///< its id
    std::size_t page = 0;  ///< where it goes on
    bool done = false;     ///< its end was reached with every question done with, at some time
    Marks marks{};
    bool operator==(const LessonProgress&) const = default;
};

struct StudentProgress {
    std::string name{};                     ///< may be empty
    std::vector<LessonProgress> lessons{};  ///< newest first
    bool operator==(const StudentProgress&) const = default;
};

/// Nothing done yet.
[[nodiscard]] LessonProgress begun(const Lesson& lesson);

/// The place where the student left the lesson; its beginning, where he did not come to it, has
/// done with it, or it was changed since.
[[nodiscard]] LessonProgress resumed(const StudentProgress& student, const Lesson& lesson);

/// What is kept of the lesson; null where there is nothing, or it was changed since.
[[nodiscard]] const LessonProgress* find_progress(const StudentProgress& student,
                                                  const Lesson& lesson);

/// Puts it first, in place of what was kept of that lesson.
void keep(StudentProgress& student, const LessonProgress& progress);

/// The page where a lesson that was begun goes on; nothing where it begins anew.
[[nodiscard]] std::optional<std::size_t> page_to_resume(const LessonProgress& progress);

/// The pages that have a question open, from 0.
[[nodiscard]] std::vector<std::size_t> open_pages(const Marks& marks);

/// The first of them.
[[nodiscard]] std::optional<std::size_t> first_open(const Marks& marks);

[[nodiscard]] TallyCount count_of(const Marks& marks);
[[nodiscard]] std::size_t question_count(const Marks& marks);

}  // namespace poolscope::lessons
