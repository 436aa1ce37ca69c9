/// Marks, and where a lesson goes on.
#include "lessons/progress.hpp"

#include <algorithm>

#include "lessons/progress_file.hpp"

namespace poolscope::lessons {

namespace {

bool fits(const LessonProgress& progress, const Lesson& lesson) {
    return progress.page < lesson.pages.size() &&
           std::ranges::equal(
               progress.marks, lesson.pages,
               [](const std::vector<Mark>& marks, const Page& page) {
                   return marks.size() == page.questions.size();
               });
}

}  // namespace

LessonProgress begun(const Lesson& lesson) {
    LessonProgress progress{.lesson = lesson.id};
    for (const Page& page : lesson.pages)
        progress.marks.emplace_back(page.questions.size(), Mark::open);
    return progress;
}

const LessonProgress* find_progress(const StudentProgress& student, const Lesson& lesson) {
    const auto found = std::ranges::find(student.lessons, lesson.id, &LessonProgress::lesson);
    if (lesson.id.empty() || found == student.lessons.end() || !fits(*found, lesson))
        return nullptr;
    return &*found;
}

LessonProgress resumed(const StudentProgress& student, const Lesson& lesson) {
    const LessonProgress* kept = find_progress(student, lesson);
    if (kept != nullptr && page_to_resume(*kept)) return *kept;
    LessonProgress progress = begun(lesson);
    progress.done = kept != nullptr && kept->done;
    return progress;
}

void keep(StudentProgress& student, const LessonProgress& progress) {
    if (progress.lesson.empty()) return;
    std::erase_if(student.lessons,
                  [&](const LessonProgress& one) { return one.lesson == progress.lesson; });
    student.lessons.insert(student.lessons.begin(), progress);
    if (student.lessons.size() > most_kept_lessons) student.lessons.resize(most_kept_lessons);
}

std::optional<std::size_t> page_to_resume(const LessonProgress& progress) {
    const bool touched = std::ranges::any_of(progress.marks, [](const auto& page) {
        return std::ranges::any_of(page, [](Mark mark) { return mark != Mark::open; });
    });
    if (!touched && progress.page == 0) return std::nullopt;
    if (progress.done && !first_open(progress.marks)) return std::nullopt;
    return progress.page;
}

std::vector<std::size_t> open_pages(const Marks& marks) {
    std::vector<std::size_t> pages;
    for (std::size_t page = 0; page < marks.size(); ++page)
        if (!std::ranges::all_of(marks[page], is_done)) pages.push_back(page);
    return pages;
}

std::optional<std::size_t> first_open(const Marks& marks) {
    const auto pages = open_pages(marks);
    return pages.empty() ? std::nullopt : std::optional(pages.front());
}

TallyCount count_of(const Marks& marks) {
    TallyCount count;
    for (const auto& page : marks)
        for (const Mark mark : page) {
            count.asked += mark == Mark::open ? 0 : 1;
            count.right += mark == Mark::right || mark == Mark::at_once ? 1 : 0;
            count.at_once += mark == Mark::at_once ? 1 : 0;
        }
    return count;
}

std::size_t question_count(const Marks& marks) {
    std::size_t count = 0;
    for (const auto& page : marks) count += page.size();
    return count;
}

}  // namespace poolscope::lessons
