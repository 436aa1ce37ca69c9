/// Fuzzes the reader of students' progress: what it reads is bounded, and is written and read back
/// the same.
#include "fuzz/fuzz.hpp"
#include "lessons/progress_file.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto students = lessons::parse_progress(fuzz::as_text(data, size));
    if (!students) return fuzz::check_error(students.error()), 0;
    fuzz::must(students->size() <= lessons::most_students);
    for (const lessons::StudentProgress& student : *students) {
        fuzz::must(student.name.size() <= lessons::longest_name);
        fuzz::must(student.lessons.size() <= lessons::most_kept_lessons);
        for (const lessons::LessonProgress& progress : student.lessons)
            fuzz::must(progress.page < progress.marks.size());
    }
    const auto again = lessons::parse_progress(lessons::progress_text(*students));
    fuzz::must(again && *again == *students);
    return 0;
}
